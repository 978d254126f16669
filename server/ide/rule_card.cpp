#include "ide/rule_card.hpp"
#include "lint/example_lines.hpp"
#include "lint/rule_words.hpp"

namespace dockwright::ide {
namespace {

constexpr std::size_t most_lines = 12; ///< of an example: a hover is read at a glance

/// The first good example that is short; "" if there is none.
std::string right_example(const lint::Rule& rule) {
    for (const lint::Example& example : rule.examples) {
        const auto lines = lint::example_lines(example.good);
        if (lines.empty() || lines.size() > most_lines) {
            continue;
        }
        std::string out;
        for (const lint::ExampleLine& line : lines) {
            out.append(out.empty() ? "" : "\n").append(line.text);
        }
        return out;
    }
    return {};
}

} // namespace

const lint::Finding* finding_at(std::span<const lint::Finding> findings, Offset at) {
    const lint::Finding* best = nullptr;
    for (const lint::Finding& finding : findings) {
        if (finding.span.touches(at) && (best == nullptr || finding.span.size() < best->span.size())) {
            best = &finding;
        }
    }
    return best;
}

RichText rule_card(const lint::Rule& rule) {
    const std::string codes = lint::codes_list(rule);
    RichText out;
    out.push_back(
        {Block::Kind::paragraph, line(codes.empty() ? "*{}*" : "*{}*, also known as {}", {rule.id, codes})});
    out.push_back({Block::Kind::paragraph, prose(rule.why)});
    if (std::string example = right_example(rule); !example.empty()) {
        out.push_back({Block::Kind::paragraph, line("Right:")});
        out.push_back({Block::Kind::code, {{Run::Style::plain, std::move(example)}}});
    }
    out.push_back({Block::Kind::paragraph,
                   line("To allow it here, write above: `# dockwright ignore={}: the reason`", {rule.id})});
    return out;
}

} // namespace dockwright::ide
