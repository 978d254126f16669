#include "model/packages.hpp"
#include "model/packages/walk.hpp"
#include <algorithm>

namespace dockwright::model::packages {
namespace {

using Target = PackageCommand::Target;

constexpr Verb verbs[] = {
    {"cleanup", PackageAction::clean},   {"i", PackageAction::install},
    {"install", PackageAction::install}, {"uninstall", PackageAction::remove},
    {"update", PackageAction::upgrade},
};
static_assert(std::ranges::is_sorted(verbs, {}, &Verb::name));

/// `gem help install`.
constexpr Valued options[] = {
    {"--bindir"},
    {"--build-root"},
    {"--bulk-threshold"},
    {"--config-file"},
    {"--file", 'f'},
    {"--http-proxy"},
    {"--install-dir", 'd'},
    {"--platform"},
    {"--source", 's'},
    {"--target-rbconfig"},
    {"--trust-policy"},
    {"--version", 'v'},
    {"--without"},
    {"-B"},
    {"-P"},
    {"-g", 'f'},
    {"-i", 'd'},
    {"-n"},
    {"-s", 's'},
    {"-v", 'v'},
};
static_assert(std::ranges::is_sorted(options, {}, &Valued::name));

constexpr Verb bundle_verbs[] = {
    {"add", PackageAction::install},     {"clean", PackageAction::clean},
    {"install", PackageAction::install}, {"remove", PackageAction::remove},
    {"update", PackageAction::upgrade},
};
static_assert(std::ranges::is_sorted(bundle_verbs, {}, &Verb::name));

/// `bundle help install`, `bundle help add`.
constexpr Valued bundle_options[] = {
    {"--gemfile", 'f'},
    {"--git"},
    {"--group"},
    {"--jobs"},
    {"--path", 'd'},
    {"--redownload"},
    {"--retry"},
    {"--shebang"},
    {"--source", 's'},
    {"--standalone"},
    {"--target-rbconfig"},
    {"--version", 'v'},
    {"--with"},
    {"--without"},
    {"-g"},
    {"-j"},
    {"-s", 's'},
    {"-v", 'v'},
};
static_assert(std::ranges::is_sorted(bundle_options, {}, &Valued::name));

/// `name:1.2`, `name:~> 1`, `./name.gem`. A version that an option gives is that of all.
Package package(const Item& item, std::string_view version) {
    Package out{.name = item.value, .version = version, .plain = item.plain, .span = item.span};
    if (out.name.contains("://")) {
        out.source = Package::Source::url;
    } else if (out.name.ends_with(".gem")) {
        out.source = Package::Source::file;
    } else {
        const std::size_t braces = out.name.starts_with("${") ? out.name.find('}') : 0;
        const std::size_t colon = std::min(out.name.find(':', braces), out.name.size());
        if (colon < out.name.size()) {
            out.version = out.name.substr(colon);
            out.name = out.name.substr(0, colon);
        }
        if (out.name.contains('$')) {
            out.source = Package::Source::unknown;
        }
    }
    return out;
}

/// What --version says, wherever it stands.
std::string_view version_of(Arguments arguments, std::span<const Valued> valued) {
    Walk walk(arguments, valued);
    std::string_view out;
    for (Item item; walk.next(item);) {
        if (item.kind == 'v') {
            out = item.value;
        }
    }
    return out;
}

struct Tool {
    std::span<const Valued> options;
    std::span<const Verb> verbs;
};

bool read(PackageReader& reader, PackageCommand& command, const Tool& tool) {
    // Behind `--` stands what is handed to the compiler.
    const auto end = std::ranges::find(reader.arguments, "--", &Argument::text);
    const Arguments arguments =
        reader.arguments.first(static_cast<std::size_t>(end - reader.arguments.begin()));
    const std::string_view version = version_of(arguments, tool.options);
    Walk walk(arguments, tool.options);
    for (Item item; walk.next(item);) {
        if (item.kind == 's') {
            reader.add(PackageIndex{.url = item.value, .span = item.span});
        } else if (item.kind == 'f') {
            reader.add(
                PackageFile{.kind = PackageFile::Kind::project, .path = item.value, .span = item.span});
        } else if (item.kind == 'd') {
            command.target_kind = Target::folder;
            command.target = item.value;
        } else if (item.option == "--user-install") {
            command.target_kind = Target::user;
        } else if (item.is_operand() && command.verb == shell::no_node) {
            command.verb = index_of(arguments, *item.argument);
            command.action = action_of(tool.verbs, item.value);
        } else if (item.is_operand() && command.action != PackageAction::other) {
            reader.add(package(item, version));
        }
    }
    return command.action != PackageAction::other;
}

} // namespace

bool gem(PackageReader& reader, PackageCommand& command) {
    return read(reader, command, {options, verbs});
}

bool bundle(PackageReader& reader, PackageCommand& command) {
    command.target_kind = Target::project;
    if (first_operand(reader.arguments) == nullptr) {
        command.action = PackageAction::install; // `bundle` alone
        return long_option(reader.arguments, "version") == nullptr;
    }
    return read(reader, command, {bundle_options, bundle_verbs});
}

} // namespace dockwright::model::packages
