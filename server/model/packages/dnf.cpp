#include "base/ascii.hpp"
#include "model/options.hpp"
#include "model/packages.hpp"
#include <algorithm>

namespace dockwright::model::packages {
namespace {

struct Verb {
    std::string_view name;
    PackageAction action;
};
/// dnf(8), yum(8), microdnf(8). Their `update` is what apt calls `upgrade`.
constexpr Verb verbs[] = {
    {"autoremove", PackageAction::remove},   {"builddep", PackageAction::install},
    {"check-update", PackageAction::update}, {"clean", PackageAction::clean},
    {"distro-sync", PackageAction::upgrade}, {"downgrade", PackageAction::install},
    {"erase", PackageAction::remove},        {"groupinstall", PackageAction::install},
    {"groupremove", PackageAction::remove},  {"in", PackageAction::install},
    {"install", PackageAction::install},     {"localinstall", PackageAction::install},
    {"makecache", PackageAction::update},    {"reinstall", PackageAction::install},
    {"remove", PackageAction::remove},       {"swap", PackageAction::install},
    {"update", PackageAction::upgrade},      {"update-minimal", PackageAction::upgrade},
    {"upgrade", PackageAction::upgrade},     {"upgrade-minimal", PackageAction::upgrade},
};
static_assert(std::ranges::is_sorted(verbs, {}, &Verb::name));

constexpr ValuedOptions valued{
    .letters = "cdeRx",
    .names = "--config --debuglevel --errorlevel --randomwait --exclude --excludepkgs --enablerepo "
             "--disablerepo --repo --repoid --setopt --installroot --releasever --rpmverbosity "
             "--downloaddir --destdir --comment --advisory --advisories --bz --bzs --cve --cves "
             "--sec-severity --secseverity --forcearch --repofrompath --disableplugin --enableplugin"};

/// The verb behind `group` or `module`, or the word itself.
PackageAction action(std::string_view verb) {
    const auto* found = std::ranges::lower_bound(verbs, verb, {}, &Verb::name);
    return found != std::end(verbs) && found->name == verb ? found->action : PackageAction::other;
}

/// Where the version begins in `name-version` and `name-version-release`: at a dash before a digit
/// if every part behind is one of a version, and a dot is among them. That `cuda-toolkit-12-4` is
/// all name and `x-1.2-3` is not, only the repository knows for sure.
std::size_t version_of(std::string_view word) {
    for (std::size_t dash = word.find('-'); dash != std::string_view::npos; dash = word.find('-', dash + 1)) {
        const std::string_view rest = word.substr(dash + 1);
        bool versions = !rest.empty() && rest.contains('.');
        for (std::size_t at = 0; versions && at != std::string_view::npos;) {
            versions = at < rest.size() && (ascii::is_digit(rest[at]) || rest[at] == '*');
            const std::size_t next = rest.find('-', at);
            at = next == std::string_view::npos ? next : next + 1;
        }
        if (versions) {
            return dash;
        }
    }
    return std::string_view::npos;
}

std::string_view without_architecture(std::string_view name) {
    for (const std::string_view end : {".x86_64", ".aarch64", ".noarch", ".i686", ".ppc64le", ".s390x"}) {
        if (name.ends_with(end)) {
            return name.substr(0, name.size() - end.size());
        }
    }
    return name;
}

/// `name`, `name-version-release.arch`, `@group`, `module:stream/profile`, a path or an address.
Package package(const Argument& argument, bool module) {
    Package out{.name = argument.text, .plain = argument.plain, .span = argument.span};
    if (out.name.contains("://")) {
        out.source = Package::Source::url;
    } else if (out.name.ends_with(".rpm")) {
        out.source = Package::Source::file;
    } else if (const std::size_t stream = out.name.find(':');
               stream != std::string_view::npos && (module || out.name.starts_with('@'))) {
        out.version = out.name.substr(stream);
        out.name = out.name.substr(0, stream);
    } else if (out.name.contains('$') || out.name.contains('`')) {
        const std::size_t dash = out.name.find("-$");
        if (dash == std::string_view::npos || out.name.starts_with('$')) {
            out.source = Package::Source::unknown;
        } else {
            out.version = out.name.substr(dash);
            out.name = out.name.substr(0, dash);
        }
    } else {
        out.name = without_architecture(out.name);
        if (const std::size_t dash = version_of(out.name); dash != std::string_view::npos) {
            out.version = out.name.substr(dash);
            out.name = out.name.substr(0, dash);
        }
    }
    return out;
}

} // namespace

bool dnf(PackageReader& reader, PackageCommand& command) {
    std::string_view of_what;
    for (std::size_t i = 0; i < reader.arguments.size(); ++i) {
        const Argument& argument = reader.arguments[i];
        if (is_option(argument)) {
            i += valued.take_next(argument.text) ? 1U : 0U;
        } else if (command.verb == shell::no_node && of_what.empty() &&
                   (argument.text == "group" || argument.text == "module")) {
            of_what = argument.text;
        } else if (command.verb == shell::no_node) {
            command.verb = static_cast<std::uint32_t>(i);
            command.action = action(argument.text);
        } else if (command.action == PackageAction::install || command.action == PackageAction::remove) {
            reader.add(package(argument, of_what == "module"));
        }
    }
    return command.action != PackageAction::other;
}

} // namespace dockwright::model::packages
