#include "base/ascii.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include <algorithm>
#include <array>

namespace dockwright::lint::rules {
namespace {

// The guidelines: https://docs.docker.com/engine/manage-resources/labels/#key-format-recommendations

constexpr std::array<std::string_view, 3> reserved = {"com.docker.", "io.docker.", "org.dockerproject."};

bool is_lower_or_digit(char c) {
    return ascii::is_lower(c) || ascii::is_digit(c);
}

/// What is wrong with a key, or "".
std::string_view fault(std::string_view key) {
    if (std::ranges::any_of(reserved, [&](std::string_view prefix) { return key.starts_with(prefix); })) {
        return "is Docker's own";
    }
    if (!std::ranges::all_of(
            key, [](char c) { return is_lower_or_digit(c) || std::string_view("._-/").contains(c); })) {
        return "has more than lower-case letters, digits, '.', '_', '-' and '/'";
    }
    if (key.empty() || !ascii::is_lower(key.front())) {
        return "does not begin with a letter";
    }
    if (!is_lower_or_digit(key.back())) {
        return "does not end with a letter or digit";
    }
    return key.contains("..") || key.contains("--") ? std::string_view("has '.' or '-' twice in a row")
                                                    : std::string_view{};
}

/// `LABEL "a b" c` has the key `"a`, with its quote.
std::string_view key_of(std::string_view word) {
    const std::string_view bare = without_quotes(word);
    return bare.size() + 1 == word.size() ? word : bare;
}

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& label : facts.document.all(model::Keyword::label)) {
        const auto words = facts.document.words(label);
        for (std::size_t i = 0; i < words.size(); i += 2) {
            const std::string_view key = key_of(words[i].text);
            const std::string_view wrong = fault(key);
            if (wrong.empty()) {
                continue;
            }
            Reported finding = report.at(words[i].span, "The label key '{}' {}", key, wrong);
            found_by(finding, !key.contains('$'), true, "DL3048");
            const std::string lower = ascii::lowered(words[i].text);
            if (fault(ascii::lowered(key)).empty() && !key.contains('$')) {
                finding.fix(Safety::unsafe, message("Change to {}", {lower}), {{words[i].span, lower}});
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "capitals, and what is no letter",
     .bad = R"(
       | FROM debian:12
       | LABEL Maintainer=me
       ~       ^^^^^^^^^^ The label key 'Maintainer' has more than lower-case letters, digits, '.', '_', '-' and '/'
       | LABEL team=vision "build date"=today
       ~                   ^^^^^^^^^^^^ The label key 'build date' has more than lower-case letters, digits, '.', '_', '-' and '/'
     )",
     .good = R"(
       | FROM debian:12
       | LABEL maintainer=me org.opencontainers.image.created=today team_name/a-b=1
     )"},
    {.title = "its ends, doubled marks, and Docker's own names",
     .bad = R"(
       | FROM debian:12
       | LABEL 1st=a
       ~       ^^^ The label key '1st' does not begin with a letter
       | LABEL last-=a
       ~       ^^^^^ The label key 'last-' does not end with a letter or digit
       | LABEL a..b=a a--b=b
       ~       ^^^^ The label key 'a..b' has '.' or '-' twice in a row
       ~              ^^^^ The label key 'a--b' has '.' or '-' twice in a row
       | LABEL com.docker.team=vision
       ~       ^^^^^^^^^^^^^^^ The label key 'com.docker.team' is Docker's own
     )",
     .good = R"(
       | FROM debian:12
       | LABEL first=a last=b com.dockers=c a__b=d
     )"},
    {.title = "a variable in a key",
     .bad = R"(
       | FROM debian:12
       | LABEL team.$NAME=a
       ~       ^^^^^^^^^^ (DL3048 only) The label key 'team.$NAME' has more than lower-case letters, digits, '.', '_', '-' and '/'
     )",
     .good = R"(
       | FROM debian:12
       | LABEL team=$NAME
     )"},
};

} // namespace

extern constexpr Rule unusual_label_key{
    .id = "unusual-label-key",
    .also = {"DL3048"},
    .title = "Label key against the guidelines",
    .why =
        "Docker asks for keys of lower-case letters, digits, dots and dashes, and keeps some for itself. Any "
        "key "
        "works, but tools that search for labels tell capitals apart and may stumble over other characters.",
    .group = Group::labels,
    .severity = Severity::style,
    .level = Level::strict,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
