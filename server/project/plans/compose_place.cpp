#include "project/plans/compose_place.hpp"
#include "project/plans/compose_merge.hpp"
#include <filesystem>

namespace dockwright::project {

namespace fs = std::filesystem;

std::optional<std::string> value_of(const Tree* text, const Lookup& variables) {
    return text != nullptr && text->is_text() ? interpolated(text->text, variables) : std::nullopt;
}

std::string joined(const std::string& folder, const std::string& path) {
    std::string out = (fs::path(folder) / path).lexically_normal().generic_string();
    if (out.size() > 1 && out.ends_with('/')) {
        out.pop_back();
    }
    return out == "." ? "" : out;
}

std::string folder_of(const std::string& file) {
    return fs::path(file).parent_path().generic_string();
}

void place_context(Tree& service, const Place& place) {
    Tree* build = place.folder.empty() ? nullptr : item_of(service, "build");
    if (build == nullptr) {
        return;
    }
    *build = as_build(*build);
    Tree* context = item_of(*build, "context");
    if (context != nullptr && context->is_text()) {
        const auto value = value_of(context, place.variables);
        context->text = !value                   ? unknown_value
                        : value->contains("://") ? literal(*value)
                                                 : literal(joined(place.folder, *value));
    }
}

void add_usual_context(Tree& service, const Place& place) {
    Tree* build = place.folder.empty() ? nullptr : item_of(service, "build");
    if (build != nullptr && build->is_table() && build->find("context") == nullptr) {
        build->keys.emplace_back("context");
        build->items.push_back({.kind = Tree::Kind::text, .text = literal(place.folder)});
    }
}

} // namespace dockwright::project
