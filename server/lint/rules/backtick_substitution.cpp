#include "lint/rule.hpp"
#include <string>

namespace dockwright::lint::rules {
namespace {

using PartKind = shell::Part::Kind;

void check_parts(const Facts& facts, const ShellScript& text, std::span<const shell::Part> parts,
                 Report& report) {
    for (const shell::Part& part : parts) {
        if (part.kind != PartKind::backticks || part.node == shell::no_node ||
            facts.document.commands().script.nodes[part.node].children.empty()) {
            continue;
        }
        Reported finding = report.at(
            part.span,
            "Backticks do not nest and are easily taken for quotes: write $(…), which does the same");
        finding.as_if(part.span.begin < text.read_to, "SC2006");
        const std::string_view source = part.span.of(facts.document.text());
        const std::string_view inside = source.size() > 2 ? source.substr(1, source.size() - 2) : "";
        if (source.starts_with('`') && source.ends_with('`') &&
            inside.find_first_of("\\`") == std::string_view::npos && !inside.starts_with('(')) {
            finding.fix(Safety::safe, "Write $(…)",
                        {{.span = {part.span.begin, part.span.begin + 1}, .text = "$("},
                         {.span = {part.span.end - 1, part.span.end}, .text = ")"}});
        }
    }
}

void check(const Facts& facts, Report& report) {
    const shell::Script& script = facts.document.commands().script;
    for (const ShellScript& text : facts.shell.scripts) {
        for (const SpecialWord& special : facts.shell.special_of(text)) {
            if (special.word->text.contains('`')) {
                check_parts(facts, text, script.parts_of(*special.word), report);
            }
        }
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            for (const shell::Redirection& redirection : script.redirections_of(script.nodes[i])) {
                const shell::Range parts = redirection.document_parts;
                check_parts(facts, text, std::span(script.parts).subspan(parts.begin, parts.size()), report);
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "outside and inside quotes",
     .bad = R"x(
       | FROM debian:12
       | RUN make -j`nproc` && echo "built on `date`" > log
       ~            ^^^^^^^ Backticks do not nest and are easily taken for quotes: write $(…), which does the same
       ~                                      ^^^^^^ Backticks do not nest and are easily taken for quotes: write $(…), which does the same
       + RUN make -j$(nproc) && echo "built on $(date)" > log
     )x",
     .good = R"x(
       | FROM debian:12
       | RUN make -j"$(nproc)" && echo 'a `tick`' && echo ``
     )x"},
};

} // namespace

extern constexpr Rule backtick_substitution{
    .id = "backtick-substitution",
    .also = {"SC2006"},
    .title = "Backticks in place of $(…)",
    .why = "'`command`' and '$(command)' both put a command's output into the line. Backticks need "
           "backslashes to "
           "stand in one another and look like quotes; every shell has known '$(…)' for decades.",
    .group = Group::style,
    .severity = Severity::style,
    .level = Level::all,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
