#include "lint/lists_kept.hpp"
#include "base/ascii.hpp"
#include "base/listed.hpp"
#include "lint/shell_facts.hpp"
#include "model/mount.hpp"
#include <algorithm>
#include <string>
#include <vector>

namespace dockwright::lint {
namespace {

/// "leave apt functional", "keep the package lists", "don't remove the lists".
bool says_lists_stay(std::string_view comment) {
    constexpr std::string_view verbs[] = {"leave ",        "leaving ",       "keep ",        "keeping ",
                                          "don't remove ", "do not remove ", "don't clean ", "do not clean "};
    constexpr std::string_view things[] = {"apt", "package list", "lists", "/var/lib/apt"};
    const std::string text = ascii::lowered(comment);
    return std::ranges::any_of(verbs, [&](std::string_view verb) {
        const std::size_t at = text.find(verb);
        if (at == std::string::npos || text.contains("small")) {
            return false;
        }
        std::string_view rest = std::string_view(text).substr(at + verb.size());
        rest.remove_prefix(rest.starts_with("the ") ? std::string_view("the ").size() : 0U);
        return std::ranges::any_of(things, [&](std::string_view thing) { return rest.starts_with(thing); });
    });
}

/// The lines of comments within the instruction and those next to it, above and below.
bool has_such_comment(const model::Document& document, const model::Instruction& run) {
    const auto& comments = document.syntax().comments;
    std::uint32_t first = run.first_line;
    std::uint32_t last = run.last_line;
    for (auto comment = comments.rbegin(); comment != comments.rend(); ++comment) {
        first -= comment->line + 1 == first ? 1U : 0U;
    }
    for (const syntax::Comment& comment : comments) {
        last += comment.line == last + 1 ? 1U : 0U;
    }
    return std::ranges::any_of(comments, [&](const syntax::Comment& comment) {
        return comment.line >= first && comment.line <= last && says_lists_stay(comment.text);
    });
}

bool is_shell(std::string_view word) {
    constexpr std::string_view shells[] = {"ash", "bash", "dash", "sh"};
    return std::ranges::find(shells, word.substr(word.rfind('/') + 1)) != std::end(shells);
}

/// `curl … | sudo -E bash -`.
bool pipes_script(const shell::Script& script, const shell::Node& pipeline) {
    if (pipeline.kind != shell::Node::Kind::pipeline) {
        return false;
    }
    const auto children = script.children_of(pipeline);
    const std::string_view fetches = plain_name(script, script.nodes[children.front()]);
    const shell::Node& reader = script.nodes[children.back()];
    const std::string_view reads = plain_name(script, reader);
    return (fetches == "curl" || fetches == "wget") &&
           (is_shell(reads) ||
            (reads == "sudo" && std::ranges::any_of(script.words_of(reader), [](const shell::Word& word) {
                 return is_shell(word.text);
             })));
}

/// They fetch, write and set up, and install nothing out of the lists.
bool installs_nothing(const model::Command& command) {
    constexpr std::string_view names[] = {"[",       "add-apt-repository",
                                          "apt-key", "cat",
                                          "cd",      "chmod",
                                          "chown",   "cp",
                                          "curl",    "dpkg",
                                          "echo",    "export",
                                          "gpg",     "grep",
                                          "ln",      "ls",
                                          "mkdir",   "mv",
                                          "pip",     "printf",
                                          "rm",      "sed",
                                          "set",     "sort",
                                          "tar",     "tee",
                                          "test",    "touch",
                                          "true",    "unzip",
                                          "useradd", "wget"};
    return std::ranges::find(names, command.name) != std::end(names);
}

bool builds_on(const model::Document& document, const model::Stage& stage, const model::Stage& base) {
    return &stage == &base ||
           (stage.image.stage && builds_on(document, document.stages()[*stage.image.stage], base));
}

} // namespace

bool are_lists_wanted(const model::Document& document, const model::ShellText& text) {
    const model::Instruction& run = document.instructions()[text.instruction];
    const model::Stage* stage = document.stage_of(run);
    return (stage != nullptr && ascii::lowered(stage->name).contains("devcontainer")) ||
           has_such_comment(document, run);
}

std::vector<const model::Command*> later_uses_of_lists(const model::Document& document,
                                                       const model::ShellText& text) {
    const model::Commands& commands = document.commands();
    const model::Stage& stage = *document.stage_of(document.instructions()[text.instruction]);
    std::vector<const model::Command*> out;
    std::uint32_t fresh = text.instruction; // the last RUN of another stage that fetches them, or this one
    for (const model::PackageCommand& packages : document.packages().commands) {
        const model::Command& command = commands.all[packages.command];
        const model::ShellText& later = commands.text_of(command);
        const model::Stage* there = document.stage_of(document.instructions()[later.instruction]);
        if (packages.manager != model::PackageManager::apt || later.instruction <= text.instruction ||
            later.instruction == fresh || there == nullptr || !builds_on(document, *there, stage)) {
            continue;
        }
        if (packages.action == model::PackageAction::update && there == &stage) {
            break; // from here on these lists are read no more
        }
        if (packages.action == model::PackageAction::update) {
            fresh = later.instruction;
        } else if (packages.action == model::PackageAction::install ||
                   packages.action == model::PackageAction::upgrade) {
            out.push_back(&command);
        }
    }
    return out;
}

std::string installed_by(const model::Document& document, std::span<const model::Command* const> uses) {
    std::vector<std::string> names;
    for (const model::PackageCommand& packages : document.packages().commands) {
        if (std::ranges::find(uses, &document.commands().all[packages.command]) == uses.end()) {
            continue;
        }
        for (const model::Package& package : document.packages().of(packages)) {
            if (!package.plain || package.source != model::Package::Source::index) {
                return {};
            }
            if (std::ranges::find(names, package.name) == names.end()) {
                names.emplace_back(package.name);
            }
        }
    }
    return listed(names, 3);
}

std::string_view mounted_lists(const model::Document& document) {
    for (const std::string_view target : {"/var/lib/apt", "/var/lib/apt/lists"}) {
        if (model::cache_mount_on(document, target) != nullptr) {
            return target;
        }
    }
    return {};
}

bool runs_piped_script(const model::Document& document, const model::ShellText& text,
                       const model::Command& later) {
    const model::Commands& commands = document.commands();
    const shell::Script& script = commands.script;
    const std::uint32_t last = commands.text_of(later).instruction;
    return std::ranges::any_of(commands.texts, [&](const model::ShellText& between) {
        return between.instruction > text.instruction && between.instruction <= last &&
               std::ranges::any_of(std::span(script.nodes).subspan(between.nodes.begin, between.nodes.size()),
                                   [&](const shell::Node& node) {
                                       return node.span.begin < later.span.begin &&
                                              pipes_script(script, node);
                                   });
    });
}

bool are_lists_idle(const model::Document& document, const model::ShellText& text) {
    const model::Commands& commands = document.commands();
    const model::Stage* stage = document.stage_of(document.instructions()[text.instruction]);
    return std::ranges::all_of(commands.texts, [&](const model::ShellText& other) {
        const model::Instruction& run = document.instructions()[other.instruction];
        const model::Stage* there = document.stage_of(run);
        if (other.instruction < text.instruction || run.keyword != model::Keyword::run || there == nullptr ||
            !builds_on(document, *there, *stage)) {
            return true;
        }
        return other.root != shell::no_node &&
               std::ranges::all_of(commands.of(other), [&](const model::Command& command) {
                   const auto arguments = commands.arguments_of(command);
                   const bool updates = command.name.starts_with("apt") && !arguments.empty() &&
                                        std::ranges::any_of(arguments, [](const model::Argument& argument) {
                                            return argument.text == "update";
                                        });
                   return updates || installs_nothing(command);
               });
    });
}

} // namespace dockwright::lint
