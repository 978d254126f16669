#pragma once
#include "actions/build/source.hpp"
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

/// Steps of builds as builders name them, and where they stand in the Dockerfile. Pure.
namespace dockwright::actions {

struct BuildStep {
    std::string words{};      ///< "RUN pip install torch", as the builder wrote it; foreign
    std::string stage{};      ///< its name, where the builder says one
    std::uint32_t number = 0; ///< from 1
    std::uint32_t total = 0;
    /// How the builder counts: BuildKit the layers of one stage, the classic builder every instruction.
    bool of_layers = false;

    bool operator==(const BuildStep&) const = default;
};

/// BuildKit's "[2/4] RUN x", "[build 2/4] RUN x" and "[linux/amd64 build 2/4] RUN x"; the classic builder's
/// "Step 2/4 : RUN x"; podman's "[1/2] STEP 2/4: RUN x". Nothing for work of the builder's own ("[internal]
/// load …", "exporting to image").
std::optional<BuildStep> read_step(std::string_view name);

/// The instruction that it is: by its words, and among equal ones, or where the builder has changed the
/// words, by its number. An index in the document's instructions.
std::optional<std::uint32_t> instruction_of(const BuildSource& source, const BuildStep& step);

/// The line that a builder names: "dockerfile parse error on line 3: …", and "Dockerfile:3" alone on a
/// line, as BuildKit writes it above its excerpt. From 1.
std::optional<std::uint32_t> line_named(std::string_view said, std::string_view file_name);

/// The end of what a step writes: what a person needs to see where it fails.
class LastLines {
public:
    void add(std::string line);
    void clear() { lines_.clear(); }
    const std::deque<std::string>& lines() const { return lines_; }

private:
    std::deque<std::string> lines_;
};

/// How a build failed. All text is foreign.
struct BuildFailure {
    std::optional<BuildStep> step{};
    std::string said{}; ///< the builder's words
    LastLines lines{};  ///< what the step wrote
};

/// Names the line of the Dockerfile, its instruction and the last lines that it wrote, kind `build-failed`.
Problem build_problem(const BuildSource& source, const BuildFailure& failure);

} // namespace dockwright::actions
