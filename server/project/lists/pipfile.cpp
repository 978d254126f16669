#include "project/lists/gather.hpp"
#include "project/lists/lists.hpp"

namespace dockwright::project {
namespace {

using Kind = model::PackageIndex::Kind;

void read_sources(Gather& out, const std::vector<const Tree*>& sources) {
    bool first = true;
    for (const Tree* source : sources) {
        const std::string_view url = source->text_of("url");
        out.name_index(source->text_of("name"), url);
        if (first && !is_usual_index(url)) {
            out.add(Kind::index, url, source->line); // the others only for packages that name them
        }
        first = false;
    }
}

void read_python(Gather& out, const Tree* requires_table) {
    const Tree* version = requires_table != nullptr ? requires_table->find("python_version") : nullptr;
    if (version != nullptr && version->is_text()) {
        out.python("==" + version->text + ".*", version->line);
    }
}

void read_packages(Gather& out, const Tree* packages, bool development) {
    for (std::size_t i = 0; packages != nullptr && i < packages->keys.size(); ++i) {
        const Tree& value = packages->items[i];
        model::ListedPackage package = read_dependency(packages->keys[i], value);
        package.line = value.line;
        package.optional_ = development;
        package.group = development ? "dev" : "";
        const std::string_view url = out.url_of(value.text_of("index"));
        if (!url.empty() && !is_usual_index(url)) {
            out.add(Kind::index, url, value.line, package.name);
        }
        out.add(std::move(package));
    }
}

} // namespace

model::PackageList read_pipfile(std::string_view text, std::string_view path) {
    const TreeFile file = read_toml(text);
    Gather out(path, model::PackageFile::Kind::project, file.broken_line);
    read_sources(out, file.root.list_of("source"));
    read_python(out, file.root.find("requires"));
    read_packages(out, file.root.find("packages"), false);
    read_packages(out, file.root.find("dev-packages"), true);
    return out.take();
}

model::PackageList read_pipfile_lock(std::string_view text, std::string_view path) {
    const TreeFile file = read_json(text);
    Gather out(path, model::PackageFile::Kind::lock, file.broken_line);
    if (const Tree* meta = file.root.find("_meta")) {
        read_sources(out, meta->list_of("sources"));
        read_python(out, meta->find("requires"));
    }
    read_packages(out, file.root.find("default"), false);
    read_packages(out, file.root.find("develop"), true);
    return out.take();
}

} // namespace dockwright::project
