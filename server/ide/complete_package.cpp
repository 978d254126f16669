#include "base/ascii.hpp"
#include "base/message.hpp"
#include "gpu/machine.hpp"
#include "ide/complete.hpp"
#include "ide/gpu_words.hpp"
#include "ide/target_fit.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <array>
#include <tuple>

namespace dockwright::ide {
namespace {

using gpu::Unresolved;

/// Each version is tried in the file itself, so a longer file gets them without a judgement.
constexpr std::size_t most_tried_text = 32U << 10U;

constexpr std::string_view torch_index = "https://download.pytorch.org/whl/";

/// A version put in place of what is typed, and what becomes of the file.
struct Tried {
    std::string version;
    bool refused = false; ///< nothing would be installed
    TargetFit fit{};
    std::string detail;
};

std::string why_not(Unresolved why, const knowledge::Version& python) {
    switch (why) {
    case Unresolved::python_refused:
    case Unresolved::no_wheel:
        return python.known() ? "no wheel for Python " + to_string(python) : "no wheel here";
    case Unresolved::never_released: return "never released";
    case Unresolved::old_libc: return "needs a newer distribution";
    case Unresolved::other_index: return "on another index";
    default: return "";
    }
}

std::string detail_of(const GpuView& view, const knowledge::Release& release,
                      const knowledge::Variant* build) {
    std::vector<std::string> words;
    if (build != nullptr) {
        words.push_back(build->cuda.known() ? "CUDA " + to_string(build->cuda) : "without CUDA");
    }
    if (build != nullptr && build->cuda.known()) {
        DriversNeeded drivers{.least = drivers_needed(view.knowledge, build->cuda).least};
        drivers.least = build->min_driver.known() ? build->min_driver : drivers.least;
        words.push_back(text(drivers));
    }
    words.push_back(release.pythons != 0 ? "Python " + text(release.pythons) : std::string());
    std::erase(words, std::string());
    return separated(words, " · ");
}

/// What the edited file would install at this place, and how the targets take it.
void try_it(const GpuView& view, Tried& tried, std::string_view name, Span word, Span replaced,
            std::uint32_t stage) {
    const TextEdit edit{.span = replaced, .text = tried.version};
    const auto document = model::Document::parse(apply(view.document.text(), {&edit, 1}));
    const auto states = gpu::image_states(*document, view.surroundings, view.knowledge);
    if (stage >= states.size()) {
        return;
    }
    const auto found = std::ranges::find_if(states[stage].installed, [&](const gpu::Installed& one) {
        return one.name == name && one.place.file.empty() && one.place.span.touches(word.begin);
    });
    if (found == states[stage].installed.end()) {
        return;
    }
    const auto& homes = states[stage].homes;
    const std::string problem = why_not(
        found->unresolved, found->home < homes.size() ? homes[found->home].python : knowledge::Version());
    tried.refused = found->unresolved != Unresolved::none;
    tried.fit = target_fit(view, *document, states, stage);
    if (!problem.empty()) {
        tried.detail = problem;
    } else if (found->release != nullptr) {
        tried.detail = detail_of(view, *found->release, found->variant);
    }
    tried.detail = tried.refused ? "✗ " + tried.detail : with_fit(tried.fit, view, tried.detail);
}

/// `cu126`, `cpu`: what PyTorch calls its builds, in its index and in local versions.
bool is_build_name(std::string_view tag) {
    return tag == "cpu" || tag.starts_with("rocm") ||
           (tag.starts_with("cu") && tag.size() > 2 && ascii::is_digit(tag[2]));
}

/// The versions that the tables name, newest first; with the builds' names where one is being typed.
std::vector<Tried> versions(const GpuView& view, std::string_view name, bool with_build) {
    std::vector<Tried> out;
    for (const knowledge::Release& release : knowledge::releases(view.knowledge, name)) {
        std::vector<knowledge::Version> ends{release.last};
        if (release.first != release.last) {
            ends.push_back(release.first); // what lies between is in no table
        }
        for (const knowledge::Version& version : ends) {
            if (!with_build) {
                const auto* ordinary = knowledge::variant(release, release.variant);
                out.push_back({.version = to_string(version), .detail = detail_of(view, release, ordinary)});
                continue;
            }
            for (const knowledge::Variant& build : release.variants) {
                if (is_build_name(build.tag)) {
                    out.push_back({.version = to_string(version) + "+" + std::string(build.tag),
                                   .detail = detail_of(view, release, &build)});
                }
            }
        }
    }
    return out;
}

Completions complete_version(const GpuView& view, const WordAt& word) {
    const auto equals = word.before.find("==");
    std::string_view asked = word.before.substr(0, equals);
    asked = asked.substr(0, asked.find('['));
    const std::string name = knowledge::normalized(asked);
    Completions out{.replaced = {word.span.begin + equals + 2, word.span.end}, .all = {}};
    std::vector<Tried> all = versions(view, name, word.before.contains('+'));
    const model::Stage* stage = view.document.stage_of(*word.instruction);
    if (stage != nullptr && view.document.text().size() <= most_tried_text) {
        for (Tried& one : all) {
            try_it(view, one, name, word.span, out.replaced, stage->index);
        }
    }
    std::vector<std::size_t> order(all.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        order[i] = i;
    }
    std::ranges::sort(order, {}, [&](std::size_t i) { return std::tuple(all[i].refused, all[i].fit, i); });
    for (const std::size_t i : order) {
        out.all.push_back({.kind = Completion::Kind::version,
                           .text = std::move(all[i].version),
                           .detail = std::move(all[i].detail),
                           .about = {}});
    }
    return out;
}

/// PyTorch's builds by their names, the newest CUDA first.
std::vector<Completion> builds_of_torch(const GpuView& view) {
    std::vector<std::pair<knowledge::Version, Completion>> found;
    for (const knowledge::Release& release : knowledge::releases(view.knowledge, "torch")) {
        for (const knowledge::Variant& build : release.variants) {
            const auto same = std::ranges::find_if(
                found, [&](const auto& known) { return known.second.text == build.tag; });
            if (!is_build_name(build.tag) || same != found.end()) {
                continue;
            }
            Completion one{.text = std::string(build.tag), .detail = {}, .about = {}};
            one.detail = message("torch up to {}{}{}",
                                 {to_string(release.last), build.cuda.known() ? " · " : "",
                                  text({.least = drivers_needed(view.knowledge, build.cuda).least})});
            found.emplace_back(build.cuda, std::move(one));
        }
    }
    std::ranges::sort(found, [](const auto& a, const auto& b) {
        return std::pair(b.first, a.second.text) < std::pair(a.first, b.second.text);
    });
    std::vector<Completion> out;
    out.reserve(found.size());
    for (auto& [cuda, one] : found) {
        out.push_back(std::move(one));
    }
    return out;
}

/// The value of an option, in its own word or behind `=`; nothing if the cursor is not in it.
struct OptionValue {
    std::string_view typed;
    Span span;
};
std::optional<OptionValue> value_of(const WordAt& word, std::span<const std::string_view> options) {
    for (const std::string_view option : options) {
        if (word.previous == option && !word.before.starts_with('-')) {
            return OptionValue{word.before, word.span};
        }
        if (word.before.starts_with(option) && word.before.substr(option.size()).starts_with('=')) {
            const std::size_t begin = option.size() + 1;
            return OptionValue{word.before.substr(begin), {word.span.begin + begin, word.span.end}};
        }
    }
    return std::nullopt;
}

Completions complete_address(const GpuView& view, Span replaced) {
    Completions out{.replaced = replaced, .all = builds_of_torch(view)};
    for (Completion& one : out.all) {
        one.kind = Completion::Kind::address;
        one.text = std::string(torch_index) + one.text;
    }
    return out;
}

Completions complete_backend(const GpuView& view, Span replaced) {
    Completions out{.replaced = replaced, .all = builds_of_torch(view)};
    out.all.insert(out.all.begin(), {.text = "auto",
                                     .detail = "by the driver of the machine that builds",
                                     .about = "While an image is built there is mostly no driver: then uv "
                                              "takes the build without CUDA."});
    return out;
}

} // namespace

Completions complete_package(const GpuView& view, Offset at) {
    constexpr std::array<std::string_view, 4> indexes{"--index-url", "--extra-index-url", "-i", "--index"};
    constexpr std::array<std::string_view, 1> backends{"--torch-backend"};
    const WordAt word = word_at(view.document, at);
    if (word.instruction == nullptr || word.instruction->keyword != syntax::Keyword::run) {
        return {};
    }
    if (const auto value = value_of(word, indexes)) {
        return complete_address(view, value->span);
    }
    if (const auto value = value_of(word, backends)) {
        return complete_backend(view, value->span);
    }
    return word.before.contains("==") ? complete_version(view, word) : Completions{};
}

} // namespace dockwright::ide
