#pragma once
#include "lint/finding.hpp"
#include "lint/shell_facts.hpp"
#include "model/document.hpp"
#include <vector>

/// Of all that ShellCheck finds in a RUN, hadolint (2.15.1) shows one alone.
namespace dockwright::lint {

/// Drops the codes of ShellCheck where it doesn't look: in and behind what it can't read (but why it
/// can't, SC1xxx, is kept) and in texts that it isn't given. Then drops each but the last in its instruction:
/// by where it points, at the same place the mildest, then by number. hadolint does so before it looks at
/// what comments and configuration suppress, so that suppressing the last one shows no other. Found out by
/// running it.
void keep_last_shellcheck(const model::Document& document, const ShellFacts& shell,
                          std::vector<Finding>& findings);

} // namespace dockwright::lint
