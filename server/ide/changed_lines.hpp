#pragma once
#include "base/text_edit.hpp"
#include <span>
#include <string>
#include <string_view>

namespace dockwright::ide {

/// What edits do to a text, as the lines that go (`- `) and those that come (`+ `), from the first to
/// the last that differ.
std::string changed_lines(std::string_view text, std::span<const TextEdit> edits);

} // namespace dockwright::ide
