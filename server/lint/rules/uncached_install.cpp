#include "lint/rule.hpp"
#include "model/package_cache.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// Where each program keeps what it fetched, for root; from its pages on caching. Not apt's: Debian's
/// images empty it behind each command, until a file of theirs is removed.
struct Cache {
    std::string_view program;
    std::string_view folder;
};
constexpr Cache caches[] = {
    {"apk", "/var/cache/apk"},
    {"bundle", "/usr/local/bundle/cache"},
    {"cargo", "/usr/local/cargo/registry"},
    {"conda", "/opt/conda/pkgs"},
    {"dnf", "/var/cache/dnf"},
    {"go", "/go/pkg/mod"},
    {"npm", "/root/.npm"},
    {"pip", "/root/.cache/pip"},
    {"pip3", "/root/.cache/pip"},
    {"uv", "/root/.cache/uv"},
    {"yarn", "/usr/local/share/.cache/yarn"},
    {"yum", "/var/cache/yum"},
};

/// What is kept in the image is another rule's: there the first thing is to keep it out.
bool is_thrown_away(const model::Document& document, const model::Command& command) {
    const model::PackageCache* cache = model::package_cache(command.name);
    if (cache == nullptr) {
        return true;
    }
    const model::CacheFate fate = model::cache_fate(document, command, *cache);
    return fate == model::CacheFate::not_kept || fate == model::CacheFate::cleaned;
}

bool has_cache_mount(const model::Document& document, const model::Instruction& run) {
    return std::ranges::any_of(document.flags(run), [&](const syntax::Flag& flag) {
        return flag.name == "mount" && flag.value.contains("type=cache");
    });
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    std::uint32_t told = shell::no_node;
    for (const model::PackageCommand& packages : document.packages().commands) {
        const model::Command& command = commands.all[packages.command];
        const model::ShellText& text = commands.text_of(command);
        const model::Instruction& run = document.instructions()[text.instruction];
        const auto cache = std::ranges::find(caches, command.name, &Cache::program);
        if (packages.action != model::PackageAction::install || packages.verb == shell::no_node ||
            cache == std::end(caches) || text.onbuild || run.keyword != model::Keyword::run ||
            text.instruction == told || has_cache_mount(document, run) ||
            !is_thrown_away(document, command)) {
            continue;
        }
        told = text.instruction;
        report.at(
            commands.arguments_of(command)[packages.verb].span,
            "The next build fetches all of this again: RUN --mount=type=cache,target={} keeps it between "
            "builds and out of the image",
            cache->folder);
    }
}

constexpr Example examples[] = {
    {.title = "nothing is kept, so all is fetched each time",
     .bad = R"(
       | FROM python:3.12
       | RUN pip install --no-cache-dir torch==2.6.0
       ~         ^^^^^^^ The next build fetches all of this again: RUN --mount=type=cache,target=/root/.cache/pip keeps it between builds and out of the image
     )",
     .good = R"(
       | FROM python:3.12
       | RUN --mount=type=cache,target=/root/.cache/pip pip install torch==2.6.0
       | RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*
     )"},
    {.title = "what stays in the image is said by another rule", .good = R"(
       | FROM python:3.12
       | RUN pip install torch==2.6.0
     )"},
};

} // namespace

extern constexpr Rule uncached_install{
    .id = "uncached-install",
    .title = "An installation that fetches everything in each build",
    .why =
        "To clean up behind an installation keeps the image small, and makes each change of the list of "
        "packages fetch all of them anew. A cache mount is a folder of the builder: what lies there is not "
        "in the image and is there for the next build.",
    .group = Group::size,
    .severity = Severity::style,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
