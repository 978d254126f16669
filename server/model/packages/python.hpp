#pragma once
#include "model/packages.hpp"
#include "model/packages/walk.hpp"

/// Private to model/packages/: what pip, uv and their kin share.
namespace dockwright::model::packages {

/// What pip's options with a value stand for: Valued::kind.
namespace python_option {
inline constexpr char requirements = 'r';
inline constexpr char constraints = 'c';
inline constexpr char editable = 'e';
inline constexpr char package = 'p'; ///< uv's --with, pipx' --preinstall
inline constexpr char index = 'i';
inline constexpr char extra_index = 'a';
inline constexpr char links = 'f';
inline constexpr char folder = 't';
inline constexpr char interpreter = 'y';
inline constexpr char backend = 'b';
inline constexpr char other = 'x';
} // namespace python_option

/// Adds what an option says to an installation.
void read_python_option(PackageReader& reader, PackageCommand& command, const Item& item);

/// Adds what an operand asks for.
void read_python_package(PackageReader& reader, const Item& item);

/// A program in a folder `bin` that isn't the system's belongs to a virtual environment:
/// `/opt/venv/bin/pip`, `"$VENV/bin/python"`.
void read_environment(PackageCommand& command, std::string_view path);

} // namespace dockwright::model::packages
