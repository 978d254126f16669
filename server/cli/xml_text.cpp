#include "cli/xml_text.hpp"
#include "base/utf8.hpp"

namespace dockwright::cli {
namespace {

/// XML 1.0, section 2.2: no other characters below U+0020, escaped or not, and not these two.
bool is_in_xml(char32_t code) {
    return code >= 0x20 ? code != 0xFFFE && code != 0xFFFF : code == '\t' || code == '\n' || code == '\r';
}

} // namespace

void append_xml(std::string& out, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const utf8::Character character = utf8::decode(text, at);
        switch (character.code) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\n': out += "&#10;"; break;
        case 0xFFFD: out += "\xEF\xBF\xBD"; break; // also what is no UTF-8
        default:
            out += is_in_xml(character.code) ? text.substr(at, character.size)
                                             : std::string_view("\xEF\xBF\xBD");
        }
        at += character.size;
    }
}

} // namespace dockwright::cli
