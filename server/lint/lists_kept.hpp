#pragma once
#include "model/document.hpp"

/// What becomes of apt's lists behind the RUN that fetches them, as far as the file says it.
namespace dockwright::lint {

/// Whether somebody has decided that they stay: the stage is one to work in, or a comment beside the RUN says
/// so.
bool are_lists_wanted(const model::Document& document, const model::ShellText& text);

/// Whether a script that is piped into a shell stands between the RUN and a later command, in its RUN too.
/// Most add a repository and fetch the lists anew.
bool runs_piped_script(const model::Document& document, const model::ShellText& text,
                       const model::Command& later);

/// Whether nothing can be installed from them: this RUN and all later ones of the stage and of those that
/// build on it run only programs that are known to install nothing.
bool are_lists_idle(const model::Document& document, const model::ShellText& text);

/// The first command of a later RUN that installs from the lists of apt without fetching them anew, there or
/// in a stage that builds on this one; null if there is none.
const model::Command* later_use_of_lists(const model::Document& document, const model::ShellText& text);

} // namespace dockwright::lint
