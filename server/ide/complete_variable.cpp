#include "base/ascii.hpp"
#include "base/message.hpp"
#include "gpu/machine.hpp"
#include "ide/complete.hpp"
#include "ide/gpu_words.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <utility>

namespace dockwright::ide {
namespace {

constexpr std::string_view separators = ",; ";

/// Descriptions of a form, such as `<index>`, are for reading only.
bool can_be_written(std::string_view value) {
    return !value.empty() && value.find_first_of(" <>*…()") == std::string_view::npos;
}

Completions names(const GpuView& view, Span replaced) {
    std::vector<const knowledge::Variable*> all;
    for (const knowledge::Variable& variable : view.knowledge.variables) {
        if (can_be_written(variable.name)) {
            all.push_back(&variable);
        }
    }
    // What people set has many values in the tables; what images and the toolkit set has none.
    std::ranges::sort(all, [](const auto* a, const auto* b) {
        return std::pair(b->values.size(), a->name) < std::pair(a->values.size(), b->name);
    });
    Completions out{.replaced = replaced, .all = {}};
    for (const knowledge::Variable* variable : all) {
        out.all.push_back({.kind = Completion::Kind::variable,
                           .text = std::string(variable->name),
                           .detail = {},
                           .about = std::string(variable->text)});
    }
    return out;
}

/// Capabilities to compile for: those of the targets first, then from the newest on.
std::vector<Completion> capabilities(const GpuView& view) {
    std::vector<knowledge::Capability> of_targets;
    for (const gpu::Host& host : view.targets) {
        for (const gpu::Device& device : gpu::devices(host, view.knowledge)) {
            of_targets.push_back(device.capability);
        }
    }
    std::vector<const knowledge::Architecture*> all;
    for (const knowledge::Architecture& one : view.knowledge.architectures) {
        if (!one.tegra) {
            all.push_back(&one);
        }
    }
    const auto is_target = [&](const knowledge::Architecture* one) {
        return std::ranges::find(of_targets, one->capability) != of_targets.end();
    };
    std::ranges::sort(all, [&](const auto* a, const auto* b) {
        return std::pair(!is_target(a), b->capability) < std::pair(!is_target(b), a->capability);
    });
    std::vector<Completion> out;
    out.reserve(all.size());
    for (const knowledge::Architecture* one : all) {
        out.push_back({.text = gpu::capability_text(one->capability),
                       .detail = std::string(one->name) + (is_target(one) ? ", a target" : ""),
                       .about = {}});
    }
    return out;
}

/// The part of a list of values that the cursor stands in, and those beside it.
struct Element {
    Span span;
    std::string_view others; ///< the whole value
};

Element element_at(std::string_view text, Span value, Offset at) {
    std::size_t begin = at.index();
    while (begin > value.begin.index() && !separators.contains(text[begin - 1])) {
        --begin;
    }
    std::size_t end = at.index();
    while (end < value.end.index() && !separators.contains(text[end])) {
        ++end;
    }
    return {.span = span(begin, end), .others = value.of(text)};
}

bool is_there(std::string_view list, std::string_view value) {
    for (std::size_t at = list.find(value); at != std::string_view::npos; at = list.find(value, at + 1)) {
        const bool begins = at == 0 || separators.contains(list[at - 1]);
        const std::size_t end = at + value.size();
        if (begins && (end == list.size() || separators.contains(list[end]))) {
            return true;
        }
    }
    return false;
}

Completions values(const GpuView& view, const knowledge::Variable& variable, Span value, Offset at) {
    const Element element = element_at(view.document.text(), value, at);
    Completions out{.replaced = element.span, .all = {}};
    if (variable.name == "TORCH_CUDA_ARCH_LIST") {
        out.all = capabilities(view);
    } else {
        for (const knowledge::Setting& setting : variable.values) {
            if (can_be_written(setting.name)) {
                out.all.push_back(
                    {.text = std::string(setting.name), .detail = std::string(setting.value), .about = {}});
            }
        }
    }
    std::erase_if(out.all, [&](const Completion& one) {
        return one.text != element.span.of(view.document.text()) && is_there(element.others, one.text);
    });
    return out;
}

/// The value that is begun in this place of an ENV or ARG, with its variable.
struct Begun {
    std::string_view name;
    Span value;
};
std::optional<Begun> begun_at(const model::Document& document, const WordAt& word, Offset at) {
    const std::string_view text = document.text();
    if (const auto equals = word.before.find('='); equals != std::string_view::npos) {
        return Begun{word.before.substr(0, equals), {word.span.begin + equals + 1, word.span.end}};
    }
    // Inside of quotes there may be blanks: `NAME="8.0 8.6"`.
    const std::size_t least = word.instruction->name_span.end.index();
    std::size_t quote = at.index();
    while (quote > least && text[quote - 1] != '"' && text[quote - 1] != '\'' && text[quote - 1] != '\n') {
        --quote;
    }
    if (quote <= least + 1 || text[quote - 1] == '\n' || text[quote - 2] != '=') {
        return std::nullopt;
    }
    std::size_t begin = quote - 2;
    while (begin > least && ascii::is_name(text[begin - 1])) {
        --begin;
    }
    const auto end = std::min(text.find_first_of("\"'\n", at.index()), text.size());
    return Begun{text.substr(begin, quote - 2 - begin), span(quote, end)};
}

} // namespace

Completions complete_variable(const GpuView& view, Offset at) {
    const WordAt word = word_at(view.document, at);
    const bool assigns = word.instruction != nullptr && (word.instruction->keyword == syntax::Keyword::env ||
                                                         word.instruction->keyword == syntax::Keyword::arg);
    if (!assigns) {
        return {};
    }
    if (const auto begun = begun_at(view.document, word, at)) {
        const knowledge::Variable* variable = knowledge::variable(view.knowledge, begun->name);
        return variable != nullptr ? values(view, *variable, begun->value, at) : Completions{};
    }
    const bool is_env = word.instruction->keyword == syntax::Keyword::env;
    return is_env ? names(view, word.span) : Completions{};
}

} // namespace dockwright::ide
