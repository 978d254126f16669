#pragma once
#include "model/document.hpp"
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

} // namespace dockwright::lint
