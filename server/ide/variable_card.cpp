#include "base/ascii.hpp"
#include "base/message.hpp"
#include "gpu/machine.hpp"
#include "ide/card.hpp"
#include "ide/gpu_words.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>

namespace dockwright::ide {
namespace {

using Kind = Block::Kind;

/// A name and the value that it is given, in an ENV, an ARG or a command.
struct Assigned {
    std::string_view name;
    Span name_span;
    std::string_view value; ///< as written, perhaps with variables; without quotes around it
    Span value_span;

    bool touches(Offset at) const { return name_span.touches(at) || value_span.touches(at); }
};

std::string_view unquoted(std::string_view value) {
    const bool quoted =
        value.size() >= 2 && value.front() == value.back() && (value.front() == '"' || value.front() == '\'');
    return quoted ? value.substr(1, value.size() - 2) : value;
}

/// `NAME=VALUE` in one word; of a word that continues on another line the spans are the whole word.
Assigned cut(const syntax::Word& word) {
    const auto equals = std::min(word.text.find('='), word.text.size());
    const bool plain = word.span.size() == word.text.size();
    const Offset behind = plain ? word.span.begin + equals : word.span.end;
    return {.name = word.text.substr(0, equals),
            .name_span = {word.span.begin, behind},
            .value = unquoted(equals < word.text.size() ? word.text.substr(equals + 1) : std::string_view()),
            .value_span = {plain && equals < word.text.size() ? behind + 1 : word.span.end, word.span.end}};
}

std::optional<Assigned> assigned_in(const model::Document& document, const syntax::Instruction& instruction,
                                    Offset at) {
    const auto words = document.words(instruction);
    if (instruction.keyword == syntax::Keyword::arg) {
        for (const syntax::Word& word : words) {
            if (word.span.touches(at)) {
                return cut(word);
            }
        }
    } else if (instruction.keyword == syntax::Keyword::env) {
        for (std::size_t i = 0; i + 1 < words.size(); i += 2) {
            const Assigned one{.name = words[i].text,
                               .name_span = words[i].span,
                               .value = unquoted(words[i + 1].text),
                               .value_span = words[i + 1].span};
            if (one.touches(at)) {
                return one;
            }
        }
    }
    return std::nullopt;
}

std::optional<Assigned> assigned_at(const model::Document& document, Offset at) {
    for (const syntax::Instruction& instruction : document.instructions()) {
        if (instruction.span.touches(at)) {
            const syntax::Instruction* nested = document.nested(instruction);
            if (auto found = assigned_in(document, nested != nullptr ? *nested : instruction, at)) {
                return found;
            }
        }
    }
    for (const shell::Assignment& one : document.commands().script.assignments) {
        const Assigned found{.name = one.name,
                             .name_span = one.name_span,
                             .value = unquoted(one.value.text),
                             .value_span = one.value.span};
        if (!one.array && found.touches(at)) {
            return found;
        }
    }
    return std::nullopt;
}

void add(RichText& text, Line line, Kind kind = Kind::item) {
    text.push_back({kind, std::move(line)});
}

/// The parts of a list of values: `compute,utility`, `8.0;8.6+PTX`.
std::vector<std::string_view> parts_of(std::string_view value) {
    std::vector<std::string_view> out;
    while (!value.empty()) {
        const auto end = std::min(value.find_first_of(",; "), value.size());
        if (end != 0) {
            out.push_back(value.substr(0, end));
        }
        value.remove_prefix(std::min(end + 1, value.size()));
    }
    return out;
}

/// One product of data centres and one of desks.
std::string products(const knowledge::Knowledge& knowledge, knowledge::Capability capability) {
    std::vector<std::string> out;
    for (const auto kind : {knowledge::GpuClass::datacenter, knowledge::GpuClass::consumer}) {
        const auto found = std::ranges::find_if(knowledge.gpus, [&](const knowledge::Gpu& gpu) {
            return gpu.capability == capability && gpu.kind == kind;
        });
        if (found != knowledge.gpus.end()) {
            out.emplace_back(found->name);
        }
    }
    return separated(out, ", ");
}

Line architecture_line(const GpuView& view, std::string_view part) {
    const std::string_view number = part.substr(0, part.find('+'));
    const auto version = knowledge::Version::parse(number);
    const auto capability = version && version->size == 2
                                ? static_cast<knowledge::Capability>(version->major() * 10 + version->minor())
                                : knowledge::Capability{};
    const knowledge::Architecture* known = knowledge::architecture(view.knowledge, capability);
    if (known == nullptr) {
        return line("`{}` is no compute capability in our tables", {part});
    }
    const std::string examples = products(view.knowledge, capability);
    Line out = line("`{}`: {}", {part, known->name});
    if (!examples.empty()) {
        out = joined(std::move(out), line(", such as {}", {examples}));
    }
    return part.ends_with("+PTX") ? joined(std::move(out), line("; newer ones compile it at the first start"))
                                  : out;
}

/// What the parts of the value mean, where the tables say so.
void add_value(RichText& text, const GpuView& view, const knowledge::Variable& variable,
               std::string_view value) {
    if (variable.name == "TORCH_CUDA_ARCH_LIST") {
        for (const std::string_view part : parts_of(value)) {
            if (ascii::is_digit(part.front())) {
                add(text, architecture_line(view, part));
            }
        }
        return;
    }
    const auto known = [&](std::string_view word) {
        return std::ranges::find(variable.values, word, &knowledge::Setting::name);
    };
    if (const auto whole = known(value); whole != variable.values.end() && !value.empty()) {
        add(text, joined(line("`{}`: ", {value}), prose(whole->value)));
        return;
    }
    for (const std::string_view part : parts_of(value)) {
        if (const auto found = known(part); found != variable.values.end()) {
            add(text, joined(line("`{}`: ", {part}), prose(found->value)));
        }
    }
}

/// An ARG or ENV by which a Dockerfile chooses its CUDA.
std::optional<Card> toolkit_card(const GpuView& view, const Assigned& assigned) {
    const auto version = knowledge::Version::parse(assigned.value);
    const bool named = assigned.name.contains("CUDA") && assigned.name.contains("VERSION");
    if (!named || !version || version->size < 2) {
        return std::nullopt;
    }
    const knowledge::Toolkit* toolkit = knowledge::toolkit(view.knowledge, *version);
    if (toolkit == nullptr) {
        return std::nullopt;
    }
    RichText text;
    const std::string released = toolkit->released.empty() ? "" : message(", of {}", {toolkit->released});
    add(text, line("*CUDA {}*{}", {to_string(*version), released}), Kind::paragraph);
    const std::string drivers = ide::text(drivers_needed(view.knowledge, *version));
    if (!drivers.empty()) {
        add(text, line("needs a machine with {}", {drivers}));
    }
    if (const std::string served = generations(view.knowledge, toolkit->targets); !served.empty()) {
        add(text, line("compiles for {}", {served}));
    }
    if (toolkit->max_gcc != 0) {
        add(text, line("its nvcc accepts gcc up to {}", {std::to_string(toolkit->max_gcc)}));
    }
    add(text, source_line(toolkit->fact), Kind::paragraph);
    return Card{.span = assigned.value_span, .text = std::move(text)};
}

} // namespace

std::optional<Card> variable_card(const GpuView& view, Offset at) {
    const auto assigned = assigned_at(view.document, at);
    if (!assigned) {
        return std::nullopt;
    }
    const bool of_value = assigned->value_span.touches(at) && !assigned->value.empty();
    auto toolkit = of_value ? toolkit_card(view, *assigned) : std::nullopt;
    const knowledge::Variable* variable = knowledge::variable(view.knowledge, assigned->name);
    if (toolkit || variable == nullptr) {
        return toolkit;
    }
    RichText text;
    add(text, line("*{}*", {assigned->name}), Kind::paragraph);
    add(text, prose(variable->text), Kind::paragraph);
    const std::size_t before = text.size();
    if (of_value) {
        add_value(text, view, *variable, assigned->value);
    }
    if (text.size() == before) {
        for (const knowledge::Setting& setting : variable->values) {
            add(text, joined(line("`{}`: ", {setting.name}), prose(setting.value)));
        }
    }
    add(text, source_line(variable->fact), Kind::paragraph);
    return Card{.span = of_value ? assigned->value_span : assigned->name_span, .text = std::move(text)};
}

std::optional<Card> card(const GpuView& view, Offset at) {
    if (auto found = image_card(view, at)) {
        return found;
    }
    auto found = package_card(view, at);
    return found ? found : variable_card(view, at);
}

} // namespace dockwright::ide
