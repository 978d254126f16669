#include "lint/uv_cache.hpp"
#include "model/command_variables.hpp"
#include "model/list_files.hpp"
#include "model/options.hpp"
#include <algorithm>
#include <optional>

namespace dockwright::lint {
namespace {

/// So many that are asked for bring several times as many with them.
constexpr std::size_t many = 5;

/// As it is written, by the nearest that says it; "" if nothing does.
std::string_view link_mode(const model::Document& document, const model::Command& command) {
    std::optional<std::string_view> mode =
        model::option_value(document.commands().arguments_of(command), "--link-mode");
    model::each_value(document, command, "UV_LINK_MODE", [&](std::optional<std::string_view> value) {
        mode = mode ? mode : value.value_or("");
    });
    return mode.value_or("");
}

/// Sources that are packed, of which it makes a wheel.
bool is_source_archive(std::string_view name) {
    name = name.substr(0, name.find_first_of("#?"));
    return name.ends_with(".gz") || name.ends_with(".tgz") || name.ends_with(".zip") ||
           name.ends_with(".bz2") || name.ends_with(".xz");
}

bool is_built(const model::Package& package) {
    using Source = model::Package::Source;
    return package.source == Source::repository ||
           ((package.source == Source::url || package.source == Source::file) &&
            is_source_archive(package.name));
}

/// How many packages a file asks for; nothing if it was not read.
std::optional<std::size_t> listed(const Facts& facts, const model::ListFile& file) {
    for (const std::string& origin : file.origins) {
        const auto list = std::ranges::find(facts.surroundings.lists, origin, &model::PackageList::path);
        if (list != facts.surroundings.lists.end() && list->broken_line == 0 && list->included.empty()) {
            return list->packages.size();
        }
    }
    return std::nullopt;
}

/// Whether it asks the index for many; of a file and of a project that nobody has read, they are.
bool resolves_many(const Facts& facts, const model::PackageCommand& packages) {
    const model::Packages& all = facts.document.packages();
    std::size_t count = 0;
    for (const model::Package& package : all.of(packages)) {
        const bool project =
            package.source == model::Package::Source::file && !package.name.ends_with(".whl");
        count += project ? many : 1U;
    }
    const auto own = static_cast<std::uint32_t>(&packages - all.commands.data());
    if (!all.files_of(packages).empty()) {
        bool read = false;
        for (const model::ListFile& file : model::list_files_of(facts.document)) {
            if (file.command == own) {
                count += listed(facts, file).value_or(many);
                read = true;
            }
        }
        count += read ? 0U : many;
    }
    return count >= many;
}

} // namespace

UvRemainder uv_remainder(const Facts& facts, const model::PackageCommand& packages) {
    const model::Document& document = facts.document;
    const model::Command& command = document.commands().all[packages.command];
    const auto arguments = document.commands().arguments_of(command);
    const std::string_view mode = link_mode(document, command);
    if (mode == "copy" || mode == "clone") {
        return UvRemainder::copies;
    }
    if (mode == "symlink") {
        return UvRemainder::little; // the environment lives in the cache
    }
    const auto option = [&](std::string_view name) { return model::long_option(arguments, name) != nullptr; };
    if (option("no-binary") || option("no-binary-package") ||
        std::ranges::any_of(document.packages().of(packages), is_built)) {
        return UvRemainder::builds;
    }
    const bool locked = packages.verb != shell::no_node && arguments[packages.verb].text == "sync" &&
                        packages.target_kind == model::PackageCommand::Target::project;
    return !locked && !option("no-deps") && resolves_many(facts, packages) ? UvRemainder::pages
                                                                           : UvRemainder::little;
}

} // namespace dockwright::lint
