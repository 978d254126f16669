#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

namespace dockwright {

/// Puts the views in place of the `{}` of the pattern, in order. Plain on purpose: messages need
/// no widths and no numbers, and a formatting library costs a quarter of a second in each file.
std::string message(std::string_view pattern, std::initializer_list<std::string_view> values);

/// The text with control bytes written as `\xNN` (and invalid UTF-8 as U+FFFD), for a terminal or
/// a log: what an engine, a file or a client sent must not move the cursor or colour the screen.
std::string printable(std::string_view foreign);

} // namespace dockwright
