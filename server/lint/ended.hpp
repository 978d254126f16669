#pragma once
#include "lint/rule.hpp"
#include <string>
#include <string_view>

/// What rules about images that nobody mends any more share.
namespace dockwright::lint {

/// The stage points its package manager at the servers where ended releases are kept: whoever wrote that
/// knows that it has ended.
bool uses_archive(const model::Document& document, const model::Stage& stage);

/// An old release, as names of files and folders have it: ubuntu18.04, centos/7, bullseye.
struct OldRelease {
    std::string_view family;     ///< `ubuntu`
    std::string_view version;    ///< `18.04`
    std::string_view codename{}; ///< `bionic`
    std::string_view successor{};
};

/// Whether somebody says that just this release is meant: the Dockerfile's path names it, or a comment right
/// above the FROM, or above the ARG that the image comes from, says why it is old.
bool is_meant(const Facts& facts, const model::Stage& stage, const OldRelease& release);

/// `2023-05` and `2023-05-31` as people say it: May 2023.
std::string month_of(std::string_view date);

} // namespace dockwright::lint
