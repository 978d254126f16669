#pragma once
#include "cli/hadolint/report.hpp"
#include <span>

namespace dockwright::cli::hadolint {

struct Look {
    bool color = false;
    std::string_view path_in_report; ///< in place of each file's own path; empty: that path
};

/// One of hadolint's formats: one file in cli/hadolint/format/ with one constant of this type,
/// which CMake collects. Its fields are hadolint's, and stand in its order.
struct Format {
    std::string_view name;
    bool never_fails = false; ///< the exit code is 0 whatever is found
    void (*append)(std::string& out, std::span<const FileReport> files, const Look& look) = nullptr;
};

/// The version of hadolint that is spoken here.
inline constexpr std::string_view spoken_version = "2.15.1";

/// Null if there is no format of that name.
const Format* find_format(std::string_view name);

/// The path for formats that `--file-path-in-report` is for.
std::string_view reported_path(const FileReport& file, const Look& look);

/// Calls `append` for each issue of each file, a comma between: what is in a JSON array.
template <class Append>
void append_elements(std::string& out, std::span<const FileReport> files, Append append) {
    std::string_view separator;
    for (const FileReport& file : files) {
        for (const Issue& issue : file.issues) {
            out += separator;
            separator = ",";
            append(file, issue);
        }
    }
}

/// One object of the formats codeclimate and gitlab_codeclimate; `fingerprint` if it is not empty.
void append_code_climate(std::string& out, const FileReport& file, const Issue& issue, const Look& look,
                         std::string_view fingerprint);

namespace formats {
std::span<const Format* const> all();
} // namespace formats

} // namespace dockwright::cli::hadolint
