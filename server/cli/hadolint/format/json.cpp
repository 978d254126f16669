#include "base/json_text.hpp"
#include "cli/hadolint/format.hpp"

namespace dockwright::cli::hadolint::formats {
namespace {

void append_one(std::string& out, const FileReport& file, const Issue& issue) {
    out += "{\"code\":";
    json_text::append(out, issue.code);
    out += ",\"column\":";
    json_text::append(out, issue.column);
    out += ",\"file\":";
    json_text::append(out, file.path);
    out += ",\"level\":\"";
    out += lint::name(issue.severity);
    out += "\",\"line\":";
    json_text::append(out, issue.line);
    out += ",\"message\":";
    json_text::append(out, issue.message);
    out += '}';
}

/// One array.
void append(std::string& out, std::span<const FileReport> files, const Look& /*look*/) {
    out += '[';
    append_elements(out, files,
                    [&](const FileReport& file, const Issue& issue) { append_one(out, file, issue); });
    out += ']';
}

} // namespace

extern constexpr Format json{
    .name = "json",
    .append = append,
};

} // namespace dockwright::cli::hadolint::formats
