#include "base/json_text.hpp"
#include "cli/hadolint/format.hpp"

namespace dockwright::cli::hadolint::formats {
namespace {

std::string_view level(lint::Severity severity) {
    switch (severity) {
    case lint::Severity::error: return "error";
    case lint::Severity::warning: return "warning";
    case lint::Severity::info:
    case lint::Severity::style: return "note";
    }
    return {};
}

void append_one(std::string& out, const FileReport& file, const Issue& issue) {
    out += "{\"level\":\"";
    out += level(issue.severity);
    out += "\",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":";
    json_text::append(out, file.path);
    out += "},\"region\":{\"endColumn\":";
    json_text::append(out, issue.column);
    out += ",\"endLine\":";
    json_text::append(out, issue.line);
    out += ",\"sourceLanguage\":\"";
    out += issue.code.starts_with("SC") ? "sh" : "dockerfile";
    out += "\",\"startColumn\":";
    json_text::append(out, issue.column);
    out += ",\"startLine\":";
    json_text::append(out, issue.line);
    out += "}}}],\"message\":{\"text\":";
    json_text::append(out, issue.message);
    out += "},\"ruleId\":";
    json_text::append(out, issue.code);
    out += '}';
}

/// SARIF 2.1.0. The program's name and version stay hadolint's, for services that collect findings
/// know an alert by them; the full name says who speaks.
void append(std::string& out, std::span<const FileReport> files, const Look& /*look*/) {
    out += R"({"$schema":"http://json.schemastore.org/sarif-2.1.0","runs":[{"defaultSourceLanguage":)"
           R"("dockerfile","results":[)";
    append_elements(out, files,
                    [&](const FileReport& file, const Issue& issue) { append_one(out, file, issue); });
    out += R"(],"tool":{"driver":{"downloadUri":"https://github.com/hadolint/hadolint",)"
           R"("fullName":"Dockwright in place of Hadolint","name":"Hadolint","shortDescription":)"
           R"({"text":"Finds what is wrong with Dockerfiles"},"version":")";
    out += spoken_version;
    out += R"("}}}],"version":"2.1.0"})";
}

} // namespace

extern constexpr Format sarif{
    .name = "sarif",
    .append = append,
};

} // namespace dockwright::cli::hadolint::formats
