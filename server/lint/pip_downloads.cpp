#include "lint/pip_downloads.hpp"
#include <algorithm>
#include <string_view>

namespace dockwright::lint {
namespace {

/// What pip and its helpers leave themselves is some MB at most.
bool has_only_installers(const model::Document& document, const model::PackageCommand& packages) {
    constexpr std::string_view names[] = {"pip", "setuptools", "wheel"};
    const auto named = document.packages().of(packages);
    return !named.empty() && document.packages().files_of(packages).empty() &&
           std::ranges::all_of(named, [&](const model::Package& package) {
               return std::ranges::find(names, package.name) != std::end(names);
           });
}

bool has_only_local_wheels(const model::Document& document, const model::PackageCommand& packages) {
    const auto named = document.packages().of(packages);
    return !named.empty() && document.packages().files_of(packages).empty() &&
           std::ranges::all_of(named, [](const model::Package& package) {
               return package.source != model::Package::Source::url && package.name.ends_with(".whl");
           });
}

/// A commit's whole hash behind an address, for which pip keeps the wheel: that address always means it.
bool has_commit(std::string_view address) {
    constexpr std::size_t digits = 40;
    const std::size_t at = address.rfind('@');
    return at != std::string_view::npos && address.size() - at > digits &&
           address.substr(at + 1, digits).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

} // namespace

bool has_small_downloads(const model::Document& document, const model::PackageCommand& packages) {
    return has_only_installers(document, packages) || has_only_local_wheels(document, packages);
}

bool downloads_nothing(const model::Document& document, const model::PackageCommand& packages,
                       model::Arguments arguments) {
    const auto named = document.packages().of(packages);
    const auto has = [&](std::string_view option) {
        return std::ranges::find(arguments, option, &model::Argument::text) != arguments.end();
    };
    return has("--no-deps") && has("--no-build-isolation") && !named.empty() &&
           document.packages().files_of(packages).empty() &&
           std::ranges::all_of(named, [&](const model::Package& package) {
               using Source = model::Package::Source;
               const bool archive = package.name.ends_with(".gz") || package.name.ends_with(".zip");
               return (package.source == Source::file && !archive) ||
                      (package.source == Source::repository && !has_commit(package.span.of(document.text())));
           });
}

} // namespace dockwright::lint
