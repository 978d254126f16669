#include "lint/plain_bases.hpp"
#include "model/lowest_stage.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

using Family = PlainBase::Family;

bool has_word(std::string_view tag, std::string_view word) {
    while (!tag.empty()) {
        const std::size_t dash = tag.find('-');
        if (tag.substr(0, dash).starts_with(word)) {
            return true;
        }
        tag = dash == std::string_view::npos ? std::string_view{} : tag.substr(dash + 1);
    }
    return false;
}

/// Images of languages: plain tags are built on buildpack-deps, which brings curl, wget and git.
bool is_language(std::string_view path) {
    constexpr std::string_view names[] = {"golang", "node", "python", "ruby", "rust"};
    return std::ranges::binary_search(names, path);
}

/// Programs that read commands from elsewhere, or whatever is not a program of the system.
bool is_script(const model::Command& command, std::string_view as_written) {
    constexpr std::string_view names[] = {
        ".",      "ansible-playbook", "ash", "bash",   "curl", "dash",  "eval", "make", "nix-env",
        "python", "python3",          "sh",  "source", "tar",  "unzip", "wget", "zsh"};
    return std::ranges::find(names, command.name) != std::end(names) || as_written.contains('/') ||
           command.name.ends_with(".sh") || command.name.contains('$');
}

bool may_bring_programs(const model::Document& document, const model::Instruction& copy) {
    const auto words = document.words(copy);
    const bool elsewhere =
        document.syntax().flag(copy, "from") != nullptr || copy.keyword == model::Keyword::add;
    const std::string_view target = words.empty() ? std::string_view{} : words.back().text;
    return elsewhere || target == "/" || target.contains("bin") || target.contains("/etc") ||
           target.contains("/usr") || target.contains("/opt") || target.contains('$');
}

} // namespace

std::optional<PlainBase> plain_base(const model::Document& document, const model::Stage& stage) {
    const model::Image& image = model::lowest_stage(document, &stage)->image;
    const model::ReferenceParts& parts = image.parts;
    if (!image.known || (!parts.registry.empty() && parts.registry != "docker.io")) {
        return std::nullopt;
    }
    std::string_view path = parts.path;
    if (path.starts_with("library/")) {
        path.remove_prefix(std::string_view("library/").size());
    }
    if (path == "debian" || path == "ubuntu") {
        return PlainBase{};
    }
    if (path == "alpine") {
        return PlainBase{.family = Family::alpine, .has_wget = true};
    }
    if (!is_language(path) || has_word(parts.tag, "windows") || has_word(parts.tag, "nanoserver")) {
        return std::nullopt;
    }
    if (has_word(parts.tag, "alpine")) {
        return path == "rust" ? std::nullopt
                              : std::optional(PlainBase{.family = Family::alpine, .has_wget = true});
    }
    if (has_word(parts.tag, "slim")) {
        return PlainBase{};
    }
    return PlainBase{.has_curl = true, .has_wget = true, .has_git = true};
}

bool may_hide_changes(const model::Document& document, const model::Stage& stage, std::uint32_t before,
                      Offset at) {
    bool hidden = false;
    const model::Commands& commands = document.commands();
    each_before(document, stage, before, [&](const model::Instruction& one) {
        hidden = hidden || one.keyword == model::Keyword::shell || !one.heredocs.empty() ||
                 ((one.keyword == model::Keyword::copy || one.keyword == model::Keyword::add) &&
                  may_bring_programs(document, one));
    });
    for (const model::Command& command : commands.all) {
        const model::ShellText& text = commands.text_of(command);
        const model::Instruction& owner = document.instructions()[text.instruction];
        const bool earlier =
            text.instruction < before || (text.instruction == before && command.span.begin < at);
        if (earlier && document.stage_of(owner) != nullptr && owner.keyword == model::Keyword::run) {
            const std::string_view written = command.name_span.of(document.text());
            hidden = hidden || is_script(command, written) || text.root == shell::no_node;
        }
    }
    return hidden;
}

} // namespace dockwright::lint
