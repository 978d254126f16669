#pragma once
#include "model/document.hpp"
#include <memory>
#include <string_view>

/// How hadolint reads the words of pip, npm, gem, go and yarn. Found out by running hadolint 2.15.1.
namespace dockwright::lint {

/// DL3013, DL3016, DL3028 or DL3062 if hadolint sees a package without a version in the command;
/// else "".
std::string_view hadolint_unpinned(const model::Document& document, const model::Command& command);

/// DL3042: a pip installation whose cache stays.
bool hadolint_keeps_pip_cache(const model::Document& document, const model::Command& command);

/// DL3060: the first `yarn install` of a RUN, if nothing behind it looks like `yarn cache clean`.
bool hadolint_keeps_yarn_cache(const model::Document& document, const model::Command& command);

/// A RUN that is written for PowerShell, cmd or another shell that we do not read, as the only RUN
/// of a Dockerfile for sh: that is how hadolint reads it. Null for all others.
std::shared_ptr<const model::Document> hadolint_as_sh(const model::Document& document,
                                                      const model::ShellText& text);

/// Calls `use(run, reread, command)` for each command of such a RUN.
template <class Use>
void each_foreign_command(const model::Document& document, Use use) {
    for (const model::ShellText& text : document.commands().texts) {
        if (const auto reread = hadolint_as_sh(document, text)) {
            for (const model::Command& command : reread->commands().all) {
                use(document.instruction(text), *reread, command);
            }
        }
    }
}

} // namespace dockwright::lint
