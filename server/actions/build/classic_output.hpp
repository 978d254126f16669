#pragma once
#include "actions/build/step.hpp"
#include "actions/progress.hpp"
#include "engine/pull_progress.hpp"

namespace dockwright::actions {

/// What the classic builder (and podman's) sends, read message by message.
class ClassicOutput {
public:
    explicit ClassicOutput(OnProgress progress) : progress_(std::move(progress)) {}

    void add(const engine::ProgressMessage& message);

    /// Set as soon as the builder says that it failed.
    const std::optional<BuildFailure>& failure() const { return failure_; }
    /// Whether it said that the image is built, as docker's and podman's do at their end.
    bool is_built() const { return is_built_; }

private:
    void line(std::string text);
    void say(std::string detail, std::string text);

    OnProgress progress_;
    std::string begun_; ///< of a line without its end
    std::optional<BuildStep> step_;
    LastLines lines_;
    engine::PullProgress base_;
    std::optional<BuildFailure> failure_;
    bool is_built_ = false;
};

/// "RUN pip install torch", short enough for a line; printable.
std::string shown_step(const BuildStep& step);

} // namespace dockwright::actions
