#pragma once
#include "base/problem.hpp"
#include "engine/objects.gen.hpp"
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::engine {

/// What docker's `--gpus` asks the engine for: `all`, `2`, `device=0`, `"device=0,2"` with the
/// quotes, `driver=…`, `capabilities=…`, `options=…`, joined by commas. It is docker's grammar to
/// the letter, its traps as well: `device=0,2` without quotes asks for device 0 *and* any two.
std::expected<DeviceRequest, Problem> parse_gpu_request(std::string_view argument);

/// A request that engines take and then refuse when the container starts; a sentence about it.
std::optional<Problem> gpu_request_trap(const DeviceRequest& request);

/// The arguments of `docker run` that ask for this: `--gpus` and its value, or `--device` and a
/// name for each device of a CDI request. As the program gets them, so not quoted for a shell.
/// Nothing where the command line can't say it (compose and other programs can ask for more).
std::optional<std::vector<std::string>> gpu_arguments(const DeviceRequest& request);

} // namespace dockwright::engine
