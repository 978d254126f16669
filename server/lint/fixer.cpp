#include "lint/fixer.hpp"
#include <algorithm>

namespace dockwright::lint {
namespace {

constexpr int most_rounds = 10;

struct Round {
    EditSet chosen;
    std::size_t count = 0;
};

Round next_round(const std::vector<Finding>& findings, bool unsafe_too) {
    Round round;
    for (const Finding& finding : findings) {
        const Fix* fix = allowed_fix(finding, unsafe_too);
        round.count += fix != nullptr && round.chosen.add(fix->edits) ? 1U : 0U;
    }
    return round;
}

} // namespace

Linted lint_text(std::string text, const Settings& settings, const model::Surroundings& surroundings,
                 std::span<const model::BuildArgument> arguments) {
    Linted out{.document = model::Document::parse(std::move(text), arguments), .findings = {}};
    out.findings = lint(*out.document, settings, surroundings);
    return out;
}

const Fix* allowed_fix(const Finding& finding, bool unsafe_too) {
    const auto found = std::ranges::find_if(
        finding.fixes, [&](const Fix& fix) { return unsafe_too || fix.safety == Safety::safe; });
    return found == finding.fixes.end() ? nullptr : &*found;
}

Fixed fix(Linted linted, const Settings& settings, bool unsafe_too, const model::Surroundings& surroundings,
          std::span<const model::BuildArgument> arguments) {
    EditChain chain(linted.document->text().size());
    Fixed out{.linted = std::move(linted), .edits = {}};
    for (int i = 0; i < most_rounds; ++i) {
        const Round round = next_round(out.linted.findings, unsafe_too);
        if (round.count == 0) {
            break;
        }
        std::string text = apply(out.linted.document->text(), round.chosen.edits());
        if (text == out.linted.document->text() || text.size() > max_text_size) {
            break;
        }
        chain.then(round.chosen.edits());
        out.count += round.count;
        out.linted = lint_text(std::move(text), settings, surroundings, arguments);
    }
    out.edits = chain.edits();
    return out;
}

} // namespace dockwright::lint
