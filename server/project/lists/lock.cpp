#include "project/lists/gather.hpp"
#include "project/lists/lists.hpp"

namespace dockwright::project {
namespace {

constexpr std::size_t most_edges = 65536;

std::string joined(const std::vector<const Tree*>& words) {
    std::string out;
    for (const Tree* word : words) {
        out += (out.empty() ? "" : ",") + word->text;
    }
    return out;
}

/// Whom a package of uv's lock asks for: always, with an extra, or in a dependency group.
class Edges {
public:
    explicit Edges(model::PackageList& list) : list_(list) {}

    void read(const Tree& entry) {
        add(entry, entry.list_of("dependencies"), {}, {});
        const auto tables = [&](std::string_view key, auto&& with) {
            const Tree* table = entry.find(key);
            for (std::size_t i = 0; table != nullptr && i < table->keys.size(); ++i) {
                with(table->keys[i], table->items[i].as_list());
            }
        };
        tables("optional-dependencies", [&](std::string_view extra, const std::vector<const Tree*>& all) {
            add(entry, all, extra, {});
        });
        tables("dev-dependencies", [&](std::string_view group, const std::vector<const Tree*>& all) {
            add(entry, all, {}, group);
        });
        note_project(entry);
    }

    /// A workspace whose own folder holds no project: "" stands for it.
    void finish(const Tree* groups) {
        if (!has_own_ && !list_.projects.empty()) {
            list_.projects.insert(list_.projects.begin(), std::string());
            for (std::size_t i = 0; groups != nullptr && i < groups->keys.size(); ++i) {
                add({}, groups->items[i].as_list(), {}, groups->keys[i]);
            }
        }
    }

private:
    void add(const Tree& entry, const std::vector<const Tree*>& partners, std::string_view extra,
             std::string_view group) {
        for (const Tree* partner : partners) {
            const std::string_view name = partner->text_of("name");
            if (name.empty() || list_.edges.size() >= most_edges) {
                continue;
            }
            list_.edges.push_back({.package = std::string(entry.text_of("name")),
                                   .version = std::string(entry.text_of("version")),
                                   .extra = std::string(extra),
                                   .group = std::string(group),
                                   .partner = std::string(name),
                                   .partner_version = std::string(partner->text_of("version")),
                                   .partner_extras = joined(partner->list_of("extra")),
                                   .marker = std::string(partner->text_of("marker"))});
        }
    }

    /// The project of the lock's own folder, and the members of its workspace.
    void note_project(const Tree& entry) {
        const Tree* source = entry.find("source");
        for (const std::string_view own : {"virtual", "editable"}) {
            const std::string_view folder = source != nullptr ? source->text_of(own) : std::string_view();
            if (!folder.empty()) {
                auto& projects = list_.projects;
                projects.insert(folder == "." ? projects.begin() : projects.end(),
                                std::string(entry.text_of("name")));
                has_own_ = has_own_ || folder == ".";
            }
        }
    }

    model::PackageList& list_;
    bool has_own_ = false;
};

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
    model::PackageList list = out.take();
    if (file.root.find("lock-version") == nullptr && of_poetry == nullptr) {
        Edges edges(list);
        for (const Tree* entry : file.root.list_of("package")) {
            edges.read(*entry);
        }
        edges.finish(file.root.find({"manifest", "dependency-groups"}));
    }
    return list;
}

} // namespace dockwright::project
