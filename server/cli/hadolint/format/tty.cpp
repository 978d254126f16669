#include "base/message.hpp"
#include "cli/hadolint/format.hpp"

namespace dockwright::cli::hadolint::formats {
namespace {

std::string_view painted(lint::Severity severity) {
    switch (severity) {
    case lint::Severity::error: return "\033[1m\033[91merror\033[0m";
    case lint::Severity::warning: return "\033[1m\033[93mwarning\033[0m";
    case lint::Severity::info: return "\033[92minfo\033[0m";
    case lint::Severity::style: return "\033[96mstyle\033[0m";
    }
    return {};
}

void append_one(std::string& out, const FileReport& file, const Issue& issue, const Look& look) {
    out += printable(file.path);
    out += ':';
    out += std::to_string(issue.line);
    if (issue.is_parse_error()) {
        out += ':';
        out += std::to_string(issue.column);
    } else {
        out += ' ';
        out += issue.code;
        out += ' ';
        out += look.color ? painted(issue.severity) : lint::name(issue.severity);
        out += ':';
    }
    out += ' ';
    out += printable(issue.message);
    out += '\n';
}

/// `FILE:LINE CODE severity: message`; a parse error is `FILE:LINE:COLUMN message`.
void append(std::string& out, std::span<const FileReport> files, const Look& look) {
    for (const FileReport& file : files) {
        for (const Issue& issue : file.issues) {
            append_one(out, file, issue, look);
        }
    }
}

} // namespace

extern constexpr Format tty{
    .name = "tty",
    .append = append,
};

} // namespace dockwright::cli::hadolint::formats
