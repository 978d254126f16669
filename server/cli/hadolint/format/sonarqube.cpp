#include "base/json_text.hpp"
#include "cli/hadolint/format.hpp"

namespace dockwright::cli::hadolint::formats {
namespace {

struct Rating {
    std::string_view severity;
    std::string_view type;
};

Rating rating(const Issue& issue) {
    if (issue.is_parse_error()) {
        return {"BLOCKER", "BUG"};
    }
    switch (issue.severity) {
    case lint::Severity::error: return {"CRITICAL", "BUG"};
    case lint::Severity::warning: return {"MAJOR", "CODE_SMELL"};
    case lint::Severity::info: return {"MINOR", "CODE_SMELL"};
    case lint::Severity::style: return {"INFO", "CODE_SMELL"};
    }
    return {};
}

void append_one(std::string& out, const FileReport& file, const Issue& issue, const Look& look) {
    out += R"({"engineId":"Hadolint","primaryLocation":{"filePath":)";
    json_text::append(out, reported_path(file, look));
    out += ",\"message\":";
    json_text::append(out, issue.message);
    out += ",\"textRange\":{\"endColumn\":";
    json_text::append(out, issue.column);
    out += ",\"endLine\":";
    json_text::append(out, issue.line);
    out += ",\"startColumn\":"; // from 0, but hadolint gives a parse error's as it is
    json_text::append(out, issue.is_parse_error() ? issue.column : 0);
    out += ",\"startLine\":";
    json_text::append(out, issue.line);
    out += "}},\"ruleId\":";
    json_text::append(out, issue.code);
    out += ",\"severity\":\"";
    out += rating(issue).severity;
    out += "\",\"type\":\"";
    out += rating(issue).type;
    out += "\"}";
}

/// SonarQube's generic format for issues of other programs.
void append(std::string& out, std::span<const FileReport> files, const Look& look) {
    out += "{\"issues\":[";
    append_elements(out, files,
                    [&](const FileReport& file, const Issue& issue) { append_one(out, file, issue, look); });
    out += "]}";
}

} // namespace

extern constexpr Format sonarqube{
    .name = "sonarqube",
    .append = append,
};

} // namespace dockwright::cli::hadolint::formats
