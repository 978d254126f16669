#pragma once
#include "actions/container_row.hpp"
#include "engine/discovery.hpp"
#include "engine/environment.hpp"
#include <cstdio>
#include <string>

/// What the commands that ask a container engine have in common.
namespace dockwright::cli {

/// `--host`, `--context` and `--format`, and the environment that they stand over.
struct EngineOptions {
    engine::Choice choice;
    engine::Environment environment;
    bool json = false;
};

/// What the options name, with the option's name for a problem's sentence.
engine::Choice choice_of(const EngineOptions& options);

/// The streams of the process, or of a test.
struct Streams {
    std::FILE* in = nullptr;
    std::FILE* out = nullptr;
    std::FILE* err = nullptr;
    /// Whether a person sits at `in` and `out`.
    bool interactive = false;
};

/// `dockwright: WHAT. NEXT STEP.` on `err`, as `say` writes it. Gives the exit code of a failed action.
int fail(const Problem& problem, const Streams& streams);

void print(std::FILE* stream, std::string_view text);

/// "yes", "maybe", "no", "unknown".
std::string_view word_for(engine::GpuAccess access);

/// For a cell: "all GPUs", "maybe (privileged)", "-".
std::string gpu_words(const engine::GpuUse& gpu);

/// The rows as aligned columns under a headline, each line ended by LF; with a number before each
/// row where `numbered`. Foreign text is escaped.
std::string table(const std::vector<actions::ContainerRow>& rows, bool numbered);

} // namespace dockwright::cli
