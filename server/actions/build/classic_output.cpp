#include "actions/build/classic_output.hpp"
#include "base/message.hpp"

namespace dockwright::actions {
namespace {

/// A line without an end is a progress bar drawn over itself, or worse.
constexpr std::size_t longest_line = std::size_t{16} << 10U;

} // namespace

std::string shown_step(const BuildStep& step) {
    constexpr std::size_t longest = 60;
    const bool cut = step.words.size() > longest;
    return printable(step.words.substr(0, longest)) + (cut ? "…" : "");
}

void ClassicOutput::add(const engine::ProgressMessage& message) {
    if (!message.error.empty()) {
        line(std::move(begun_));
        failure_ = BuildFailure{.step = step_, .said = message.error, .lines = lines_};
        return;
    }
    if (!message.status.empty()) {
        base_.add(message);
        say("fetching the base image", {});
        return;
    }
    begun_ += message.stream;
    for (std::size_t end = begun_.find('\n'); end != std::string::npos; end = begun_.find('\n')) {
        line(begun_.substr(0, end));
        begun_.erase(0, end + 1);
    }
    if (begun_.size() > longest_line) {
        line(std::exchange(begun_, {}));
    }
}

void ClassicOutput::line(std::string text) {
    is_built_ = is_built_ || text.starts_with("Successfully built ");
    if (auto step = read_step(text)) {
        step_ = std::move(step);
        lines_.clear();
        base_ = {};
        say({}, {});
        return;
    }
    // What the builder says of its own containers and layers (" ---> 1f2e…") helps nobody.
    const bool own = text.starts_with(" --->") || text.starts_with("--> ") ||
                     text.starts_with("Removing intermediate container");
    if (!own && !text.empty()) {
        lines_.add(text);
        say({}, std::move(text));
    }
}

void ClassicOutput::say(std::string detail, std::string text) {
    Progress out{.what = "Building", .detail = {}, .line = std::move(text)};
    if (step_ && step_->total != 0) {
        out.fraction = static_cast<double>(step_->number - 1) / static_cast<double>(step_->total);
        out.detail = message("step {} of {}: {}", {std::to_string(step_->number),
                                                   std::to_string(step_->total), shown_step(*step_)});
    }
    if (!detail.empty()) {
        out.done = static_cast<std::uint64_t>(std::max<std::int64_t>(base_.bytes_done(), 0));
        out.total = static_cast<std::uint64_t>(std::max<std::int64_t>(base_.bytes_known(), 0));
        out.detail += (out.detail.empty() ? "" : ", ") + detail;
    }
    tell(progress_, std::move(out));
}

} // namespace dockwright::actions
