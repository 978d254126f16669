#include "lint/hadolint/last_shellcheck.hpp"
#include "lint/peers.hpp"
#include <algorithm>
#include <tuple>

namespace dockwright::lint {
namespace {

/// Severity has the gravest first, as the codes are sorted.
using Order = std::tuple<Offset, Severity, std::string_view>;

Order order(const Finding& finding, const Code& code) {
    return {code.span.begin, severity_of(code.code).value_or(finding.severity), code.code};
}

struct Last {
    const ShellScript* script = nullptr;
    Order order{};
};

/// The script that a place lies in; null if there is none.
const ShellScript* script_at(const model::Document& document, const ShellFacts& shell, Offset at) {
    const auto owner = [&](const ShellScript& script) {
        return document.instructions()[document.commands().texts[script.text].instruction].span.begin;
    };
    const auto behind = std::ranges::upper_bound(shell.scripts, at, {}, owner);
    return behind == shell.scripts.begin() ? nullptr : &*std::prev(behind);
}

bool is_looked_for(const ShellScript* script, const Code& code) {
    if (script == nullptr) {
        return false;
    }
    if (code.code == script->shell_code) {
        return true;
    }
    return script->checked_as != CheckedAs::nothing &&
           (code.span.begin < script->read_to || code.code == script->stopped_by);
}

} // namespace

void keep_last_shellcheck(const model::Document& document, const ShellFacts& shell,
                          std::vector<Finding>& findings) {
    std::vector<Last> last;
    const auto each = [&](auto drops) {
        for (Finding& finding : findings) {
            std::erase_if(finding.codes, [&](const Code& code) {
                return code.code.starts_with("SC") &&
                       drops(finding, code, script_at(document, shell, code.span.begin));
            });
        }
    };
    each([&](const Finding& finding, const Code& code, const ShellScript* script) {
        if (!is_looked_for(script, code)) {
            return true;
        }
        const auto known = std::ranges::find(last, script, &Last::script);
        if (known == last.end()) {
            last.push_back({script, order(finding, code)});
        } else {
            known->order = std::max(known->order, order(finding, code));
        }
        return false;
    });
    if (!last.empty()) {
        each([&](const Finding& finding, const Code& code, const ShellScript* script) {
            return order(finding, code) < std::ranges::find(last, script, &Last::script)->order;
        });
    }
}

} // namespace dockwright::lint
