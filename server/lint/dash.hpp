#pragma once
#include "model/document.hpp"

/// Where /bin/sh is dash, which knows nothing of bash's own syntax: Debian and Ubuntu, and the images
/// built on them. https://wiki.debian.org/Shell, https://wiki.ubuntu.com/DashAsBinSh
namespace dockwright::lint {

/// Whether a text is run by /bin/sh in an image whose name says that it is such a one. Of most names
/// that is not known: sh of Fedora's kin is bash.
bool runs_in_dash(const model::Document& document, const model::ShellText& text);

/// Whether a text is run by /bin/sh in an image whose name says that this is bash: Fedora, Red Hat and
/// their kin, openSUSE and Arch Linux.
bool runs_in_bash(const model::Document& document, const model::ShellText& text);

/// Some command may have put another shell at the place of /bin/sh.
bool replaces_dash(const model::Document& document);

} // namespace dockwright::lint
