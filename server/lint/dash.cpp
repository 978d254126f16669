#include "lint/dash.hpp"
#include "model/lowest_stage.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

bool names_release(std::string_view tag) {
    constexpr std::string_view names[] = {"ubuntu", "debian", "trixie", "bookworm", "bullseye",
                                          "buster", "noble",  "jammy",  "focal",    "bionic"};
    return std::ranges::any_of(names, [&](std::string_view name) { return tag.contains(name); });
}

bool names_other(std::string_view tag) {
    constexpr std::string_view names[] = {"alpine", "centos", "fedora",  "ubi",       "rocky",
                                          "oracle", "suse",   "windows", "nanoserver"};
    return std::ranges::any_of(names, [&](std::string_view name) { return tag.contains(name); });
}

/// Docker's own images that are Debian unless the tag says otherwise.
bool is_debian(const model::ReferenceParts& parts) {
    constexpr std::string_view names[] = {"debian", "golang", "node", "perl",  "php",
                                          "python", "ruby",   "rust", "ubuntu"};
    static_assert(std::ranges::is_sorted(names));
    constexpr std::string_view library = "library/";
    const std::string_view path =
        parts.path.starts_with(library) ? std::string_view(parts.path).substr(library.size()) : parts.path;
    return std::ranges::binary_search(names, path);
}

/// The image whose /bin/sh runs a text; null where no FROM or another shell than sh does.
const model::ReferenceParts* image_of_sh(const model::Document& document, const model::ShellText& text) {
    const model::Stage* stage =
        model::lowest_stage(document, document.stage_of(document.instructions()[text.instruction]));
    return text.kind == model::ShellKind::sh && stage != nullptr ? &stage->image.parts : nullptr;
}

} // namespace

bool runs_in_dash(const model::Document& document, const model::ShellText& text) {
    const model::ReferenceParts* parts = image_of_sh(document, text);
    return parts != nullptr && !names_other(parts->tag) && !parts->tag.contains('$') &&
           (names_release(parts->tag) || is_debian(*parts));
}

bool runs_in_bash(const model::Document& document, const model::ShellText& text) {
    constexpr std::string_view names[] = {"almalinux", "amazonlinux", "archlinux",  "centos", "fedora",
                                          "opensuse",  "oraclelinux", "rockylinux", "ubi"};
    const model::ReferenceParts* parts = image_of_sh(document, text);
    return parts != nullptr && std::ranges::any_of(names, [&](std::string_view name) {
               // `ubi9/ubi-minimal`, `library/fedora`, `cuda:12.6.3-base-rockylinux9`
               return parts->path.starts_with(name) || parts->path.contains("/" + std::string(name)) ||
                      parts->tag.contains(name);
           });
}

bool replaces_dash(const model::Document& document) {
    const model::Commands& commands = document.commands();
    return std::ranges::any_of(commands.all, [&](const model::Command& command) {
        return (command.name == "ln" || command.name == "cp" || command.name == "mv" ||
                command.name == "dpkg-reconfigure" || command.name == "update-alternatives") &&
               std::ranges::any_of(commands.arguments_of(command), [](const model::Argument& argument) {
                   return argument.text.ends_with("bin/sh") || argument.text == "dash" ||
                          argument.text == "sh";
               });
    });
}

} // namespace dockwright::lint
