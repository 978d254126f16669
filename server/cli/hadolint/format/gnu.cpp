#include "base/message.hpp"
#include "cli/hadolint/format.hpp"

namespace dockwright::cli::hadolint::formats {
namespace {

/// GNU's form of a program's errors: `hadolint:FILE:LINE: CODE severity: message`; a parse error
/// is `hadolint:FILE:LINE:COLUMN: message`.
void append(std::string& out, std::span<const FileReport> files, const Look& /*look*/) {
    for (const FileReport& file : files) {
        for (const Issue& issue : file.issues) {
            out += "hadolint:" + printable(file.path) + ':' + std::to_string(issue.line) + ':';
            if (issue.is_parse_error()) {
                out += std::to_string(issue.column) + ": ";
            } else {
                out += ' ' + issue.code + ' ' + std::string(lint::name(issue.severity)) + ": ";
            }
            out += printable(issue.message) + '\n';
        }
    }
}

} // namespace

extern constexpr Format gnu{
    .name = "gnu",
    .append = append,
};

} // namespace dockwright::cli::hadolint::formats
