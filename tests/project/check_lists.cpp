#include "project/check_lists.hpp"

namespace dockwright::project {
namespace {

std::string said(const model::ListedPackage& package) {
    std::string out = package.name;
    out += package.extras.empty() ? "" : " [" + package.extras + "]";
    out += package.version.empty() ? "" : " " + package.version;
    out += package.marker.empty() ? "" : " ; " + package.marker;
    out += package.channel.empty() ? "" : " :: " + package.channel;
    out += package.url.empty() ? "" : " @ " + package.url;
    out += package.optional_ ? " (optional" + (package.group.empty() ? "" : " " + package.group) + ")" : "";
    return out;
}

std::string said(const model::ListedIndex& index) {
    constexpr std::string_view kinds[] = {"index", "extra", "links", "channel", "backend"};
    return std::string(kinds[static_cast<std::size_t>(index.kind)]) + " " + index.url +
           (index.package.empty() ? "" : " for " + index.package);
}

} // namespace

std::string said(const model::PackageList& list) {
    constexpr std::string_view kinds[] = {"requirements", "constraints", "environment", "project", "lock"};
    std::string out = list.path + " (" + std::string(kinds[static_cast<std::size_t>(list.kind)]) + ")\n";
    const auto add = [&out](std::uint32_t line, const std::string& text) {
        out += "  " + std::to_string(line) + ": " + text + "\n";
    };
    for (const model::ListedPackage& package : list.packages) {
        add(package.line, said(package));
    }
    for (const model::ListedIndex& index : list.indexes) {
        add(index.line, said(index));
    }
    for (const std::string& path : list.included) {
        out += "  -r " + path + "\n";
    }
    for (const std::string& path : list.constraints) {
        out += "  -c " + path + "\n";
    }
    if (!list.python.empty()) {
        add(list.python_line, "python " + list.python);
    }
    return out + (list.broken_line == 0 ? "" : "  broken: " + std::to_string(list.broken_line) + "\n");
}

} // namespace dockwright::project
