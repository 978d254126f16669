#include "base/listed.hpp"
#include "lint/kept_images.hpp"
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
    bool copied = false; ///< out of the build context, a stage or an image
    bool large = true;   ///< as far as can be known
};

/// Smaller files are removed for the sake of order.
constexpr std::uint64_t large_size = std::uint64_t{1} << 20U;

std::string_view base_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

/// Scripts and settings are so small that to remove them is a matter of order.
bool is_small(std::string_view name) {
    name.remove_suffix(name.ends_with('*') ? 1U : 0U); // `environment.yml*`: if it is there
    // Wheels of Python alone are small, those with compiled code are not.
    constexpr std::string_view endings[] = {
        "-none-any.whl", ".R",    ".asc", ".cfg",  ".conf",  ".gpg", ".ini",  ".json", ".key",
        ".list",         ".lock", ".md",  ".mod",  ".patch", ".pl",  ".py",   ".r",    ".rsp",
        ".sh",           ".sql",  ".sum", ".toml", ".txt",   ".xml", ".yaml", ".yml"};
    return std::ranges::any_of(endings, [&](std::string_view ending) { return name.ends_with(ending); });
}

/// What people pack files into. Where the checkout has no such file, it is fetched before the build, as what
/// is too large for git.
bool is_archive(std::string_view name) {
    constexpr std::string_view endings[] = {".7z",  ".apk", ".bin", ".bz2", ".conda", ".deb", ".gz",
                                            ".img", ".iso", ".jar", ".rpm", ".run",   ".tar", ".tgz",
                                            ".war", ".whl", ".xz",  ".zip", ".zst"};
    return std::ranges::any_of(endings, [&](std::string_view ending) { return name.ends_with(ending); });
}

bool is_large(const model::Surroundings& surroundings, const model::Copied& copied) {
    if (copied.from != model::Copied::From::context) {
        return !is_small(base_name(copied.source));
    }
    const auto known = std::ranges::find(surroundings.sizes, copied.source, &model::CopiedSize::source);
    return known != surroundings.sizes.end()
               ? known->bytes >= large_size
               : is_archive(copied.source) && !is_small(base_name(copied.source));
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

void add_copies(const Facts& facts, const model::Stage& stage, std::vector<Added>& out) {
    for (const model::Copied& copied : facts.document.copies(stage)) {
        if (!copied.target_known || !copied.source_known || copied.source.empty() ||
            copied.from == model::Copied::From::heredoc) {
            continue;
        }
        const std::string_view name = base_name(copied.source);
        const std::string_view file = name.substr(0, name.find_first_of("?#"));
        const bool is_file = file.contains('.');
        out.push_back(
            {.instruction = copied.instruction,
             .path = copied.into_folder && is_file ? copied.target + "/" + std::string(file) : copied.target,
             .span = copied.source_span,
             .copied = copied.from != model::Copied::From::url,
             .large = is_large(facts.surroundings, copied)});
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
            out.push_back({.instruction = download.instruction,
                           .path = path,
                           .span = download.url_span,
                           .large = !is_small(path)});
        }
    }
}

/// A word of `rm`, and what it takes away that was there before the RUN.
struct Removal {
    Span word;
    const Added* was;
};

void add_removals(const model::Document& document, std::span<const Added> added, const model::ShellText& text,
                  const model::Command& command, std::vector<Removal>& out) {
    const model::Commands& commands = document.commands();
    const model::Instruction& run = document.instructions()[text.instruction];
    const bool moved = changes_folder(commands, text, command.span.begin);
    for (const model::Argument& argument : commands.arguments_of(command)) {
        const std::string_view word = argument.text;
        const std::string path =
            word.starts_with('/') || (!moved && !word.starts_with('-')) ? absolute(document, run, word) : "";
        if (path.empty() || path == "/" || path == "/tmp" || path == "/var/tmp") {
            continue;
        }
        for (const Added& one : added) {
            const bool gone = one.path == path || one.path.starts_with(path + "/");
            const bool told = std::ranges::find(out, &one, &Removal::was) != out.end();
            if (one.instruction < text.instruction && one.large && gone && !told) {
                out.push_back({argument.span, &one});
            }
        }
    }
}

/// 'a.zip', 'b.zip' and 3 more
std::string names_of(std::span<const Removal> removals) {
    std::vector<std::string> names;
    for (const Removal& each : removals) {
        names.push_back("'" + std::string(base_name(each.was->path)) + "'");
    }
    return listed(names, 3);
}

void report_one(const std::vector<Removal>& removals, Report& report) {
    const bool one = removals.size() == 1;
    const bool copied = std::ranges::all_of(removals, [](const Removal& each) { return each.was->copied; });
    Reported found = report.at(
        removals.front().word, "{} {} in the layer that brought {}, so the image is no smaller for this: {}",
        names_of(removals), std::string_view(one ? "stays" : "stay"), std::string_view(one ? "it" : "them"),
        copied ? message("RUN --mount=type=bind lends {} to this RUN alone", {one ? "it" : "them"})
               : message("fetch, use and remove {} in one RUN", {one ? "it" : "them"}));
    for (const Removal& each : removals) {
        found.related(each.was->span, "where it was brought");
    }
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    const KeptImages kept(facts);
    for (const model::Stage& stage : document.stages()) {
        if (!kept.hold(stage)) {
            continue;
        }
        std::vector<Added> added;
        for (const model::ShellText& text : document.shell_texts(stage)) {
            const model::Instruction& run = document.instructions()[text.instruction];
            if (run.keyword != model::Keyword::run || text.onbuild) {
                continue;
            }
            std::vector<Removal> removals;
            for (const model::Command& command : commands.of(text)) {
                if (command.name != "rm") {
                    continue;
                }
                if (added.empty()) {
                    add_copies(facts, stage, added);
                    add_downloads(document, stage, added);
                }
                add_removals(document, added, text, command, removals);
            }
            if (!removals.empty()) {
                report_one(removals, report);
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
       ~                                 ^^^^^^^^^^^^^ 'tool.deb' stays in the layer that brought it, so the image is no smaller for this: RUN --mount=type=bind lends it to this RUN alone
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
       ~                                   ^^^^^^^^^^^ 'tool.tar.gz' stays in the layer that brought it, so the image is no smaller for this: fetch, use and remove it in one RUN
     )",
     .good = R"(
       | FROM debian:12
       | WORKDIR /opt
       | RUN curl -fsSLO https://example.org/tool.tar.gz && tar -xzf tool.tar.gz && rm tool.tar.gz
     )"},
    {.title = "one finding for all that a RUN removes", .bad = R"(
       | FROM debian:12
       | COPY one.zip two.zip three.rpm install.file /tmp/
       | RUN unzip /tmp/one.zip && rm /tmp/one.zip /tmp/two.zip /tmp/three.rpm && rm /tmp/install.file
       ~                              ^^^^^^^^^^^^ 'one.zip', 'two.zip' and 'three.rpm' stay in the layer that brought them, so the image is no smaller for this: RUN --mount=type=bind lends them to this RUN alone
     )"},
    {.title = "what is small is removed for the sake of order",
     .good = R"(
       | FROM debian:12
       | COPY telemetry.template patch.zip /tmp/
       | COPY generated.pot /tmp/
       | RUN cp /tmp/telemetry.template /etc && rm /tmp/telemetry.template /tmp/patch.zip /tmp/generated.pot
     )",
     .beside = R"(
== telemetry.template
A=1
== patch.zip
PK
)"},
    {.title = "a wheel of Python alone is small", .bad = R"(
       | FROM python:3.12 AS build
       | RUN pip wheel -w /out .
       | FROM python:3.12
       | COPY --from=build /out/app-1.0-py3-none-any.whl /tmp/
       | COPY --from=build /out/fast-1.0-cp312-cp312-linux_x86_64.whl /tmp/
       | RUN pip install /tmp/app-1.0-py3-none-any.whl && rm /tmp/app-1.0-py3-none-any.whl
       | RUN rm /tmp/fast-1.0-cp312-cp312-linux_x86_64.whl
       ~        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 'fast-1.0-cp312-cp312-linux_x86_64.whl' stays in the layer that brought it, so the image is no smaller for this: RUN --mount=type=bind lends it to this RUN alone
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
