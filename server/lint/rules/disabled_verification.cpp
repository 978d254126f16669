#include "lint/rule.hpp"
#include "model/options.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// An option by which a program takes what it can't verify: from its manual page.
struct Off {
    std::string_view program;
    std::string_view option; ///< whole word, or its beginning where it ends with `=`
};
constexpr Off offs[] = {
    {"apk", "--allow-untrusted"},
    {"apt", "--allow-unauthenticated"},
    {"apt", "--force-yes"},
    {"apt-get", "--allow-unauthenticated"},
    {"apt-get", "--force-yes"},
    {"curl", "--insecure"},
    {"curl", "-k"},
    {"dnf", "--nogpgcheck"},
    {"git", "http.sslVerify=false"},
    {"microdnf", "--nogpgcheck"},
    {"wget", "--no-check-certificate"},
    {"yum", "--nogpgcheck"},
    {"zypper", "--no-gpg-checks"},
};

bool is_near(model::Arguments arguments) {
    return std::ranges::any_of(arguments, [](const model::Argument& argument) {
        return argument.text.contains("://localhost") || argument.text.contains("://127.0.0.1") ||
               argument.text.starts_with('/') || argument.text.starts_with("./") ||
               argument.text.ends_with(".apk");
    });
}

/// `-k` among other letters: `-kL`, `-fsSk`.
bool is_option(const Off& off, std::string_view word) {
    const bool letters = off.option.size() == 2 && word.size() > 2 && word[0] == '-' && word[1] != '-' &&
                         word.find_first_not_of("-fsSLkOJvg") == std::string_view::npos &&
                         word.contains(off.option[1]);
    return word == off.option || letters;
}

void check(const Facts& facts, Report& report) {
    const model::Commands& commands = facts.document.commands();
    for (const model::Command& command : commands.all) {
        const model::Instruction& owner = facts.document.instruction(commands.text_of(command));
        const auto arguments = commands.arguments_of(command);
        const bool known = std::ranges::find(offs, command.name, &Off::program) != std::end(offs);
        if (!known || owner.keyword != model::Keyword::run || is_near(arguments)) {
            continue;
        }
        for (const Off& off : offs) {
            if (command.name != off.program) {
                continue;
            }
            const auto found = std::ranges::find_if(
                arguments, [&](const model::Argument& one) { return is_option(off, one.text); });
            if (found != arguments.end()) {
                report.at(found->span,
                          "With '{}' {} takes a file from whoever answers, and nothing says that it is the "
                          "right one",
                          found->text, command.name);
                break;
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "certificates and signatures that are not looked at",
     .bad = R"(
       | FROM debian:12
       | RUN curl -fsSLk https://example.org/a.sh -o a.sh
       ~          ^^^^^^ With '-fsSLk' curl takes a file from whoever answers, and nothing says that it is the right one
       | RUN wget --no-check-certificate https://example.org/a.tar.gz
       ~          ^^^^^^^^^^^^^^^^^^^^^^ With '--no-check-certificate' wget takes a file from whoever answers, and nothing says that it is the right one
       | RUN apt-get install -y --allow-unauthenticated tool
       ~                        ^^^^^^^^^^^^^^^^^^^^^^^ With '--allow-unauthenticated' apt-get takes a file from whoever answers, and nothing says that it is the right one
       | RUN git -c http.sslVerify=false clone https://example.org/a.git
       ~            ^^^^^^^^^^^^^^^^^^^^ With 'http.sslVerify=false' git takes a file from whoever answers, and nothing says that it is the right one
     )",
     .good = R"(
       | FROM debian:12
       | RUN apt-get update && apt-get install -y ca-certificates && curl -fsSL https://example.org/a.sh -o a.sh
       | RUN apk add --allow-untrusted /tmp/own.apk
       | RUN curl -k https://localhost:8443/ready
     )"},
};

} // namespace

extern constexpr Rule disabled_verification{
    .id = "disabled-verification",
    .title = "A download whose origin is not verified",
    .why = "Certificates and signatures say that a file comes from where it should. Mostly they only fail "
           "because the package ca-certificates is missing; installing that mends it for all programs.",
    .group = Group::security,
    .severity = Severity::warning,
    .level = Level::recommended,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
