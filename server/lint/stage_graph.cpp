#include "lint/stage_graph.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <charconv>

namespace dockwright::lint {
namespace {

std::optional<std::uint32_t> stage_of(const model::Document& document, std::string_view name) {
    const auto count = static_cast<std::uint32_t>(document.stages().size());
    if (const model::Stage* stage = name.empty() ? nullptr : document.stage_named(name, count)) {
        return stage->index;
    }
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    const bool is_number = error == std::errc{} && end == name.data() + name.size();
    return is_number && number < count ? std::optional(number) : std::nullopt;
}

void add_flags(const model::Document& document, const model::Instruction& instruction, std::uint32_t user,
               std::vector<StageUse>& out) {
    const auto add = [&](StageUse::Kind kind, std::string_view name, Span span) {
        if (const auto stage = stage_of(document, name)) {
            out.push_back({.kind = kind, .user = user, .stage = *stage, .span = span});
        }
    };
    for (const syntax::Flag& flag : document.flags(instruction)) {
        if (flag.name == "from" && instruction.keyword == model::Keyword::copy) {
            add(StageUse::Kind::copy, flag.value, flag.value_span);
        } else if (flag.name == "mount" && instruction.keyword == model::Keyword::run) {
            for (const syntax::MountOption& option : document.syntax().options_of(flag)) {
                if (ascii::equal(option.key, "from")) {
                    add(StageUse::Kind::mount, option.value, option.span);
                }
            }
        }
    }
}

} // namespace

std::vector<StageUse> stage_uses(const model::Document& document) {
    std::vector<StageUse> out;
    for (const model::Stage& stage : document.stages()) {
        if (stage.image.stage) {
            out.push_back({.kind = StageUse::Kind::from,
                           .user = stage.index,
                           .stage = *stage.image.stage,
                           .span = stage.image.span});
        }
        for (const model::Instruction& instruction : document.instructions(stage)) {
            add_flags(document, instruction, stage.index, out);
        }
    }
    return out;
}

bool leads_to(std::span<const StageUse> uses, std::uint32_t from, std::uint32_t to) {
    std::vector<std::uint32_t> reached{from};
    for (std::size_t i = 0; i < reached.size(); ++i) {
        if (reached[i] == to) {
            return true;
        }
        for (const StageUse& use : uses) {
            if (use.user == reached[i] && std::ranges::find(reached, use.stage) == reached.end()) {
                reached.push_back(use.stage);
            }
        }
    }
    return false;
}

} // namespace dockwright::lint
