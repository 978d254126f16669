#pragma once
#include "gpu/host_text.hpp"
#include "ide/gpu_view.hpp"
#include "ide/small_knowledge.hpp"
#include "support/fixture.hpp"
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::testing {

/// A Dockerfile with machines that it must run on, seen through the small facts.
class Seen {
public:
    explicit Seen(std::string source, std::vector<gpu::Host> targets = {}, model::Surroundings around = {})
        : targets_(std::move(targets)), around_(std::move(around)),
          document_(model::Document::parse(std::move(source))),
          view_(ide::gpu_view(*document_, around_, small_knowledge(), targets_)) {}
    Seen(const Seen&) = delete;
    Seen& operator=(const Seen&) = delete;

    const ide::GpuView& view() const { return view_; }
    const model::Document& document() const { return *document_; }

private:
    std::vector<gpu::Host> targets_;
    model::Surroundings around_;
    std::shared_ptr<const model::Document> document_;
    ide::GpuView view_;
};

/// `RTX 3090, 535.104.05`, with the name that people give it.
inline gpu::Host machine(std::string_view text, std::string name = {}) {
    gpu::Host host = *gpu::host_of_text(text);
    host.name = std::move(name);
    return host;
}

/// With `…` for the reasons of verdicts, which have words of their own elsewhere.
inline std::string without_reasons(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        std::string line(text.substr(0, end));
        for (const std::string_view begin : {"✗ ", "- **", "  - What that means"}) {
            const auto colon = line.starts_with(begin) ? line.find(": ") : std::string::npos;
            line = colon == std::string::npos ? line : line.substr(0, colon) + ": …";
        }
        if (const auto then = line.find("**: then"); line.starts_with("**") && then != std::string::npos) {
            line = "**…" + line.substr(then);
        }
        line = line.starts_with("sudo ") ? "…" : line;
        out += line + (end < text.size() ? "\n" : "");
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

/// The text without the first `|`, and where that stood.
struct Cursor {
    std::string text;
    Offset at;

    explicit Cursor(std::string marked) : text(std::move(marked)), at(offset(text.find('|'))) {
        text.erase(at.index(), 1);
    }
};

} // namespace dockwright::testing
