#pragma once
#include <string>
#include <string_view>

namespace dockwright::host {

/// /etc/os-release. Its lines are assignments of a shell; quotes and backslashes are undone, nothing is run.
struct OsRelease {
    std::string id;      ///< `ubuntu`
    std::string like;    ///< ID_LIKE: `rhel centos fedora`
    std::string version; ///< VERSION_ID: `24.04`
    std::string title;   ///< PRETTY_NAME

    bool operator==(const OsRelease&) const = default;
};
OsRelease read_os_release(std::string_view text);

} // namespace dockwright::host
