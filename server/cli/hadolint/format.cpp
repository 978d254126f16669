#include "cli/hadolint/format.hpp"
#include "base/json_text.hpp"
#include "base/utf8.hpp"
#include <algorithm>

namespace dockwright::cli::hadolint {
namespace {

std::string_view code_climate_severity(const Issue& issue) {
    switch (issue.severity) {
    case lint::Severity::error: return "blocker";
    case lint::Severity::warning: return "major";
    case lint::Severity::info: return "info";
    case lint::Severity::style: return "minor";
    }
    return {};
}

/// XML 1.0 has no other characters below U+0020, escaped or not.
bool is_in_xml(char32_t code) {
    return code >= 0x20 || code == '\t' || code == '\n' || code == '\r';
}

} // namespace

const Format* find_format(std::string_view name) {
    const auto found = std::ranges::find(formats::all(), name, &Format::name);
    return found == formats::all().end() ? nullptr : *found;
}

std::string_view reported_path(const FileReport& file, const Look& look) {
    return look.path_in_report.empty() ? std::string_view(file.path) : look.path_in_report;
}

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

void append_code_climate(std::string& out, const FileReport& file, const Issue& issue, const Look& look,
                         std::string_view fingerprint) {
    out += R"({"categories":["Bug Risk"],"check_name":)";
    json_text::append(out, issue.code);
    out += ",\"description\":";
    json_text::append(out, issue.message);
    if (!fingerprint.empty()) {
        out += ",\"fingerprint\":";
        json_text::append(out, fingerprint);
    }
    // hadolint gives a parse error's place in another form, and under the file's own path.
    if (issue.is_parse_error()) {
        out += ",\"location\":{\"path\":";
        json_text::append(out, file.path);
        out += ",\"positions\":{";
        for (const std::string_view end : {"\"begin\":", ",\"end\":"}) {
            out += end;
            out += "{\"column\":";
            json_text::append(out, issue.column);
            out += ",\"line\":";
            json_text::append(out, issue.line);
            out += '}';
        }
        out += '}';
    } else {
        out += ",\"location\":{\"lines\":{\"begin\":";
        json_text::append(out, issue.line);
        out += ",\"end\":";
        json_text::append(out, issue.line);
        out += "},\"path\":";
        json_text::append(out, reported_path(file, look));
    }
    out += "},\"severity\":\"";
    out += code_climate_severity(issue);
    out += "\",\"type\":\"issue\"}";
}

} // namespace dockwright::cli::hadolint
