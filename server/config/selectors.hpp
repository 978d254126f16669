#pragma once
#include "lint/settings.hpp"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Rules as people name them, in a configuration and on the command line: by id, group or peer's
/// code, in any case.
namespace dockwright::config {

/// The name as the rules spell it, or nothing if none has it.
std::optional<std::string> known_selector(std::string_view written);

/// `DL` or `SC` and digits, in any case; as many as `count`, if that is given.
bool is_numbered(std::string_view name, std::optional<std::size_t> count = std::nullopt);

/// A code that hadolint has, whether or not a rule carries it here: a list of ignored codes may
/// name all of ShellCheck's.
bool is_hadolint_code(std::string_view code);

/// The ids, groups and codes nearest to a misspelt one, nearest first; none for a number, between
/// which nearness means nothing.
std::vector<std::string_view> near_selectors(std::string_view written);

/// What a known name means to the linter under a preset: itself, or with a peer's preset the codes
/// of that peer that it stands for. Empty if the preset has none of it.
std::vector<std::string> selectors_for(const std::string& known, lint::Preset preset);

} // namespace dockwright::config
