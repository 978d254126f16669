#include "project/plans/planned.hpp"
#include "project/plans/values.hpp"
#include <algorithm>

namespace dockwright::project {
namespace {

using model::RunPlan;

constexpr int most_inherited = 16;
constexpr std::size_t most_targets = 256;
constexpr std::size_t most_copied = 100'000;

/// The default of a `variable` of the file.
std::optional<std::string> default_of(const void* context, std::string_view name) {
    const Tree& root = *static_cast<const Tree*>(context);
    const Tree* value = root.find({"variable", name, "default"});
    return value != nullptr && value->is_text() && !value->text.contains('$') ? std::optional(value->text)
                                                                              : std::nullopt;
}

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

} // namespace

std::vector<Planned> read_bake(const Tree& root) {
    const Lookup lookup{.get = default_of, .context = &root};
    const Tree* targets = root.find("target");
    std::vector<Planned> out;
    std::size_t left = most_copied;
    for (std::size_t i = 0; targets != nullptr && i < std::min(targets->keys.size(), most_targets); ++i) {
        const Tree target = inherited(*targets, targets->items[i], left);
        const auto path = [&](std::string_view key, std::string_view usual) -> std::optional<std::string> {
            const Tree* item = target.find(key);
            return item == nullptr   ? std::optional(std::string(usual))
                   : item->is_text() ? interpolated(item->text, lookup)
                                     : std::nullopt;
        };
        const auto context = path("context", ".");
        const auto dockerfile = path("dockerfile", "Dockerfile");
        if (!context || !dockerfile || context->contains("://") ||
            target.find("dockerfile-inline") != nullptr) {
            continue;
        }
        Planned planned{
            .plan = {.kind = RunPlan::Kind::bake, .name = targets->keys[i], .line = targets->items[i].line},
            .context = *context,
            .dockerfile = *dockerfile};
        planned.plan.stage = read_text(target, "target", lookup);
        planned.plan.platform = only_platform(target.find("platforms"), lookup);
        planned.plan.build_arguments = read_pairs(target.find("args"), lookup);
        out.push_back(std::move(planned));
    }
    return out;
}

} // namespace dockwright::project
