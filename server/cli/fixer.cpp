#include "cli/fixer.hpp"
#include <algorithm>

namespace dockwright::cli {
namespace {

constexpr int most_rounds = 10;

const lint::Fix* allowed_fix(const lint::Finding& finding, bool unsafe_too) {
    const auto found = std::ranges::find_if(
        finding.fixes, [&](const lint::Fix& fix) { return unsafe_too || fix.safety == lint::Safety::safe; });
    return found == finding.fixes.end() ? nullptr : &*found;
}

} // namespace

Linted lint_text(std::string text, const lint::Settings& settings, const model::Surroundings& surroundings) {
    Linted out{.document = model::Document::parse(std::move(text)), .findings = {}};
    out.findings = lint::lint(*out.document, settings, surroundings);
    return out;
}

bool is_fixable(const lint::Finding& finding, bool unsafe_too) {
    return allowed_fix(finding, unsafe_too) != nullptr;
}

std::size_t apply_fixes(Linted& linted, const lint::Settings& settings, bool unsafe_too,
                        const model::Surroundings& surroundings) {
    std::size_t applied = 0;
    for (int round = 0; round < most_rounds; ++round) {
        EditSet chosen;
        std::size_t count = 0;
        for (const lint::Finding& finding : linted.findings) {
            const lint::Fix* fix = allowed_fix(finding, unsafe_too);
            count += fix != nullptr && chosen.add(fix->edits) ? 1U : 0U;
        }
        if (count == 0) {
            break;
        }
        std::string text = apply(linted.document->text(), chosen.edits());
        if (text == linted.document->text() || text.size() > max_text_size) {
            break;
        }
        applied += count;
        linted = lint_text(std::move(text), settings, surroundings);
    }
    return applied;
}

} // namespace dockwright::cli
