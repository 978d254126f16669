#include "cli/hadolint/format.hpp"
#include "base/json_text.hpp"
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

} // namespace

const Format* find_format(std::string_view name) {
    const auto found = std::ranges::find(formats::all(), name, &Format::name);
    return found == formats::all().end() ? nullptr : *found;
}

std::string_view reported_path(const FileReport& file, const Look& look) {
    return look.path_in_report.empty() ? std::string_view(file.path) : look.path_in_report;
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
