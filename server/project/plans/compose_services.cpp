#include "project/plans/compose_services.hpp"
#include "project/plans/compose_merge.hpp"
#include "project/plans/compose_place.hpp"
#include "project/plans/env_file.hpp"
#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace dockwright::project {
namespace {

constexpr int most_extended = 8;
constexpr int most_included = 8; // one in another
constexpr std::size_t most_services = 1024;
constexpr std::size_t most_files = 64;
constexpr std::size_t most_nodes = 200'000;      // of all other files together
constexpr std::size_t most_copied = 500'000;     // nodes
constexpr std::size_t most_replaced = 1U << 22U; // bytes

using Services = std::vector<ComposeService>;

/// Services that others of the same place may extend: as the files together have them, or, of a file that is
/// named in `extends`, as that file alone has them.
struct Extendable {
    Place place;
    const Services* services = nullptr;
    const Tree* alone = nullptr;
};

ComposeService* find(Services& services, std::string_view name) {
    const auto found = std::ranges::find(services, name, &ComposeService::name);
    return found == services.end() ? nullptr : &*found;
}

void override_with(ComposeService& base, const ComposeService& over) {
    base.tree = merged(without_lines(std::move(base.tree)), over.tree);
    base.tree.line = over.tree.line;
    base.file = over.file;
}

/// Whether something of it says that it is built or run by itself.
bool stands_alone(const Tree& service) {
    constexpr std::array<std::string_view, 5> keys{"image", "container_name", "command", "entrypoint",
                                                   "ports"};
    return std::ranges::any_of(keys, [&](std::string_view key) { return service.find(key) != nullptr; });
}

class Reading {
public:
    explicit Reading(const OtherFile& other) : other_(other) {}

    /// The file's own, with what they extend, then those that it includes.
    Services services(const Tree& root, const Place& place, int depth = 0) {
        const Tree* own = root.find("services");
        Services out;
        for (std::size_t i = 0; own != nullptr && i < std::min(own->keys.size(), most_services); ++i) {
            if (take(own->items[i])) {
                out.push_back({.name = own->keys[i], .file = place.file, .tree = own->items[i]});
                place_context(out.back().tree, place);
            }
        }
        const std::size_t count = out.size();
        if (const Tree* include = root.find("include"); include != nullptr && depth < most_included) {
            for (const Tree* entry : include->as_list()) {
                this->include(out, *entry, place, depth);
            }
        }
        for (std::size_t i = 0; i < count; ++i) {
            ComposeService& one = out[i];
            if (one.tree.find("extends") != nullptr) {
                const std::uint32_t line = one.tree.line;
                one.tree = extended(one.tree, one.name, {.place = place, .services = &out}, 0);
                one.tree.line = line;
                drop(one.tree, "extends"); // it is done for those that extend this one, too
            }
            add_usual_context(one.tree, place);
        }
        for (ComposeService& one : out) {
            one.is_template = extended_.contains(one.name) && !stands_alone(one.tree);
        }
        return out;
    }

private:
    /// Whether so much may still be copied.
    bool take(const Tree& tree) {
        const std::size_t size = size_of(tree);
        copied_ += size;
        return copied_ <= most_copied;
    }

    std::optional<std::string> read(const std::string& file) {
        return other_ && ++files_ <= most_files ? other_(file) : std::nullopt;
    }

    /// Null: there is nothing in it.
    const Tree* tree_of(const std::string& file) {
        const auto [known, is_new] = trees_.try_emplace(file);
        const auto text = is_new && nodes_ < most_nodes ? read(file) : std::nullopt;
        if (text) {
            known->second = read_yaml_tree(*text).root;
            nodes_ += size_of(known->second);
        }
        return known->second.is_table() ? &known->second : nullptr;
    }

    /// What is there already wins.
    void include(Services& out, const Tree& entry, const Place& place, int depth) {
        const Tree* directory = entry.find("project_directory");
        std::vector<std::string> files;
        for (const Tree* path : entry.is_table() ? entry.list_of("path") : entry.as_list()) {
            const auto value = value_of(path, place.variables);
            files.push_back(value ? joined(place.folder, *value) : "");
        }
        const auto folder =
            directory != nullptr ? value_of(directory, place.variables) : std::optional(std::string());
        const auto has = [](const std::vector<std::string>& all, const std::string& one) {
            return std::ranges::find(all, one) != all.end();
        };
        included_ += files.size();
        if (files.empty() || has(files, "") || !folder || has(open_, files.front()) ||
            included_ > most_files) {
            return;
        }
        open_.push_back(files.front());
        const std::string own_folder =
            directory != nullptr ? joined(place.folder, *folder) : folder_of(files.front());
        const Variables variables{.above = place.variables, .own = environment(entry, place, own_folder)};
        for (ComposeService& one : together(files, own_folder, variables.lookup(), depth + 1)) {
            replace_variables(one.tree, variables.lookup(), replaceable_);
            if (ComposeService* known = find(out, one.name)) {
                if (take(one.tree)) {
                    override_with(one, *known);
                    *known = std::move(one);
                }
            } else if (out.size() < most_services) {
                out.push_back(std::move(one));
            }
        }
        open_.pop_back();
    }

    /// The first file as those behind it override it.
    Services together(const std::vector<std::string>& files, const std::string& folder,
                      const Lookup& variables, int depth) {
        Services out;
        for (const std::string& file : files) {
            const Tree* tree = tree_of(file);
            const Place place{.file = file, .folder = folder, .variables = variables};
            for (ComposeService& one : tree != nullptr ? services(*tree, place, depth) : Services{}) {
                if (ComposeService* known = find(out, one.name)) {
                    if (take(known->tree)) {
                        override_with(*known, one);
                    }
                } else {
                    out.push_back(std::move(one));
                }
            }
        }
        return out;
    }

    Pairs environment(const Tree& entry, const Place& place, const std::string& folder) {
        Pairs out;
        const auto add = [&](const std::string& file) {
            if (const auto text = read(file)) {
                std::ranges::move(read_env_file(*text, place.variables), std::back_inserter(out));
            }
        };
        if (entry.find("env_file") == nullptr) {
            add(joined(folder, ".env"));
        }
        for (const Tree* file : entry.list_of("env_file")) {
            if (const auto path = value_of(file, place.variables)) {
                add(joined(place.folder, *path));
            }
        }
        return out;
    }

    Tree extended(const Tree& service, std::string_view name, const Extendable& from, int depth) {
        const Tree* extends = service.find("extends");
        if (extends == nullptr || depth > most_extended) {
            return service;
        }
        const Tree* file = extends->find("file");
        const auto base_name =
            value_of(extends->is_text() ? extends : extends->find("service"), from.place.variables);
        if (!base_name || (file == nullptr && *base_name == name)) {
            return service;
        }
        const auto base = file == nullptr ? base_in(from, *base_name, depth)
                                          : base_in_file(*file, *base_name, from.place, depth);
        return base && take(*base) ? merged(*base, service) : service;
    }

    std::optional<Tree> base_in(const Extendable& from, const std::string& name, int depth) {
        if (from.alone != nullptr) {
            const Tree* found = from.alone->find(name);
            if (found == nullptr || !take(*found)) {
                return std::nullopt;
            }
            Tree base = without_lines(*found);
            place_context(base, from.place);
            return extended(base, name, from, depth + 1);
        }
        const auto found = std::ranges::find(*from.services, name, &ComposeService::name);
        if (found == from.services->end() || !take(found->tree)) {
            return std::nullopt;
        }
        extended_.insert(name);
        return extended(found->file == from.place.file ? found->tree : without_lines(found->tree), name, from,
                        depth + 1);
    }

    std::optional<Tree> base_in_file(const Tree& file, const std::string& name, const Place& place,
                                     int depth) {
        const auto written = value_of(&file, place.variables);
        const std::string path = written ? joined(place.folder, *written) : "";
        const Tree* root = path.empty() ? nullptr : tree_of(path);
        const Tree* services = root != nullptr ? root->find("services") : nullptr;
        const Place there{.file = path, .folder = folder_of(path), .variables = place.variables};
        return services != nullptr ? base_in({.place = there, .alone = services}, name, depth) : std::nullopt;
    }

    const OtherFile& other_;
    std::map<std::string, Tree> trees_; ///< of other files
    std::vector<std::string> open_;     ///< that are being included
    std::set<std::string> extended_;    ///< services that others extend
    std::size_t files_ = 0;
    std::size_t included_ = 0;
    std::size_t nodes_ = 0;
    std::size_t copied_ = 0;
    std::size_t replaceable_ = most_replaced;
};

} // namespace

std::vector<ComposeService> compose_services(const Tree& root, const Lookup& variables,
                                             const OtherFile& other) {
    return Reading(other).services(root, {.file = "", .folder = "", .variables = variables});
}

std::vector<ComposeService> overriding_services(const Tree& root, const Tree& over, const Lookup& variables,
                                                const OtherFile& other) {
    const Place place{.file = "", .folder = "", .variables = variables};
    Reading reading(other);
    Services base = reading.services(root, place);
    Services out = reading.services(over, place);
    for (ComposeService& one : out) {
        if (ComposeService* known = find(base, one.name)) {
            override_with(*known, one);
            one = std::move(*known);
        }
    }
    return out;
}

} // namespace dockwright::project
