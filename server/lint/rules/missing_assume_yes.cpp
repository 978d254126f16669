#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/packages.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include "lint/run_edit.hpp"
#include "model/shell_values.hpp"
#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace dockwright::lint::rules {
namespace {

/// How a program is told not to ask: apt-get(8), aptitude(8), yum(8), dnf(8), zypper(8).
struct Program {
    std::string_view name;
    std::string_view code;
    std::array<std::string_view, 4> options; ///< letters, and names without their dashes
    std::array<std::string_view, 7> verbs;   ///< behind which hadolint wants one of them
};
constexpr Program programs[] = {
    {"apt", "", {"y", "yes", "assume-yes"}, {}},
    {"apt-get", "DL3014", {"y", "yes", "assume-yes"}, {"install"}},
    {"aptitude", "", {"y", "assume-yes"}, {}},
    {"dnf", "DL3038", {"y", "assumeyes"}, {"groupinstall", "install", "localinstall"}},
    {"dnf5", "", {"y", "assumeyes"}, {}},
    {"microdnf", "DL3038", {"y", "assumeyes"}, {"groupinstall", "install", "localinstall"}},
    {"tdnf", "", {"y", "assumeyes"}, {}},
    {"yum", "DL3030", {"y", "assumeyes"}, {"groupinstall", "install", "localinstall"}},
    {"zypper",
     "DL3034",
     {"n", "non-interactive", "y", "no-confirm"},
     {"in", "install", "patch", "remove", "rm", "si", "source-install"}},
};
static_assert(std::ranges::is_sorted(programs, {}, &Program::name));

const Program* program_named(std::string_view name) {
    const auto* found = std::ranges::lower_bound(programs, name, {}, &Program::name);
    return found != std::end(programs) && found->name == name ? found : nullptr;
}

bool is_given(const Program& program, model::Arguments arguments) {
    return std::ranges::any_of(program.options, [&](std::string_view option) {
        return !option.empty() && hadolint_count(arguments, option) > 0;
    });
}

/// apt-get's `-qq` implies it. hadolint counts to two just so.
bool is_quiet(model::Arguments arguments) {
    return hadolint_count(arguments, "q") == 2 || hadolint_count(arguments, "quiet") == 2 ||
           hadolint_count(arguments, "qq") > 0 ||
           std::ranges::any_of(arguments, [](const model::Argument& a) { return a.text == "-q=2"; });
}

bool hadolint_finds(const Program& program, const model::Document& document, const model::Command& command,
                    model::Arguments arguments) {
    std::span<const std::string_view> verbs = program.verbs;
    verbs = verbs.first(static_cast<std::size_t>(std::ranges::find(verbs, "") - verbs.begin()));
    return hadolint_has(arguments, verbs) && !is_given(program, arguments) &&
           !(program.name == "apt-get" && is_quiet(arguments)) && hadolint_sees(document, command);
}

bool begins_with_one(const Program& program, std::string_view word) {
    const model::Argument argument{.text = word, .span = {}};
    return is_given(program, {&argument, 1}) || word.starts_with("-qq");
}

/// Whether a word that the shell expands may hold the option: it does, or its value is not known.
bool may_be_in_variable(const Program& program, const model::Document& document,
                        const model::Command& command, model::Arguments arguments) {
    for (const model::Argument& argument : arguments) {
        if (argument.plain || !(argument.text.starts_with('$') || argument.text.starts_with('`'))) {
            continue;
        }
        const auto words = model::ShellVariables(document, command).words(argument);
        if (!words || std::ranges::any_of(
                          *words, [&](std::string_view word) { return begins_with_one(program, word); })) {
            return true;
        }
    }
    return false;
}

/// It does nothing for good, or it is told by a setting that it need not ask.
bool need_not_ask(model::Arguments arguments) {
    return std::ranges::any_of(arguments, [](const model::Argument& argument) {
        return argument.text.contains("ssume-") || argument.text.contains("assumeyes") ||
               argument.text == "--dry-run" || argument.text == "--download-only" || argument.text == "-s" ||
               argument.text == "--print-uris" || argument.text == "--simulate" ||
               argument.text == "--help" || argument.text == "--force-yes" ||
               argument.text == "--trivial-only" || argument.text == "-qq" || argument.text == "-h";
    });
}

/// Where something answers: `yes | apt-get install …`, `… <<< y`, `… < answers`, or a setting does.
/// Found once a file and once a text, since a text may hold thousands of commands.
class Answers {
public:
    explicit Answers(const model::Document& document) : document_(document) {}

    bool cover(const model::Command& command) {
        const model::ShellText& text = document_.commands().text_of(command);
        if (text_ != &text) {
            text_ = &text;
            read(text);
        }
        const auto behind = std::ranges::upper_bound(answered_, command.span.begin, {}, &Span::begin);
        return behind != answered_.begin() && std::prev(behind)->covers(command.span);
    }

    /// APT::Get::Assume-Yes in apt.conf, assumeyes in yum.conf or dnf.conf.
    bool are_configured() {
        if (!configured_) {
            const std::string_view text = document_.text();
            configured_ =
                text.contains("Assume-Yes") || text.contains("assumeyes=") || text.contains("assumeyes =");
        }
        return *configured_;
    }

private:
    void read(const model::ShellText& text) {
        const shell::Script& script = document_.commands().script;
        answered_.clear();
        const auto reads = [](const shell::Redirection& redirection) {
            return redirection.operation.starts_with('<') &&
                   !redirection.target.text.starts_with("/dev/null");
        };
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            const shell::Node& node = script.nodes[i];
            if (std::ranges::any_of(script.redirections_of(node), reads)) {
                answered_.push_back(node.span);
            } else if (node.kind == shell::Node::Kind::pipeline) {
                const shell::Node& first = script.nodes[script.children_of(node).front()];
                answered_.push_back({first.span.end, node.span.end});
            }
        }
        keep_outermost();
    }

    /// Nodes lie in one another or apart, so that those within another one say nothing more.
    void keep_outermost() {
        std::ranges::sort(
            answered_, [](Span a, Span b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
        std::size_t kept = 0;
        for (const Span span : answered_) {
            if (kept == 0 || !answered_[kept - 1].covers(span)) {
                answered_[kept++] = span;
            }
        }
        answered_.resize(kept);
    }

    const model::Document& document_;
    const model::ShellText* text_ = nullptr;
    std::vector<Span> answered_; ///< of that text, sorted, apart from each other
    std::optional<bool> configured_;
};

/// It asks if there is something to do, and mostly there is nothing: `apt-get autoremove`, and
/// `apt-get -f install` or `apt-get purge` with no package.
bool seldom_asks(const model::PackageCommand& packages, std::string_view verb) {
    return verb == "autoremove" || verb == "autopurge" ||
           (packages.action != model::PackageAction::upgrade && packages.packages.empty());
}

/// The word that makes the program ask; null if it does not.
const model::Argument* asking(const Program& program, const model::Document& document, Answers& answers,
                              const model::PackageCommand& packages, const model::Command& command,
                              model::Arguments arguments) {
    const bool changes = packages.action == model::PackageAction::install ||
                         packages.action == model::PackageAction::upgrade ||
                         packages.action == model::PackageAction::remove;
    if (packages.verb == shell::no_node || !changes || seldom_asks(packages, arguments[packages.verb].text) ||
        is_given(program, arguments) || (program.name == "apt-get" && is_quiet(arguments)) ||
        need_not_ask(arguments) || answers.are_configured() || answers.cover(command) ||
        may_be_in_variable(program, document, command, arguments)) {
        return nullptr;
    }
    return &arguments[packages.verb];
}

void fix(Reported& finding, const Program& program, const model::Document& document,
         const model::Command& command, const model::Argument& verb) {
    if (program.name != "zypper") {
        finding.fix(Safety::safe, "Add -y", {insert_option(document, verb, "-y")});
        return;
    }
    // For zypper it is an option of its own, not of the verb.
    const model::Argument name{.text = command.name, .span = command.name_span, .word = verb.word};
    finding.fix(Safety::safe, "Add --non-interactive", {insert_option(document, name, "--non-interactive")});
}

void check_command(const Facts& facts, Report& report, Answers& answers,
                   const model::PackageCommand* packages, const model::Command& command) {
    const Program* program = program_named(command.name);
    if (program == nullptr) {
        return;
    }
    const model::Document& document = facts.document;
    const model::Arguments arguments = document.commands().arguments_of(command);
    const model::Argument* ours =
        packages == nullptr ? nullptr : asking(*program, document, answers, *packages, command, arguments);
    const bool theirs = hadolint_finds(*program, document, command, arguments);
    if (ours == nullptr && !theirs) {
        return;
    }
    const model::Argument* verb = ours != nullptr ? ours : model::first_operand(arguments);
    // What is not there is removed without a question.
    const bool removes = ours != nullptr && packages->action == model::PackageAction::remove;
    Reported finding = report.at(
        verb == nullptr ? command.name_span : verb->span,
        removes ? "{} asks if there is something to remove, nobody answers in a build, and then it fails"
                : "{} asks before it goes on, nobody answers in a build, and so it fails",
        command.name);
    found_by(finding, ours != nullptr, theirs, program->code);
    if (ours != nullptr) {
        fix(finding, *program, document, command, *ours);
    }
}

void check(const Facts& facts, Report& report) {
    Answers answers(facts.document);
    each_run_command(facts.document,
                     [&](const model::PackageCommand* packages, const model::Command& command) {
                         check_command(facts, report, answers, packages, command);
                     });
}

constexpr Example examples[] = {
    {.title = "nobody answers",
     .bad = R"(
       | FROM debian:12
       | RUN apt-get update && apt-get install curl
       ~                               ^^^^^^^ apt-get asks before it goes on, nobody answers in a build, and so it fails
       + RUN apt-get update && apt-get install -y curl
     )",
     .good = R"(
       | FROM debian:12
       | RUN apt-get update && apt-get -yq install curl
     )"},
    {.title = "yum and dnf",
     .bad = R"(
       | FROM fedora:41
       | RUN dnf install gcc
       ~         ^^^^^^^ dnf asks before it goes on, nobody answers in a build, and so it fails
       + RUN dnf install -y gcc
     )",
     .good = R"(
       | FROM fedora:41
       | RUN dnf install --assumeyes gcc
     )"},
    {.title = "zypper takes it in front of the verb",
     .bad = R"(
       | FROM opensuse/leap:15.6
       | RUN zypper in gcc
       ~            ^^ zypper asks before it goes on, nobody answers in a build, and so it fails
       + RUN zypper --non-interactive in gcc
     )",
     .good = R"(
       | FROM opensuse/leap:15.6
       | RUN zypper -n in gcc
     )"},
    {.title = "upgrading and removing ask too, and so does apt-get behind sudo",
     .bad = R"(
       | FROM debian:12
       | RUN sudo apt-get upgrade
       ~                  ^^^^^^^ apt-get asks before it goes on, nobody answers in a build, and so it fails
       + RUN sudo apt-get upgrade -y
     )",
     .good = R"(
       | FROM debian:12
       | RUN sudo apt-get upgrade -y
     )"},
    {.title = "to remove what is not there needs no answer", .bad = R"(
       | FROM debian:12
       | RUN apt remove python3-pip
       ~         ^^^^^^ apt asks if there is something to remove, nobody answers in a build, and then it fails
       + RUN apt remove -y python3-pip
     )"},
    {.title = "the exec form",
     .bad = R"(
       | FROM debian:12
       | RUN ["apt-get", "install", "curl"]
       ~                 ^^^^^^^^^ apt-get asks before it goes on, nobody answers in a build, and so it fails
       + RUN ["apt-get", "install", "-y", "curl"]
     )",
     .good = R"(
       | FROM debian:12
       | RUN ["apt-get", "install", "-y", "curl"]
     )"},
    {.title = "what a variable holds is looked up, and where it is unknown only hadolint minds",
     .bad = R"(
       | FROM debian:12
       | ENV OPTIONS="-y --no-install-recommends"
       | RUN apt-get install $OPTIONS curl
       ~             ^^^^^^^ (DL3014 only) apt-get asks before it goes on, nobody answers in a build, and so it fails
       | RUN apt-get install $MORE curl
       ~             ^^^^^^^ (DL3014 only) apt-get asks before it goes on, nobody answers in a build, and so it fails
     )",
     .good = R"(
       | FROM debian:12
       | RUN apt-get install -y $OPTIONS curl
     )"},
    {.title = "where there is mostly nothing to do, nothing is asked",
     .bad = R"(
       | FROM debian:12
       | RUN dpkg -i a.deb || apt-get install -f
       ~                              ^^^^^^^ (DL3014 only) apt-get asks before it goes on, nobody answers in a build, and so it fails
     )",
     .good = R"(
       | FROM debian:12
       | RUN apt-get autoremove
     )"},
    {.title = "somebody answers, or a setting does",
     .bad = R"(
       | FROM debian:12
       | RUN yes | apt-get install curl
       ~                   ^^^^^^^ (DL3014 only) apt-get asks before it goes on, nobody answers in a build, and so it fails
       | RUN apt-get -o APT::Get::Assume-Yes=true install curl
       ~                ^^^^^^^^^^^^^^^^^^^^^^^^^ (DL3014 only) apt-get asks before it goes on, nobody answers in a build, and so it fails
     )",
     .good = R"(
       | FROM debian:12
       | RUN apt-get install -qq curl
     )"},
};

} // namespace

extern constexpr Rule missing_assume_yes{
    .id = "missing-assume-yes",
    .also = {"DL3014", "DL3030", "DL3034", "DL3038"},
    .title = "Package manager that waits for an answer",
    .why = "apt-get, yum, dnf and zypper ask 'Do you want to continue?' before they change anything. A build "
           "has "
           "nobody who could answer, so the build stops there.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
