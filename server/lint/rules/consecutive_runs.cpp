#include "lint/hadolint/commands.hpp"
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"
#include "lint/text_lines.hpp"
#include <algorithm>
#include <string>

namespace dockwright::lint::rules {
namespace {

/// The name that hadolint gives an option of --mount, and its value.
struct Option {
    std::string_view key;
    std::string_view value;

    auto operator<=>(const Option&) const = default;
};

std::vector<Option> mount_of(const model::Document& document, const syntax::Flag& flag) {
    std::vector<Option> out;
    bool typed = false;
    const auto& all = document.syntax().mount_options;
    for (const syntax::MountOption& option :
         std::span(all).subspan(flag.options.begin, flag.options.size())) {
        Option own{option.key, without_quotes(option.value)};
        if (own.key == "dst" || own.key == "destination") {
            own.key = "target";
        } else if (own.key == "src") {
            own.key = "source";
        } else if (own.key == "ro") {
            own.key = "readonly";
        }
        if (own.value.empty()) {
            own.value = "true";
        }
        typed = typed || own.key == "type";
        out.push_back(own);
    }
    if (!typed) {
        out.push_back({"type", "bind"});
    }
    std::ranges::sort(out);
    return out;
}

bool has_flag(const model::Document& document, const model::Instruction& run, const syntax::Flag& wanted) {
    return std::ranges::any_of(document.flags(run), [&](const syntax::Flag& flag) {
        return flag.name == wanted.name &&
               (flag.name == "mount" ? mount_of(document, flag) == mount_of(document, wanted)
                                     : flag.value == wanted.value);
    });
}

bool same_flags(const model::Document& document, const model::Instruction& a, const model::Instruction& b) {
    const auto known = [](const syntax::Flag& flag) {
        return flag.name == "mount" || flag.name == "network" || flag.name == "security";
    };
    const auto in = [&](const model::Instruction& one, const model::Instruction& other) {
        return std::ranges::all_of(document.flags(one), [&](const syntax::Flag& flag) {
            return !known(flag) || has_flag(document, other, flag);
        });
    };
    return in(a, b) && in(b, a);
}

/// What changes or ends the shell that runs it, and so all that would come to stand behind it.
constexpr std::string_view lasting[] = {
    ".",      "alias", "cd",      "declare",  "eval",   "exec",    "exit",
    "export", "popd",  "pushd",   "readonly", "return", "set",     "shopt",
    "source", "trap",  "typeset", "ulimit",   "umask",  "unalias", "unset",
};
static_assert(std::ranges::is_sorted(lasting));

/// One that does so, or a bare assignment. In a subshell it would do no harm; no fix does none either.
bool leaves_traces(const model::Commands& commands, const model::ShellText& text) {
    const auto nodes = std::span(commands.script.nodes).subspan(text.nodes.begin, text.nodes.size());
    return std::ranges::any_of(commands.of(text),
                               [](const model::Command& command) {
                                   return std::ranges::binary_search(lasting, command.name);
                               }) ||
           std::ranges::any_of(nodes, [](const shell::Node& node) {
               return node.kind == shell::Node::Kind::simple && node.words.empty() &&
                      !node.assignments.empty();
           });
}

/// `a` or `a && b`: what may stand in a chain, before which nothing is lost.
bool is_chain(const model::Document& document, const model::ShellText& text) {
    const model::Instruction& run = document.instruction(text);
    if (text.root == shell::no_node || !document.syntax().heredocs_of(run).empty() ||
        !text.problems.empty() || run.span.of(document.text()).contains('#') ||
        leaves_traces(document.commands(), text)) {
        return false;
    }
    const shell::Script& script = document.commands().script;
    const auto children = script.children_of(script.nodes[text.root]);
    if (children.size() != 1 || script.nodes[children[0]].terminator != shell::Terminator::none) {
        return false;
    }
    const shell::Node& node = script.nodes[children[0]];
    return node.kind == shell::Node::Kind::simple ||
           (node.kind == shell::Node::Kind::and_or &&
            std::ranges::all_of(script.children_of(node), [&](std::uint32_t child) {
                return script.nodes[child].connector != shell::Connector::or_if;
            }));
}

void add_fix(const model::Document& document, const model::ShellText& first, const model::ShellText& second,
             Reported& finding) {
    if (!is_chain(document, first) || !is_chain(document, second)) {
        return;
    }
    const model::Instruction& before = document.instruction(first);
    const model::Instruction& after = document.instruction(second);
    const Span between{before.span.end, after.joined.span_of(after.arguments).begin};
    if (Span{before.span.end, after.span.begin}.of(document.text()).contains('#')) {
        return; // a comment belongs to one of them
    }
    const Offset end = before.joined.span_of(before.arguments).end;
    finding.fix(Safety::unsafe, "Make it one RUN",
                {{.span = {end, between.end},
                  .text = std::string(" ") + document.syntax().escape +
                          std::string(line_end_of(document.text())) + "    && "}});
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    const auto texts = std::span(document.commands().texts);
    std::size_t last_count = 0;
    const model::ShellText* last = nullptr;
    for (const model::ShellText& text : texts) {
        const model::Instruction& run = document.instruction(text);
        if (text.onbuild || run.keyword != model::Keyword::run) {
            continue;
        }
        const bool follows = last != nullptr && last->instruction + 1 == text.instruction;
        if (!follows || last_count > 1 || !same_flags(document, document.instruction(*last), run)) {
            last = &text;
            last_count = follows || (&text != &texts.back() && (&text)[1].instruction == text.instruction + 1)
                             ? hadolint_counts(document, text)
                             : 2;
            continue;
        }
        const std::size_t count = hadolint_counts(document, text);
        if (count <= 1) {
            Reported finding =
                report.at(run.name_span, "This RUN follows another: together they would be one "
                                         "layer");
            finding.as("DL3059");
            add_fix(document, *last, text, finding);
        }
        last = &text;
        last_count = count;
    }
}

constexpr Example examples[] = {
    {.title = "two small steps",
     .bad = R"(
       | FROM debian:12
       | RUN mkdir /data
       | RUN chown 1000 /data
       ~ ^^^ This RUN follows another: together they would be one layer
     )",
     .good = R"(
       | FROM debian:12
       | RUN mkdir /data && \
       |     chown 1000 /data
     )"},
    {.title = "long steps are kept apart for a reason, and so are different mounts", .good = R"(
       | FROM debian:12
       | RUN apt-get update && apt-get install -y make
       | RUN make
       | RUN --mount=type=cache,target=/root/.cache make test
     )"},
};

} // namespace

extern constexpr Rule consecutive_runs{
    .id = "consecutive-runs",
    .also = {"DL3059"},
    .title = "Small RUN right behind another one",
    .why =
        "Each RUN makes a layer, and what one layer deletes of another is still in the image. On the other "
        "hand a step of its own is cached by itself, so this is a matter of taste while nothing is deleted.",
    .group = Group::style,
    .severity = Severity::style,
    .level = Level::all,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
