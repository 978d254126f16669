#include "base/ascii.hpp"
#include "base/message.hpp"
#include "gpu/image/base_image.hpp"
#include "gpu/machine.hpp"
#include "ide/complete.hpp"
#include "ide/gpu_words.hpp"
#include "ide/image_tags.hpp"
#include "ide/target_fit.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <map>
#include <tuple>

namespace dockwright::ide {
namespace {

constexpr std::size_t most = 100;

Completions repositories(const GpuView& view, Span replaced) {
    Completions out{.replaced = replaced, .all = {}};
    for (const bool gpu : {true, false}) {
        for (const knowledge::ImageFamily& family : view.knowledge.image_families) {
            if (family.gpu == gpu && family.ended.empty()) {
                out.all.push_back({.kind = Completion::Kind::image,
                                   .text = std::string(family.repositories.front()),
                                   .detail = std::string(family.title),
                                   .about = std::string(family.text)});
            }
        }
    }
    return out;
}

TargetFit fit_of(const GpuView& view, std::string_view image) {
    const auto document = model::Document::parse("FROM " + std::string(image) + "\n");
    return target_fit(view, *document, gpu::image_states(*document, view.surroundings, view.knowledge), 0);
}

/// What decides of a tag's verdict; those that are alike in it are judged once.
std::string alike(const KnownTag& tag) {
    std::string out = to_string(tag.cuda);
    for (const knowledge::Bundled& bundled : tag.packages) {
        out += message(" {}+{}", {bundled.version, bundled.variant});
    }
    return out;
}

/// What the tag itself does not say.
std::string detail(const GpuView& view, const KnownTag& tag) {
    std::vector<std::string> words;
    const auto add = [&](std::string_view what, const knowledge::Version& version) {
        const std::string number = to_string(version);
        if (version.known() && !tag.text.contains(number)) { // an editor's list is narrow
            words.push_back(message("{} {}", {what, number}));
        }
    };
    add("CUDA", tag.cuda);
    if (std::string drivers = text({.least = drivers_needed(view.knowledge, tag.cuda).least});
        !drivers.empty()) {
        words.push_back(std::move(drivers));
    }
    add("Python", tag.python);
    if (!tag.cuda.known()) {
        const auto* distribution = knowledge::distribution(view.knowledge, tag.distribution);
        words.push_back(distribution != nullptr ? title(*distribution) : std::string(tag.distribution));
    }
    if (tag.state == knowledge::TagState::listed) {
        words.emplace_back("past its end of life");
    }
    return separated(words, " · ");
}

/// A digit or a word that is typed finds the tags that hold it, and those that begin so come first.
std::size_t rank(std::string_view tag, std::string_view typed) {
    return tag.starts_with(typed) ? 0U : tag.contains(typed) ? 1U : 2U;
}

Completions tags(const GpuView& view, std::string_view repository, std::string_view typed, Span replaced) {
    Completions out{.replaced = replaced, .all = {}};
    const model::ReferenceParts parts = model::split_reference(repository);
    const gpu::Repository known = gpu::repository_of(parts, view.knowledge);
    const knowledge::ImageFamily* family = knowledge::image_family(view.knowledge, known.name);
    if (family == nullptr) {
        return out;
    }
    struct Ranked {
        std::tuple<std::size_t, TargetFit, bool, std::size_t> order;
        const KnownTag* tag;
        TargetFit fit;
    };
    const std::vector<KnownTag> all = known_tags(view.knowledge, known.name);
    std::map<std::string, TargetFit> fits;
    std::vector<Ranked> ranked;
    for (const KnownTag& tag : all) {
        const std::size_t match = rank(tag.text, typed);
        if (match > 1) {
            continue;
        }
        TargetFit fit;
        if (family->gpu && !view.targets.empty()) {
            const auto [found, fresh] = fits.try_emplace(alike(tag));
            if (fresh) {
                found->second = fit_of(view, message("{}:{}", {family->repositories.front(), tag.text}));
            }
            fit = found->second;
        }
        const bool ends = tag.state == knowledge::TagState::listed;
        ranked.push_back({{match, fit, ends, ranked.size()}, &tag, fit});
    }
    std::ranges::sort(ranked, {}, &Ranked::order);
    out.cut = ranked.size() > most;
    for (std::size_t i = 0; i < std::min(ranked.size(), most); ++i) {
        const KnownTag& tag = *ranked[i].tag;
        out.all.push_back({.kind = Completion::Kind::tag,
                           .text = tag.text,
                           .detail = with_fit(ranked[i].fit, view, detail(view, tag)),
                           .about = {}});
    }
    return out;
}

} // namespace

Completions complete_image(const GpuView& view, Offset at) {
    const WordAt word = word_at(view.document, at);
    if (word.instruction == nullptr || word.instruction->keyword != syntax::Keyword::from ||
        word.before.starts_with("--") || word.before.contains('$') || word.before.contains('@')) {
        return {};
    }
    const auto words = view.document.words(*word.instruction);
    if (!words.empty() && words.front().span.end < word.span.begin) {
        return {}; // AS and its name
    }
    const auto slash = word.before.rfind('/');
    const auto colon = word.before.find(':', slash == std::string_view::npos ? 0 : slash);
    if (colon == std::string_view::npos) {
        return repositories(view, word.span);
    }
    const Span replaced{word.span.begin + colon + 1, word.span.end};
    return tags(view, word.before.substr(0, colon), word.before.substr(colon + 1), replaced);
}

} // namespace dockwright::ide
