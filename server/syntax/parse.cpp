#include "base/utf8.hpp"
#include "syntax/reader.hpp"
#include <cstring>

namespace dockwright::syntax {

std::string_view trim_left(std::string_view text) {
    while (!text.empty()) {
        const utf8::Character character = utf8::decode(text, 0);
        if (!utf8::is_space(character.code)) {
            break;
        }
        text.remove_prefix(character.size);
    }
    return text;
}

std::string_view trim(std::string_view text) {
    text = trim_left(text);
    while (!text.empty()) {
        std::size_t last = text.size() - 1;
        while (last > 0 && text.size() - last < 4 &&
               (static_cast<unsigned char>(text[last]) & 0xC0U) == 0x80) {
            --last;
        }
        const utf8::Character character = utf8::decode(text, last);
        if (last + character.size != text.size() || !utf8::is_space(character.code)) {
            break;
        }
        text = text.substr(0, last);
    }
    return text;
}

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t longest_line = 65535; // bufio.MaxScanTokenSize - 1, line end included
constexpr int deepest_onbuild = 16;
/// So many heredocs without an end are looked for through the whole file; BuildKit has refused it
/// at the first. Later ones end at the next instruction, so that time stays linear.
constexpr std::size_t most_open_heredocs = 16;

class Parser {
public:
    explicit Parser(std::string_view text) { file_.text = text; }

    File run() {
        // Typical of real files; one allocation each instead of a few.
        const std::size_t guess = file_.text.size() / 48 + 4;
        file_.instructions.reserve(guess);
        file_.words.reserve(guess * 2);
        pieces_.reserve(16);
        if (file_.text.starts_with(byte_order_mark)) {
            next_ = byte_order_mark.size();
        }
        while (read_line()) {
            one();
        }
        if (file_.instructions.empty()) {
            file_.problems.push_back({ProblemKind::no_instruction, span(0, 0), {}});
        }
        return std::move(file_);
    }

private:
    // --- lines: ended by LF alone; CRs at the end are no part of them -----------------------------

    struct Line {
        std::string_view text; ///< without its line end
        std::size_t begin = 0;
        std::size_t next = 0; ///< where the following line begins
        std::uint32_t number = 0;
    };

    bool read_line() {
        if (next_ >= file_.text.size()) {
            return false;
        }
        const void* found = std::memchr(file_.text.data() + next_, '\n', file_.text.size() - next_);
        const std::size_t end =
            found != nullptr ? static_cast<std::size_t>(static_cast<const char*>(found) - file_.text.data())
                             : file_.text.size();
        line_.begin = next_;
        line_.number = line_number_++;
        line_.next = found != nullptr ? end + 1 : end;
        std::size_t last = end;
        while (last > next_ && file_.text[last - 1] == '\r') {
            --last;
        }
        line_.text = file_.text.substr(next_, last - next_);
        if (line_.next - line_.begin > longest_line) {
            file_.problems.push_back({ProblemKind::line_too_long, span(line_.begin, last), {}});
        }
        next_ = line_.next;
        return true;
    }

    Span span_of(std::string_view part) const {
        const auto begin = static_cast<std::size_t>(part.data() - file_.text.data());
        return span(begin, begin + part.size());
    }

    // --- comments and directives ------------------------------------------------------------------

    /// `text` begins with `#`. As BuildKit has it, an empty comment cuts off those above it.
    void comment(std::string_view text, bool in_instruction) {
        Comment comment{.text = text.substr(1), .span = span_of(text), .line = line_.number};
        if (!in_instruction) {
            comment.directive = directives_allowed_ && directive(text);
            if (comment.directive) {
                // BuildKit takes it out of the comments again; those above it stay.
            } else if (trim(comment.text).empty()) {
                comments_above_ = 0;
            } else {
                ++comments_above_;
            }
        }
        file_.comments.push_back(comment);
        if (comment.directive) {
            comments_above_ = 0; // only other directives can stand above
        }
    }

    /// True if it is one; the first comment that is none ends them.
    bool directive(std::string_view text) {
        std::string_view rest = trim_left(text.substr(1));
        std::size_t size = 0;
        while (size < rest.size() &&
               (ascii::is_alpha(rest[size]) || (size > 0 && ascii::is_digit(rest[size])))) {
            ++size;
        }
        const std::string_view name = rest.substr(0, size);
        rest = left_of_pattern(rest.substr(size));
        const bool known =
            ascii::equal(name, "syntax") || ascii::equal(name, "escape") || ascii::equal(name, "check");
        if (!known || !rest.starts_with('=')) {
            directives_allowed_ = false;
            return false;
        }
        std::string_view value = right_of_pattern(left_of_pattern(rest.substr(1)));
        if (value.empty() && rest.size() > 1) {
            value = rest.substr(rest.size() - 1); // BuildKit's `\s*(.+?)` keeps the last blank
        }
        if (value.empty()) {
            directives_allowed_ = false;
            return false;
        }
        const Directive found{.name = name,
                              .value = value,
                              .span = span_of(text),
                              .name_span = span_of(name),
                              .value_span = span_of(value)};
        for (const Directive& earlier : file_.directives) {
            if (ascii::equal(earlier.name, name)) {
                file_.problems.push_back({ProblemKind::directive_twice, found.span, name});
                return true;
            }
        }
        file_.directives.push_back(found);
        if (ascii::equal(name, "escape")) {
            if (value == "\\" || value == "`") {
                file_.escape = value.front();
            } else {
                file_.problems.push_back({ProblemKind::bad_escape, found.value_span, value});
            }
        }
        return true;
    }

    static constexpr bool is_pattern_space(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');
    }
    static std::string_view left_of_pattern(std::string_view text) {
        while (!text.empty() && is_pattern_space(text.front())) {
            text.remove_prefix(1);
        }
        return text;
    }
    static std::string_view right_of_pattern(std::string_view text) {
        while (!text.empty() && is_pattern_space(text.back())) {
            text.remove_suffix(1);
        }
        return text;
    }

    // --- instructions -----------------------------------------------------------------------------

    /// Cuts the continuation off, if there is one: an escape at the end, blanks behind it, but not
    /// behind another escape.
    bool continues(std::string_view& text) const {
        std::size_t end = text.size();
        while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t')) {
            --end;
        }
        if (end == 0 || text[end - 1] != file_.escape || (end > 1 && text[end - 2] == file_.escape)) {
            return false;
        }
        text = text.substr(0, end - 1);
        return true;
    }

    void one() {
        std::string_view text = trim_left(line_.text);
        if (text.starts_with('#')) {
            comment(text, false);
            return;
        }
        directives_allowed_ = false;
        bool open = continues(text);
        if (!open && text.empty()) {
            return;
        }
        Instruction instruction{.first_line = line_.number};
        pieces_.clear();
        pieces_.push_back({0, offset(static_cast<std::size_t>(text.data() - file_.text.data()))});
        std::string_view joined = text;
        const Offset begin = pieces_.front().source;
        std::size_t end = line_.begin + line_.text.size();
        instruction.empty_lines.begin = instruction.empty_lines.end = size_of(file_.empty_lines);
        if (open) {
            joined = join_lines(instruction, text, end);
        }
        instruction.span = {begin, offset(end)};
        instruction.text_last_line = instruction.last_line = line_.number;
        instruction.joined = {joined, keep_pieces()};
        instruction.comments_above = comments_above_;
        instruction.comments_end = comments_end_of(instruction);
        comments_above_ = 0;
        finish(instruction);
        file_.instructions.push_back(instruction);
    }

    /// Comments inside the instruction were read after those above it.
    std::uint32_t comments_end_of(const Instruction& instruction) const {
        std::uint32_t end = size_of(file_.comments);
        while (end > 0 && file_.comments[end - 1].span.begin > instruction.span.begin) {
            --end;
        }
        return end;
    }

    std::string_view join_lines(Instruction& instruction, std::string_view first, std::size_t& end) {
        joined_.assign(first);
        bool open = true;
        while (open && read_line()) {
            std::string_view text = line_.text;
            const std::string_view bare = trim_left(text);
            if (bare.starts_with('#')) {
                comment(bare, true);
                continue;
            }
            if (bare.empty()) {
                instruction.empty_continuation = true;
                file_.empty_lines.push_back(span(line_.begin, line_.next));
                continue;
            }
            open = continues(text);
            pieces_.push_back({static_cast<std::uint32_t>(joined_.size()), offset(line_.begin)});
            joined_ += text;
            end = line_.begin + line_.text.size();
        }
        instruction.empty_lines.end = size_of(file_.empty_lines);
        return file_.arena.store(joined_);
    }

    std::span<const Piece> keep_pieces() {
        static_assert(std::is_trivially_copyable_v<Piece> && alignof(Piece) <= 4);
        const std::size_t size = pieces_.size() * sizeof(Piece);
        char* raw = file_.arena.reserve(size + alignof(Piece));
        void* aligned = raw;
        std::size_t room = size + alignof(Piece);
        std::align(alignof(Piece), size, aligned, room);
        std::memcpy(aligned, pieces_.data(), size);
        file_.arena.take(size + alignof(Piece));
        return {static_cast<const Piece*>(aligned), pieces_.size()};
    }

    /// Keyword, flags, words, heredocs; through ONBUILD.
    void finish(Instruction& instruction) {
        read_command(instruction, instruction.joined.text);
        std::vector<Instruction> inner;
        const Instruction* last = &instruction;
        while (last->keyword == Keyword::onbuild && !last->arguments.empty()) {
            if (inner.size() >= deepest_onbuild) {
                file_.problems.push_back({ProblemKind::too_deep, instruction.name_span, instruction.name});
                break;
            }
            Instruction next = *last;
            next.json = next.spaced_pair = false;
            read_command(next, last->arguments);
            inner.push_back(next);
            last = &inner.back();
        }
        // BuildKit looks for heredocs behind ONBUILD once, not behind ONBUILD ONBUILD.
        Instruction& owner = inner.empty() ? instruction : inner.front();
        const bool may =
            owner.keyword == Keyword::add || owner.keyword == Keyword::copy || owner.keyword == Keyword::run;
        owner.heredocs = {size_of(file_.heredocs), size_of(file_.heredocs)};
        if (may && !owner.json) {
            announce_heredocs(file_, owner);
            read_bodies(owner);
        }
        instruction.heredocs = owner.heredocs;
        instruction.span = owner.span;
        instruction.last_line = owner.last_line;
        keep_nested(instruction, inner);
        if (inner.empty()) {
            find_variables(file_, instruction);
        }
    }

    void keep_nested(Instruction& instruction, std::vector<Instruction>& inner) {
        for (std::size_t i = 0; i < inner.size(); ++i) {
            Instruction& here = inner[i];
            here.span.begin = here.name_span.begin;
            here.span.end = instruction.span.end;
            here.last_line = instruction.last_line;
            here.nested = i + 1 < inner.size() ? std::optional(size_of(file_.nested) + 1) : std::nullopt;
            if (i == 0) {
                instruction.nested = size_of(file_.nested);
            }
            file_.nested.push_back(here);
        }
    }

    void read_command(Instruction& instruction, std::string_view text) {
        text = trim(text);
        std::size_t size = 0;
        while (size < text.size() && !is_blank(text[size])) {
            ++size;
        }
        instruction.name = text.substr(0, size);
        instruction.name_span = instruction.joined.span_of(instruction.name);
        instruction.keyword = keyword(instruction.name);
        instruction.nested.reset();
        while (size < text.size() && is_blank(text[size])) {
            ++size;
        }
        instruction.arguments = trim(read_flags(file_, instruction, text.substr(size)));
        if (instruction.keyword == Keyword::unknown) {
            file_.problems.push_back(
                {ProblemKind::unknown_instruction, instruction.name_span, instruction.name});
        }
        read_words(file_, instruction);
    }

    // --- heredoc bodies ---------------------------------------------------------------------------

    void read_bodies(Instruction& instruction) {
        for (std::uint32_t i = instruction.heredocs.begin; i < instruction.heredocs.end; ++i) {
            read_body(file_.heredocs[i], instruction);
        }
    }

    void read_body(Heredoc& heredoc, Instruction& instruction) {
        const std::size_t begin = next_;
        const std::size_t resume = next_;
        const std::uint32_t resume_line = line_number_;
        std::size_t stop = std::string_view::npos; // where a reader would end it who forgave the missing name
        std::uint32_t stop_line = 0;
        while (read_line()) {
            std::string_view name = line_.text;
            if (heredoc.chomp) {
                name.remove_prefix(std::min(name.find_first_not_of('\t'), name.size()));
            }
            if (name == heredoc.name) {
                close(heredoc, instruction, begin, line_.begin);
                heredoc.terminator = span(line_.begin, line_.begin + line_.text.size());
                instruction.span.end = heredoc.terminator.end;
                return;
            }
            if (stop == std::string_view::npos && begins_instruction(line_.text)) {
                stop = line_.begin;
                stop_line = line_.number;
                if (open_heredocs_ >= most_open_heredocs) {
                    break;
                }
            }
        }
        file_.problems.push_back({ProblemKind::heredoc_open, heredoc.opener, heredoc.name});
        heredoc.closed = false;
        ++open_heredocs_;
        next_ = stop == std::string_view::npos ? file_.text.size() : stop;
        line_number_ = stop == std::string_view::npos ? line_number_ : stop_line;
        if (next_ == resume) {
            line_number_ = resume_line;
        }
        close(heredoc, instruction, begin, next_);
        instruction.last_line = line_number_ == 0 ? 0 : line_number_ - 1;
        heredoc.terminator = {offset(next_), offset(next_)};
        instruction.span.end = std::max(instruction.span.end, trimmed_end(begin));
    }

    Offset trimmed_end(std::size_t begin) const {
        std::size_t end = next_;
        while (end > begin && (file_.text[end - 1] == '\n' || file_.text[end - 1] == '\r')) {
            --end;
        }
        return offset(end);
    }

    void close(Heredoc& heredoc, Instruction& instruction, std::size_t begin, std::size_t end) const {
        heredoc.content = file_.text.substr(begin, end - begin);
        heredoc.body = span(begin, end);
        instruction.last_line = line_.number;
    }

    /// An upper-case keyword at the very start of a line: what follows an open heredoc is taken to
    /// go on there, so that one missing name does not silence the rest of the file.
    static bool begins_instruction(std::string_view text) {
        std::size_t size = 0;
        while (size < text.size() && ascii::is_upper(text[size])) {
            ++size;
        }
        return size < text.size() && is_blank(text[size]) &&
               keyword(text.substr(0, size)) != Keyword::unknown;
    }

    File file_;
    std::size_t next_ = 0;
    std::uint32_t line_number_ = 0;
    Line line_;
    bool directives_allowed_ = true;
    std::size_t open_heredocs_ = 0;
    std::uint32_t comments_above_ = 0;
    std::vector<Piece> pieces_;
    std::string joined_;
};

} // namespace

File parse(std::string_view text) {
    return Parser(text).run();
}

} // namespace dockwright::syntax
