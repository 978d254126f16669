#include "cli/rule_markdown.hpp"
#include "ide/rich_text.hpp"
#include "lint/example_lines.hpp"
#include "lint/linter.hpp"
#include "lint/rule_words.hpp"
#include <algorithm>

namespace dockwright::cli {
namespace {

/// The lines of an example's source alone.
std::string source_of(std::string_view notation) {
    std::string out;
    for (const lint::ExampleLine& line : lint::example_lines(notation)) {
        if (line.kind == lint::ExampleLine::Kind::source) {
            out.append(line.text) += '\n';
        }
    }
    return out;
}

/// No line of a source may end the block.
void append_block(std::string& out, std::string_view heading, const std::string& source) {
    const std::string_view fence = source.find("```") == std::string::npos ? "```" : "````````";
    out += message("\n\n{}\n\n{}dockerfile\n{}{}", {heading, fence, source, fence});
}

} // namespace

std::string rule_markdown(const lint::Rule& rule) {
    std::string out = ide::markdown({{ide::Block::Kind::paragraph, ide::prose(rule.why)}});
    out.erase(out.find_last_not_of('\n') + 1);
    const auto first = [&](std::string_view lint::Example::* source) {
        const auto found = std::ranges::find_if(
            rule.examples, [&](const lint::Example& example) { return !(example.*source).empty(); });
        return found == rule.examples.end() ? std::string{} : source_of((*found).*source);
    };
    if (const std::string bad = first(&lint::Example::bad); !bad.empty()) {
        append_block(out, "Wrong:", bad);
    }
    if (const std::string good = first(&lint::Example::good); !good.empty()) {
        append_block(out, "Right:", good);
    }
    out += message("\n\nTo allow it in one place, write above the instruction:\n\n"
                   "```dockerfile\n# dockwright ignore={}: the reason\n```\n",
                   {rule.id});
    if (rule.also.size() > 0) {
        out += message("\nOther linters call it {}.\n", {lint::codes_list(rule)});
    }
    return out;
}

std::string rule_url(const lint::Rule& rule) {
    lint::Finding finding{.rule = &rule};
    for (const std::string_view code : rule.also) {
        finding.codes.push_back({.code = code, .span = {}});
    }
    return lint::documentation_url(finding);
}

} // namespace dockwright::cli
