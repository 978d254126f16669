#include "shell/commands.hpp"
#include <algorithm>

namespace dockwright::shell {
namespace {

/// Words that end a list, or continue a clause, where a command could begin.
constexpr std::string_view closers[] = {"then", "do", "done", "fi", "else", "elif", "esac", "in", "}"};

bool is_closer(std::string_view word) {
    return std::ranges::find(closers, word) != std::ranges::end(closers);
}

} // namespace

Shell::Shell() : scratch_(std::make_unique<Scratch>()) {}
Shell::~Shell() = default;

std::uint32_t Shell::read(Script& script, const syntax::Joined& source, Dialect dialect) {
    return CommandReader(script, *scratch_, source, dialect).read_all();
}

std::uint32_t CommandReader::read_all() {
    const std::size_t base = scratch_.children.items.size();
    const std::size_t begin = at_;
    std::uint32_t first = list();
    while (!done()) {
        stray(at_);
        // Reading goes on behind it: one list holds all that could be read.
        const std::uint32_t more = list();
        for (const std::uint32_t part : {first, more}) {
            for (const std::uint32_t child : script_.children_of(script_.nodes[part])) {
                scratch_.children.items.push_back(child);
            }
            script_.nodes[part].children = {}; // they have one parent
        }
        first = finish({.kind = Node::Kind::list}, begin, base);
    }
    return first;
}

/// A token that no command can begin with.
void CommandReader::stray(std::size_t begin) {
    const std::string_view word = bare_word();
    std::size_t size = word.empty() ? 1 : word.size();
    if (looking_at(";;") || looking_at("&&") || looking_at("||")) {
        size = 2;
    }
    problem(Problem::Kind::unexpected, begin, size, text_.substr(begin, size));
    at_ = begin + size;
}

std::uint32_t CommandReader::substituted_list() {
    if (++depth_ >= deepest_nesting) {
        problem(Problem::Kind::too_deep, at_ - 1, 1, "(");
        at_ = text_.size();
        --depth_;
        return nothing();
    }
    const std::uint32_t inner = list();
    blanks_and_newlines();
    while (!done() && peek() != ')') {
        stray(at_);
        list();
        blanks_and_newlines();
    }
    --depth_;
    return inner;
}

std::uint32_t CommandReader::list_of(const syntax::Joined& source, int depth) {
    if (depth >= deepest_nesting) {
        return nothing();
    }
    return CommandReader(script_, scratch_, source, dialect_, depth).read_all();
}

std::uint32_t CommandReader::add(Node node) {
    script_.nodes.push_back(node);
    return static_cast<std::uint32_t>(script_.nodes.size() - 1);
}

/// Takes the children above `base`; the node reaches from `begin` to here, blanks left out.
std::uint32_t CommandReader::finish(Node node, std::size_t begin, std::size_t base) {
    std::size_t end = at_;
    while (end > begin && (is_blank(text_[end - 1]) || text_[end - 1] == '\n')) {
        --end;
    }
    node.span = source_.span_of(text_.substr(begin, end - begin));
    node.children = scratch_.children.keep(script_.children, base);
    // An open quote ends in blanks that are part of it.
    const auto reach = [&node](Span last) { node.span.end = std::max(node.span.end, last.end); };
    if (!node.children.empty()) {
        const Span last = script_.nodes[script_.children_of(node).back()].span;
        reach(last);
        // Behind its last command only blanks and comments have been read.
        const bool ends_with_it = node.kind == Node::Kind::and_or || node.kind == Node::Kind::pipeline;
        node.span.end = ends_with_it ? last.end : node.span.end;
    }
    if (!node.words.empty()) {
        reach(script_.words_of(node).back().span);
    }
    if (!node.redirections.empty()) {
        reach(script_.redirections_of(node).back().span);
    }
    return add(node);
}

std::uint32_t CommandReader::nothing() {
    return finish({.kind = Node::Kind::list}, at_, scratch_.children.items.size());
}

// --- blanks, newlines, reserved words --------------------------------------------------------------

void CommandReader::blanks() {
    while (!done()) {
        if (is_blank(peek())) {
            ++at_;
        } else if (looking_at("\\\n")) {
            at_ += 2;
        } else if (peek() == '#') {
            const std::size_t begin = at_;
            at_ = std::min(text_.find('\n', at_), text_.size());
            script_.comments.push_back({from(begin), span_from(begin)});
        } else {
            return;
        }
    }
}

void CommandReader::newline() {
    ++at_;
    here_documents();
}

void CommandReader::blanks_and_newlines() {
    for (blanks(); peek() == '\n'; blanks()) {
        newline();
    }
}

std::string_view CommandReader::bare_word() const {
    constexpr auto is_quoting = [](char c) {
        return c == '\'' || c == '"' || c == '\\' || c == '$' || c == '`';
    };
    std::size_t end = at_;
    while (end < text_.size() && !is_meta(text_[end]) && !is_quoting(text_[end])) {
        ++end;
    }
    if (end < text_.size() && is_quoting(text_[end]) && !at_last_continuation(end)) {
        return {};
    }
    if (at_process(end)) {
        return {}; // the word goes on with what <(…) stands for
    }
    return text_.substr(at_, end - at_);
}

bool CommandReader::take_word(std::string_view word) {
    if (!at_word(word)) {
        return false;
    }
    at_ += word.size();
    return true;
}

void CommandReader::expect_word(std::string_view word, std::size_t begin) {
    blanks_and_newlines();
    if (!take_word(word)) {
        if (!done()) {
            const std::size_t size = std::max<std::size_t>(bare_word().size(), 1);
            problem(Problem::Kind::unexpected, at_, size, text_.substr(at_, size));
        } else {
            problem(Problem::Kind::missing, begin, 1, word);
        }
    }
}

bool CommandReader::ends_list() const {
    return done() || peek() == ')' || looking_at(";;") || looking_at(";&") || is_closer(bare_word());
}

bool CommandReader::cannot_begin_command() const {
    const bool redirects = features_.both_redirections && looking_at("&>");
    return ends_list() || (peek() == '&' && !redirects) || peek() == '|' || peek() == ';';
}

// --- lists ----------------------------------------------------------------------------------------

std::uint32_t CommandReader::list() {
    const std::size_t base = scratch_.children.items.size();
    blanks_and_newlines();
    const std::size_t begin = at_;
    while (!ends_list()) {
        const std::size_t before = at_;
        const std::uint32_t child = and_or();
        if (at_ == before) {
            break;
        }
        scratch_.children.items.push_back(child);
        blanks();
        Terminator terminator = Terminator::none;
        if (peek() == ';' && peek(1) != ';' && peek(1) != '&') {
            ++at_;
            terminator = Terminator::semicolon;
        } else if (peek() == '&' && peek(1) != '&') {
            ++at_;
            terminator = Terminator::background;
        } else if (peek() == '\n') {
            terminator = Terminator::newline;
        }
        script_.nodes[child].terminator = terminator;
        if (terminator == Terminator::none) {
            break;
        }
        blanks_and_newlines();
    }
    return finish({.kind = Node::Kind::list}, begin, base);
}

std::uint32_t CommandReader::and_or() {
    const std::size_t base = scratch_.children.items.size();
    const std::size_t begin = at_;
    const std::uint32_t first = pipeline();
    scratch_.children.items.push_back(first);
    for (blanks(); looking_at("&&") || looking_at("||"); blanks()) {
        const Connector connector = peek() == '&' ? Connector::and_if : Connector::or_if;
        const std::size_t operation = at_;
        at_ += 2;
        blanks_and_newlines();
        if (cannot_begin_command()) {
            done() ? problem(Problem::Kind::missing, operation, 2, "command") : stray(at_);
            blanks_and_newlines();
            if (ends_list()) {
                break;
            }
        }
        const std::uint32_t next = pipeline();
        script_.nodes[next].connector = connector;
        scratch_.children.items.push_back(next);
    }
    if (scratch_.children.items.size() == base + 1) {
        scratch_.children.items.resize(base);
        return first;
    }
    return finish({.kind = Node::Kind::and_or}, begin, base);
}

std::uint32_t CommandReader::pipeline() {
    const std::size_t base = scratch_.children.items.size();
    const std::size_t begin = at_;
    Node node{.kind = Node::Kind::pipeline};
    while (true) {
        if ((!node.negated || features_.many_negations) && take_word("!")) {
            node.negated = true;
        } else if (features_.keywords_of_bash && take_word("time")) {
            node.timed = true;
            blanks();
            take_word("-p");
        } else {
            break;
        }
        blanks();
    }
    const std::uint32_t first = command();
    scratch_.children.items.push_back(first);
    for (blanks(); peek() == '|' && peek(1) != '|'; blanks()) {
        Connector connector = Connector::pipe;
        const std::size_t operation = at_++;
        if (features_.both_pipe && peek() == '&') {
            connector = Connector::pipe_both;
            ++at_;
        }
        blanks_and_newlines();
        if (cannot_begin_command()) {
            done() ? problem(Problem::Kind::missing, operation, 1, "command") : stray(at_);
            break;
        }
        const std::uint32_t next = command();
        script_.nodes[next].connector = connector;
        scratch_.children.items.push_back(next);
    }
    if (scratch_.children.items.size() == base + 1 && !node.negated && !node.timed) {
        scratch_.children.items.resize(base);
        return first;
    }
    return finish(node, begin, base);
}

// --- commands -------------------------------------------------------------------------------------

std::uint32_t CommandReader::command() {
    if (++depth_ >= deepest_nesting) {
        problem(Problem::Kind::too_deep, at_, 1, text_.substr(at_, 1));
        at_ = text_.size();
        --depth_;
        return nothing();
    }
    const std::uint32_t node = compound();
    --depth_;
    return node;
}

std::uint32_t CommandReader::compound() {
    if (peek() == '(') {
        if (features_.arithmetic_command && peek(1) == '(') {
            return arithmetic_command();
        }
        return enclosed(Node::Kind::subshell, "(", ")");
    }
    const std::string_view word = bare_word();
    if (word == "{") {
        return enclosed(Node::Kind::group, "{", "}");
    }
    if (word == "if") {
        return if_clause();
    }
    if (word == "while" || word == "until") {
        return loop(word == "while" ? Node::Kind::while_clause : Node::Kind::until_clause);
    }
    if (word == "for") {
        return for_clause(Node::Kind::for_clause);
    }
    if (word == "case") {
        return case_clause();
    }
    if (word == "[[" && features_.double_bracket) {
        return test();
    }
    if (word == "function" && features_.function_keyword) {
        return function(at_, true);
    }
    if (word == "select" && features_.keywords_of_bash) {
        return for_clause(Node::Kind::select_clause);
    }
    if (word == "coproc" && features_.keywords_of_bash) {
        return coprocess();
    }
    const std::size_t begin = at_;
    if (word == "!" && !features_.many_negations) {
        stray(at_);
        blanks();
    }
    if (!word.empty()) {
        const std::size_t behind = at_ + word.size();
        const std::size_t open = text_.find_first_not_of(" \t", behind);
        if (open != std::string_view::npos && text_[open] == '(' && !word.contains('=')) {
            const std::size_t close = text_.find_first_not_of(" \t", open + 1);
            if (close != std::string_view::npos && text_[close] == ')') {
                return function(begin, false);
            }
        }
    }
    return simple(begin);
}

std::uint32_t CommandReader::simple(std::size_t begin) {
    const std::size_t words = scratch_.words.items.size();
    const std::size_t assignments = scratch_.assignments.items.size();
    const std::size_t redirections = scratch_.redirections.items.size();
    std::size_t end = at_;
    bool declares = false;
    while (!done()) {
        blanks();
        const bool first = scratch_.words.items.size() == words;
        if (redirection() || ((first || declares) && assignment(declares))) {
            end = at_;
            continue;
        }
        if (done() || (is_meta(peek()) && !at_process(at_))) {
            break;
        }
        const Word word = read_word();
        scratch_.words.items.push_back(word);
        end = at_;
        declares = declares || (first && features_.arrays &&
                                (word.text == "declare" || word.text == "local" || word.text == "typeset" ||
                                 word.text == "export" || word.text == "readonly"));
    }
    if (peek() == '(' && at_ > begin) {
        // Where a function's `()` would stand, or nothing could.
        stray(at_);
        end = at_;
    }
    if (end == begin) {
        if (!ends_list()) {
            stray(at_);
            end = at_;
        } else if (!done() && peek() != ')') {
            problem(Problem::Kind::unexpected, at_, std::max<std::size_t>(bare_word().size(), 1),
                    bare_word());
        }
    }
    Node node{.kind = Node::Kind::simple};
    node.span = source_.span_of(text_.substr(begin, end - begin));
    node.keyword = node.span;
    node.words = scratch_.words.keep(script_.words, words);
    node.assignments = scratch_.assignments.keep(script_.assignments, assignments);
    node.redirections = scratch_.redirections.keep(script_.redirections, redirections);
    return add(node);
}

/// Behind `declare` and its like only arrays need a grammar of their own: all else is a word.
bool CommandReader::assignment(bool only_array) {
    std::size_t end = at_;
    while (end < text_.size() && ascii::is_name(text_[end])) {
        ++end;
    }
    const std::string_view name = text_.substr(at_, end - at_);
    if (!is_name(name)) {
        return false;
    }
    if (features_.arrays && end < text_.size() && text_[end] == '[') {
        const std::size_t close = text_.find(']', end);
        const std::string_view index = text_.substr(end, close == std::string_view::npos ? 0 : close - end);
        if (close == std::string_view::npos ||
            index.find_first_of(" \t\n;&|<>()") != std::string_view::npos) {
            return false;
        }
        end = close + 1;
    }
    Assignment assignment{.name = name};
    if (features_.arrays && text_.substr(end).starts_with("+=")) {
        assignment.append = true;
        ++end;
    }
    if (end >= text_.size() || text_[end] != '=' || (only_array && !text_.substr(end).starts_with("=("))) {
        return false;
    }
    const std::size_t begin = at_;
    assignment.name_span = source_.span_of(name);
    at_ = end + 1;
    if (features_.arrays && peek() == '(') {
        array(assignment);
    } else {
        assignment.value = read_word();
    }
    assignment.span = span_from(begin);
    scratch_.assignments.items.push_back(assignment);
    return true;
}

void CommandReader::array(Assignment& assignment) {
    const std::size_t begin = at_++;
    const std::size_t words = scratch_.words.items.size();
    assignment.array = true;
    for (blanks_and_newlines(); !done() && peek() != ')'; blanks_and_newlines()) {
        if (is_meta(peek()) && !at_process(at_)) {
            stray(at_);
        } else {
            scratch_.words.items.push_back(read_word());
        }
    }
    assignment.words = scratch_.words.keep(script_.words, words);
    if (!take(")")) {
        problem(Problem::Kind::open_quote, begin, 1, "(");
    }
}

} // namespace dockwright::shell
