#pragma once
#include "model/document.hpp"

namespace dockwright::lint {

/// Whether another RUN of the stage than this text's runs a script of the build context. What that installs,
/// and from which lists, nobody sees in the Dockerfile: they may have been there before, or be read
/// afterwards. `text` stands in a stage.
bool other_run_has_copied_script(const model::Document& document, const model::ShellText& text);

} // namespace dockwright::lint
