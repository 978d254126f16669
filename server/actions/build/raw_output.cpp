#include "actions/build/raw_output.hpp"
#include "actions/build/classic_output.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include <algorithm>

namespace dockwright::actions {
namespace {

constexpr std::size_t longest_value = std::size_t{4} << 20U;
constexpr std::size_t longest_line = std::size_t{16} << 10U;
constexpr std::size_t most_text = std::size_t{16} << 10U;
constexpr std::size_t most_vertices = 10'000;

} // namespace

void RawOutput::feed(std::string_view bytes) {
    begun_ += bytes;
    std::size_t from = 0;
    for (std::size_t end = begun_.find('\n'); end != std::string::npos; end = begun_.find('\n', from)) {
        line(std::string_view(begun_).substr(from, end - from));
        from = end + 1;
    }
    begun_.erase(0, from);
    if (begun_.size() > longest_value) {
        begun_.clear(); // no value is so long; what is lost is progress
    }
}

void RawOutput::line(std::string_view text) {
    const auto status = text.starts_with('{') ? engine::read_solve_status(text) : std::nullopt;
    if (!status) {
        text_.append(text).append("\n");
        text_.erase(0, text_.size() > most_text ? text_.size() - most_text : 0);
        return;
    }
    for (const engine::SolveVertex& one : status->vertices) {
        vertex(one);
    }
    for (const engine::SolveLog& one : status->logs) {
        log(one);
    }
}

void RawOutput::vertex(const engine::SolveVertex& seen) {
    if (vertices_.size() >= most_vertices && !vertices_.contains(seen.digest)) {
        return;
    }
    Vertex& one = vertices_[seen.digest];
    if (one.name.empty()) {
        one.name = seen.name;
        one.step = read_step(one.name);
    }
    one.completed = one.completed || seen.completed;
    // What is broken off since something else failed tells nothing.
    if (!seen.error.empty() && failed_.empty() && !seen.error.ends_with("context canceled")) {
        failed_ = seen.digest;
        error_ = seen.error;
    }
    if (seen.started) {
        say(one, {});
    }
}

void RawOutput::log(const engine::SolveLog& seen) {
    const auto found = vertices_.find(seen.vertex);
    if (found == vertices_.end()) {
        return;
    }
    Vertex& one = found->second;
    one.begun += seen.bytes;
    for (std::size_t end = one.begun.find('\n'); end != std::string::npos; end = one.begun.find('\n')) {
        std::string text = one.begun.substr(0, end);
        one.begun.erase(0, end + 1);
        one.lines.add(text);
        say(one, std::move(text));
    }
    if (one.begun.size() > longest_line) {
        one.begun.erase(0, one.begun.size() - longest_line);
    }
}

void RawOutput::say(const Vertex& vertex, std::string text) {
    const auto steps =
        std::ranges::count_if(vertices_, [](const auto& one) { return one.second.step.has_value(); });
    const auto done = std::ranges::count_if(
        vertices_, [](const auto& one) { return one.second.step.has_value() && one.second.completed; });
    Progress out{.what = "Building", .detail = {}, .line = std::move(text)};
    if (steps != 0) {
        highest_ = std::max(highest_, static_cast<double>(done) / static_cast<double>(steps));
        out.fraction = highest_;
    }
    if (vertex.step) {
        out.detail =
            message("step {} of {}: {}", {std::to_string(vertex.step->number),
                                          std::to_string(vertex.step->total), shown_step(*vertex.step)});
    } else {
        constexpr std::size_t longest = 60;
        out.detail = printable(std::string_view(vertex.name).substr(0, longest));
    }
    tell(progress_, std::move(out));
}

BuildFailure RawOutput::failure() const {
    BuildFailure out;
    const std::string rest = text_ + begun_;
    const std::size_t error = rest.rfind("ERROR: ");
    const std::string_view end =
        error == std::string::npos ? std::string_view(rest) : std::string_view(rest).substr(error);
    out.said = error_.empty() ? std::string(ascii::trimmed(end)) : error_;
    const auto found = vertices_.find(failed_);
    if (found != vertices_.end() && !failed_.empty()) {
        out.step = found->second.step;
        out.lines = found->second.lines;
        out.lines.add(found->second.begun);
    }
    // The place that BuildKit names above its excerpt, where the step doesn't tell it.
    if (!out.step) {
        out.said += "\n" + rest;
    }
    return out;
}

} // namespace dockwright::actions
