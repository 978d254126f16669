#include "shell/commands.hpp"
#include <algorithm>

/// The commands that hold others.
namespace dockwright::shell {
namespace {

/// What POSIX calls special built-in utilities; dash refuses functions of these names.
bool is_special_builtin(std::string_view word) {
    static constexpr std::string_view names[] = {"break",  "continue", "eval",   "exec", "exit",
                                                 "export", "readonly", "return", "set",  "shift",
                                                 "times",  "trap",     "unset"};
    return std::ranges::find(names, word) != std::ranges::end(names);
}

} // namespace

std::uint32_t CommandReader::enclosed(Node::Kind kind, std::string_view open, std::string_view close) {
    const std::size_t base = scratch_.children.items.size();
    const std::size_t redirections = scratch_.redirections.items.size();
    const std::size_t begin = at_;
    at_ += open.size();
    Node node{.kind = kind, .keyword = span_from(begin)};
    const std::uint32_t inner = list();
    if (script_.children_of(script_.nodes[inner]).empty()) {
        problem(Problem::Kind::unexpected, begin, open.size(), open);
    }
    scratch_.children.items.push_back(inner);
    blanks_and_newlines();
    if (close == ")" ? !take(")") : !take_word(close)) {
        if (done()) {
            problem(Problem::Kind::missing, begin, open.size(), close);
        } else {
            stray(at_);
        }
    }
    trailing_redirections(node, redirections);
    return finish(node, begin, base);
}

/// A list that may not be empty.
std::uint32_t CommandReader::body() {
    const std::uint32_t inner = list();
    if (script_.nodes[inner].children.empty() && !done()) {
        const std::size_t size = std::max<std::size_t>(bare_word().size(), 1);
        problem(Problem::Kind::unexpected, at_, size, text_.substr(at_, size));
    }
    return inner;
}

std::uint32_t CommandReader::if_clause() {
    const std::size_t base = scratch_.children.items.size();
    const std::size_t redirections = scratch_.redirections.items.size();
    const std::size_t begin = at_;
    take_word("if");
    Node node{.kind = Node::Kind::if_clause, .keyword = span_from(begin)};
    do {
        scratch_.children.items.push_back(body());
        expect_word("then", begin);
        scratch_.children.items.push_back(body());
        blanks_and_newlines();
    } while (take_word("elif"));
    if (take_word("else")) {
        node.has_else = true;
        scratch_.children.items.push_back(body());
    }
    expect_word("fi", begin);
    trailing_redirections(node, redirections);
    return finish(node, begin, base);
}

std::uint32_t CommandReader::do_group(std::size_t begin) {
    expect_word("do", begin);
    const std::uint32_t inner = body();
    expect_word("done", begin);
    return inner;
}

std::uint32_t CommandReader::loop(Node::Kind kind) {
    const std::size_t base = scratch_.children.items.size();
    const std::size_t redirections = scratch_.redirections.items.size();
    const std::size_t begin = at_;
    at_ += 5; // while, until
    Node node{.kind = kind, .keyword = span_from(begin)};
    scratch_.children.items.push_back(body());
    scratch_.children.items.push_back(do_group(begin));
    trailing_redirections(node, redirections);
    return finish(node, begin, base);
}

std::uint32_t CommandReader::for_clause(Node::Kind kind) {
    const std::size_t base = scratch_.children.items.size();
    const std::size_t words = scratch_.words.items.size();
    const std::size_t redirections = scratch_.redirections.items.size();
    const std::size_t begin = at_;
    at_ += bare_word().size();
    Node node{.kind = kind, .keyword = span_from(begin)};
    blanks();
    if (features_.arithmetic_command && looking_at("((")) {
        return arithmetic_for(begin);
    }
    const std::size_t name = at_;
    if (!done() && !is_meta(peek())) {
        node.name = read_word().text;
    }
    if (!is_name(node.name) && !features_.any_function_name) { // bash refuses it only when it runs
        problem(Problem::Kind::bad_name, name, std::max<std::size_t>(at_ - name, done() ? 0 : 1), node.name);
    }
    blanks_and_newlines();
    if (take_word("in")) {
        node.in_words = true;
        for (blanks(); !done() && !is_meta(peek()); blanks()) {
            scratch_.words.items.push_back(read_word());
        }
        if (peek() == ';') {
            ++at_;
        } else if (peek() != '\n') {
            done() ? problem(Problem::Kind::missing, begin, 3, "do") : stray(at_);
        }
    } else {
        blanks();
        take(";");
    }
    node.words = scratch_.words.keep(script_.words, words);
    blanks_and_newlines();
    if (features_.keywords_of_bash && at_word("{")) {
        scratch_.children.items.push_back(enclosed(Node::Kind::group, "{", "}"));
    } else {
        scratch_.children.items.push_back(do_group(begin));
    }
    trailing_redirections(node, redirections);
    return finish(node, begin, base);
}

std::uint32_t CommandReader::arithmetic_for(std::size_t begin) {
    const std::size_t base = scratch_.children.items.size();
    const std::size_t redirections = scratch_.redirections.items.size();
    Node node{.kind = Node::Kind::arithmetic_for, .keyword = span_from(begin)};
    const std::size_t end = text_.find("))", at_);
    if (end == std::string_view::npos) {
        problem(Problem::Kind::open_quote, at_, 2, "((");
        at_ = text_.size();
        return finish(node, begin, base);
    }
    at_ = end + 2;
    blanks();
    take(";");
    blanks_and_newlines();
    if (at_word("{")) {
        scratch_.children.items.push_back(enclosed(Node::Kind::group, "{", "}"));
    } else {
        scratch_.children.items.push_back(do_group(begin));
    }
    trailing_redirections(node, redirections);
    return finish(node, begin, base);
}

std::uint32_t CommandReader::case_clause() {
    const std::size_t base = scratch_.children.items.size();
    const std::size_t words = scratch_.words.items.size();
    const std::size_t redirections = scratch_.redirections.items.size();
    const std::size_t begin = at_;
    take_word("case");
    Node node{.kind = Node::Kind::case_clause, .keyword = span_from(begin)};
    blanks();
    if (done() || is_meta(peek())) {
        done() ? problem(Problem::Kind::missing, begin, 4, "word") : stray(at_);
    } else {
        scratch_.words.items.push_back(read_word());
    }
    node.words = scratch_.words.keep(script_.words, words);
    expect_word("in", begin);
    for (blanks_and_newlines(); !done() && !at_word("esac"); blanks_and_newlines()) {
        const std::size_t before = at_;
        scratch_.children.items.push_back(case_item());
        if (at_ == before) {
            stray(at_);
        }
    }
    expect_word("esac", begin);
    trailing_redirections(node, redirections);
    return finish(node, begin, base);
}

std::uint32_t CommandReader::case_item() {
    const std::size_t base = scratch_.children.items.size();
    const std::size_t words = scratch_.words.items.size();
    const std::size_t begin = at_;
    Node node{.kind = Node::Kind::case_item};
    take("(");
    for (blanks(); !done() && !is_meta(peek()); blanks()) {
        scratch_.words.items.push_back(read_word());
        blanks();
        if (!take("|")) {
            break;
        }
    }
    node.words = scratch_.words.keep(script_.words, words);
    node.keyword = span_from(begin);
    blanks();
    if (!take(")")) {
        done() ? problem(Problem::Kind::missing, begin, 1, ")") : stray(at_);
    }
    scratch_.children.items.push_back(list());
    blanks_and_newlines();
    if (features_.keywords_of_bash && (take(";;&") || take(";&"))) {
        return finish(node, begin, base);
    }
    if (!take(";;") && !at_word("esac") && !done()) {
        stray(at_);
    }
    return finish(node, begin, base);
}

std::uint32_t CommandReader::function(std::size_t begin, bool keyword) {
    const std::size_t base = scratch_.children.items.size();
    Node node{.kind = Node::Kind::function};
    if (keyword) {
        take_word("function");
        node.keyword = span_from(begin);
        blanks();
    }
    const std::size_t name = at_;
    if (!done() && !is_meta(peek())) {
        node.name = read_word().text;
    }
    if (!keyword) {
        node.keyword = span_from(name);
        if (!features_.any_function_name && (!is_name(node.name) || is_special_builtin(node.name))) {
            problem(Problem::Kind::bad_name, name, at_ - name, node.name);
        }
    }
    blanks();
    if (take("(")) {
        blanks();
        if (!take(")")) {
            done() ? problem(Problem::Kind::missing, begin, 1, ")") : stray(at_);
        }
    }
    blanks_and_newlines();
    if (done()) {
        problem(Problem::Kind::missing, begin, at_ > begin ? 1 : 0, "{");
    } else {
        const std::size_t body = at_;
        const std::uint32_t inner = command();
        scratch_.children.items.push_back(inner);
        if (features_.arrays && script_.nodes[inner].kind == Node::Kind::simple) {
            problem(Problem::Kind::unexpected, body, 1,
                    text_.substr(body, 1)); // bash wants a compound command
        }
    }
    return finish(node, begin, base);
}

/// `[[ … ]]`: words and operators in a row; what they mean is for those who ask.
std::uint32_t CommandReader::test() {
    const std::size_t base = scratch_.children.items.size();
    const std::size_t words = scratch_.words.items.size();
    const std::size_t redirections = scratch_.redirections.items.size();
    const std::size_t begin = at_;
    take_word("[[");
    Node node{.kind = Node::Kind::test, .keyword = span_from(begin)};
    bool closed = false;
    bool pattern = false; // behind =~, where parentheses belong to the word
    for (blanks_and_newlines(); !done() && !closed; blanks_and_newlines()) {
        if (take_word("]]")) {
            closed = true;
            break;
        }
        const std::size_t token = at_;
        const bool operation = take("&&") || take("||") || (!pattern && (take("(") || take(")"))) ||
                               (!pattern && (take("<") || take(">")));
        if (operation) {
            scratch_.words.items.push_back({.text = from(token), .span = span_from(token)});
            pattern = false;
            continue;
        }
        if (pattern) {
            while (!done() && !is_blank(peek()) && peek() != '\n') {
                if (is_meta(peek())) {
                    ++at_;
                } else {
                    read_word();
                }
            }
            scratch_.words.items.push_back({.text = from(token), .span = span_from(token)});
            pattern = false;
            continue;
        }
        if (is_meta(peek())) {
            stray(at_);
            continue;
        }
        const Word word = read_word(true);
        pattern = word.text == "=~";
        scratch_.words.items.push_back(word);
    }
    if (!closed) {
        problem(Problem::Kind::missing, begin, 2, "]]");
    }
    node.words = scratch_.words.keep(script_.words, words);
    if (closed && node.words.empty()) {
        problem(Problem::Kind::unexpected, begin, 2, "]]");
    }
    trailing_redirections(node, redirections);
    return finish(node, begin, base);
}

/// `((…))`, unless its parentheses close one by one: then it is a subshell in a subshell.
std::uint32_t CommandReader::arithmetic_command() {
    int open = 0;
    std::size_t end = at_;
    for (; end < text_.size(); ++end) {
        const char c = text_[end];
        if (c == '(') {
            ++open;
        } else if (c == ')' && --open == 1) {
            break;
        }
    }
    if (end + 1 >= text_.size() || text_[end + 1] != ')') {
        return enclosed(Node::Kind::subshell, "(", ")");
    }
    const std::size_t base = scratch_.children.items.size();
    const std::size_t redirections = scratch_.redirections.items.size();
    const std::size_t begin = at_;
    at_ = end + 2;
    Node node{.kind = Node::Kind::arithmetic, .keyword = source_.span_of(text_.substr(begin, 2))};
    trailing_redirections(node, redirections);
    return finish(node, begin, base);
}

bool CommandReader::begins_compound() const {
    static constexpr std::string_view openers[] = {"{",   "if",   "while", "until",
                                                   "for", "case", "[[",    "select"};
    return peek() == '(' || std::ranges::find(openers, bare_word()) != std::ranges::end(openers);
}

/// bash's `coproc`: in front of a compound command there may be a name, a simple one has none.
std::uint32_t CommandReader::coprocess() {
    const std::size_t base = scratch_.children.items.size();
    const std::size_t begin = at_;
    take_word("coproc");
    Node node{.kind = Node::Kind::coprocess, .keyword = span_from(begin)};
    blanks();
    const std::size_t name = at_;
    if (const std::string_view word = bare_word(); !word.empty() && !begins_compound()) {
        at_ += word.size();
        blanks();
        if (begins_compound()) {
            node.name = word;
        } else {
            at_ = name;
        }
    }
    if (done()) {
        problem(Problem::Kind::missing, begin, node.keyword.size(), "command");
    }
    scratch_.children.items.push_back(command());
    return finish(node, begin, base);
}

} // namespace dockwright::shell
