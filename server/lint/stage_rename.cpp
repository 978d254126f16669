#include "lint/stage_rename.hpp"

namespace dockwright::lint {
namespace {

/// Each of a file's stages may ask, and each look goes through the whole file.
constexpr std::size_t most_stages = 200;

class Rename {
public:
    Rename(const model::Document& document, const model::Stage& stage, std::string_view name)
        : document_(document), stage_(stage), name_(name) {}

    std::optional<std::vector<TextEdit>> run() {
        put(stage_.name_span, stage_.name);
        for (const model::Stage& later : document_.stages().subspan(stage_.index + 1)) {
            if (later.image.stage == stage_.index) {
                put(later.image.span, later.image.name);
            }
            for (const model::Instruction& instruction : document_.instructions(later)) {
                look_at(instruction, later);
            }
        }
        return plain_ ? std::optional(std::move(edits_)) : std::nullopt;
    }

private:
    void look_at(const model::Instruction& instruction, const model::Stage& later) {
        for (const syntax::Flag& flag : document_.flags(instruction)) {
            if (flag.name == "from" && means_it(flag.value, later)) {
                put(flag.value_span, flag.value);
            }
            for (const syntax::MountOption& option : document_.syntax().options_of(flag)) {
                if (option.key == "from" && means_it(option.value, later)) {
                    put({option.span.end - option.value.size(), option.span.end}, option.value);
                }
            }
        }
    }
    bool means_it(std::string_view name, const model::Stage& later) const {
        return !name.empty() && document_.stage_named(name, later.index + 1) == &stage_;
    }
    void put(Span span, std::string_view written) {
        plain_ = plain_ && span.of(document_.text()) == written;
        edits_.push_back({span, std::string(name_)});
    }

    const model::Document& document_;
    const model::Stage& stage_;
    std::string_view name_;
    std::vector<TextEdit> edits_;
    bool plain_ = true;
};

std::string free_name(const model::Document& document, std::string_view wanted) {
    const auto stages = static_cast<std::uint32_t>(document.stages().size());
    std::string name(wanted);
    for (int number = 2; document.stage_named(name, stages) != nullptr; ++number) {
        name = std::string(wanted) + '-' + std::to_string(number);
    }
    return name;
}

} // namespace

std::optional<StageRename> rename_stage(const model::Document& document, const model::Stage& stage,
                                        std::string_view wanted) {
    if (document.stages().size() > most_stages) {
        return std::nullopt;
    }
    std::string name = free_name(document, wanted);
    auto edits = Rename(document, stage, name).run();
    return edits ? std::optional(StageRename{std::move(name), *std::move(edits)}) : std::nullopt;
}

} // namespace dockwright::lint
