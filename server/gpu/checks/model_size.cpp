#include "base/ascii.hpp"
#include "gpu/image/stage_walk.hpp"
#include "gpu/machine.hpp"
#include <algorithm>

namespace dockwright::gpu::checks {
namespace {

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(), [](char c) { return ascii::lower(c); });
    return out;
}

bool is_word(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

/// Billions of parameters times ten that a model's name states: `Llama-2-70b`, `Qwen2.5-0.5B`,
/// `Mixtral-8x7B`; 0 if it states none.
std::uint64_t tenths_of_billions(std::string_view name) {
    for (std::size_t b = 1; b < name.size(); ++b) {
        const bool ends = b + 1 == name.size() || !is_word(name[b + 1]);
        if (name[b] != 'b' || !ends || name[b - 1] < '0' || name[b - 1] > '9') {
            continue;
        }
        std::size_t begin = b;
        while (begin > 0 && ((name[begin - 1] >= '0' && name[begin - 1] <= '9') || name[begin - 1] == '.')) {
            --begin;
        }
        const bool word = begin == 0 || name[begin - 1] == '-' || name[begin - 1] == '_' ||
                          name[begin - 1] == 'x' || name[begin - 1] == '/';
        const auto number = Version::parse(name.substr(begin, b - begin));
        if (!word || !number || number->size > 2 || number->major() > 2000) {
            continue;
        }
        const std::uint64_t tenths = number->size == 2 ? std::min<std::uint64_t>(number->minor(), 9) : 0;
        return std::uint64_t{number->major()} * 10 + tenths;
    }
    return 0;
}

/// Bits of a parameter, by what the name says of its type; 16 where it says nothing.
std::uint64_t bits_of(std::string_view name) {
    for (const std::string_view word :
         {"awq", "gptq", "int4", "4bit", "q4", "nf4", "fp4", "w4a16", "gguf", "bnb"}) {
        if (name.contains(word)) {
            return 4;
        }
    }
    for (const std::string_view word : {"fp8", "int8", "8bit", "w8a8", "q8"}) {
        if (name.contains(word)) {
            return 8;
        }
    }
    return 16;
}

bool is_model_name(std::string_view word) {
    return word.contains('/') && !word.starts_with('/') && !word.contains("://") && !word.starts_with('-');
}

void look_at(const Case& asked, Reasons& reasons, std::string_view word, std::string_view all_words,
             Place place, std::uint64_t memory) {
    const std::string name = lower(word);
    const std::uint64_t tenths = is_model_name(word) ? tenths_of_billions(name) : 0;
    const std::uint64_t bits = std::min(bits_of(name), bits_of(lower(all_words)));
    const std::uint64_t bytes = tenths * 100'000'000U * bits / 8;
    if (tenths == 0 || bytes <= memory) {
        return;
    }
    constexpr std::uint64_t gb = 1'000'000'000U;
    reasons.add(Cause::memory_too_small, Weight::fails, place,
                "the weights of " + std::string(word) + " alone take " + std::to_string(bytes / gb) +
                    " GB, and the machine's GPUs have " + std::to_string(memory / gb) + " GB",
                principle(asked, "model-memory"));
}

void run(const Case& asked, Reasons& reasons) {
    std::uint64_t memory = 0;
    for (const Device& device : devices(*asked.host, asked.knowledge)) {
        if (device.memory == 0) {
            return;
        }
        memory += device.memory;
    }
    if (!asked.meant_for_gpu || memory == 0) {
        return;
    }
    for (const model::ShellText& text : asked.document.commands().texts) {
        const auto keyword = asked.document.instructions()[text.instruction].keyword;
        const bool starts = keyword == syntax::Keyword::cmd || keyword == syntax::Keyword::entrypoint;
        const model::Stage* stage = asked.document.stage_of(asked.document.instructions()[text.instruction]);
        if (!starts || text.onbuild || stage == nullptr || stage->index != asked.state.stage) {
            continue;
        }
        for (const model::Command& command : asked.document.commands().of(text)) {
            const auto arguments = asked.document.commands().arguments_of(command);
            for (const model::Argument& argument : arguments) {
                look_at(asked, reasons, argument.text, command.span.of(asked.document.text()),
                        {.span = argument.span}, memory);
            }
        }
    }
    for (const EnvironmentValue& variable : asked.state.environment) {
        if (variable.value && !variable.of_base && variable.name.find("MODEL") != std::string::npos) {
            look_at(asked, reasons, *variable.value, *variable.value, variable.place, memory);
        }
    }
}

} // namespace

extern constexpr Check model_size{.name = "model_size", .needs_host = true, .run = run};

} // namespace dockwright::gpu::checks
