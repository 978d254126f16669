#include "base/utf8.hpp"
#include "syntax/reader.hpp"

namespace dockwright::syntax {
namespace {

constexpr int deepest_nesting = 1000;

/// RFC 8259 as Go's encoding/json takes it. Only strings of the outermost array are kept.
class JsonReader {
public:
    JsonReader(File& file, const Joined& joined, std::string_view text)
        : file_(file), joined_(joined), text_(text) {}

    JsonForm run() {
        const std::size_t words = file_.words.size();
        skip_blanks();
        if (done() || text_[at_] != '[' || !value(0)) {
            file_.words.resize(words);
            return JsonForm::other;
        }
        skip_blanks();
        if (!done()) {
            file_.words.resize(words);
            return JsonForm::other;
        }
        if (!strings_only_) {
            file_.words.resize(words);
            return JsonForm::not_strings;
        }
        return JsonForm::json;
    }

private:
    bool done() const { return at_ >= text_.size(); }
    void skip_blanks() {
        while (!done() &&
               (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r' || text_[at_] == '\n')) {
            ++at_;
        }
    }
    bool take(char c) {
        if (done() || text_[at_] != c) {
            return false;
        }
        ++at_;
        return true;
    }
    bool literal(std::string_view word) {
        if (!text_.substr(at_).starts_with(word)) {
            return false;
        }
        at_ += word.size();
        return true;
    }
    bool digits() {
        const std::size_t begin = at_;
        while (!done() && ascii::is_digit(text_[at_])) {
            ++at_;
        }
        return at_ > begin;
    }
    bool number() {
        take('-');
        if (!take('0') && !digits()) {
            return false;
        }
        if (take('.') && !digits()) {
            return false;
        }
        if (take('e') || take('E')) {
            if (!take('+')) {
                take('-');
            }
            return digits();
        }
        return true;
    }

    bool value(int depth) {
        skip_blanks();
        if (done() || depth > deepest_nesting) {
            return false;
        }
        switch (text_[at_]) {
        case '[': return array(depth);
        case '{': return strings_only_ = false, object(depth);
        case '"': return string(depth == 1);
        case 't': return strings_only_ = false, literal("true");
        case 'f': return strings_only_ = false, literal("false");
        case 'n': return strings_only_ = false, literal("null");
        default: return strings_only_ = false, number();
        }
    }
    bool array(int depth) {
        ++at_;
        strings_only_ = strings_only_ && depth == 0;
        skip_blanks();
        if (take(']')) {
            return true;
        }
        while (value(depth + 1)) {
            skip_blanks();
            if (take(']')) {
                return true;
            }
            if (!take(',')) {
                return false;
            }
        }
        return false;
    }
    bool object(int depth) {
        ++at_;
        skip_blanks();
        if (take('}')) {
            return true;
        }
        while (true) {
            skip_blanks();
            if (done() || text_[at_] != '"' || !string(false)) {
                return false;
            }
            skip_blanks();
            if (!take(':') || !value(depth + 2)) {
                return false;
            }
            skip_blanks();
            if (take('}')) {
                return true;
            }
            if (!take(',')) {
                return false;
            }
        }
    }

    bool string(bool keep) {
        const std::size_t begin = at_++;
        bool plain = true;
        std::string decoded;
        while (!done() && text_[at_] != '"') {
            const char c = text_[at_];
            if (static_cast<unsigned char>(c) < 0x20) {
                return false;
            }
            if (c != '\\' && static_cast<unsigned char>(c) < 0x80) {
                ++at_;
                if (!plain) {
                    decoded += c;
                }
                continue;
            }
            if (plain) {
                decoded = text_.substr(begin + 1, at_ - begin - 1);
                plain = false;
            }
            if (c == '\\') {
                if (!escape(decoded)) {
                    return false;
                }
            } else {
                const utf8::Character character = utf8::decode(text_, at_);
                utf8::append(decoded, character.code);
                at_ += character.size;
            }
        }
        if (!take('"')) {
            return false;
        }
        if (keep) {
            const std::string_view source = text_.substr(begin, at_ - begin);
            const std::string_view word =
                plain ? source.substr(1, source.size() - 2) : file_.arena.store(decoded);
            file_.words.push_back({word, joined_.span_of(source)});
        }
        return true;
    }

    bool escape(std::string& decoded) {
        if (++at_; done()) {
            return false;
        }
        constexpr std::string_view from = "\"\\/bfnrt";
        constexpr std::string_view to = "\"\\/\b\f\n\r\t";
        const char c = text_[at_++];
        if (const std::size_t found = from.find(c); found != std::string_view::npos) {
            decoded += to[found];
            return true;
        }
        if (c != 'u') {
            return false;
        }
        const auto first = hex();
        if (!first) {
            return false;
        }
        char32_t code = *first;
        if (code >= 0xD800 && code < 0xDC00 && text_.substr(at_).starts_with("\\u")) {
            const std::size_t back = at_;
            at_ += 2;
            const auto second = hex();
            if (!second) {
                return false;
            }
            if (*second >= 0xDC00 && *second < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10U) + (*second - 0xDC00);
            } else {
                at_ = back;
            }
        }
        utf8::append(decoded, code >= 0xD800 && code < 0xE000 ? char32_t{0xFFFD} : code);
        return true;
    }
    std::optional<char32_t> hex() {
        char32_t code = 0;
        for (int i = 0; i < 4; ++i, ++at_) {
            if (done()) {
                return std::nullopt;
            }
            const char c = ascii::lower(text_[at_]);
            if (!ascii::is_digit(c) && (c < 'a' || c > 'f')) {
                return std::nullopt;
            }
            code = code * 16 + static_cast<char32_t>(ascii::is_digit(c) ? c - '0' : c - 'a' + 10);
        }
        return code;
    }

    File& file_;
    const Joined& joined_;
    std::string_view text_;
    std::size_t at_ = 0;
    bool strings_only_ = true;
};

} // namespace

JsonForm read_json(File& file, const Joined& joined, std::string_view text) {
    text = trim_left(text);
    return text.starts_with('[') ? JsonReader(file, joined, text).run() : JsonForm::other;
}

} // namespace dockwright::syntax
