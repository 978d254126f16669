#include "lint/moving_image.hpp"
#include "base/ascii.hpp"
#include "model/given_arguments.hpp"
#include "model/official_images.hpp"
#include <algorithm>

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

/// It brings a C library and a shell, and neither a language nor a server.
bool is_plain_distribution(const model::Image& image) {
    constexpr std::string_view names[] = {"alpine", "busybox", "debian", "ubuntu"};
    std::string_view path = image.parts.path;
    path.remove_prefix(path.starts_with("library/") ? std::string_view("library/").size() : 0U);
    return (image.parts.registry.empty() || image.parts.registry == "docker.io") &&
           std::ranges::find(names, path) != std::end(names);
}

bool runs_commands(const model::Document& document, const model::Stage& stage) {
    return std::ranges::any_of(document.instructions(stage), [](const model::Instruction& one) {
        return one.keyword == model::Keyword::run || one.keyword == model::Keyword::onbuild;
    });
}

bool is_copied_from(const model::Document& document, const model::Stage& stage) {
    return std::ranges::any_of(document.stages(), [&](const model::Stage& other) {
        return std::ranges::any_of(document.copies(other),
                                   [&](const model::Copied& copied) { return copied.stage == stage.index; });
    });
}

bool copies_built_files(const model::Document& document, const model::Stage& stage) {
    return std::ranges::any_of(document.copies(stage), [](const model::Copied& copied) {
        return copied.from != model::Copied::From::context && copied.from != model::Copied::From::heredoc;
    });
}

} // namespace

Dependence dependence(const model::Document& document, const model::Stage& stage) {
    if (runs_commands(document, stage) || is_copied_from(document, stage)) {
        return Dependence::build;
    }
    const bool any = !is_plain_distribution(stage.image) || copies_built_files(document, stage) ||
                     document.copies(stage).empty();
    Dependence out = any ? Dependence::start : Dependence::none;
    for (const model::Stage& other : document.stages().subspan(stage.index + 1)) {
        if (other.image.stage != stage.index) {
            continue;
        }
        const Dependence above = dependence(document, other);
        if (above == Dependence::build) {
            return above;
        }
        out = copies_built_files(document, other) ? Dependence::start : out;
    }
    return out;
}

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

const model::Stage* stage_of_image(const model::Document& document, Span image) {
    const auto stages = document.stages();
    const auto found =
        std::ranges::find_if(stages, [&](const model::Stage& stage) { return stage.image.span == image; });
    return found == stages.end() ? nullptr : &*found;
}

bool needs_no_version(const Facts& facts, const model::Image& image) {
    const std::vector<std::string>& own = facts.surroundings.own_images;
    // Without an owner it is one of Docker's own, or was built on the machine: no registry has it.
    const bool local = image.parts.registry.empty() && !image.parts.path.contains('/') &&
                       !model::is_official_image(image.parts.path);
    return local || std::ranges::find(own, image.name) != own.end() || has_version(image.parts.path) ||
           (is_distroless(image) && names_debian(image.parts.path));
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
