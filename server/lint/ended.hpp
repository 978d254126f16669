#pragma once
#include "model/document.hpp"
#include <string>
#include <string_view>

/// What rules about images that nobody mends any more share.
namespace dockwright::lint {

/// The stage points its package manager at the servers where ended releases are kept: whoever wrote that
/// knows that it has ended.
bool uses_archive(const model::Document& document, const model::Stage& stage);

/// `2023-05` and `2023-05-31` as people say it: May 2023.
std::string month_of(std::string_view date);

} // namespace dockwright::lint
