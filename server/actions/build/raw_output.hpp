#pragma once
#include "actions/build/step.hpp"
#include "actions/progress.hpp"
#include "engine/solve_status.hpp"
#include <map>
#include <string>
#include <string_view>

namespace dockwright::actions {

/// What `docker buildx build --progress=rawjson` writes: a line of JSON for each change of BuildKit's
/// vertices, and lines of text beside them (warnings, and the error at the end).
class RawOutput {
public:
    explicit RawOutput(OnProgress progress) : progress_(std::move(progress)) {}

    /// Bytes as they come, cut anywhere.
    void feed(std::string_view bytes);

    /// What is known once the program has ended with an error.
    BuildFailure failure() const;

private:
    struct Vertex {
        std::string name;
        std::optional<BuildStep> step;
        bool completed = false;
        std::string begun; ///< of a line that it writes
        LastLines lines;
    };

    void line(std::string_view text);
    void vertex(const engine::SolveVertex& seen);
    void log(const engine::SolveLog& seen);
    void say(const Vertex& vertex, std::string text);

    OnProgress progress_;
    std::string begun_;
    std::string text_; ///< the end of what was no JSON
    std::map<std::string, Vertex, std::less<>> vertices_;
    std::string failed_; ///< the digest of the first that failed by itself
    std::string error_;
    double highest_ = 0;
};

} // namespace dockwright::actions
