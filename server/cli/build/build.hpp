#pragma once
#include "actions/build/build.hpp"
#include "cli/engine_command.hpp"
#include "cli/parse.hpp"
#include <optional>
#include <string>
#include <vector>

/// `dockwright build`.
namespace dockwright::cli {

struct BuildTexts {
    std::vector<std::string> arguments; ///< "NAME[=VALUE]"
    std::string context_limit;
};

struct BuildArguments {
    EngineOptions engine;
    actions::BuildOptions options;
};

/// `--file`, `--target`, `--build-arg`, `--platform`, `--pull`, `--no-cache` and `--context-limit`.
void add_build_options(CLI::App& app, actions::BuildOptions& options, BuildTexts& texts);

/// What they say that needs reading, and what the process's environment says.
std::optional<Problem> finish_build_options(const BuildTexts& texts, const EngineOptions& engine,
                                            actions::BuildOptions& options);

int build_image(const BuildArguments& arguments, const Streams& streams);

} // namespace dockwright::cli
