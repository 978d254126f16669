#pragma once
#include <cstdint>
#include <string>
#include <string_view>

/// JSON written by appending to one string, without a tree.
namespace dockwright::json_text {

/// The text as a JSON string with its quotes. What is not UTF-8 becomes U+FFFD byte by byte, as
/// Go's encoder has it, so that any bytes give valid JSON.
void append(std::string& out, std::string_view text);

void append(std::string& out, std::uint32_t number);

} // namespace dockwright::json_text
