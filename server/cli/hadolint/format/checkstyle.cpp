#include "cli/hadolint/format.hpp"
#include "cli/xml_text.hpp"

namespace dockwright::cli::hadolint::formats {
namespace {

void append_one(std::string& out, const Issue& issue) {
    out += "<error column=\"" + std::to_string(issue.column) + "\" line=\"" + std::to_string(issue.line) +
           "\" message=\"";
    append_xml(out, issue.message);
    out += "\" severity=\"";
    out += lint::name(issue.severity);
    out += issue.is_parse_error() ? "\"/>" : "\" source=\"" + issue.code + "\"/>";
}

/// One document; clean files are in it too.
void append(std::string& out, std::span<const FileReport> files, const Look& look) {
    out += R"(<?xml version="1.0" encoding="UTF-8"?><checkstyle version="4.3">)";
    for (const FileReport& file : files) {
        out += "<file name=\"";
        append_xml(out, reported_path(file, look));
        out += file.issues.empty() ? "\"/>" : "\">";
        for (const Issue& issue : file.issues) {
            append_one(out, issue);
        }
        out += file.issues.empty() ? "" : "</file>";
    }
    out += "</checkstyle>";
}

} // namespace

extern constexpr Format checkstyle{
    .name = "checkstyle",
    .append = append,
};

} // namespace dockwright::cli::hadolint::formats
