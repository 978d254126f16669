#include "base/utf8.hpp"
#include "syntax/reader.hpp"

namespace dockwright::syntax {
namespace {

/// BuildKit reads flags byte by byte, each taken for a Latin-1 character.
constexpr bool is_latin_space(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return ascii::is_space(c) || byte == 0x85 || byte == 0xA0;
}

/// Splits `--mount=a=b,c` at commas that no quote covers.
void read_options(File& file, Flag& flag, const Joined& joined, std::string_view source_value) {
    flag.options.begin = size_of(file.mount_options);
    std::size_t begin = 0;
    bool quoted = false;
    for (std::size_t i = 0; i <= source_value.size(); ++i) {
        if (i < source_value.size() && source_value[i] == '"') {
            quoted = !quoted;
        }
        if (i < source_value.size() && (source_value[i] != ',' || quoted)) {
            continue;
        }
        const std::string_view option = source_value.substr(begin, i - begin);
        const std::size_t equals = option.find('=');
        file.mount_options.push_back(
            {.key = option.substr(0, equals),
             .value = equals == std::string_view::npos ? std::string_view{} : option.substr(equals + 1),
             .span = joined.span_of(option)});
        begin = i + 1;
    }
    flag.options.end = size_of(file.mount_options);
}

struct RawFlag {
    std::string_view source; ///< as written
    std::string_view text;   ///< without quotes and escapes
};

/// One word, which begins at `at`; `at` is moved behind it.
RawFlag read_one(File& file, std::string_view text, std::size_t& at) {
    const std::size_t begin = at;
    char quote = 0;
    bool plain = true;
    std::string unquoted;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (quote == 0 && is_latin_space(c)) {
            break;
        }
        const bool opens = quote == 0 && (c == '\'' || c == '"');
        if (opens || (quote != 0 && c == quote)) {
            if (plain) {
                unquoted = text.substr(begin, at - begin);
                plain = false;
            }
            quote = opens ? c : '\0';
            continue;
        }
        char taken = c;
        if (c == file.escape || static_cast<unsigned char>(c) >= 0x80) {
            if (plain) {
                unquoted = text.substr(begin, at - begin);
                plain = false;
            }
            if (c == file.escape) {
                if (at + 1 == text.size()) {
                    quote = 0;
                    continue;
                }
                taken = text[++at];
            }
        }
        if (!plain) {
            utf8::append(unquoted, static_cast<unsigned char>(taken));
        }
    }
    const std::string_view source = text.substr(begin, at - begin);
    return {source, plain ? source : file.arena.store(unquoted)};
}

void add(File& file, const Joined& joined, RawFlag raw) {
    Flag flag{.text = raw.text, .span = joined.span_of(raw.source)};
    const std::size_t equals = raw.text.find('=');
    const std::size_t source_equals = raw.source.find('=');
    flag.name = raw.text.substr(2, equals == std::string_view::npos ? equals : equals - 2);
    flag.has_value = equals != std::string_view::npos;
    if (flag.has_value && source_equals != std::string_view::npos) {
        flag.value = raw.text.substr(equals + 1);
        flag.name_span = joined.span_of(raw.source.substr(0, source_equals));
        flag.value_span = joined.span_of(raw.source.substr(source_equals + 1));
        if (flag.name == "mount") {
            read_options(file, flag, joined, raw.source.substr(source_equals + 1));
        }
    } else {
        flag.name_span = flag.span;
        flag.value_span = {flag.span.end, flag.span.end};
    }
    file.flags.push_back(flag);
}

} // namespace

std::string_view read_flags(File& file, Instruction& instruction, std::string_view text) {
    instruction.flags.begin = instruction.flags.end = size_of(file.flags);
    std::size_t at = 0;
    while (true) {
        while (at < text.size() && is_latin_space(text[at])) {
            ++at;
        }
        if (!text.substr(at).starts_with("--")) {
            break;
        }
        const RawFlag raw = read_one(file, text, at);
        if (raw.text == "--") {
            break;
        }
        if (raw.text.size() >= 2) {
            add(file, instruction.joined, raw);
        }
    }
    instruction.flags.end = size_of(file.flags);
    return text.substr(at);
}

} // namespace dockwright::syntax
