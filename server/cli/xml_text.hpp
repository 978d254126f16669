#pragma once
#include <string>
#include <string_view>

namespace dockwright::cli {

/// XML text, fit for an attribute in double quotes too. What XML 1.0 cannot hold (most control
/// characters, what is not UTF-8) becomes U+FFFD.
void append_xml(std::string& out, std::string_view text);

} // namespace dockwright::cli
