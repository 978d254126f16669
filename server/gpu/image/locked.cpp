#include "gpu/image/locked.hpp"
#include <algorithm>
#include <map>
#include <tuple>

namespace dockwright::gpu {
namespace {

using model::LockedEdge;
using model::PackageList;

bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        const std::string_view word = text.substr(0, comma);
        const auto begin = std::min(word.find_first_not_of(' '), word.size());
        out.emplace_back(word.substr(begin, word.find_last_not_of(' ') + 1 - begin));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return out;
}

/// As uv writes it into markers where extras or groups exclude each other: `extra-3-app-gpu`.
std::string as_extra(std::string_view kind, std::string_view project, std::string_view name) {
    return std::string(kind) + "-" + std::to_string(project.size()) + "-" + std::string(project) + "-" +
           std::string(name);
}

/// Goes through a lock from its project on, with the conditions of each edge.
class Walk {
public:
    Walk(const PackageList& list, const Selection& selection, knowledge::Version python, bool arm)
        : list_(list), selection_(selection), environment_{.python = python, .arm = arm} {
        for (const LockedEdge& edge : list.edges) {
            edges_.emplace(edge.package, &edge);
        }
        for (const std::string& project : list.projects) {
            for (const LockedEdge& edge : list.edges) {
                const bool extra = !edge.extra.empty() && selection.has_extra(edge.extra);
                const bool group = !edge.group.empty() && selection.has_group(edge.group);
                if (edge.package == project && (extra || group)) {
                    extras_.push_back(extra ? as_extra("extra", project, edge.extra)
                                            : as_extra("group", project, edge.group));
                }
            }
        }
        if (selection.known) {
            environment_.extras = extras_;
        }
    }

    void run() {
        for (const std::string& project : list_.projects) {
            const std::string& own = list_.projects.front();
            const bool meant = selection_.projects.empty() && (own.empty() || project == own);
            if (meant || selection_.all_projects || has(selection_.projects, project)) {
                of_project(project);
            }
        }
        while (!open_.empty()) {
            const Node node = open_.back();
            open_.pop_back();
            const bool surely = nodes_.at(node).surely;
            const auto [begin, end] = edges_.equal_range(std::get<0>(node));
            for (auto at = begin; at != end; ++at) {
                const LockedEdge& edge = *at->second;
                const bool same = std::get<1>(node).empty() || edge.version == std::get<1>(node);
                if (same && edge.extra == std::get<2>(node) && edge.group.empty()) {
                    follow(edge, surely, false);
                }
            }
        }
    }

    std::optional<Reached> of(const model::ListedPackage& package) const {
        std::optional<Reached> out;
        const std::string_view version =
            std::string_view(package.version)
                .substr(std::min(package.version.find_first_not_of('='), package.version.size()));
        for (const std::string_view one : {version, std::string_view()}) {
            const auto found = nodes_.find(Node(package.name, std::string(one), ""));
            if (found != nodes_.end()) {
                out = {.surely = found->second.surely || (out && out->surely),
                       .direct = found->second.direct || (out && out->direct)};
            }
        }
        return out;
    }

private:
    using Node = std::tuple<std::string, std::string, std::string>; ///< name, version or "", extra or ""

    void of_project(const std::string& project) {
        const auto [begin, end] = edges_.equal_range(project);
        for (auto at = begin; at != end; ++at) {
            const LockedEdge& edge = *at->second;
            const bool optional = !edge.extra.empty() || !edge.group.empty();
            const bool taken = !edge.extra.empty()   ? selection_.project && selection_.has_extra(edge.extra)
                               : !edge.group.empty() ? selection_.has_group(edge.group)
                                                     : selection_.project;
            if (taken || (optional && !selection_.known)) {
                follow(edge, taken, true);
            }
        }
    }

    void follow(const LockedEdge& edge, bool surely, bool direct) {
        const std::optional<bool> holds = marker_holds(edge.marker, environment_);
        if (holds == false || has(selection_.skipped, edge.partner)) {
            return;
        }
        const Reached way{.surely = surely && holds.has_value(), .direct = direct};
        reach(Node(edge.partner, edge.partner_version, ""), way);
        for (std::string& extra : split(edge.partner_extras)) {
            reach(Node(edge.partner, edge.partner_version, std::move(extra)), way);
        }
    }

    void reach(Node node, const Reached& way) {
        const auto [at, fresh] = nodes_.emplace(node, way);
        const bool better = way.surely && !at->second.surely;
        at->second.surely = at->second.surely || way.surely;
        at->second.direct = at->second.direct || way.direct;
        if (fresh || better) {
            open_.push_back(std::move(node));
        }
    }

    const PackageList& list_;
    const Selection& selection_;
    MarkerEnvironment environment_;
    std::vector<std::string> extras_;
    std::multimap<std::string_view, const LockedEdge*> edges_;
    std::map<Node, Reached> nodes_;
    std::vector<Node> open_;
};

/// An option's value, in its word or in the next one; nothing: it is another option.
std::optional<std::string> value_of(std::span<const std::string> words, std::size_t& at,
                                    std::string_view option) {
    const std::string_view word = words[at];
    if (word == option) {
        return ++at < words.size() ? words[at] : std::string();
    }
    const bool joined = word.starts_with(option) && word.substr(option.size()).starts_with('=');
    return joined ? std::optional(std::string(word.substr(option.size() + 1))) : std::nullopt;
}

} // namespace

bool Selection::has_extra(std::string_view name) const {
    return (all_extras || has(extras, name)) && !has(left_out, name);
}

bool Selection::has_group(std::string_view name) const {
    return (all_groups || has(groups, name)) && !has(left_out, name);
}

Selection selection_of(std::span<const std::string> arguments,
                       const std::vector<std::string>& default_groups) {
    Selection out;
    bool defaults = true;
    std::vector<std::string> only;
    struct Named {
        std::string_view option;
        std::vector<std::string>& names;
    };
    const Named named[] = {{"--extra", out.extras},      {"--no-extra", out.left_out},
                           {"--group", out.groups},      {"--only-group", only},
                           {"--no-group", out.left_out}, {"--no-install-package", out.skipped},
                           {"--package", out.projects}};
    for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
        const std::string& word = arguments[i];
        out.known = out.known && !word.empty();
        out.all_extras = out.all_extras || word == "--all-extras";
        out.all_groups = out.all_groups || word == "--all-groups";
        out.all_projects = out.all_projects || word == "--all-packages";
        defaults = defaults && word != "--no-default-groups";
        if (word == "--no-dev") {
            out.left_out.emplace_back("dev");
        } else if (word == "--dev") {
            out.groups.emplace_back("dev");
        } else if (word == "--only-dev") {
            only.emplace_back("dev");
        }
        for (const Named& one : named) {
            if (auto value = value_of(arguments, i, one.option)) {
                out.known = out.known && !value->empty();
                one.names.push_back(std::move(*value));
                break;
            }
        }
    }
    out.project = only.empty();
    if (out.project && defaults) {
        out.all_groups = out.all_groups || has(default_groups, "all");
        out.groups.insert(out.groups.end(), default_groups.begin(), default_groups.end());
    }
    out.groups.insert(out.groups.end(), only.begin(), only.end());
    return out;
}

Selection selection_of_extras(std::string_view extras) {
    Selection out;
    out.extras = split(extras);
    return out;
}

std::vector<std::optional<Reached>> reached(const PackageList& list, const Selection& selection,
                                            knowledge::Version python, bool arm) {
    std::vector<std::optional<Reached>> out;
    out.reserve(list.packages.size());
    if (list.edges.empty() || list.projects.empty()) {
        out.assign(list.packages.size(), Reached{.surely = true, .direct = true});
        return out;
    }
    Walk walk(list, selection, python, arm);
    walk.run();
    for (const model::ListedPackage& package : list.packages) {
        out.push_back(walk.of(package));
    }
    return out;
}

} // namespace dockwright::gpu
