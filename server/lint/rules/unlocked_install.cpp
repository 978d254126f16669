#include "lint/rule.hpp"
#include "model/copies.hpp"
#include "model/options.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// A manager of packages, its lock file, and how it is told to take what stands there.
struct Manager {
    std::string_view program;
    std::string_view verb;
    std::string_view lock;
    std::string_view option;  ///< "" where another verb says it
    std::string_view instead; ///< what to write
};
constexpr Manager managers[] = {
    {"npm", "install", "package-lock.json", "", "npm ci"},
    {"npm", "i", "package-lock.json", "", "npm ci"},
    {"yarn", "install", "yarn.lock", "--frozen-lockfile", "yarn install --frozen-lockfile"},
    {"bun", "install", "bun.lock", "--frozen-lockfile", "bun install --frozen-lockfile"},
};

bool copies_lock(const model::Copies& copies, std::uint32_t before, std::string_view lock) {
    return std::ranges::any_of(copies, [&](const model::Copied& copied) {
        return copied.instruction < before && copied.from == model::Copied::From::context &&
               (copied.source == lock || copied.source.ends_with("/" + std::string(lock)));
    });
}

/// yarn 2 and later say it in another word.
bool is_told(model::Arguments arguments, const Manager& manager) {
    return !manager.option.empty() && std::ranges::any_of(arguments, [&](const model::Argument& argument) {
        return argument.text.starts_with(manager.option) || argument.text.starts_with("--immutable");
    });
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    for (const model::PackageCommand& packages : document.packages().commands) {
        const model::Command& command = commands.all[packages.command];
        const model::ShellText& text = commands.text_of(command);
        const model::Stage* stage = document.stage_of(document.instructions()[text.instruction]);
        const auto arguments = commands.arguments_of(command);
        if (packages.manager != model::PackageManager::npm || packages.verb == shell::no_node ||
            packages.action != model::PackageAction::install || stage == nullptr || text.onbuild ||
            !document.packages().of(packages).empty() || model::letter_option(arguments, 'g') != nullptr ||
            model::long_option(arguments, "global") != nullptr) {
            continue;
        }
        const std::string_view verb = arguments[packages.verb].text;
        const auto manager = std::ranges::find_if(
            managers, [&](const Manager& one) { return one.program == command.name && one.verb == verb; });
        if (manager == std::end(managers) || is_told(arguments, *manager) ||
            !copies_lock(model::copies_of(document, *stage), text.instruction, manager->lock)) {
            continue;
        }
        Reported found = report.at(arguments[packages.verb].span,
                                   "This may install other versions than {} says, and change it: use {}",
                                   manager->lock, manager->instead);
        if (manager->option.empty()) {
            found.fix(Safety::unsafe, "Use npm ci", {{arguments[packages.verb].span, "ci"}});
        } else {
            const Offset end = arguments[packages.verb].span.end;
            found.fix(Safety::unsafe, message("Add {}", {manager->option}),
                      {{{end, end}, " " + std::string(manager->option)}});
        }
    }
}

constexpr Example examples[] = {
    {.title = "a lock file that is not obeyed",
     .bad = R"(
       | FROM node:22
       | COPY package.json package-lock.json ./
       | RUN npm install
       ~         ^^^^^^^ This may install other versions than package-lock.json says, and change it: use npm ci
       | COPY yarn.lock ./
       | RUN yarn install && yarn build
       ~          ^^^^^^^ This may install other versions than yarn.lock says, and change it: use yarn install --frozen-lockfile
     )",
     .good = R"(
       | FROM node:22
       | COPY package.json package-lock.json yarn.lock ./
       | RUN npm ci && npm install -g pm2@5
       | RUN yarn install --frozen-lockfile
     )"},
};

} // namespace

extern constexpr Rule unlocked_install{
    .id = "unlocked-install",
    .title = "An installation that does not keep to the lock file",
    .why = "A lock file names the exact version of every package. `npm install` reads it as advice: where it "
           "does not fit package.json, newer versions come in, and the image differs from what was tested. "
           "`npm ci` installs what is locked or stops.",
    .group = Group::reproducibility,
    .severity = Severity::info,
    .level = Level::strict,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
