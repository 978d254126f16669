#include "base/utf8.hpp"
#include "syntax/reader.hpp"

namespace dockwright::syntax {
namespace {

void add_word(File& file, const Joined& joined, std::string_view text) {
    file.words.push_back({text, joined.span_of(text)});
}

/// The rest as one word.
void whole(File& file, const Joined& joined, std::string_view text) {
    if (!text.empty()) {
        add_word(file, joined, text);
    }
}

/// Between runs of blanks. As with BuildKit's regular expression, blanks at the end give an empty
/// last word.
void between_blanks(File& file, const Joined& joined, std::string_view text) {
    if (text.empty()) {
        return;
    }
    for (std::size_t begin = 0;;) {
        std::size_t end = begin;
        while (end < text.size() && !is_blank(text[end])) {
            ++end;
        }
        add_word(file, joined, text.substr(begin, end - begin));
        if (end == text.size()) {
            return;
        }
        while (end < text.size() && is_blank(text[end])) {
            ++end;
        }
        begin = end;
    }
}

/// Between blanks that no quote and no escape covers; calls `take(word)` with each as it is
/// written, but for an escape at the very end, which BuildKit drops.
template <class Take>
void quoted_words(const File& file, std::string_view text, Take take) {
    std::size_t begin = 0;
    while (begin < text.size()) {
        const utf8::Character first = utf8::decode(text, begin);
        if (utf8::is_space(first.code)) {
            begin += first.size;
            continue;
        }
        std::size_t at = begin;
        std::size_t end = 0;
        char quote = 0;
        while (true) {
            if (at >= text.size()) {
                end = text.size();
                break;
            }
            const utf8::Character character = utf8::decode(text, at);
            const char c = character.size == 1 ? text[at] : '\0';
            if (quote == 0 && utf8::is_space(character.code)) {
                end = at;
                break;
            }
            if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else if (c == file.escape && quote != '\'') {
                if (at + 1 == text.size()) {
                    end = at;
                    at = text.size();
                    break;
                }
                at += 1 + utf8::decode(text, at + 1).size;
                continue;
            }
            at += character.size;
        }
        const std::string_view word = text.substr(begin, end - begin);
        if (!word.empty()) {
            take(word);
        }
        begin = at;
    }
}

void names_and_values(File& file, Instruction& instruction, std::string_view text) {
    const Joined& joined = instruction.joined;
    bool first = true;
    bool ended = false;
    quoted_words(file, text, [&](std::string_view word) {
        if (ended) {
            return;
        }
        const std::size_t equals = word.find('=');
        if (equals != std::string_view::npos) {
            add_word(file, joined, word.substr(0, equals));
            add_word(file, joined, word.substr(equals + 1));
        } else if (first) {
            ended = true;
            instruction.spaced_pair = true;
        } else {
            file.problems.push_back({ProblemKind::pair_without_equals, joined.span_of(word), word});
        }
        first = false;
    });
    if (!instruction.spaced_pair) {
        return;
    }
    std::size_t end = 0;
    while (end < text.size() && !is_blank(text[end])) {
        ++end;
    }
    std::size_t value = end;
    while (value < text.size() && is_blank(text[value])) {
        ++value;
    }
    if (end == text.size()) {
        file.problems.push_back({ProblemKind::pair_incomplete, joined.span_of(text), text});
    }
    add_word(file, joined, text.substr(0, end));
    add_word(file, joined, text.substr(value));
}

/// `list`: what is no JSON array is words between blanks; else one word.
void maybe_json(File& file, Instruction& instruction, std::string_view text, bool list) {
    if (text.empty()) {
        return;
    }
    const JsonForm form = read_json(file, instruction.joined, text);
    instruction.json = form == JsonForm::json;
    if (form == JsonForm::not_strings) {
        file.problems.push_back({ProblemKind::json_not_strings, instruction.joined.span_of(text), text});
    }
    if (form != JsonForm::json) {
        list ? between_blanks(file, instruction.joined, text) : whole(file, instruction.joined, text);
    }
}

/// A byte at a time, each taken for Latin-1, as BuildKit does.
constexpr bool is_latin_space(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return ascii::is_space(c) || byte == 0x85 || byte == 0xA0;
}

void healthcheck(File& file, Instruction& instruction, std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && !is_latin_space(text[end])) {
        ++end;
    }
    std::size_t command = end;
    while (command < text.size() && is_latin_space(text[command])) {
        ++command;
    }
    if (end > 0) {
        add_word(file, instruction.joined, text.substr(0, end));
        maybe_json(file, instruction, text.substr(command), false);
    }
}

} // namespace

void read_words(File& file, Instruction& instruction) {
    const std::string_view text = instruction.arguments;
    const Joined& joined = instruction.joined;
    instruction.words.begin = size_of(file.words);
    switch (instruction.keyword) {
    case Keyword::add:
    case Keyword::copy:
    case Keyword::volume: maybe_json(file, instruction, text, true); break;
    case Keyword::cmd:
    case Keyword::entrypoint:
    case Keyword::run:
    case Keyword::shell: maybe_json(file, instruction, text, false); break;
    case Keyword::arg:
        quoted_words(file, text, [&](std::string_view word) { add_word(file, joined, word); });
        break;
    case Keyword::env:
    case Keyword::label: names_and_values(file, instruction, text); break;
    case Keyword::expose:
    case Keyword::from: between_blanks(file, joined, text); break;
    case Keyword::healthcheck: healthcheck(file, instruction, text); break;
    case Keyword::maintainer:
    case Keyword::stopsignal:
    case Keyword::user:
    case Keyword::workdir: whole(file, joined, text); break;
    case Keyword::onbuild: break;
    case Keyword::unknown:
        file.words.push_back({{}, {joined.span_of(text).end, joined.span_of(text).end}});
        break;
    }
    instruction.words.end = size_of(file.words);
}

} // namespace dockwright::syntax
