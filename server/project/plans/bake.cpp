#include "project/plans/planned.hpp"
#include "project/plans/values.hpp"
#include <algorithm>

namespace dockwright::project {
namespace {

using model::RunPlan;

constexpr int most_inherited = 16;
constexpr std::size_t most_targets = 256;
constexpr std::size_t most_copied = 100'000;

/// What it inherits, then its own: of `args` name by name. `left` bounds what all targets together copy.
Tree inherited(const Tree& targets, const Tree& target, std::size_t& left, int depth = 0) {
    Tree out{.kind = Tree::Kind::table, .line = target.line};
    const auto take = [&](const Tree& from) {
        for (std::size_t i = 0; i < from.keys.size() && left > 0; ++i) {
            left -= std::min(left, 1 + from.items[i].items.size());
            Tree item = from.items[i];
            const Tree* old = from.keys[i] == "args" ? out.find("args") : nullptr;
            if (old != nullptr && item.is_table()) {
                Tree both = *old;
                both.keys.insert(both.keys.end(), item.keys.begin(), item.keys.end());
                both.items.insert(both.items.end(), item.items.begin(), item.items.end());
                item = std::move(both);
            }
            out.keys.push_back(from.keys[i]);
            out.items.push_back(std::move(item));
        }
    };
    for (const Tree* name : target.list_of("inherits")) {
        const Tree* base = depth < most_inherited ? targets.find(name->text) : nullptr;
        if (base != nullptr && base != &target) {
            take(inherited(targets, *base, left, depth + 1));
        }
    }
    take(target);
    return out;
}

void read_source(Planned& out, const Tree& target, const Lookup& lookup) {
    const auto path = [&](std::string_view key, std::string_view usual) -> std::optional<std::string> {
        const Tree* item = target.find(key);
        return item == nullptr   ? std::optional(std::string(usual))
               : item->is_text() ? interpolated(item->text, lookup)
                                 : std::nullopt;
    };
    const auto context = path("context", ".");
    const auto dockerfile = path("dockerfile", "Dockerfile");
    const bool is_folder = context && !context->contains("://");
    out.context = is_folder ? *context : "";
    if (const Tree* text = target.find("dockerfile-inline")) {
        out.source =
            text->is_text() && text->text != "${}" ? Planned::Source::text : Planned::Source::nothing;
        out.text = text->text;
        out.text_begin = text->begin;
        out.text_line = text->line;
    } else if (is_folder && dockerfile) {
        out.source = Planned::Source::dockerfile;
        out.dockerfile = *dockerfile;
    }
}

/// Each `${…}` becomes `*`.
std::string opened(const Tree* text, std::string_view usual) {
    if (text == nullptr || !text->is_text()) {
        return std::string(text == nullptr ? usual : "*");
    }
    std::string out;
    int depth = 0;
    for (std::size_t i = 0; i < text->text.size(); ++i) {
        const std::string_view rest = std::string_view(text->text).substr(i);
        if (rest.starts_with("${")) {
            out += depth++ == 0 ? "*" : "";
            ++i;
        } else if (depth > 0) {
            depth -= rest.front() == '}' ? 1 : 0;
        } else {
            out += rest.front();
        }
    }
    return out;
}

void read_contexts(Planned& out, const Tree& target) {
    const Tree* contexts = target.find("contexts");
    if (contexts == nullptr || contexts->keys.empty()) {
        return;
    }
    out.plan.named_contexts = contexts->keys;
    std::string context = opened(target.find("context"), ".");
    std::string dockerfile = opened(target.find("dockerfile"), "Dockerfile");
    if (target.find("dockerfile-inline") == nullptr && !context.contains("://") &&
        (context + dockerfile).contains('*')) {
        out.open_context = std::move(context);
        out.open_dockerfile = std::move(dockerfile);
    }
}

/// `type=cacheonly`, `type=local,dest=out`, `type=tar`, or what alone is where to put the files; also as a
/// table: docs.docker.com/build/bake/reference, "target.output".
bool is_image(const Tree& output) {
    constexpr std::string_view files[] = {"cacheonly", "local", "tar"};
    std::string_view type = output.text_of("type");
    if (output.is_text()) {
        const std::string_view text = output.text;
        const std::size_t at = text.starts_with("type=") ? 0 : text.find(",type=");
        if (at == std::string_view::npos) {
            return text.empty() || text.contains('=') || text.contains('$');
        }
        type = text.substr(text.find('=', at) + 1);
        type = type.substr(0, type.find(','));
    }
    return std::ranges::find(files, type) == std::end(files);
}

bool makes_image(const Tree& target, std::string_view stage) {
    const std::vector<const Tree*> outputs = target.list_of("output");
    const bool stage_known = target.find("target") == nullptr || !stage.empty();
    return outputs.empty() || !stage_known ||
           std::ranges::any_of(outputs, [](const Tree* output) { return is_image(*output); });
}

} // namespace

std::optional<std::string> bake_default(const void* root, std::string_view name) {
    const Tree* value = static_cast<const Tree*>(root)->find({"variable", name, "default"});
    return value != nullptr && value->is_text() && !value->text.contains('$') ? std::optional(value->text)
                                                                              : std::nullopt;
}

std::vector<Planned> read_bake(const Tree& root) {
    std::vector<Planned> out = read_targets(root);
    std::erase_if(out, [](const Planned& one) {
        return one.source != Planned::Source::dockerfile && one.open_dockerfile.empty();
    });
    return out;
}

std::vector<Planned> read_targets(const Tree& root) {
    const Lookup lookup{.get = bake_default, .context = &root};
    const Tree* targets = root.find("target");
    std::vector<Planned> out;
    std::size_t left = most_copied;
    for (std::size_t i = 0; targets != nullptr && i < std::min(targets->keys.size(), most_targets); ++i) {
        const Tree target = inherited(*targets, targets->items[i], left);
        Planned planned{
            .plan = {.kind = RunPlan::Kind::bake, .name = targets->keys[i], .line = targets->items[i].line},
            .context = "",
            .dockerfile = "",
            .source = Planned::Source::nothing};
        read_source(planned, target, lookup);
        planned.plan.stage = read_text(target, "target", lookup);
        planned.plan.platform = only_platform(target.find("platforms"), lookup);
        planned.plan.build_arguments = read_pairs(target.find("args"), lookup);
        planned.plan.makes_image = makes_image(target, planned.plan.stage);
        planned.names_dockerfile = target.find("dockerfile") != nullptr;
        read_contexts(planned, target);
        out.push_back(std::move(planned));
    }
    return out;
}

} // namespace dockwright::project
