#include "model/conda_spec.hpp"
#include "model/requirements.hpp"
#include "project/lists/gather.hpp"
#include "project/lists/lists.hpp"
#include <algorithm>

namespace dockwright::project {
namespace {

void read_channels(Gather& out, const Tree& root) {
    for (const Tree* channel : root.list_of("channels")) {
        if (channel->is_text() && channel->text != "nodefaults") {
            out.add(model::PackageIndex::Kind::channel, channel->text, channel->line);
        }
    }
}

void read_specification(Gather& out, const Tree& item) {
    model::ListedPackage package = model::read_conda_spec(item.text);
    package.line = item.line;
    if (package.name.empty()) {
        out.broken(item.line);
        return;
    }
    if (package.name == "python" && !package.version.empty()) {
        out.python(package.version, item.line);
    }
    out.add(std::move(package));
}

/// conda writes them to a file beside this one and lets pip read it.
void read_pip(model::PackageList& out, const Tree& requirements) {
    std::string text;
    std::vector<std::uint32_t> lines;
    for (const Tree* item : requirements.as_list()) {
        const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' '; };
        if (item->is_text() && std::ranges::none_of(item->text, is_control)) { // it must be one line
            text += item->text + "\n";
            lines.push_back(item->line);
        }
    }
    model::PackageList list = model::read_requirements(text, out.path);
    const auto line = [&](std::uint32_t number) {
        return number > 0 && number <= lines.size() ? lines[number - 1] : 0;
    };
    for (model::ListedPackage& package : list.packages) {
        package.line = line(package.line);
        package.channel = "pypi"; // conda's own word for it
        if (out.packages.size() < model::max_listed_packages) {
            out.packages.push_back(std::move(package));
        }
    }
    for (model::ListedIndex& index : list.indexes) {
        index.line = line(index.line);
        out.indexes.push_back(std::move(index));
    }
    out.included = std::move(list.included);
    out.constraints = std::move(list.constraints);
    out.broken_line = out.broken_line == 0 ? line(list.broken_line) : out.broken_line;
}

} // namespace

model::PackageList read_environment(std::string_view text, std::string_view path) {
    const TreeFile file = read_yaml_tree(text);
    Gather gather(path, model::PackageFile::Kind::environment, file.broken_line);
    read_channels(gather, file.root);
    const Tree* pip = nullptr;
    for (const Tree* item : file.root.list_of("dependencies")) {
        if (item->is_text()) {
            read_specification(gather, *item);
        } else if (const Tree* inner = item->find("pip")) {
            pip = inner;
        }
    }
    model::PackageList out = gather.take();
    out.name = file.root.text_of("name");
    if (pip != nullptr) {
        read_pip(out, *pip);
    }
    return out;
}

} // namespace dockwright::project
