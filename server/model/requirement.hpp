#pragma once
#include "model/surroundings.hpp"
#include <optional>
#include <string_view>

/// One Python requirement by itself.
namespace dockwright::model {

/// As pip reads what stands on a line without its options: `name[extra]>=1; marker`, `name @ address`,
/// an address, a file, a folder. Nothing: pip refuses it. Of a wheel's file name the version is read
/// too (`torch-2.4.0+cu121-…whl` is `torch` `==2.4.0+cu121`), of an sdist's likewise; of a repository
/// that has no `#egg=` the last part of its path is taken for the name. A version is written without
/// blanks. What holds a variable `${NAME}` is taken as far as it can be.
std::optional<ListedPackage> read_requirement(std::string_view text);

/// What stands behind `-e`.
std::optional<ListedPackage> read_editable(std::string_view text);

/// What lies at an address or in a file: its name and version, as far as the address says them.
/// Nothing: pip refuses such a file name.
std::optional<ListedPackage> read_address(std::string_view address);

} // namespace dockwright::model
