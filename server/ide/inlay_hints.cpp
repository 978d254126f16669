#include "ide/inlay_hints.hpp"
#include "base/message.hpp"
#include "gpu/machine.hpp"
#include "ide/gpu_words.hpp"
#include <algorithm>
#include <utility>

namespace dockwright::ide {
namespace {

constexpr std::string_view compatibility =
    "From the first driver on, everything of this CUDA works. From the second on it works by NVIDIA's "
    "minor-version compatibility: without what is new in the driver, and without code that the driver "
    "compiles at start (PTX)";

/// Behind the last word of the FROM, where a name of the stage may stand.
Offset end_of_from(const GpuView& view, const model::Stage& stage) {
    const auto words = view.document.words(view.document.instructions()[stage.from]);
    return words.empty() ? stage.image.span.end : words.back().span.end;
}

/// The name with its variables replaced; its tag alone where what stands in front of that is as written.
std::string_view resolved(const model::Image& image) {
    const std::size_t tag = image.name.size() - image.parts.tag.size();
    const bool plain = !image.parts.tag.empty() && image.parts.digest.empty() &&
                       image.written.starts_with(image.name.substr(0, tag));
    return plain ? image.parts.tag : image.name;
}

void add_from(std::vector<InlayHint>& hints, const GpuView& view, const model::Stage& stage) {
    const model::Image& image = stage.image;
    if (image.has_variables && image.known && !image.name.empty()) {
        hints.push_back({.at = image.span.end, .label = message("= {}", {resolved(image)}), .tooltip = ""});
    }
    if (image.is_stage() || !image.known) {
        return;
    }
    const gpu::ImageState base = base_state(image.name, view.surroundings, view.knowledge);
    const knowledge::Version cuda = base.cuda.cuda.known() ? base.cuda.cuda
                                    : base.tag != nullptr  ? base.tag->cuda
                                                           : knowledge::Version();
    if (!cuda.known()) {
        return;
    }
    const DriversNeeded drivers = drivers_needed(view.knowledge, cuda);
    const std::string needed = text(drivers);
    hints.push_back(
        {.at = end_of_from(view, stage),
         .label = message("CUDA {}{}{}", {to_string(cuda.cut(2)), needed.empty() ? "" : " · ", needed}),
         .tooltip = drivers.least < drivers.native ? std::string(compatibility) : std::string()});
}

/// `+cu130` where the build has such a name.
std::string build_of(const gpu::Installed& one) {
    const bool tagged = one.variant_tag.starts_with("cu") || one.variant_tag == "cpu";
    return tagged && one.manager == model::PackageManager::pip ? "+" + one.variant_tag : std::string();
}

void add_packages(std::vector<InlayHint>& hints, const gpu::ImageState& state) {
    for (const gpu::Installed& one : state.installed) {
        const bool matters = one.gpu_package || (one.variant != nullptr && one.variant->cuda.known());
        if (!one.newest || !one.version.known() || !matters || one.of_base || one.as_dependency ||
            !one.place.file.empty()) {
            continue;
        }
        hints.push_back({.at = one.place.span.end,
                         .label = message("→ {}{}", {to_string(one.version), build_of(one)}),
                         .tooltip =
                             "The newest version that is known and fits. Nothing pins it, so a build on "
                             "another day may get another one"});
    }
}

} // namespace

std::vector<InlayHint> inlay_hints(const GpuView& view, Span part) {
    std::vector<InlayHint> hints;
    for (const model::Stage& stage : view.document.stages()) {
        if (part.touches(stage.image.span.end) || part.touches(end_of_from(view, stage))) {
            add_from(hints, view, stage);
        }
    }
    for (const gpu::ImageState& state : view.images) {
        add_packages(hints, state);
    }
    // A stage that builds on another one holds its packages too.
    std::ranges::sort(hints, [](const InlayHint& a, const InlayHint& b) {
        return std::pair(a.at, a.label) < std::pair(b.at, b.label);
    });
    const auto repeated = std::ranges::unique(hints);
    hints.erase(repeated.begin(), repeated.end());
    std::erase_if(hints, [&](const InlayHint& hint) { return !part.touches(hint.at); });
    return hints;
}

} // namespace dockwright::ide
