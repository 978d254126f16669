#include "actions/build/step.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "model/document.hpp"
#include <algorithm>
#include <charconv>

namespace dockwright::actions {
namespace {

using syntax::Keyword;

constexpr std::size_t most_lines = 20;
constexpr std::size_t longest_line = 2000;

/// "2/4" at the beginning of a text.
bool take_count(std::string_view& text, BuildStep& into) {
    const char* const end = text.data() + text.size();
    const auto number = std::from_chars(text.data(), end, into.number);
    if (number.ec != std::errc() || number.ptr == end || *number.ptr != '/') {
        return false;
    }
    const auto total = std::from_chars(number.ptr + 1, end, into.total);
    text.remove_prefix(static_cast<std::size_t>(total.ptr - text.data()));
    return total.ec == std::errc() && into.number != 0;
}

std::optional<BuildStep> classic_step(std::string_view text) {
    constexpr std::size_t size = 5;
    if (!ascii::equal(text.substr(0, size), "Step ")) {
        return std::nullopt;
    }
    text.remove_prefix(size);
    BuildStep out;
    if (!take_count(text, out)) {
        return std::nullopt;
    }
    text = ascii::trimmed(text);
    if (!text.starts_with(':')) {
        return std::nullopt;
    }
    out.words = ascii::trimmed(text.substr(1));
    return out;
}

/// Blanks and line ends between words as one blank: builders join lines in their own ways.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (!ascii::is_space(c) && c != '\\') {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    while (out.ends_with(' ')) {
        out.pop_back();
    }
    return out;
}

std::string_view first_word(std::string_view text) {
    return text.substr(0, std::min(text.find(' '), text.size()));
}

bool makes_layer(const model::Instruction& instruction) {
    return instruction.keyword == Keyword::from || instruction.keyword == Keyword::run ||
           instruction.keyword == Keyword::copy || instruction.keyword == Keyword::add ||
           instruction.keyword == Keyword::workdir;
}

/// Where the builder's number leads; nothing where that is another kind of instruction.
std::optional<std::uint32_t> by_number(const BuildSource& source, const BuildStep& step) {
    const model::Document& document = *source.document;
    const auto all = document.instructions();
    std::uint32_t begin = 0;
    auto end = static_cast<std::uint32_t>(all.size());
    if (step.of_layers) {
        const auto count = static_cast<std::uint32_t>(document.stages().size());
        const model::Stage* stage = step.stage.empty() ? nullptr : document.stage_named(step.stage, count);
        constexpr std::string_view unnamed = "stage-";
        if (stage == nullptr) {
            std::uint32_t index = source.stage.value_or(count - 1);
            if (step.stage.starts_with(unnamed)) {
                const char* const last = step.stage.data() + step.stage.size();
                std::from_chars(step.stage.data() + unnamed.size(), last, index);
            }
            stage = index < count ? &document.stages()[index] : nullptr;
        }
        if (stage == nullptr) {
            return std::nullopt;
        }
        begin = stage->from;
        end = stage->end;
    }
    std::uint32_t number = 0;
    for (std::uint32_t i = begin; i < end; ++i) {
        number += !step.of_layers || makes_layer(all[i]) ? 1U : 0U;
        if (number == step.number) {
            return ascii::equal(all[i].name, first_word(step.words)) ? std::optional(i) : std::nullopt;
        }
    }
    return std::nullopt;
}

std::string shown_lines(const LastLines& last) {
    constexpr std::size_t shown = 5;
    constexpr std::size_t longest = 700;
    std::string out;
    const auto& lines = last.lines();
    for (std::size_t i = lines.size() > shown ? lines.size() - shown : 0; i < lines.size(); ++i) {
        out += (out.empty() ? "" : " / ") + printable(lines[i]);
    }
    return out.size() > longest ? "…" + printable(out.substr(out.size() - longest)) : out;
}

/// A sentence of the builder's without its preamble.
std::string_view core_of(std::string_view said) {
    said = ascii::trimmed(said);
    for (const std::string_view beginning : {"ERROR: ", "failed to solve: ", "failed to build: "}) {
        if (said.starts_with(beginning)) {
            said.remove_prefix(beginning.size());
        }
    }
    said = said.substr(0, std::min(said.find('\n'), said.size()));
    constexpr std::size_t longest = 400;
    said = said.substr(0, longest);
    while (said.ends_with('.')) {
        said.remove_suffix(1);
    }
    return said;
}

} // namespace

std::optional<BuildStep> read_step(std::string_view name) {
    if (auto classic = classic_step(name)) {
        return classic;
    }
    const std::size_t close = name.find(']');
    if (!name.starts_with('[') || close == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view behind = ascii::trimmed(name.substr(close + 1));
    if (auto classic = classic_step(behind)) {
        return classic;
    }
    std::string_view within = ascii::trimmed(name.substr(1, close - 1));
    const std::size_t blank = within.rfind(' ');
    BuildStep out;
    out.of_layers = true;
    std::string_view count = within.substr(blank == std::string_view::npos ? 0 : blank + 1);
    if (!take_count(count, out) || !count.empty()) {
        return std::nullopt;
    }
    within = blank == std::string_view::npos ? std::string_view() : ascii::trimmed(within.substr(0, blank));
    out.stage = within.substr(within.rfind(' ') + 1); // behind a platform
    if (out.stage.contains('/')) {
        out.stage.clear();
    }
    out.words = behind;
    return out;
}

std::optional<std::uint32_t> instruction_of(const BuildSource& source, const BuildStep& step) {
    const auto numbered = by_number(source, step);
    const std::string wanted = plain(step.words);
    const auto all = source.document->instructions();
    std::optional<std::uint32_t> equal;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
        const bool same =
            plain(all[i].span.of(source.document->text())) == wanted || plain(all[i].joined.text) == wanted;
        if (same && (!equal || i == numbered)) {
            equal = i;
        }
    }
    return equal ? equal : numbered;
}

std::optional<std::uint32_t> line_named(std::string_view said, std::string_view file_name) {
    const auto number_at = [&](std::size_t at) -> std::optional<std::uint32_t> {
        std::uint32_t number = 0;
        const auto read = std::from_chars(said.data() + at, said.data() + said.size(), number);
        return read.ec == std::errc() && number != 0 ? std::optional(number) : std::nullopt;
    };
    for (const std::string_view sign : {"parse error line ", "parse error on line "}) {
        if (const std::size_t at = said.find(sign); at != std::string_view::npos) {
            return number_at(at + sign.size());
        }
    }
    const std::string place = std::string(file_name.substr(file_name.rfind('/') + 1)) + ":";
    for (std::size_t at = said.find(place); at != std::string_view::npos; at = said.find(place, at + 1)) {
        if (at == 0 || said[at - 1] == '\n') {
            return number_at(at + place.size());
        }
    }
    return std::nullopt;
}

void LastLines::add(std::string line) {
    const std::string_view text = ascii::trimmed(line);
    if (text.empty()) {
        return;
    }
    lines_.emplace_back(text.substr(0, longest_line));
    if (lines_.size() > most_lines) {
        lines_.pop_front();
    }
}

Problem build_problem(const BuildSource& source, const BuildFailure& failure) {
    const std::string file = printable(source.file.filename().string());
    const std::string said = printable(core_of(failure.said));
    auto line = line_named(failure.said, source.file_name);
    std::string words;
    if (failure.step) {
        words = printable(std::string_view(plain(failure.step->words)).substr(0, 120));
        if (const auto instruction = instruction_of(source, *failure.step)) {
            line = source.document->instructions()[*instruction].first_line + 1;
        }
    }
    const std::string lines = shown_lines(failure.lines);
    Problem out{.kind = "build-failed", .message = {}, .next_step = {}};
    if (line && !words.empty()) {
        out.message = message("line {} of {} failed ({}): {}", {std::to_string(*line), file, words, said});
    } else if (line) {
        out.message = message("line {} of {} is wrong: {}", {std::to_string(*line), file, said});
    } else if (!words.empty()) {
        out.message = message("a step of {} failed ({}): {}", {file, words, said});
    } else {
        out.message = message("{} can't be built: {}", {file, said});
    }
    if (!lines.empty()) {
        out.message += "; it wrote last: " + lines;
    }
    out.next_step = line ? message("Mend line {} of {}, then build again; what is done before it is kept",
                                   {std::to_string(*line), printable(source.file.string())})
                         : "See what dockwright lint says of it";
    return out;
}

} // namespace dockwright::actions
