#pragma once
#include <string>
#include <string_view>

namespace dockwright::cli {

/// The path as programs compare it with what a repository lists: without `./` before it.
std::string_view report_path(std::string_view path);

/// It as a URI: relative as it is given, absolute behind `file://`. All but letters, digits, `-._~` and
/// `/` is percent-encoded, byte by byte (RFC 3986).
void append_uri(std::string& out, std::string_view path);

} // namespace dockwright::cli
