#pragma once
#include "model/document.hpp"
#include <span>
#include <string>
#include <string_view>
#include <vector>

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

/// The commands of later RUNs that install from the lists of apt without fetching them anew, there or in
/// stages that build on this one.
std::vector<const model::Command*> later_uses_of_lists(const model::Document& document,
                                                       const model::ShellText& text);

/// What they install: `curl`, `curl and git`, `curl, git and 5 more`; "" if it is not plain.
std::string installed_by(const model::Document& document, std::span<const model::Command* const> uses);

/// The target of a cache mount on the lists that another RUN of the file has; "" if there is none.
std::string_view mounted_lists(const model::Document& document);

} // namespace dockwright::lint
