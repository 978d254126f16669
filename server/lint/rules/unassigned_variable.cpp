#include "base/ascii.hpp"
#include "lint/image_variables.hpp"
#include "lint/rule.hpp"
#include "lint/variable_uses.hpp"
#include <algorithm>
#include <vector>

namespace dockwright::lint::rules {
namespace {

using Use = VariableUse::Kind;

/// Names in capitals come from outside as a rule.
bool has_small_letter(std::string_view name) {
    return std::ranges::any_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// The same but for one character more, less or other, or for capitals.
bool is_close(std::string_view a, std::string_view b) {
    constexpr std::size_t shortest = 4;
    if (a.size() < shortest || b.size() < shortest || a == b) {
        return false;
    }
    if (ascii::equal(a, b)) {
        return true;
    }
    std::size_t front = 0;
    while (front < a.size() && front < b.size() && a[front] == b[front]) {
        ++front;
    }
    std::size_t back = 0;
    while (back < a.size() - front && back < b.size() - front &&
           a[a.size() - 1 - back] == b[b.size() - 1 - back]) {
        ++back;
    }
    return a.size() - front - back <= 1 && b.size() - front - back <= 1;
}

bool reads(const Facts& facts, const ShellScript& text) {
    const model::ShellText& run = facts.document.commands().texts[text.text];
    const model::Instruction& instruction = facts.document.instruction(run);
    return instruction.arguments.contains('$') || !facts.document.syntax().heredocs_of(instruction).empty();
}

struct Script {
    std::vector<VariableUse> uses;

    bool is_known(std::string_view name) const {
        return std::ranges::any_of(uses, [&](const VariableUse& use) {
            return use.name == name &&
                   (use.kind == Use::assigned || use.kind == Use::declared || use.kind == Use::guarded);
        });
    }
    std::string_view close_to(std::string_view name) const {
        const auto found = std::ranges::find_if(uses, [&](const VariableUse& use) {
            return (use.kind == Use::assigned || use.kind == Use::declared) && is_close(use.name, name);
        });
        return found != uses.end() ? found->name : std::string_view{};
    }
};

std::string_view close_to(const Facts& facts, const ShellScript& text, const Script& script,
                          std::string_view name) {
    const std::string_view own = script.close_to(name);
    if (!own.empty()) {
        return own;
    }
    for (const model::Binding& binding : facts.document.bindings()) {
        if (is_close(binding.name, name) && is_given(facts.document, text, binding.name)) {
            return binding.name;
        }
    }
    return {};
}

/// `cuda_version=$(cut -d. -f1 <<< $CUDA_VERSION)`: two names on purpose, and the one in capitals comes from
/// outside.
bool is_computed_from(const Facts& facts, const ShellScript& text, const Script& uses,
                      std::string_view name) {
    const shell::Script& script = facts.document.commands().script;
    const auto reads_it = [&](Span span) {
        return std::ranges::any_of(uses.uses, [&](const VariableUse& use) {
            return use.name == name && use.kind != Use::assigned && span.covers(use.span);
        });
    };
    for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
        for (const shell::Assignment& assignment : script.assignments_of(script.nodes[i])) {
            if (assignment.name != name && ascii::equal(assignment.name, name) && reads_it(assignment.span)) {
                return true;
            }
        }
    }
    return std::ranges::any_of(facts.document.bindings(), [&](const model::Binding& binding) {
        if (binding.name == name || !ascii::equal(binding.name, name) || !binding.instruction) {
            return false;
        }
        const syntax::File& file = facts.document.syntax();
        const model::Instruction& setter = facts.document.instructions()[*binding.instruction];
        const auto variables =
            std::span(file.variables).subspan(setter.variables.begin, setter.variables.size());
        return std::ranges::find(variables, name, &syntax::Variable::name) != variables.end();
    });
}

bool comes_from_image(const Facts& facts, const ShellScript& text, std::string_view name) {
    const model::ShellText& run = facts.document.commands().texts[text.text];
    const model::Stage* stage = facts.document.stage_of(facts.document.instructions()[run.instruction]);
    return stage != nullptr && is_set_by_image(facts.document, *stage, name);
}

void check_script(const Facts& facts, const ShellScript& text, Report& report) {
    Script script{variable_uses(facts.document, text)};
    std::ranges::sort(script.uses, {}, [](const VariableUse& use) { return use.span.begin; });
    std::vector<std::string_view> said;
    for (const VariableUse& use : script.uses) {
        if (use.kind != Use::read || std::ranges::find(said, use.name) != said.end() ||
            is_given(facts.document, text, use.name) || script.is_known(use.name)) {
            continue;
        }
        const bool small = has_small_letter(use.name);
        const std::string_view close = small ? "" : close_to(facts, text, script, use.name);
        if (!small && close.empty()) {
            continue;
        }
        said.push_back(use.name);
        const model::ShellText& run = facts.document.commands().texts[text.text];
        const bool given =
            facts.document.binding(use.name, facts.document.instructions()[run.instruction]) != nullptr ||
            comes_from_image(facts, text, use.name) ||
            facts.document.global(use.name) != nullptr || // the rule about ARGs above FROM knows it
            (!small && is_computed_from(facts, text, script, use.name));
        if (given && use.span.begin >= text.read_to) {
            continue;
        }
        Reported finding =
            small
                ? report.at(use.span, "Nothing sets {}, neither this RUN nor an ARG or ENV: it is empty here",
                            use.name)
                : report.at(use.span, "Nothing sets {}: is {} meant?", use.name, close);
        const bool seen = use.span.begin < text.read_to;
        const std::string_view code = small ? "SC2154" : "SC2153";
        if (given) {
            finding.only_as(code);
        } else {
            finding.as_if(seen, code);
        }
    }
}

void check(const Facts& facts, Report& report) {
    for (const ShellScript& text : facts.shell.scripts) {
        if (reads(facts, text)) {
            check_script(facts, text, report);
        }
    }
}

constexpr Example examples[] = {
    {.title = "a name that nothing sets, and one letter too few",
     .bad = R"(
       | FROM debian:12
       | ARG VERSION=1
       | RUN curl -o a.tar https://example.org/$version/$VERSON.tar
       ~                                       ^^^^^^^^ Nothing sets version, neither this RUN nor an ARG or ENV: it is empty here
       ~                                                ^^^^^^^ Nothing sets VERSON: is VERSION meant?
     )",
     .good = R"(
       | FROM debian:12
       | ARG VERSION=1
       | RUN curl -o a.tar https://example.org/$VERSION.tar && echo ${mirror:-none}
       | RUN for i in a b; do echo $i; done && read -r x < f && echo $x && [ -n "$y" ] && echo $HOME $OTHER
     )"},
    {.title = "a name in small letters that is made of it is no other spelling; the base image may set it",
     .bad = R"(
       | FROM example.org/cuda:1
       | RUN cuda_version=$(echo ${CUDA_VERSION} | cut -d. -f1) && make $cuda_version
       ~                         ^^^^^^^^^^^^^^^ (SC2153 only) Nothing sets CUDA_VERSION: is cuda_version meant?
       | RUN rev=1 && make $REV $rev
       | RUN node_rev=1 && make $NODE_REV $node_rev
       ~                        ^^^^^^^^^ Nothing sets NODE_REV: is node_rev meant?
       | FROM nvidia/cuda:13.0.3-base-ubuntu${UBUNTU}.04 AS common
       | FROM common
       | RUN cuda_version=13-0 && make $CUDA_VERSION $cuda_version
       ~                               ^^^^^^^^^^^^^ (SC2153 only) Nothing sets CUDA_VERSION: is cuda_version meant?
       | FROM python:3.12
       | ARG PYTHON_VERSIONS=1
       | RUN make $PYTHON_VERSION
       ~          ^^^^^^^^^^^^^^^ (SC2153 only) Nothing sets PYTHON_VERSION: is PYTHON_VERSIONS meant?
     )",
     .good = R"(
       | FROM node:22
       | RUN node_version=1 && echo $NODE_VERSION $node_version
     )"},
    {.title = "an ARG above the first FROM is another rule's", .bad = R"(
       | ARG IPYTHON_VERSION=9
       | FROM debian:12
       | ARG PYTHON_VERSION=3
       | RUN make $IPYTHON_VERSION $PYTHON_VERSION
       ~          ^^^^^^^^^^^^^^^^ (SC2153 only) Nothing sets IPYTHON_VERSION: is PYTHON_VERSION meant?
     )"},
};

} // namespace

extern constexpr Rule unassigned_variable{
    .id = "unassigned-variable",
    .also = {"SC2153", "SC2154"},
    .title = "Variable that nothing sets",
    .why = "A name that neither the RUN nor an ARG or ENV sets is empty unless the base image happens to "
           "have it. "
           "In double quotes meant for awk or a later shell, write \\$ in place of $.",
    .group = Group::correctness,
    .severity = Severity::warning,
    .level = Level::recommended,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
