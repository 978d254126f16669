#include "model/packages/system.hpp"
#include <algorithm>

namespace dockwright::model::packages {
namespace {

constexpr Verb verbs[] = {
    {"autoclean", PackageAction::clean},      {"autoremove", PackageAction::remove},
    {"build-dep", PackageAction::install},    {"clean", PackageAction::clean},
    {"dist-upgrade", PackageAction::upgrade}, {"full-upgrade", PackageAction::upgrade},
    {"install", PackageAction::install},      {"purge", PackageAction::remove},
    {"reinstall", PackageAction::install},    {"remove", PackageAction::remove},
    {"update", PackageAction::update},        {"upgrade", PackageAction::upgrade},
};
static_assert(std::ranges::is_sorted(verbs, {}, &Verb::name));

/// apt-get(8).
constexpr ValuedOptions valued{.letters = "tocaP",
                               .names = "--target-release --default-release --option --config-file "
                                        "--host-architecture --build-profiles"};

/// Without `:amd64` and the like, and without the sign that turns an installation into a removal
/// (`name-`) or the other way about (`name+`; but names such as g++ end so themselves).
std::string_view bare_name(std::string_view name) {
    name = name.substr(0, name.find(':'));
    return name.ends_with('-') ? name.substr(0, name.size() - 1) : name;
}

/// `name`, `name=version`, `name/release`, `name:arch`, `./file.deb`.
Package package(const Argument& argument) {
    Package out{.name = argument.text, .plain = argument.plain, .span = argument.span};
    if (out.name.starts_with('/') || out.name.starts_with("./") || out.name.starts_with("../") ||
        out.name.ends_with(".deb")) {
        out.source = Package::Source::file;
        return out;
    }
    if (const std::size_t limit = out.name.find_first_of("=/"); limit != std::string_view::npos) {
        out.version = out.name.substr(limit);
        out.name = out.name.substr(0, limit);
    }
    if (out.name.contains('$') || out.name.contains('`')) {
        out.source = Package::Source::unknown;
    } else {
        out.name = bare_name(out.name);
    }
    return out;
}

} // namespace

bool apt(PackageReader& reader, PackageCommand& command) {
    return read_system({.valued = valued, .verbs = verbs, .package = package}, reader, command);
}

} // namespace dockwright::model::packages
