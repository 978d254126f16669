#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/packages.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include "model/shell_values.hpp"
#include <algorithm>
#include <array>

namespace dockwright::lint::rules {
namespace {

using model::Argument;

bool has_any(std::string_view text, std::string_view letters) {
    return text.find_first_of(letters) != std::string_view::npos;
}
bool pins_apt(std::string_view word) {
    return has_any(word, "=/") || word.ends_with(".deb");
}
bool pins_apk(std::string_view word) {
    return has_any(word, "=~<>") || word.ends_with(".apk");
}
bool pins_zypper(std::string_view word) {
    return has_any(word, "=<>") || word.ends_with(".rpm");
}

/// What hadolint takes for a package of each program, and for its version.
struct Program {
    std::string_view name;
    std::string_view code;
    std::array<std::string_view, 2> verbs; ///< one of them makes it an installation
    std::array<std::string_view, 4> valued;
    bool (*pins)(std::string_view word); ///< null: the way of rpm
};
constexpr Program programs[] = {
    {"apk", "DL3018", {"add"}, {"t", "virtual", "X", "repository"}, pins_apk},
    {"apt-get", "DL3008", {"install"}, {"t", "target-release"}, pins_apt},
    {"dnf", "DL3041", {"install"}, {}, nullptr},
    {"microdnf", "DL3041", {"install"}, {}, nullptr},
    {"yum", "DL3033", {"install"}, {}, nullptr},
    {"zypper", "DL3037", {"in", "install"}, {}, pins_zypper},
};
static_assert(std::ranges::is_sorted(programs, {}, &Program::name));

std::span<const std::string_view> filled(std::span<const std::string_view> words) {
    return words.first(static_cast<std::size_t>(std::ranges::find(words, "") - words.begin()));
}

/// `module install` wants streams, and groups have no version (for dnf only).
bool hadolint_finds_rpm(const Program& program, const model::Document& document,
                        const model::Command& command, model::Arguments arguments) {
    constexpr std::string_view module[] = {"module"};
    constexpr std::string_view group[] = {"group"};
    constexpr std::string_view verbs[] = {"install", "module"};
    if (hadolint_has(arguments, module)) {
        return hadolint_unpinned(arguments, {.verbs = verbs, .valued = {}},
                                 [](std::string_view word) { return word.contains(':'); }) != nullptr;
    }
    if (program.code == "DL3041" && hadolint_has(arguments, group)) {
        return false;
    }
    const model::ShellText& text = document.commands().text_of(command);
    return std::ranges::any_of(arguments, [&](const Argument& argument) {
        return hadolint_is_word(argument) && argument.text != "install" &&
               !hadolint_pins_rpm(document, text, argument);
    });
}

bool hadolint_finds(const model::Document& document, const model::Command& command, const Program& program) {
    const model::Arguments arguments = document.commands().arguments_of(command);
    if (!hadolint_has(arguments, filled(program.verbs))) {
        return false;
    }
    const HadolintPackages reading{.verbs = filled(program.verbs), .valued = filled(program.valued)};
    const bool unpinned = program.pins == nullptr
                              ? hadolint_finds_rpm(program, document, command, arguments)
                              : hadolint_unpinned(arguments, reading, program.pins) != nullptr;
    return (unpinned || hadolint_repeats_name(document, command)) && hadolint_sees(document, command);
}

/// A file, an address or a group has no version of its own to give, and `cuda-toolkit-12-4` has it
/// in its name. `gcc-` among what apt-get installs is removed.
bool may_lack_version(const model::Document& document, const model::PackageCommand& packages,
                      const model::Package& package) {
    if (!package.version.empty() || package.source != model::Package::Source::index ||
        package.name.starts_with('@') || package.name.starts_with('/') || package.name.starts_with('!') ||
        without_quotes(package.span.of(document.text())).ends_with('-')) {
        return false;
    }
    const std::size_t dash = package.name.find_last_not_of("0123456789.-*");
    const bool ends_in_number =
        packages.manager == model::PackageManager::dnf && package.name.substr(dash + 1).starts_with('-');
    return !ends_in_number;
}

/// The unpinned packages of an installation: the first of them, and how many there are.
struct Unpinned {
    const model::Package* first = nullptr;
    std::size_t count = 0;
};
Unpinned unpinned(const model::Document& document, const model::PackageCommand& packages) {
    constexpr std::string_view groups[] = {"group", "groupinstall"};
    Unpinned out;
    if (packages.action != model::PackageAction::install ||
        hadolint_has(document.commands().arguments_of(document.commands().all[packages.command]), groups)) {
        return out;
    }
    for (const model::Package& package : document.packages().of(packages)) {
        if (may_lack_version(document, packages, package)) {
            out.first = out.first == nullptr ? &package : out.first;
            ++out.count;
        }
    }
    return out;
}

bool is_system(model::PackageManager manager) {
    return manager == model::PackageManager::apt || manager == model::PackageManager::apk ||
           manager == model::PackageManager::dnf || manager == model::PackageManager::zypper;
}

void report_one(Report& report, const model::Document& document, const model::Command& command,
                const Unpinned& ours, std::string_view code) {
    if (ours.first == nullptr) {
        report.at(command.name_span, "A package has no version here, so each build may bring another one")
            .only_as(code);
        return;
    }
    const std::string_view name = ours.first->span.of(document.text());
    const std::string others = std::to_string(ours.count - 1);
    Reported finding =
        ours.count == 1
            ? report.at(ours.first->span, "'{}' has no version, so each build may bring another one", name)
            : report.at(ours.first->span,
                        "'{}' has no version, so each build may bring another one; nor have {} more", name,
                        others);
    finding.as_if(!code.empty(), code);
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    each_run_command(document, [&](const model::PackageCommand* packages, const model::Command& command) {
        const Unpinned ours =
            packages != nullptr && is_system(packages->manager) ? unpinned(document, *packages) : Unpinned{};
        const auto* program = std::ranges::lower_bound(programs, command.name, {}, &Program::name);
        const bool known = program != std::end(programs) && program->name == command.name;
        const bool theirs = known && hadolint_finds(document, command, *program);
        if (ours.first != nullptr || theirs) {
            report_one(report, document, command, ours, theirs ? program->code : std::string_view{});
        }
    });
}

constexpr Example examples[] = {
    {.title = "apt-get",
     .bad = R"(
       | FROM debian:12
       | RUN apt-get install -y curl git jq=1.6-2.1
       ~                        ^^^^ 'curl' has no version, so each build may bring another one; nor have 1 more
     )",
     .good = R"(
       | FROM debian:12
       | RUN apt-get install -y curl=7.88.1-10+deb12u8 ./local.deb tool/bookworm-backports gcc-
     )"},
    {.title = "the version may be in a variable, and other options than -t take a word, too",
     .bad = R"(
       | FROM debian:12
       | RUN apt-get install -y -o Dpkg::Use-Pty curl=7.88.1-10
       ~     ^^^^^^^ (DL3008 only) A package has no version here, so each build may bring another one
       | RUN apt-get install -y $PACKAGES
       ~     ^^^^^^^ (DL3008 only) A package has no version here, so each build may bring another one
     )",
     .good = R"(
       | FROM debian:12
       | ARG CURL=7.88.1-10
       | RUN apt-get install -y curl=$CURL
     )"},
    {.title = "apk",
     .bad = R"(
       | FROM alpine:3.20
       | RUN apk add --no-cache curl
       ~                        ^^^^ 'curl' has no version, so each build may bring another one
     )",
     .good = R"(
       | FROM alpine:3.20
       | RUN apk add --no-cache curl~8.9 "git>=2.45"
     )"},
    {.title = "yum and dnf",
     .bad = R"(
       | FROM centos:7
       | RUN yum install -y gcc
       ~                    ^^^ 'gcc' has no version, so each build may bring another one
     )",
     .good = R"(
       | FROM centos:7
       | ARG GCC=4.8.5
       | RUN yum install -y gcc-4.8.5-44.el7 gcc-c++-${GCC}
     )"},
    {.title = "a file is a version; hadolint wants a number in its name",
     .bad = R"(
       | FROM fedora:41
       | RUN dnf install -y ./tool.rpm
       ~     ^^^ (DL3041 only) A package has no version here, so each build may bring another one
     )",
     .good = R"(
       | FROM fedora:41
       | RUN dnf install -y ./tool-1.0.rpm && dnf module install -y nodejs:20
     )"},
    {.title = "zypper",
     .bad = R"(
       | FROM opensuse/leap:15.6
       | RUN zypper -n install gcc
       ~                       ^^^ 'gcc' has no version, so each build may bring another one
     )",
     .good = R"(
       | FROM opensuse/leap:15.6
       | RUN zypper -n install gcc=7 "git>=2.4" local.rpm
     )"},
    {.title = "through sudo, which hadolint doesn't look behind",
     .bad = R"(
       | FROM debian:12
       | RUN sudo apt-get install -y curl
       ~                             ^^^^ 'curl' has no version, so each build may bring another one
     )",
     .good = R"(
       | FROM debian:12
       | RUN sudo apt-get install -y curl=7.88.1-10
     )"},
};

} // namespace

extern constexpr Rule unpinned_system_package{
    .id = "unpinned-system-package",
    .also = {"DL3008", "DL3018", "DL3033", "DL3037", "DL3041"},
    .title = "System package without a version",
    .why = "Without a version the build takes whatever is newest that day, so the same Dockerfile gives "
           "another image next month. The price of pinning is that distributions drop old versions, and "
           "then the build fails until the number is renewed.",
    .group = Group::reproducibility,
    .severity = Severity::warning,
    .level = Level::strict,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
