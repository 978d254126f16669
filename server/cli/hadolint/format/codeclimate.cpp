#include "cli/hadolint/format.hpp"

namespace dockwright::cli::hadolint::formats {
namespace {

/// Each object is ended by a zero byte.
void append(std::string& out, std::span<const FileReport> files, const Look& look) {
    for (const FileReport& file : files) {
        for (const Issue& issue : file.issues) {
            append_code_climate(out, file, issue, look, {});
            out += '\0';
        }
    }
}

} // namespace

extern constexpr Format codeclimate{
    .name = "codeclimate",
    .never_fails = true,
    .append = append,
};

} // namespace dockwright::cli::hadolint::formats
