#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace dockwright::engine::base64 {

/// RFC 4648, the alphabet with + and /, padded; line breaks are passed over, as Go does.
/// Nothing if anything else is in it.
std::optional<std::string> decoded(std::string_view text);

/// The alphabet with - and _, padded: what engines take in X-Registry-Auth.
std::string url_encoded(std::string_view bytes);

} // namespace dockwright::engine::base64
