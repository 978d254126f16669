#pragma once
#include "shell/script.hpp"
#include <string>
#include <string_view>

/// A script as one line of brackets, for comparing: `(and a (pipe b c))`. Simple commands without
/// redirections are their words.
namespace dockwright::shell {

std::string tree(std::string_view source, Dialect dialect = Dialect::bash);

/// The problems of a script, each as the text that it points at, with blanks between.
std::string problems(std::string_view source, Dialect dialect = Dialect::bash);

} // namespace dockwright::shell
