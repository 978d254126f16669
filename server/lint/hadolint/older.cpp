#include "lint/hadolint/older.hpp"
#include "base/ascii.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/labels.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

/// Up to 2.12 a name that is a variable has no tag either, and up to 2.14 a default with a registry in it.
bool is_untagged(const model::Document& document, const model::Instruction& from) {
    const model::Stage* stage = document.stage_of(from);
    const std::string_view written = stage != nullptr ? stage->image.written : std::string_view{};
    return written.starts_with('$') && !hadolint_image(written).is_pinned();
}

/// Up to 2.12 a stage's number is no name of a stage, also a number that a variable or a flag stands beside.
bool copies_by_number(const model::Document& document, const model::Instruction& copy) {
    const syntax::Flag* from = document.syntax().flag(copy, "from");
    return from != nullptr && !from->value.empty() && std::ranges::all_of(from->value, ascii::is_digit);
}

/// Up to 2.12 a label's key has no `_`.
bool has_underscore(const model::Document& document, const model::Instruction& instruction) {
    return std::ranges::any_of(labels_of(document), [&](const Label& label) {
        return label.instruction == &instruction && label.key.contains('_');
    });
}

/// Up to 2.14 the target of several sources is a folder only by its slash, `--parents` or not.
bool copies_with_parents(const model::Document& document, const model::Instruction& copy) {
    return document.syntax().flag(copy, "parents") != nullptr;
}

bool calls(const model::Document& document, const model::Instruction& run, std::string_view program,
           std::string_view word = {}) {
    const model::Commands& commands = document.commands();
    const std::uint32_t index = document.index(run);
    return std::ranges::any_of(commands.all, [&](const model::Command& command) {
        const auto arguments = commands.arguments_of(command);
        return command.name == program && commands.text_of(command).instruction == index &&
               (word.empty() ||
                std::ranges::find(arguments, word, &model::Argument::text) != arguments.end());
    });
}

/// Up to 2.12.
bool upgrades_all(const model::Document& document, const model::Instruction& run) {
    return calls(document, run, "apt-get", "dist-upgrade");
}

/// 2.14 wants a version of what lies in the folder, too.
bool installs_with_go(const model::Document& document, const model::Instruction& run) {
    return calls(document, run, "go");
}

/// Up to 2.12 `-N` and `--no-document` make no difference to a version.
bool installs_with_gem(const model::Document& document, const model::Instruction& run) {
    return calls(document, run, "gem", "install");
}

/// Up to 2.12 a cache mount counts only if it is written in one way.
bool mounts_cache(const model::Document& document, const model::Instruction& run) {
    return document.syntax().flag(run, "mount") != nullptr;
}

struct Older {
    std::string_view code;
    model::Keyword keyword;
    bool (*finds)(const model::Document& document, const model::Instruction& instruction);
};
constexpr Older older[] = {
    {"DL3005", model::Keyword::run, upgrades_all},         {"DL3006", model::Keyword::from, is_untagged},
    {"DL3021", model::Keyword::copy, copies_with_parents}, {"DL3022", model::Keyword::copy, copies_by_number},
    {"DL3028", model::Keyword::run, installs_with_gem},    {"DL3042", model::Keyword::run, mounts_cache},
    {"DL3048", model::Keyword::label, has_underscore},     {"DL3062", model::Keyword::run, installs_with_go},
};

} // namespace

bool older_hadolint_finds(const model::Document& document, std::string_view code, Span scope) {
    return std::ranges::any_of(older, [&](const Older& one) {
        return one.code == code &&
               std::ranges::any_of(document.all(one.keyword), [&](const model::Instruction& instruction) {
                   return scope.contains(instruction.span.begin) && one.finds(document, instruction);
               });
    });
}

} // namespace dockwright::lint
