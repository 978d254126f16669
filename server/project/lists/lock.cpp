#include "project/lists/gather.hpp"
#include "project/lists/lists.hpp"

namespace dockwright::project {
namespace {

/// Where a package comes from: poetry's `source = {type, url, reference}`, uv's `source = {registry}`,
/// `{git}`, `{url}`. False: it is the project itself.
bool read_source(Gather& out, const Tree& entry, model::ListedPackage& package) {
    const Tree* source = entry.find("source");
    if (source == nullptr) {
        return true;
    }
    for (const std::string_view own : {"virtual", "editable", "directory"}) {
        if (source->find(own) != nullptr) {
            return false;
        }
    }
    const std::string_view type = source->text_of("type");
    const std::string_view registry = type == "legacy" ? source->text_of("url") : source->text_of("registry");
    if (!registry.empty()) {
        if (!is_usual_index(registry)) {
            out.add(model::PackageIndex::Kind::index, registry, package.line, package.name);
        }
        return true;
    }
    if (type == "git") {
        package.url = "git+" + std::string(source->text_of("url"));
    } else if (const std::string_view git = source->text_of("git"); !git.empty()) {
        package.url = "git+" + std::string(git);
    } else {
        package.url = source->text_of("url");
    }
    return true;
}

void read_package(Gather& out, const Tree& entry) {
    model::ListedPackage package{.name = std::string(entry.text_of("name"))};
    package.line = entry.line;
    package.marker = entry.text_of("marker");
    if (const std::string_view version = entry.text_of("version"); !version.empty()) {
        package.version = "==" + std::string(version);
    }
    if (const std::string_view markers = entry.text_of("markers"); !markers.empty()) {
        package.marker = markers;
    }
    for (const Tree* fork : entry.list_of("resolution-markers")) { // uv's: one version for each of them
        package.marker += (package.marker.empty() ? "(" : " or (") + fork->text + ")";
    }
    const Tree* optional = entry.find("optional");
    package.optional_ = optional != nullptr && optional->is_true();
    if (!read_source(out, entry, package)) {
        return;
    }
    if (const std::string_view index = entry.text_of("index"); !index.empty() && !is_usual_index(index)) {
        out.add(model::PackageIndex::Kind::index, index, package.line, package.name);
    }
    out.add(std::move(package));
}

} // namespace

model::PackageList read_lock(std::string_view text, std::string_view path) {
    const TreeFile file = read_toml(text);
    Gather out(path, model::PackageFile::Kind::lock, file.broken_line);
    const Tree* of_poetry = file.root.find({"metadata", "python-versions"});
    const Tree* of_others = file.root.find("requires-python");
    if (const Tree* python = of_others != nullptr ? of_others : of_poetry; python != nullptr) {
        out.python(of_others != nullptr ? python->text : as_specifier(python->text), python->line);
    }
    for (const std::string_view key : {"package", "packages"}) {
        for (const Tree* entry : file.root.list_of(key)) {
            read_package(out, *entry);
        }
    }
    return out.take();
}

} // namespace dockwright::project
