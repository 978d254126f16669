#pragma once
#include "model/document.hpp"
#include <span>
#include <string_view>

namespace dockwright::model {

/// What each reference to a variable means, in margin notation (see support/fixture.hpp): its kind
/// and its value, `undefined`, or `KIND without a value`. A value that depends on something that
/// only a build knows is marked `(unknown)`.
void check_variables(std::string_view fixture, std::span<const BuildArgument> given = {});

/// What each FROM builds on: `stage N` or `image PATH`, with `registry …`, `tag …`, `digest …`
/// where they are, and `(unknown)` where a build argument decides.
void check_images(std::string_view fixture);

} // namespace dockwright::model
