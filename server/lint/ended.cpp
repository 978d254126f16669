#include "lint/ended.hpp"
#include "base/ascii.hpp"
#include "lint/moving_image.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

bool names_archive(std::string_view text) {
    return text.contains("archive.debian.org") || text.contains("old-releases.ubuntu.com") ||
           text.contains("vault.centos.org") || (text.contains("/etc/yum.repos.d") && text.contains("vault"));
}

/// The word is in the text, and neither letters nor digits go on before or behind it: of a version no further
/// digits, of a name no letters.
bool has_word(std::string_view text, std::string_view word) {
    if (word.empty()) {
        return false;
    }
    const auto goes_on = [](char edge, char beyond) {
        return ascii::is_digit(edge) ? ascii::is_digit(beyond) : ascii::is_name(beyond) && beyond != '_';
    };
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool begins = at == 0 || !(goes_on(word.front(), text[at - 1]) ||
                                         (ascii::is_digit(word.front()) && text[at - 1] == '.'));
        const bool ends = end == text.size() || !goes_on(word.back(), text[end]);
        if (begins && ends) {
            return true;
        }
    }
    return false;
}

/// `ubuntu18.04`, `ubuntu-18.04`, `ubuntu1804`, `centos/7`, `el7`, `bionic`; a version with a dot also alone.
bool path_names(std::string_view written, const OldRelease& release) {
    const std::string path = ascii::lowered(written);
    const std::string family(release.family);
    const std::string version(release.version);
    std::string joined = version;
    std::erase(joined, '.');
    if (has_word(path, release.codename) || (version.contains('.') && has_word(path, version))) {
        return true;
    }
    for (const std::string_view between : {"", "-", "_", "/", ".", ":"}) {
        if (!version.empty() && (has_word(path, family + std::string(between) + version) ||
                                 has_word(path, family + std::string(between) + joined))) {
            return true;
        }
    }
    return family == "centos" && !version.empty() && has_word(path, "el" + version);
}

bool explains_age(std::string_view comment, const OldRelease& release) {
    constexpr std::string_view words[] = {
        "old",           "older",      "oldest",     "older-than",    "legacy",    "eol",
        "end-of-life",   "compat",     "compatible", "compatibility", "backwards", "backward",
        "glibc",         "deprecated", "obsolete",   "unsupported",   "newer",     "not pushed",
        "not published", "no longer",  "end of life"};
    const std::string text = ascii::lowered(comment);
    return std::ranges::any_of(words, [&](std::string_view word) { return has_word(text, word); }) ||
           has_word(text, ascii::lowered(release.successor));
}

/// The comments in the lines right above, without a gap.
bool comment_explains(const model::Document& document, const model::Instruction& instruction,
                      const OldRelease& release) {
    const auto comments = document.syntax().comments_of(instruction);
    std::uint32_t below = instruction.first_line;
    for (auto comment = comments.rbegin(); comment != comments.rend() && comment->line + 1 == below;
         ++comment) {
        if (explains_age(comment->text, release)) {
            return true;
        }
        below = comment->line;
    }
    return false;
}

} // namespace

bool is_meant(const Facts& facts, const model::Stage& stage, const OldRelease& release) {
    const auto instructions = facts.document.instructions();
    const model::Binding* argument = image_argument(facts.document, stage);
    return path_names(facts.surroundings.path, release) ||
           comment_explains(facts.document, instructions[stage.from], release) ||
           (argument != nullptr && argument->instruction &&
            comment_explains(facts.document, instructions[*argument->instruction], release));
}

bool uses_archive(const model::Document& document, const model::Stage& stage) {
    return std::ranges::any_of(document.instructions(stage), [&](const model::Instruction& one) {
        return names_archive(one.joined.text) ||
               std::ranges::any_of(document.syntax().heredocs_of(one), names_archive,
                                   &syntax::Heredoc::content);
    });
}

std::string month_of(std::string_view date) {
    constexpr std::string_view names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
    if (date.size() < 7) {
        return std::string(date);
    }
    const std::size_t month =
        static_cast<std::size_t>(date[5] - '0') * 10 + static_cast<std::size_t>(date[6] - '0');
    return month >= 1 && month <= std::size(names)
               ? std::string(names[month - 1]) + " " + std::string(date.substr(0, 4))
               : std::string(date);
}

} // namespace dockwright::lint
