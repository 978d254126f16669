#include "model/packages.hpp"
#include "model/packages/walk.hpp"
#include <algorithm>

namespace dockwright::model::packages {
namespace {

using Target = PackageCommand::Target;

constexpr Verb verbs[] = {
    {"clean", PackageAction::clean},      {"create", PackageAction::install},
    {"install", PackageAction::install},  {"remove", PackageAction::remove},
    {"uninstall", PackageAction::remove}, {"update", PackageAction::upgrade},
    {"upgrade", PackageAction::upgrade},
};
static_assert(std::ranges::is_sorted(verbs, {}, &Verb::name));

/// `conda install --help`, `conda env create --help`, `conda config --help`, `micromamba install
/// --help`.
constexpr Valued options[] = {
    {"--add", 'a'},     {"--append", 'a'},
    {"--category"},     {"--channel", 'c'},
    {"--clone"},        {"--default-channel", 'c'},
    {"--env-spec"},     {"--environment-specifier"},
    {"--experimental"}, {"--file", 'f'},
    {"--name", 'n'},    {"--platform"},
    {"--prefix", 'n'},  {"--prepend", 'a'},
    {"--rc-file"},      {"--repodata-fn"},
    {"--revision"},     {"--root-prefix"},
    {"--set", 's'},     {"--solver"},
    {"--subdir"},       {"-c", 'c'},
    {"-f", 'f'},        {"-n", 'n'},
    {"-p", 'n'},        {"-r"},
};
static_assert(std::ranges::is_sorted(options, {}, &Valued::name));

constexpr Valued options_of_install[] = {
    {"--channel", 'c'}, {"--clone"},       {"--experimental"}, {"--file", 'f'},
    {"--name", 'n'},    {"--platform"},    {"--prefix", 'n'},  {"--repodata-fn"},
    {"--revision"},     {"--root-prefix"}, {"--solver"},       {"--subdir"},
    {"-c", 'c'},        {"-n", 'n'},       {"-p", 'n'},        {"-r"},
};
static_assert(std::ranges::is_sorted(options_of_install, {}, &Valued::name));

/// `channel/subdir::name=version=build`, `name>=1`, `name[version='>=1']`, a URL, a file: the page
/// "Package match specifications" of conda.
Package package(const Item& item) {
    std::string_view word = item.value;
    Package out{.name = word, .plain = item.plain, .span = item.span};
    if (word.contains("://") || word.ends_with(".conda") || word.ends_with(".tar.bz2")) {
        out.source = word.contains("://") ? Package::Source::url : Package::Source::file;
        return out;
    }
    if (const std::size_t channel = word.find("::"); channel != std::string_view::npos) {
        out.channel = word.substr(0, channel);
        word.remove_prefix(channel + 2);
    }
    const std::size_t name = std::min(word.find_first_of("=<>!~[ "), word.size());
    out.name = word.substr(0, name);
    out.version = word.substr(name);
    if (out.name.contains('$')) {
        out.source = Package::Source::unknown;
    }
    return out;
}

void read_option(PackageReader& reader, PackageCommand& command, const Item& item) {
    switch (item.kind) {
    case 'c':
        reader.add(PackageIndex{.kind = PackageIndex::Kind::channel, .url = item.value, .span = item.span});
        break;
    case 'f': {
        const bool environment = item.value.ends_with(".yml") || item.value.ends_with(".yaml");
        const auto kind = environment ? PackageFile::Kind::environment : PackageFile::Kind::requirements;
        reader.add(PackageFile{.kind = kind, .path = item.value, .span = item.span});
        break;
    }
    case 'n':
        command.target_kind = Target::environment;
        command.target = item.value;
        break;
    default: break;
    }
}

/// `conda config --add channels conda-forge`: the option's value is `channels`, the operand one.
bool configuration(PackageReader& reader, Walk& walk) {
    bool found = false;
    bool channels = false;
    for (Item item; walk.next(item);) {
        if (item.kind == 'a') {
            channels = item.value == "channels";
        } else if (item.is_operand() && channels) {
            reader.add(
                PackageIndex{.kind = PackageIndex::Kind::channel, .url = item.value, .span = item.span});
            found = true;
            channels = false;
        } else if (item.is_operand() && (item.value == "append" || item.value == "prepend")) {
            channels = walk.next(item) && item.value == "channels"; // micromamba config append channels x
        }
    }
    return found;
}

/// -f means a file for micromamba and for `conda env`; of `conda install` it was --force.
bool file_has_a_letter(const PackageReader& reader) {
    const Argument* verb = first_operand(reader.arguments);
    return verb != nullptr &&
           (reader.program == "micromamba" || verb->text == "env" || verb->text == "config");
}

} // namespace

bool conda(PackageReader& reader, PackageCommand& command) {
    if (const Argument* first = first_operand(reader.arguments); first != nullptr && first->text == "clean") {
        command.action = PackageAction::clean; // Its letters mean other things: `-tipsy`.
        command.verb = index_of(reader.arguments, *first);
        return true;
    }
    Walk walk(reader.arguments, file_has_a_letter(reader) ? std::span<const Valued>(options)
                                                          : std::span<const Valued>(options_of_install));
    const Argument* verb = nullptr;
    for (Item item; walk.next(item);) {
        if (!item.is_operand()) {
            read_option(reader, command, item);
        } else if (verb == nullptr && item.value == "config") {
            command.verb = index_of(reader.arguments, *item.argument);
            return configuration(reader, walk);
        } else if (verb == nullptr) {
            if (item.value == "env" || item.value == "self") {
                continue;
            }
            verb = item.argument;
            command.verb = index_of(reader.arguments, *item.argument);
            command.action = action_of(verbs, item.value);
            if (command.action == PackageAction::other) {
                return false;
            }
        } else {
            reader.add(package(item));
        }
    }
    return verb != nullptr;
}

} // namespace dockwright::model::packages
