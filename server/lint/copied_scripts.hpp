#pragma once
#include "model/document.hpp"

namespace dockwright::lint {

/// Whether another RUN of the stage than this text's runs a script of the build context. What that installs,
/// and from which lists, nobody sees in the Dockerfile: they may have been there before, or be read
/// afterwards. `text` stands in a stage.
bool other_run_has_copied_script(const model::Document& document, const model::ShellText& text);

/// Whether a later command of the same RUN is a script or program whose name says that it cleans:
/// `/usr/local/bin/yum_clean_all`, `bash cleanup.sh`. What it takes away, nobody sees in the Dockerfile.
bool has_cleaner_behind(const model::Document& document, const model::Command& command);

} // namespace dockwright::lint
