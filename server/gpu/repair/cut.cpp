#include "gpu/repair/cut.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <string>
#include <vector>

namespace dockwright::gpu {
namespace {

constexpr std::size_t least_cut = 512; ///< bytes

/// Marks the stage and what it is made of. False: it names one in a way that is lost when others go.
bool mark(const model::Document& document, const model::Stage& stage, std::vector<bool>& needed) {
    if (needed[stage.index]) {
        return true;
    }
    needed[stage.index] = true;
    if (stage.image.stage && !mark(document, document.stages()[*stage.image.stage], needed)) {
        return false;
    }
    for (const model::Instruction& one : document.instructions(stage)) {
        if (one.keyword == model::Keyword::onbuild) {
            return false;
        }
        for (const syntax::Flag& flag : document.flags(one)) {
            const bool mounts = flag.name == "mount" && flag.value.contains("from=");
            const bool counts =
                flag.name == "from" && !flag.value.empty() && ascii::is_digit(flag.value.front());
            if (mounts || counts) {
                return false;
            }
            const model::Stage* from =
                flag.name == "from" ? document.stage_named(flag.value, stage.index) : nullptr;
            if (from != nullptr && !mark(document, *from, needed)) {
                return false;
            }
        }
    }
    return true;
}

} // namespace

std::optional<Cut> cut_to_stage(const Question& question) {
    const model::Document& document = question.document;
    const auto stages = document.stages();
    if (stages.size() < 2 || document.syntax().has_lost_lines()) {
        return std::nullopt;
    }
    const std::uint32_t asked = question.stage.value_or(static_cast<std::uint32_t>(stages.size() - 1));
    std::vector<bool> needed(stages.size());
    if (!mark(document, stages[asked], needed)) {
        return std::nullopt;
    }
    std::string text(document.text());
    std::size_t gone = 0;
    std::uint32_t before = 0;
    for (const model::Stage& stage : stages) {
        if (needed[stage.index]) {
            before += stage.index < asked ? 1 : 0;
            continue;
        }
        const std::size_t begin = document.instructions()[stage.from].span.begin.index();
        const std::size_t end = stage.end < document.instructions().size()
                                    ? document.instructions()[stage.end].span.begin.index()
                                    : text.size();
        std::ranges::fill(text.begin() + static_cast<std::ptrdiff_t>(begin),
                          text.begin() + static_cast<std::ptrdiff_t>(end), ' ');
        gone += end - begin;
        if (end < text.size() && end > begin) {
            text[end - 1] = '\n'; // the next stage begins its own line
        }
    }
    if (gone < least_cut) {
        return std::nullopt;
    }
    return Cut{.document = model::Document::parse(std::move(text)), .stage = before};
}

} // namespace dockwright::gpu
