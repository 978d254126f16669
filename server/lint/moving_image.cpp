#include "lint/moving_image.hpp"
#include "base/ascii.hpp"
#include "gpu/image/base_image.hpp"
#include "knowledge/queries.hpp"
#include "lint/gpu_reason.hpp"
#include "lint/release_check.hpp"
#include "model/given_arguments.hpp"
#include "model/mount.hpp"
#include "model/official_images.hpp"
#include <algorithm>
#include <optional>
#include <span>
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

/// For each stage whether COPY takes something out of it.
std::vector<bool> copied_from(const model::Document& document) {
    std::vector<bool> out(document.stages().size());
    for (const model::Stage& stage : document.stages()) {
        for (const model::Copied& copied : document.copies(stage)) {
            if (copied.stage) {
                out[*copied.stage] = true;
            }
        }
    }
    return out;
}

bool copies_built_files(const model::Document& document, const model::Stage& stage) {
    return std::ranges::any_of(document.copies(stage), [](const model::Copied& copied) {
        return copied.from != model::Copied::From::context && copied.from != model::Copied::From::heredoc;
    });
}

/// Every image with a shell has had them forever, and they do what they always did.
bool is_timeless(std::string_view program) {
    constexpr std::string_view names[] = {":",    "[",    "cd",    "chgrp",  "chmod", "chown",
                                          "echo", "ln",   "mkdir", "printf", "rm",    "rmdir",
                                          "set",  "test", "touch", "true",   "umask"};
    return std::ranges::find(names, program) != std::end(names);
}

/// `tar -xf sources.tar.gz`: what comes out of it is none of the image's.
bool unpacks(const model::Command& command, std::span<const model::Argument> arguments) {
    return command.name == "tar" && std::ranges::any_of(arguments, [](const model::Argument& argument) {
               const std::string_view word = argument.text;
               return word == "--extract" ||
                      (word.starts_with('-') && !word.starts_with("--") && word.contains('x'));
           });
}

/// `sed -i` of a file that was brought: it does the same in every release.
bool edits(const model::Command& command, std::span<const model::Argument> arguments) {
    return command.name == "sed" && std::ranges::any_of(arguments, [](const model::Argument& argument) {
               return argument.text.starts_with("-i") || argument.text.starts_with("--in-place");
           });
}

/// The paths that the stage's RUNs make, and files that it copies out of the build context; nothing if they
/// do anything else.
std::optional<std::vector<std::string_view>> only_made(const model::Document& document,
                                                       const model::Stage& stage) {
    std::vector<std::string_view> out;
    for (const model::Instruction& one : document.instructions(stage)) {
        if (one.keyword == model::Keyword::onbuild || one.keyword == model::Keyword::shell) {
            return std::nullopt;
        }
    }
    for (const model::Copied& copied : document.copies(stage)) {
        if (copied.from == model::Copied::From::context && copied.target_known && !copied.into_folder) {
            out.emplace_back(copied.target);
        }
    }
    const model::Commands& commands = document.commands();
    for (const model::ShellText& text : document.shell_texts(stage)) {
        if (document.instructions()[text.instruction].keyword != model::Keyword::run) {
            continue;
        }
        if (text.root == shell::no_node) {
            return std::nullopt;
        }
        for (const model::Command& command : commands.of(text)) {
            const auto arguments = commands.arguments_of(command);
            if (!is_timeless(command.name) && !unpacks(command, arguments) && !edits(command, arguments)) {
                return std::nullopt;
            }
            for (const model::Argument& argument : commands.arguments_of(command)) {
                const bool makes = command.name == "mkdir" || command.name == "touch";
                if (makes && argument.plain && argument.text.starts_with('/')) {
                    out.push_back(argument.text);
                }
            }
        }
    }
    return out;
}

bool is_within(std::string_view path, std::string_view folder) {
    while (folder.size() > 1 && folder.ends_with('/')) {
        folder.remove_suffix(1);
    }
    return folder != "/" && path.starts_with(folder) &&
           (path.size() == folder.size() || path[folder.size()] == '/');
}

/// What a `--mount` takes out of the stage, without a source all of it.
bool mounts_only(const model::Document& document, const model::Stage& stage, auto is_made) {
    return std::ranges::all_of(document.instructions(), [&](const model::Instruction& run) {
        const model::Stage* here = document.stage_of(run);
        return std::ranges::all_of(document.flags(run), [&](const syntax::Flag& flag) {
            const auto mount = here != nullptr ? model::mount_of(document, flag) : std::nullopt;
            return !mount || mount->from.empty() || document.stage_from(mount->from, here->index) != &stage ||
                   is_made(mount->source.empty() ? std::string_view("/") : mount->source);
        });
    });
}

/// It makes some folders and files, and others take those alone out of it and build nothing on it.
bool gives_only_made(const model::Document& document, const model::Stage& stage) {
    const bool last = stage.index + 1 == document.stages().size();
    const bool idle = !last && is_plain_distribution(stage.image) && !copies_built_files(document, stage);
    const auto made = stage.shipped && !idle ? std::nullopt : only_made(document, stage);
    const auto is_made = [&](std::string_view path) {
        return std::ranges::any_of(*made, [&](std::string_view folder) { return is_within(path, folder); });
    };
    return made && mounts_only(document, stage, is_made) &&
           std::ranges::all_of(document.stages(), [&](const model::Stage& other) {
               return other.image.stage != stage.index &&
                      std::ranges::all_of(document.copies(other), [&](const model::Copied& copied) {
                          return copied.stage != stage.index ||
                                 (copied.source_known && is_made("/" + copied.source));
                      });
           });
}

} // namespace

Dependences::Dependences(const model::Document& document)
    : document_(document), all_(document.stages().size(), Dependence::none) {
    const std::vector<bool> copied = copied_from(document);
    for (std::size_t i = all_.size(); i-- > 0;) { // from those that build on others to these
        const model::Stage& stage = document.stages()[i];
        const Dependence own = copied[i] || runs_commands(document, stage) ? Dependence::build
                               : copies_built_files(document, stage)       ? Dependence::start
                                                                           : Dependence::none;
        all_[i] = std::max(all_[i], own);
        if (stage.image.stage) {
            all_[*stage.image.stage] = std::max(all_[*stage.image.stage], all_[i]);
        }
    }
}

Dependence Dependences::of(const model::Stage& stage) const {
    if (gives_only_made(document_, stage)) {
        return Dependence::none;
    }
    const bool any = !is_plain_distribution(stage.image) || document_.copies(stage).empty();
    return std::max(all_[stage.index], any ? Dependence::start : Dependence::none);
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
    return (family != nullptr && !family->ended.empty()) ||
           is_judged(facts, gpu::Cause::base_tag_gone, image.span);
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
