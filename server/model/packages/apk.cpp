#include "model/options.hpp"
#include "model/packages.hpp"

namespace dockwright::model::packages {
namespace {

/// apk(8), apk-add(8).
constexpr ValuedOptions valued{
    .letters = "tpX",
    .names = "--virtual --root --repository --arch --keys-dir --repositories-file --cache-dir "
             "--cache-max-age --wait --progress-fd --timeout"};

PackageAction action(std::string_view verb) {
    return verb == "add" || verb == "fix"       ? PackageAction::install
           : verb == "del"                      ? PackageAction::remove
           : verb == "update"                   ? PackageAction::update
           : verb == "upgrade"                  ? PackageAction::upgrade
           : verb == "cache" || verb == "clean" ? PackageAction::clean
                                                : PackageAction::other;
}

/// apk-world(5): `name`, `name@tag`, then `=`, `<`, `>`, `~` and a version; `!name` is a conflict.
Package package(const Argument& argument) {
    Package out{.name = argument.text, .plain = argument.plain, .span = argument.span};
    if (out.name.ends_with(".apk")) {
        out.source = Package::Source::file;
        return out;
    }
    if (const std::size_t limit = out.name.find_first_of("=<>~"); limit != std::string_view::npos) {
        out.version = out.name.substr(limit);
        out.name = out.name.substr(0, limit);
    }
    if (out.name.contains('$') || out.name.contains('`')) {
        out.source = Package::Source::unknown;
    } else {
        out.name = out.name.substr(0, out.name.find('@'));
    }
    return out;
}

/// The value of the option at `i`, if it names a repository.
const Argument* repository(Arguments arguments, std::size_t i) {
    const bool names_one = arguments[i].text == "-X" || arguments[i].text == "--repository";
    return names_one && i + 1 < arguments.size() ? &arguments[i + 1] : nullptr;
}

} // namespace

bool apk(PackageReader& reader, PackageCommand& command) {
    for (std::size_t i = 0; i < reader.arguments.size(); ++i) {
        const Argument& argument = reader.arguments[i];
        if (is_option(argument)) {
            if (const Argument* url = repository(reader.arguments, i)) {
                reader.add(
                    PackageIndex{.kind = PackageIndex::Kind::extra, .url = url->text, .span = url->span});
            }
            i += valued.take_next(argument.text) ? 1U : 0U;
        } else if (command.verb == shell::no_node) {
            command.verb = static_cast<std::uint32_t>(i);
            command.action = action(argument.text);
        } else if (command.action == PackageAction::install || command.action == PackageAction::remove) {
            reader.add(package(argument));
        }
    }
    return command.action != PackageAction::other;
}

} // namespace dockwright::model::packages
