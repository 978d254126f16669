#include "base/ascii.hpp"
#include "lint/rule.hpp"
#include "lint/secret_values.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

using secret_values::is_placeholder;

/// The password of `scheme://user:password@host`, or of `https://token@host` where the token is long.
std::string_view password_in_url(std::string_view text) {
    const std::size_t scheme = text.find("://");
    if (scheme == std::string_view::npos) {
        return {};
    }
    const std::string_view rest = text.substr(scheme + 3);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/ \"'"));
    const std::size_t at = authority.rfind('@');
    const std::size_t colon = authority.find(':');
    if (at == std::string_view::npos || authority.contains('$')) {
        return {};
    }
    return colon < at ? authority.substr(colon + 1, at - colon - 1) : std::string_view{};
}

/// Behind `--password=`, `--passwd=`, `--token=`, `--api-key=` and their like.
std::string_view named_value(std::string_view word) {
    constexpr std::string_view names[] = {
        "--password=", "--passwd=",        "--pass=",          "--token=",
        "--api-key=",  "--apikey=",        "--access-token=",  "--auth-token=",
        "--secret=",   "--client-secret=", "--http-password=", "--http-passwd="};
    if (!word.starts_with("--")) {
        return {};
    }
    for (const std::string_view name : names) {
        if (word.starts_with(name)) {
            return word.substr(name.size());
        }
    }
    return {};
}

bool takes_password_next(std::string_view program, std::string_view option) {
    if (!option.starts_with('-')) {
        return false;
    }
    return option == "--password" || option == "--token" || option == "--api-key" ||
           (program == "sshpass" && option == "-p") || (program == "docker" && option == "-p") ||
           (program == "huggingface-cli" && option == "--token") || (program == "chpasswd" && option == "-p");
}

/// `-u user:password` of curl, `-pPASSWORD` of mysql's programs.
std::string_view short_value(std::string_view program, std::string_view word, std::string_view next) {
    if (!word.starts_with('-')) {
        return {};
    }
    if (program == "curl" && (word == "-u" || word == "--user") && next.contains(':')) {
        return next.substr(next.find(':') + 1);
    }
    const bool mysql = program == "mysql" || program == "mysqladmin" || program == "mysqldump" ||
                       program == "mariadb" || program == "sshpass";
    return mysql && word.starts_with("-p") && word.size() > 2 ? word.substr(2) : std::string_view{};
}

/// `echo user:password | chpasswd`. Names and plain words are there to be known: `jupyter:jupyter`.
std::string_view piped_password(const model::Commands& commands, const model::Command& command,
                                std::string_view word) {
    if (!word.contains(':')) {
        return {};
    }
    const auto of_text = commands.of(commands.text_of(command));
    const bool prints = command.name == "echo" || command.name == "printf";
    const bool pipes = prints && std::ranges::any_of(of_text, [&](const model::Command& one) {
                           return one.name == "chpasswd" && one.span.begin > command.span.end &&
                                  one.span.begin.value - command.span.end.value < 16;
                       });
    if (!pipes) {
        return {};
    }
    const std::string_view password = word.substr(word.find(':') + 1);
    const bool mixed = std::ranges::any_of(password, ascii::is_digit);
    return mixed && !password.contains(word.substr(0, word.find(':'))) ? password : std::string_view{};
}

/// The password that an argument holds or that stands behind it; "" if there is none.
std::string_view password_of(const model::Commands& commands, const model::Command& command, std::size_t i) {
    const auto arguments = commands.arguments_of(command);
    const std::string_view word = arguments[i].text;
    const std::string_view next = i + 1 < arguments.size() ? arguments[i + 1].text : std::string_view{};
    if (takes_password_next(command.name, word) && !next.starts_with('-')) {
        return next;
    }
    for (const std::string_view found :
         {password_in_url(word), named_value(word), short_value(command.name, word, next),
          piped_password(commands, command, word)}) {
        if (!found.empty()) {
            return found;
        }
    }
    return {};
}

bool is_secret(std::string_view password) {
    return !password.empty() && !is_placeholder(password) && !password.contains('/') &&
           !secret_values::token_in(password); // said already, and better
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const model::Commands& commands = document.commands();
    for (const model::Command& command : commands.all) {
        const auto arguments = commands.arguments_of(command);
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            const std::string_view password = password_of(commands, command, i);
            if (is_secret(password)) {
                report.at(arguments[i].span,
                          "A password or token stands here in plain text: it can be read in "
                          "this file, and in the image by `docker history`. RUN "
                          "--mount=type=secret shows it to one command");
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "a name and a password in an address",
     .bad = R"(
       | FROM python:3.12
       | RUN pip install --extra-index-url https://ci:Tr0ub4dor9x@pypi.example.org/simple lab==1.0
       ~                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ A password or token stands here in plain text: it can be read in this file, and in the image by `docker history`. RUN --mount=type=secret shows it to one command
       | RUN curl -u deploy:Kx83mQp0 -O https://files.example.org/a.bin
       ~          ^^ A password or token stands here in plain text: it can be read in this file, and in the image by `docker history`. RUN --mount=type=secret shows it to one command
     )",
     .good = R"(
       | FROM python:3.12
       | RUN --mount=type=secret,id=netrc,target=/root/.netrc pip install lab==1.0
       | RUN curl -u "deploy:$PASSWORD" -O https://files.example.org/a.bin
       | RUN git clone https://user:password@example.org/a.git && curl -u user: http://a.example.org
     )"},
    {.title = "in options, and for a user of the container",
     .bad = R"(
       | FROM ubuntu:24.04
       | RUN echo 'worker:wIt7vnc02' | chpasswd
       ~          ^^^^^^^^^^^^^^^^^^ A password or token stands here in plain text: it can be read in this file, and in the image by `docker history`. RUN --mount=type=secret shows it to one command
       | RUN tool login --password=Zr4kLw92q --user me
       ~                ^^^^^^^^^^^^^^^^^^^^ A password or token stands here in plain text: it can be read in this file, and in the image by `docker history`. RUN --mount=type=secret shows it to one command
     )",
     .good = R"(
       | FROM ubuntu:24.04
       | RUN echo 'root:root' | chpasswd && echo jupyter:jupyter1 | chpasswd
       | RUN tool login --password="$PASSWORD"
     )"},
};

} // namespace

extern constexpr Rule credentials_in_command{
    .id = "credentials-in-command",
    .title = "A password in a command",
    .why = "The image's history keeps each RUN as it is written. Whoever may pull the image, or read the "
           "repository, reads the password there, and it must be changed.",
    .group = Group::security,
    .severity = Severity::warning,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
