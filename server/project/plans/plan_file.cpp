#include "project/plans/plan_file.hpp"
#include "project/plans/values.hpp"
#include <algorithm>

namespace dockwright::project {
namespace {

using model::RunPlan;

/// The line of that number, from 1, without the blanks around it.
Span line_span(std::string_view text, std::uint32_t number) {
    std::size_t begin = 0;
    for (std::uint32_t line = 1; line < number && begin < text.size(); ++line) {
        begin = std::min(text.find('\n', begin), text.size() - 1) + 1;
    }
    std::size_t end = std::min(text.find('\n', begin), text.size());
    while (begin < end && (text[begin] == ' ' || text[begin] == '\t')) {
        ++begin;
    }
    while (end > begin && (text[end - 1] == ' ' || text[end - 1] == '\t' || text[end - 1] == '\r')) {
        --end;
    }
    return span(begin, end);
}

/// The first string from the line on that reads so and stands behind a colon: the tree knows no columns.
std::optional<Written> find_json_string(std::string_view text, std::uint32_t line,
                                        std::string_view expected) {
    for (std::size_t at = line_span(text, line).begin.index(); at < text.size(); ++at) {
        if (text[at] != '"') {
            continue;
        }
        auto read = read_json_string(text, offset(at));
        if (!read) {
            return std::nullopt;
        }
        const std::size_t before = text.substr(0, at).find_last_not_of(" \t\r\n");
        if (read->text == expected && before != std::string_view::npos && text[before] == ':') {
            return read;
        }
        at = read->span.end.index() - 1;
    }
    return std::nullopt;
}

class Reader {
public:
    Reader(std::string_view text, std::string_view path, RunPlan::Kind kind, const Lookup& variables,
           const OtherFile& other)
        : text_(text), is_json_(path.ends_with(".json")), variables_(variables), other_(other) {
        out_.file.kind = kind;
    }

    ReadPlanFile read() && {
        switch (out_.file.kind) {
        case RunPlan::Kind::compose: {
            const TreeFile tree = read_yaml_tree(text_);
            out_.file.broken_line = tree.broken_line;
            take(read_services(tree.root, variables_, other_));
            break;
        }
        case RunPlan::Kind::bake: {
            const TreeFile tree = is_json_ ? read_json(text_) : read_hcl(text_);
            root_ = &tree.root;
            out_.file.broken_line = tree.broken_line;
            take(read_targets(tree.root));
            break;
        }
        case RunPlan::Kind::devcontainer:
            out_.file.broken_line = read_json(text_).broken_line;
            out_.devcontainer = read_devcontainer(text_);
            take_container(out_.devcontainer.planned);
            break;
        }
        return std::move(out_);
    }

private:
    void take(std::vector<Planned> all) {
        for (Planned& planned : all) {
            const bool is_own = planned.file.empty(); // else it is said of that file
            if (is_own && !planned.plan.mistakes.empty()) {
                out_.file.plans.push_back(planned.plan);
            }
            if (is_own && planned.source == Planned::Source::text) {
                Embedded text = embedded(planned);
                out_.file.inlines.push_back({.text = std::move(text),
                                             .plan = std::move(planned.plan),
                                             .context = std::move(planned.context)});
            } else if (planned.source == Planned::Source::dockerfile) {
                out_.builds.push_back(std::move(planned));
            }
        }
    }

    /// Both paths are as seen from the file; Compose and bake have the Dockerfile's in the context.
    void take_container(const Planned& planned) {
        if (!planned.plan.mistakes.empty()) {
            out_.file.plans.push_back(planned.plan);
        }
        if (!planned.dockerfile.empty()) {
            out_.builds.push_back(planned);
        }
    }

    Embedded embedded(const Planned& planned) const {
        const bool is_bake = out_.file.kind == RunPlan::Kind::bake;
        const Dollars dollars = is_bake ? Dollars::hcl : Dollars::compose;
        const Lookup lookup = is_bake ? Lookup{.get = bake_default, .context = root_} : variables_;
        const Embedded::ValueOf value_of = [&](std::string_view variable) {
            return interpolated(variable, lookup);
        };
        auto written = !is_bake   ? read_yaml_scalar(text_, {planned.text_begin}, planned.text)
                       : is_json_ ? find_json_string(text_, planned.text_line, planned.text)
                                  : read_hcl_text(text_, {planned.text_begin});
        return written ? Embedded(std::move(*written), dollars, value_of)
                       : Embedded::without_places(planned.text, line_span(text_, planned.text_line), dollars,
                                                  value_of);
    }

    std::string_view text_;
    bool is_json_;
    Lookup variables_;
    const OtherFile& other_;
    const Tree* root_ = nullptr;
    ReadPlanFile out_;
};

/// `compose.yaml`, `compose.gpu.yml`.
bool is_called(std::string_view name, std::string_view begin, std::initializer_list<std::string_view> ends) {
    return name.starts_with(begin) && name.substr(begin.size()).starts_with('.') &&
           std::ranges::any_of(ends, [&](std::string_view end) { return name.ends_with(end); });
}

} // namespace

ReadPlanFile read_plan_file(std::string_view text, std::string_view path, RunPlan::Kind kind,
                            const Lookup& variables, const OtherFile& other) {
    return Reader(text, path, kind, variables, other).read();
}

std::optional<RunPlan::Kind> plan_kind(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    const std::string_view name = path.substr(slash + 1);
    if (is_called(name, "compose", {".yaml", ".yml"}) ||
        is_called(name, "docker-compose", {".yaml", ".yml"})) {
        return RunPlan::Kind::compose;
    }
    if (is_called(name, "docker-bake", {".hcl", ".json"})) {
        return RunPlan::Kind::bake;
    }
    const bool below =
        slash != std::string_view::npos && path.substr(0, slash + 1).contains(".devcontainer/");
    return name == ".devcontainer.json" || (below && name == "devcontainer.json")
               ? std::optional(RunPlan::Kind::devcontainer)
               : std::nullopt;
}

std::optional<RunPlan::Kind> plan_kind_of_named(std::string_view path) {
    if (path.ends_with(".yaml") || path.ends_with(".yml")) {
        return RunPlan::Kind::compose;
    }
    if (path.ends_with("devcontainer.json")) {
        return RunPlan::Kind::devcontainer;
    }
    return path.ends_with(".hcl") || path.ends_with(".json") ? std::optional(RunPlan::Kind::bake)
                                                             : std::nullopt;
}

} // namespace dockwright::project
