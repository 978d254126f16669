#pragma once
#include "model/document.hpp"
#include "model/options.hpp"

/// What pip leaves in its cache, as its page "Caching" says it: pip.pypa.io/en/stable/topics/caching/.
namespace dockwright::lint {

/// The installers themselves, some MB at most, or wheels of the build itself, of which nothing is downloaded.
bool has_small_downloads(const model::Document& document, const model::PackageCommand& packages);

/// pip asks no index, and of what it builds of a folder, a branch or a tag it keeps nothing.
bool downloads_nothing(const model::Document& document, const model::PackageCommand& packages,
                       model::Arguments arguments);

} // namespace dockwright::lint
