#pragma once
#include "gpu/image/image_state.hpp"
#include <string_view>

/// Private to gpu/: which Python of an image a program means.
namespace dockwright::gpu {

/// The one that `python` and `pip` mean by PATH.
std::uint32_t home_on_path(const ImageState& state);

/// PATH begins with the folder of an environment that nobody saw being made, so that it is not known
/// what `python` and `pip` are.
bool names_unseen_environment(const ImageState& state);

/// The one with this prefix (`/opt/venv`), conda environment (`train`) or number (`python3.11`);
/// made if there is none.
std::uint32_t home_at(ImageState& state, std::string_view prefix, knowledge::PythonKind kind, Place place);
std::optional<std::uint32_t> find_home(const ImageState& state, std::string_view prefix);

/// The one of a program's name: `python3.11` and `pip3.11` name a version, `python$(version)` one that is not
/// known.
std::uint32_t home_of_program(ImageState& state, std::string_view program, std::uint32_t ordinary,
                              Place place);

/// The distribution's own Python is there: installed, or found by somebody who runs it.
void ensure_system_python(ImageState& state, Place place);

} // namespace dockwright::gpu
