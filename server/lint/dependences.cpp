#include "lint/dependences.hpp"
#include "model/mount.hpp"
#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dockwright::lint {
namespace {

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

} // namespace dockwright::lint
