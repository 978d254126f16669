#include "model/options.hpp"
#include "model/packages.hpp"

namespace dockwright::model::packages {
namespace {

/// pacman(8).
constexpr ValuedOptions valued{
    .letters = "br",
    .names = "--dbpath --root --arch --cachedir --color --config --gpgdir --hookdir --logfile "
             "--sysroot --ignore --ignoregroup --overwrite --assume-installed"};

/// What a group of letters does: `-Syu` upgrades and installs what is named, `-Sy` fetches lists.
PackageAction action(std::string_view letters) {
    if (letters.contains('S')) {
        return letters.contains('c')   ? PackageAction::clean
               : letters.contains('u') ? PackageAction::upgrade
               : letters.contains('y') ? PackageAction::update
                                       : PackageAction::install;
    }
    return letters.contains('U')   ? PackageAction::install
           : letters.contains('R') ? PackageAction::remove
                                   : PackageAction::other;
}

/// `name`, `repository/name`, and for -U a path or an address.
Package package(const Argument& argument) {
    Package out{.name = argument.text, .plain = argument.plain, .span = argument.span};
    if (out.name.contains("://")) {
        out.source = Package::Source::url;
    } else if (out.name.contains(".pkg.tar")) {
        out.source = Package::Source::file;
    } else if (out.name.contains('$') || out.name.contains('`')) {
        out.source = Package::Source::unknown;
    } else {
        const std::size_t slash = out.name.rfind('/');
        out.name = slash == std::string_view::npos ? out.name : out.name.substr(slash + 1);
    }
    return out;
}

} // namespace

bool pacman(PackageReader& reader, PackageCommand& command) {
    bool names_packages = false;
    for (std::size_t i = 0; i < reader.arguments.size(); ++i) {
        const Argument& argument = reader.arguments[i];
        if (!is_option(argument)) {
            reader.add(package(argument));
            names_packages = true;
        } else if (valued.take_next(argument.text)) {
            ++i;
        } else if (argument.text == "--sync" || argument.text == "--upgrade") {
            command.action = PackageAction::install;
        } else if (argument.text == "--remove") {
            command.action = PackageAction::remove;
        } else if (!argument.text.starts_with("--") && command.action == PackageAction::other) {
            command.action = action(argument.text.substr(1));
        }
    }
    // Whoever names packages wants them, whatever else is done besides.
    const bool fetches = command.action == PackageAction::upgrade || command.action == PackageAction::update;
    command.action = fetches && names_packages ? PackageAction::install : command.action;
    return command.action != PackageAction::other;
}

} // namespace dockwright::model::packages
