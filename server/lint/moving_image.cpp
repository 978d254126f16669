#include "lint/moving_image.hpp"
#include "base/ascii.hpp"
#include "gpu/image/base_image.hpp"
#include "knowledge/queries.hpp"
#include "lint/gpu_reason.hpp"
#include "lint/release_check.hpp"
#include "model/given_arguments.hpp"
#include "model/official_images.hpp"
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::lint {
namespace {

/// `1.21.3`, `v2.4`.
bool is_version(std::string_view word) {
    word.remove_prefix(word.starts_with('v') ? 1 : 0);
    return word.contains('.') && ascii::is_digit(word.front()) && ascii::is_digit(word.back()) &&
           word.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool has_version(std::string_view path) {
    while (!path.empty()) {
        const std::size_t end = std::min(path.find_first_of("/-"), path.size());
        if (is_version(path.substr(0, end))) {
            return true;
        }
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return false;
}

/// Its tags are `latest`, `nonroot` and `debug`, which all move; the release of Debian stands in the name:
/// github.com/GoogleContainerTools/distroless, README.md.
bool is_distroless(const model::Image& image) {
    return image.parts.registry == "gcr.io" && image.parts.path.starts_with("distroless/");
}

bool names_debian(std::string_view path) {
    const std::size_t at = path.rfind("-debian");
    return at != std::string_view::npos && at + 7 < path.size() && ascii::is_digit(path[at + 7]);
}

} // namespace

const model::Binding* image_argument(const model::Document& document, const model::Stage& stage) {
    const model::Binding* out = nullptr;
    for (const syntax::Variable& variable :
         document.syntax().variables_of(document.instructions()[stage.from])) {
        if (variable.nested || !stage.image.span.covers(variable.span)) {
            continue;
        }
        if (out != nullptr) {
            return nullptr;
        }
        out = document.global(variable.name);
    }
    return out != nullptr && out->kind == model::Binding::Kind::global && out->value ? out : nullptr;
}

namespace {

/// `--build-arg BASE=team/base:1.2` in a comment: who builds the image gives a version, and a default that
/// names one is behind with each release.
bool comments_give_version(const model::Document& document, const model::Stage& stage) {
    const model::Binding* argument = image_argument(document, stage);
    if (argument == nullptr) {
        return false;
    }
    const std::string given = std::string(argument->name) + "=";
    const bool whole = argument->value == stage.image.name;
    return std::ranges::any_of(document.syntax().comments, [&](const syntax::Comment& comment) {
        constexpr std::string_view option = "--build-arg";
        const std::size_t at = comment.text.find(option);
        std::string_view rest = comment.text.substr(std::min(at, comment.text.size()));
        while (!rest.empty()) {
            rest.remove_prefix(std::min(option.size() + 1, rest.size()));
            rest.remove_prefix(std::min(rest.find_first_not_of(" \"'"), rest.size()));
            std::string_view value = rest.substr(0, std::min(rest.find_first_of(" \t\"'`\\"), rest.size()));
            if (value.starts_with(given)) {
                value.remove_prefix(given.size());
                const bool names_version = !whole || value.find_first_of(":@$<{") != std::string_view::npos;
                return names_version && !value.empty() && !value.ends_with("latest");
            }
            rest = rest.substr(std::min(rest.find(option), rest.size()));
        }
        return false;
    });
}

/// Nothing is released under its name any more, or not under this tag, which other rules say.
bool moves_no_more(const Facts& facts, const model::Image& image) {
    const auto repository = gpu::repository_of(image.parts, facts.knowledge);
    const auto* family = knowledge::image_family(facts.knowledge, repository.name);
    return family != nullptr && (!family->ended.empty() ||
                                 (family->gpu && is_judged(facts, gpu::Cause::base_tag_gone, image.span)));
}

} // namespace

const model::Stage* stage_of_image(const model::Document& document, Span image) {
    const auto stages = document.stages();
    const auto found =
        std::ranges::find_if(stages, [&](const model::Stage& stage) { return stage.image.span == image; });
    return found == stages.end() ? nullptr : &*found;
}

bool needs_no_version(const Facts& facts, const model::Stage& stage) {
    const model::Image& image = stage.image;
    const std::vector<std::string>& own = facts.surroundings.own_images;
    // Without an owner it is one of Docker's own, or was built on the machine: no registry has it.
    const bool local = image.parts.registry.empty() && !image.parts.path.contains('/') &&
                       !model::is_official_image(image.parts.path);
    return local || std::ranges::find(own, image.name) != own.end() || has_version(image.parts.path) ||
           (is_distroless(image) && names_debian(image.parts.path)) || moves_no_more(facts, image) ||
           comments_give_version(facts.document, stage) || checks_release(facts, stage);
}

std::string version_advice(const model::Image& image, std::string_view usual) {
    return is_distroless(image) ? "its tags are no versions, so name the release of Debian "
                                  "('gcr.io/distroless/static-debian13') or a digest"
                                : std::string(usual);
}

std::string said(const Facts& facts, const model::Stage& stage) {
    const model::Image& image = stage.image;
    const model::Binding* const argument = image_argument(facts.document, stage);
    if (argument == nullptr || !image.known) {
        return message("'{}'", {image.known ? image.name : image.written});
    }
    const bool given = model::giver(facts.surroundings, argument->name) != nullptr;
    return message("'{}' (from {}{})", {image.name, given ? "" : "the default of ", argument->name});
}

void relate_argument(Reported& found, const model::Document& document, const model::Stage& stage) {
    if (const model::Binding* const argument = image_argument(document, stage)) {
        found.related(argument->span, "It comes from here");
    }
}

} // namespace dockwright::lint
