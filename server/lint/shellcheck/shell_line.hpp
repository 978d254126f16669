#pragma once
#include "model/document.hpp"
#include <string>

namespace dockwright::lint::shellcheck {

/// The `#!` line that says to ShellCheck which shell runs a RUN, and with which options:
/// `#!/bin/bash -o pipefail`. Shells are sh, ash, bash and ksh; "" for any other.
std::string shell_line(const model::Document& document, const model::ShellText& text);

} // namespace dockwright::lint::shellcheck
