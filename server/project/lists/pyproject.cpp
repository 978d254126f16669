#include "base/ascii.hpp"
#include "model/requirement.hpp"
#include "project/lists/gather.hpp"
#include "project/lists/lists.hpp"
#include <algorithm>

namespace dockwright::project {
namespace {

using Kind = model::PackageIndex::Kind;

void add_requirement(Gather& out, const Tree& item, bool optional, std::string_view group) {
    auto package = item.is_text() ? model::read_requirement(item.text) : std::nullopt;
    if (!package) {
        if (item.is_text()) {
            out.broken(item.line);
        }
        return; // a table includes another group, whose packages are listed there
    }
    package->line = item.line;
    package->optional_ = optional;
    package->group = group;
    out.add(std::move(*package));
}

/// Tables of lists of requirements, by group.
void add_groups(Gather& out, const Tree* groups) {
    for (std::size_t i = 0; groups != nullptr && i < groups->keys.size(); ++i) {
        for (const Tree* item : groups->items[i].as_list()) {
            add_requirement(out, *item, true, groups->keys[i]);
        }
    }
}

void read_project(Gather& out, const Tree& root) {
    const Tree* project = root.find("project");
    if (project == nullptr) {
        return;
    }
    if (const Tree* python = project->find("requires-python"); python != nullptr && python->is_text()) {
        out.python(python->text, python->line);
    }
    for (const Tree* item : project->list_of("dependencies")) {
        add_requirement(out, *item, false, {});
    }
    add_groups(out, project->find("optional-dependencies"));
}

/// The extras of poetry that take a package, one is enough.
std::string_view extra_with(const Tree* extras, std::string_view name) {
    for (std::size_t i = 0; extras != nullptr && i < extras->keys.size(); ++i) {
        for (const Tree* item : extras->items[i].as_list()) {
            if (ascii::equal(item->text, name)) {
                return extras->keys[i];
            }
        }
    }
    return {};
}

void add_poetry(Gather& out, const Tree* dependencies, const Tree* extras, bool optional,
                std::string_view group) {
    for (std::size_t i = 0; dependencies != nullptr && i < dependencies->keys.size(); ++i) {
        const std::string& name = dependencies->keys[i];
        const Tree& value = dependencies->items[i];
        if (name == "python") {
            if (value.is_text()) {
                out.python(as_specifier(value.text), value.line);
            }
            continue;
        }
        const std::vector<const Tree*> ways =
            value.is_list() ? value.as_list() : std::vector<const Tree*>{&value};
        for (const Tree* way : ways) {
            model::ListedPackage package = read_dependency(name, *way);
            const std::string_view url = out.url_of(way->text_of("source"));
            if (!url.empty() && may_be_linux(package.marker)) {
                out.add(Kind::index, url, package.line, name);
            }
            package.group = package.optional_ ? extra_with(extras, name) : group;
            package.optional_ = package.optional_ || optional;
            out.add(std::move(package));
        }
    }
}

void read_poetry_sources(Gather& out, const Tree& poetry) {
    for (const Tree* source : poetry.list_of("source")) {
        const std::string_view url = source->text_of("url");
        const std::string priority = ascii::lowered(source->text_of("priority"));
        const Tree* fallback = source->find("default");
        out.name_index(source->text_of("name"), url);
        if (priority.empty() ? fallback != nullptr && fallback->is_true()
                             : priority == "primary" || priority == "default") {
            out.add(Kind::index, url, source->line);
        } else if (priority != "explicit") {
            out.add(Kind::extra, url, source->line);
        }
    }
}

void read_poetry(Gather& out, const Tree& root) {
    const Tree* poetry = root.find({"tool", "poetry"});
    if (poetry == nullptr) {
        return;
    }
    const Tree* extras = poetry->find("extras");
    read_poetry_sources(out, *poetry);
    add_poetry(out, poetry->find("dependencies"), extras, false, {});
    add_poetry(out, poetry->find("dev-dependencies"), extras, false, "dev");
    const Tree* groups = poetry->find("group");
    for (std::size_t i = 0; groups != nullptr && i < groups->keys.size(); ++i) {
        const Tree* optional = groups->items[i].find("optional");
        add_poetry(out, groups->items[i].find("dependencies"), extras,
                   optional != nullptr && optional->is_true(), groups->keys[i]);
    }
}

void read_uv_indexes(Gather& out, const Tree& uv) {
    for (const Tree* index : uv.list_of("index")) {
        const std::string_view url = index->text_of("url");
        const Tree* fallback = index->find("default");
        const Tree* only_named = index->find("explicit");
        out.name_index(index->text_of("name"), url);
        if (only_named == nullptr || !only_named->is_true()) {
            out.add(fallback != nullptr && fallback->is_true() ? Kind::index : Kind::extra, url, index->line);
        }
    }
    const auto add = [&](const Tree* from, std::string_view key, Kind kind) {
        for (const Tree* item : from != nullptr ? from->list_of(key) : std::vector<const Tree*>{}) {
            out.add(kind, item->text, item->line);
        }
    };
    for (const Tree* from : {&uv, uv.find("pip")}) {
        add(from, "index-url", Kind::index);
        add(from, "extra-index-url", Kind::extra);
        add(from, "find-links", Kind::links);
        add(from, "torch-backend", Kind::backend);
    }
}

void read_uv(Gather& out, const Tree& root) {
    const Tree* uv = root.find({"tool", "uv"});
    if (uv == nullptr) {
        return;
    }
    read_uv_indexes(out, *uv);
    for (const Tree* item : uv->list_of("dev-dependencies")) {
        add_requirement(out, *item, true, "dev");
    }
    const Tree* sources = uv->find("sources");
    for (std::size_t i = 0; sources != nullptr && i < sources->keys.size(); ++i) {
        const Tree& value = sources->items[i];
        const std::vector<const Tree*> ways =
            value.is_list() ? value.as_list() : std::vector<const Tree*>{&value};
        for (const Tree* way : ways) {
            if (may_be_linux(way->text_of("marker"))) {
                out.add(Kind::index, out.url_of(way->text_of("index")), way->line, sources->keys[i]);
            }
        }
    }
}

/// The dependency groups that uv takes unasked; `all` stands for each of them.
std::vector<std::string> default_groups(const Tree& root) {
    const Tree* groups = root.find({"tool", "uv", "default-groups"});
    if (groups == nullptr) {
        return {"dev"};
    }
    std::vector<std::string> out;
    for (const Tree* group : groups->as_list()) {
        out.push_back(group->text);
    }
    return out;
}

} // namespace

model::PackageList read_pyproject(std::string_view text, std::string_view path) {
    const TreeFile file = read_toml(text);
    Gather out(path, model::PackageFile::Kind::project, file.broken_line);
    read_project(out, file.root);
    add_groups(out, file.root.find("dependency-groups"));
    read_poetry(out, file.root);
    read_uv(out, file.root);
    model::PackageList list = out.take();
    list.default_groups = default_groups(file.root);
    return list;
}

} // namespace dockwright::project
