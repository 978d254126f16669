#pragma once
#include "lint/hadolint/reading.hpp"
#include "lint/rule.hpp"

/// What only bash and its kin know, where sh runs it.
namespace dockwright::lint {

/// Whose finding such a thing is: ours where sh is known to be dash, ShellCheck's where it reads for sh
/// or dash. Where neither, `each_sh` leaves the script out.
struct ShScript {
    const ShellScript& script;
    const shell::Script& tree;
    bool ours = false;
    bool theirs = false;

    /// `works` in dash all the same: only ShellCheck minds.
    void tell(Report& report, Span span, std::string_view code, std::string_view text,
              std::string_view detail, bool works = false) const {
        if (theirs || !works) {
            Reported finding = report.at(span, text, detail);
            found_by(finding, ours && !works, theirs, code);
        }
    }
};

/// Calls `use(ShScript, node)` for each node of such scripts.
template <class Use>
void each_sh_node(const Facts& facts, Use use) {
    const shell::Script& tree = facts.document.commands().script;
    for (const ShellScript& script : facts.shell.scripts) {
        const ShScript sh{script, tree, script.is_dash,
                          script.checked_as == CheckedAs::sh || script.checked_as == CheckedAs::dash};
        if (sh.ours || sh.theirs) {
            for (std::uint32_t i = script.nodes.begin; i < script.nodes.end; ++i) {
                use(sh, tree.nodes[i]);
            }
        }
    }
}

} // namespace dockwright::lint
