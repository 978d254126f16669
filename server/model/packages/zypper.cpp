#include "model/packages/system.hpp"
#include <algorithm>

namespace dockwright::model::packages {
namespace {

/// zypper(8).
constexpr Verb verbs[] = {
    {"cc", PackageAction::clean},
    {"clean", PackageAction::clean},
    {"dist-upgrade", PackageAction::upgrade},
    {"dup", PackageAction::upgrade},
    {"in", PackageAction::install},
    {"inr", PackageAction::install},
    {"install", PackageAction::install},
    {"install-new-recommends", PackageAction::install},
    {"patch", PackageAction::upgrade},
    {"ref", PackageAction::update},
    {"refresh", PackageAction::update},
    {"remove", PackageAction::remove},
    {"rm", PackageAction::remove},
    {"si", PackageAction::install},
    {"source-install", PackageAction::install},
    {"up", PackageAction::upgrade},
    {"update", PackageAction::upgrade},
};
static_assert(std::ranges::is_sorted(verbs, {}, &Verb::name));

constexpr ValuedOptions valued{
    .letters = "cDCRrtp",
    .names = "--config --reposd-dir --cache-dir --raw-cache-dir --solv-cache-dir --pkg-cache-dir "
             "--root --installroot --userdata --plus-repo --plus-content --repo --type --from "
             "--download --solver-focus"};

/// `name`, `name=version` (also `<`, `>`), `repository:name`; `+` and `~` in front install, `!` and
/// `-` remove.
Package package(const Argument& argument) {
    Package out{.name = argument.text, .plain = argument.plain, .span = argument.span};
    if (out.name.contains("://")) {
        out.source = Package::Source::url;
        return out;
    }
    if (out.name.ends_with(".rpm")) {
        out.source = Package::Source::file;
        return out;
    }
    if (const std::size_t limit = out.name.find_first_of("=<>"); limit != std::string_view::npos) {
        out.version = out.name.substr(limit);
        out.name = out.name.substr(0, limit);
    }
    if (out.name.contains('$') || out.name.contains('`')) {
        out.source = Package::Source::unknown;
        return out;
    }
    const std::size_t colon = out.name.find(':');
    out.name = colon == std::string_view::npos ? out.name : out.name.substr(colon + 1);
    out.name.remove_prefix(std::min(out.name.find_first_not_of("+~"), out.name.size()));
    return out;
}

} // namespace

bool zypper(PackageReader& reader, PackageCommand& command) {
    return read_system({.valued = valued, .verbs = verbs, .package = package}, reader, command);
}

} // namespace dockwright::model::packages
