#pragma once
#include "base/problem.hpp"
#include <expected>
#include <functional>
#include <optional>
#include <string>

namespace dockwright::cli::hosts {

/// The text of the person's file of machines; empty where there is none yet.
std::expected<std::string, Problem> read_machines_file(const std::string& path);

/// From the file's text to its new one.
using Edit = std::function<std::expected<std::string, Problem>(const std::string& text)>;

/// Puts the edited text in the file's place, which is at every moment the old or the new one. A file that
/// isn't there is made for the person alone, with its folder; and is gone again if that fails. A link is
/// followed: it is the person's own.
std::optional<Problem> edit_machines_file(const std::string& path, const Edit& edit);

} // namespace dockwright::cli::hosts
