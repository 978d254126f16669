#include "gpu/image/index_order.hpp"
#include "knowledge/tables.hpp"
#include <algorithm>

namespace dockwright::gpu {
namespace {

bool is_uv(const model::Document& document, const model::PackageCommand& packages) {
    const model::Command& command = document.commands().all[packages.command];
    const auto arguments = document.commands().arguments_of(command);
    const auto verb = packages.verb == shell::no_node ? arguments.size() : packages.verb;
    const auto front = arguments.first(std::min<std::size_t>(verb, arguments.size()));
    return command.name == "uv" || (command.name.starts_with("python") &&
                                    std::ranges::find(front, "uv", &model::Argument::text) != front.end());
}

} // namespace

IndexOrder index_order(const model::Document& document, const model::PackageCommand& packages) {
    IndexOrder out{.uv = is_uv(document, packages)};
    const auto stage_of = [&](const model::PackageCommand& one) {
        const model::Command& command = document.commands().all[one.command];
        return document.stage_of(document.instructions()[document.commands().text_of(command).instruction]);
    };
    if (!out.uv) {
        return out;
    }
    for (const model::PackageCommand& earlier : document.packages().commands) {
        if (&earlier == &packages) {
            break;
        }
        for (const model::Package& package : document.packages().of(earlier)) {
            if (earlier.manager != model::PackageManager::pip || package.name != "uv" ||
                stage_of(earlier) != stage_of(packages)) {
                continue;
            }
            const auto version = package.version.starts_with("==")
                                     ? knowledge::Version::parse(package.version.substr(2))
                                     : std::nullopt;
            const bool old = version && *version < knowledge::Version::of("0.1.13");
            out.old_uv = old ? *version : knowledge::Version{};
        }
    }
    return out;
}

} // namespace dockwright::gpu
