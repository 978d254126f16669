#include "lint/rule.hpp"
#include "model/copies.hpp"
#include "model/package_cache.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Something that an instruction put into the image, and where.
struct Added {
    std::uint32_t instruction;
    std::string path; ///< absolute
    Span span;
};

std::string_view base_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

/// Scripts and settings are so small that to remove them is a matter of order.
bool is_small(std::string_view name) {
    name.remove_suffix(name.ends_with('*') ? 1U : 0U); // `environment.yml*`: if it is there
    constexpr std::string_view endings[] = {".R",   ".asc",  ".cfg",  ".conf", ".gpg", ".ini",   ".json",
                                            ".key", ".list", ".lock", ".md",   ".mod", ".patch", ".pl",
                                            ".py",  ".r",    ".rsp",  ".sh",   ".sql", ".sum",   ".toml",
                                            ".txt", ".xml",  ".yaml", ".yml"};
    return std::ranges::any_of(endings, [&](std::string_view ending) { return name.ends_with(ending); });
}

/// Absolute, as seen from where a RUN begins; "" if that is not plain.
std::string absolute(const model::Document& document, const model::Instruction& run, std::string_view path) {
    while (path.ends_with('/') && path.size() > 1) {
        path.remove_suffix(1);
    }
    if (path.empty() || path.find_first_of("$`*?[{~\"'") != std::string_view::npos) {
        return {};
    }
    if (path.starts_with('/')) {
        return std::string(path);
    }
    path.remove_prefix(path.starts_with("./") ? 2U : 0U);
    const auto folder = model::working_folder(document, run);
    return folder ? *folder + (*folder == "/" ? "" : "/") + std::string(path) : std::string();
}

bool changes_folder(const model::Commands& commands, const model::ShellText& text, Offset before) {
    return std::ranges::any_of(commands.of(text), [&](const model::Command& command) {
        return (command.name == "cd" || command.name == "pushd") && command.span.begin < before;
    });
}

void add_copies(const model::Document& document, const model::Stage& stage, std::vector<Added>& out) {
    for (const model::Copied& copied : model::copies_of(document, stage)) {
        if (!copied.target_known || !copied.source_known || copied.source.empty() ||
            copied.from == model::Copied::From::heredoc) {
            continue;
        }
        const std::string_view name = base_name(copied.source);
        const std::string_view file = name.substr(0, name.find_first_of("?#"));
        const bool is_file = file.contains('.');
        out.push_back(
            {copied.instruction,
             copied.into_folder && is_file ? copied.target + "/" + std::string(file) : copied.target,
             copied.source_span});
    }
}

void add_downloads(const model::Document& document, const model::Stage& stage, std::vector<Added>& out) {
    const model::Commands& commands = document.commands();
    for (const model::Download& download : document.downloads().downloads) {
        const model::Instruction& run = document.instructions()[download.instruction];
        if (!download.command || document.stage_of(run) != &stage ||
            download.into == model::Download::Into::command || !download.folder.empty()) {
            continue;
        }
        const model::Command& command = commands.all[*download.command];
        const std::string_view written =
            download.output.empty()
                ? base_name(std::string_view(download.url).substr(0, download.url.find('?')))
                : download.output;
        const std::string path = absolute(document, run, written);
        const bool relative = !written.starts_with('/');
        if (!path.empty() &&
            !(relative && changes_folder(commands, commands.text_of(command), command.span.begin))) {
            out.push_back({download.instruction, path, download.url_span});
        }
    }
}

/// What `rm` is told to remove with this word, of what was there before the RUN; null if nothing.
const Added* removed(const model::Document& document, std::span<const Added> added,
                     const model::Instruction& run, std::uint32_t at, std::string_view word, bool moved) {
    const std::string path = word.starts_with('/') || !moved ? absolute(document, run, word) : std::string();
    if (path.empty() || path == "/" || path == "/tmp" || path == "/var/tmp") {
        return nullptr;
    }
    for (const Added& one : added) {
        if (one.instruction < at && !is_small(one.path) &&
            (one.path == path || one.path.starts_with(path + "/"))) {
            return &one;
        }
    }
    return nullptr;
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    for (const model::Stage& stage : document.stages()) {
        if (!stage.shipped) {
            continue;
        }
        std::vector<Added> added;
        for (const model::ShellText& text : document.shell_texts(stage)) {
            const model::Instruction& run = document.instructions()[text.instruction];
            if (run.keyword != model::Keyword::run || text.onbuild) {
                continue;
            }
            for (const model::Command& command : commands.of(text)) {
                if (command.name != "rm") {
                    continue;
                }
                if (added.empty()) {
                    add_copies(document, stage, added);
                    add_downloads(document, stage, added);
                }
                const bool moved = changes_folder(commands, text, command.span.begin);
                for (const model::Argument& argument : commands.arguments_of(command)) {
                    const Added* was =
                        argument.text.starts_with('-')
                            ? nullptr
                            : removed(document, added, run, text.instruction, argument.text, moved);
                    if (was != nullptr) {
                        report
                            .at(argument.span,
                                "This frees nothing: '{}' stays in the layer that brought it. Fetch, use and "
                                "remove it in one RUN, or mount it: RUN --mount=type=bind",
                                base_name(was->path))
                            .related(was->span, "where it was brought");
                    }
                }
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "an archive that was copied",
     .bad = R"(
       | FROM debian:12
       | COPY tool.deb /tmp/
       | RUN dpkg -i /tmp/tool.deb && rm /tmp/tool.deb
       ~                                 ^^^^^^^^^^^^^ This frees nothing: 'tool.deb' stays in the layer that brought it. Fetch, use and remove it in one RUN, or mount it: RUN --mount=type=bind
     )",
     .good = R"(
       | FROM debian:12
       | COPY setup.sh /tmp/
       | RUN /tmp/setup.sh && rm /tmp/setup.sh
       | RUN --mount=type=bind,source=tool.deb,target=/tmp/tool.deb dpkg -i /tmp/tool.deb
     )"},
    {.title = "a download of an earlier RUN",
     .bad = R"(
       | FROM debian:12
       | WORKDIR /opt
       | RUN curl -fsSLO https://example.org/tool.tar.gz
       | RUN tar -xzf tool.tar.gz && rm -f tool.tar.gz
       ~                                   ^^^^^^^^^^^ This frees nothing: 'tool.tar.gz' stays in the layer that brought it. Fetch, use and remove it in one RUN, or mount it: RUN --mount=type=bind
     )",
     .good = R"(
       | FROM debian:12
       | WORKDIR /opt
       | RUN curl -fsSLO https://example.org/tool.tar.gz && tar -xzf tool.tar.gz && rm tool.tar.gz
     )"},
    {.title = "a stage that is thrown away may be of any size", .good = R"(
       | FROM debian:12 AS build
       | COPY tool.tar.gz /tmp/
       | RUN rm /tmp/tool.tar.gz
       | FROM debian:12
       | COPY --from=build /opt /opt
     )"},
};

} // namespace

extern constexpr Rule removed_later{
    .id = "removed-later",
    .title = "Files that an earlier layer brought are removed",
    .why = "Each instruction is a layer, and layers are only added. A file that is removed in a later one is "
           "hidden, not gone: the image stays as large, and what was secret can still be read.",
    .group = Group::size,
    .severity = Severity::info,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
