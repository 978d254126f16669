#include "packages_text.hpp"
#include "model/document.hpp"
#include <gtest/gtest.h>

namespace dockwright::testing {
namespace {

std::string_view name(model::PackageAction action) {
    constexpr std::string_view names[] = {"install", "update", "upgrade", "remove", "clean", "other"};
    return names[static_cast<std::size_t>(action)];
}

std::string_view front(model::Package::Source source) {
    constexpr std::string_view fronts[] = {"", "file:", "url:", "repository:", "unknown:"};
    return fronts[static_cast<std::size_t>(source)];
}

std::string_view front(model::PackageFile::Kind kind) {
    constexpr std::string_view fronts[] = {" -r ", " -c ", " -f ", " -p ", " -l "};
    return fronts[static_cast<std::size_t>(kind)];
}

std::string_view front(model::PackageIndex::Kind kind) {
    constexpr std::string_view fronts[] = {" @@", " @", " ~", " #", " backend:"};
    return fronts[static_cast<std::size_t>(kind)];
}

std::string_view target(const model::PackageCommand& command) {
    return command.target_kind == model::PackageCommand::Target::user ? "user" : command.target;
}

std::string text(const model::Document& document, const model::Package& package) {
    EXPECT_TRUE(package.span.of(document.text()).contains(package.name)) << package.name;
    std::string out(front(package.source));
    if (!package.channel.empty()) {
        out.append(package.channel).append("::");
    }
    out += package.name;
    if (!package.extras.empty()) {
        out.append("[").append(package.extras).append("]");
    }
    out += package.version;
    if (!package.marker.empty()) {
        out.append("; ").append(package.marker);
    }
    return out;
}

} // namespace

std::string packages_of(std::string_view run) {
    const auto document = model::Document::parse("FROM debian\nRUN " + std::string(run) + "\n");
    const model::Packages& packages = document->packages();
    std::string out;
    for (const model::PackageCommand& command : packages.commands) {
        out += out.empty() ? "" : "\n";
        out += name(command.action);
        for (const model::Package& package : packages.of(command)) {
            out += ' ' + text(*document, package);
        }
        for (const model::PackageFile& file : packages.files_of(command)) {
            out.append(front(file.kind)).append(file.path);
        }
        for (const model::PackageIndex& index : packages.indexes_of(command)) {
            out.append(front(index.kind)).append(index.url);
        }
        if (!target(command).empty()) {
            out.append(" -> ").append(target(command));
        }
    }
    return out;
}

} // namespace dockwright::testing
