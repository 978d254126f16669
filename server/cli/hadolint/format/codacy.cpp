#include "base/json_text.hpp"
#include "cli/hadolint/format.hpp"

namespace dockwright::cli::hadolint::formats {
namespace {

/// Objects one behind the other, with nothing between them.
void append(std::string& out, std::span<const FileReport> files, const Look& /*look*/) {
    for (const FileReport& file : files) {
        for (const Issue& issue : file.issues) {
            out += "{\"filename\":";
            json_text::append(out, file.path);
            out += ",\"line\":";
            json_text::append(out, issue.line);
            out += ",\"message\":";
            json_text::append(out, issue.message);
            out += ",\"patternId\":";
            json_text::append(out, issue.code);
            out += '}';
        }
    }
}

} // namespace

extern constexpr Format codacy{
    .name = "codacy",
    .never_fails = true,
    .append = append,
};

} // namespace dockwright::cli::hadolint::formats
