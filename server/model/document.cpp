#include "model/document.hpp"
#include "base/ascii.hpp"
#include "model/builder.hpp"
#include <algorithm>
#include <charconv>

namespace dockwright::model {

std::shared_ptr<const Document> Document::parse(std::string text, std::span<const BuildArgument> given) {
    const std::shared_ptr<Document> document(new Document(std::move(text)));
    Builder(*document, given).run();
    return document;
}

std::optional<std::string_view> Document::expanded(const syntax::Word& word) const {
    const auto index = static_cast<std::uint32_t>(&word - syntax_.words.data());
    const auto found = std::ranges::lower_bound(expanded_, index, {}, &ExpandedWord::word);
    return found != expanded_.end() && found->word == index ? found->text : std::optional(word.text);
}

std::span<const ShellText> Document::shell_texts(const Stage& stage) const {
    const auto begin = std::ranges::lower_bound(commands_.texts, stage.from, {}, &ShellText::instruction);
    return {begin,
            std::ranges::lower_bound(begin, commands_.texts.end(), stage.end, {}, &ShellText::instruction)};
}

std::span<const Command> Document::commands(const Stage& stage) const {
    const auto texts = shell_texts(stage);
    if (texts.empty()) {
        return {};
    }
    const std::uint32_t begin = texts.front().commands.begin;
    return std::span(commands_.all).subspan(begin, texts.back().commands.end - begin);
}

std::span<const PackageCommand> Document::package_commands(const Stage& stage) const {
    const auto own = commands(stage);
    const auto first = static_cast<std::uint32_t>(own.data() - commands_.all.data());
    const auto& all = packages_.commands;
    const auto begin = std::ranges::lower_bound(all, first, {}, &PackageCommand::command);
    const auto behind = first + static_cast<std::uint32_t>(own.size());
    return {begin, std::ranges::lower_bound(begin, all.end(), behind, {}, &PackageCommand::command)};
}

const Stage* Document::stage_named(std::string_view name, std::uint32_t before) const {
    const std::string lower = ascii::lowered(name);
    const auto behind = std::ranges::lower_bound(stage_names_, StageName{lower, before});
    if (behind == stage_names_.begin() || std::prev(behind)->name != lower) {
        return nullptr;
    }
    return &stages_[std::prev(behind)->stage];
}

const Stage* Document::stage_from(std::string_view name, std::uint32_t before) const {
    if (name.empty()) {
        return nullptr;
    }
    if (const Stage* named = stage_named(name, before)) {
        return named;
    }
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    const bool is_number = error == std::errc{} && end == name.data() + name.size();
    return is_number && number < before ? &stages_[number] : nullptr;
}

std::span<const Copied> Document::copies(const Stage& stage) const {
    const auto begin = std::ranges::lower_bound(copies_, stage.from, {}, &Copied::instruction);
    return {begin, std::ranges::lower_bound(begin, copies_.end(), stage.end, {}, &Copied::instruction)};
}

const Binding* Document::binding(std::string_view name, const Instruction& before) const {
    const Stage* stage = stage_of(before);
    std::uint32_t end = index(before);
    const Binding* declared = nullptr;
    while (stage != nullptr) {
        for (std::uint32_t i = stage->bindings_end; i-- > stage->bindings_begin;) {
            const Binding& binding = bindings_[i];
            if (binding.name == name && binding.instruction.value_or(0) < end) {
                if (binding.value) {
                    return &binding;
                }
                declared = declared == nullptr ? &binding : declared;
            }
        }
        stage = stage->image.stage ? &stages_[*stage->image.stage] : nullptr;
        end = stage != nullptr ? stage->end : end;
    }
    return declared;
}

const Binding* Document::global(std::string_view name) const {
    for (std::uint32_t i = globals_; i > 0; --i) {
        if (bindings_[i - 1].name == name) {
            return &bindings_[i - 1];
        }
    }
    return nullptr;
}

} // namespace dockwright::model
