#include "lint/hadolint/shellcheck_tests.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <string_view>
#include <vector>

namespace dockwright::lint {
namespace {

bool is_dashed(std::string_view word) {
    return word.size() > 1 && word[0] == '-' && std::ranges::all_of(word.substr(1), ascii::is_alpha);
}

bool is_binary(std::string_view word) {
    constexpr std::string_view operators[] = {"=", "==", "!=", "=~", "<", ">", "\\<", "\\>", "<=", ">="};
    return is_dashed(word) || std::ranges::find(operators, word) != std::end(operators);
}

class Test {
public:
    explicit Test(std::span<const std::string_view> words) : words_(words) {}

    bool reads() { return words_.empty() || (disjunction(0) && words_.empty()); }

private:
    std::string_view front() const { return words_.empty() ? std::string_view{} : words_.front(); }
    bool take(std::string_view a, std::string_view b) {
        if (front() != a && front() != b) {
            return false;
        }
        words_ = words_.subspan(1);
        return true;
    }

    bool disjunction(int depth) {
        do {
            if (!conjunction(depth)) {
                return false;
            }
        } while (take("-o", "||"));
        return true;
    }
    bool conjunction(int depth) {
        do {
            if (!term(depth)) {
                return false;
            }
        } while (take("-a", "&&"));
        return true;
    }
    bool term(int depth) {
        while (take("!", "!")) {}
        if (depth < 50 && is_parenthesis(front(), '(')) {
            words_ = words_.subspan(1);
            if (!disjunction(depth + 1) || !is_parenthesis(front(), ')')) {
                return false;
            }
            words_ = words_.subspan(1);
            return true;
        }
        if (words_.empty() || is_end(front())) {
            return false;
        }
        const std::string_view first = front();
        words_ = words_.subspan(1);
        if (is_dashed(first) && !is_end(first) && !is_binary_next()) {
            if (words_.empty() || is_end(front())) {
                return false;
            }
            words_ = words_.subspan(1);
            return true;
        }
        if (!words_.empty() && is_binary(front()) && front() != "-o" && front() != "-a") {
            words_ = words_.subspan(1);
            if (words_.empty() || is_end(front())) {
                return false;
            }
            words_ = words_.subspan(1);
        } else if (front().size() > 1 && (front().starts_with('=') || front().starts_with("!="))) {
            words_ = words_.subspan(1); // `[ a =b ]`: a blank is missing, which it only minds
        }
        return true;
    }
    /// Also behind a backslash or in quotes.
    static bool is_parenthesis(std::string_view word, char which) {
        return !word.empty() && word.size() <= 3 && word[word.size() / 2] == which;
    }
    static bool is_end(std::string_view word) {
        return word == "&&" || word == "||" || word == ")" || word == "[";
    }
    /// `[ -n = x ]` compares.
    bool is_binary_next() const { return words_.size() > 1 && is_binary(front()) && !is_dashed(front()); }

    std::span<const std::string_view> words_;
};

/// Adds the words of a command up to the bracket that closes; `<` and `>` compare to ShellCheck.
/// False: it is not closed there.
bool add_words(const shell::Script& script, const shell::Node& node, std::size_t from,
               std::vector<std::string_view>& words) {
    const auto redirections = script.redirections_of(node);
    std::size_t next = 0;
    for (const shell::Word& word : script.words_of(node).subspan(from)) {
        for (; next < redirections.size() && redirections[next].span.begin < word.span.begin; ++next) {
            words.push_back(redirections[next].operation);
            words.push_back(redirections[next].target.text);
        }
        if (word.text == "]" || word.text == "]]") {
            return true;
        }
        words.push_back(word.text);
    }
    return false;
}

bool is_test(const shell::Script& script, const shell::Node& node) {
    if (node.kind != shell::Node::Kind::simple || node.words.empty()) {
        return false;
    }
    const std::string_view name = script.words_of(node).front().text;
    return name == "[" || name == "[[";
}

/// Nothing stands behind the bracket.
bool ends_well(const shell::Script& script, const shell::Node& node) {
    const std::string_view last = script.words_of(node).back().text;
    return last == "]" || last == "]]";
}

/// A test that is not closed goes on behind `&&` and `||`: the commands that follow in the list.
bool reads_list(const shell::Script& script, std::span<const std::uint32_t> commands) {
    std::vector<std::string_view> words;
    for (std::size_t i = 0; i < commands.size(); ++i) {
        const shell::Node& node = script.nodes[commands[i]];
        if (!is_test(script, node)) {
            continue;
        }
        words.clear();
        bool closed = add_words(script, node, 1, words);
        const shell::Node* last = &node;
        while (!closed && i + 1 < commands.size()) {
            last = &script.nodes[commands[++i]];
            if (last->kind != shell::Node::Kind::simple || last->words.empty()) {
                return false;
            }
            words.emplace_back(last->connector == shell::Connector::and_if ? "&&" : "||");
            closed = add_words(script, *last, 0, words);
        }
        if (!closed || !ends_well(script, *last) || !Test(words).reads()) {
            return false;
        }
    }
    return true;
}

} // namespace

bool shellcheck_reads_tests(const shell::Script& script, shell::Range nodes, std::uint32_t root, Offset end) {
    std::vector<std::uint32_t> alone; // in no list: a list comes behind its commands
    for (std::uint32_t i = nodes.begin; i < nodes.end && i <= root; ++i) {
        const shell::Node& node = script.nodes[i];
        if (node.span.begin < end && node.kind == shell::Node::Kind::test) {
            std::vector<std::string_view> words;
            for (const shell::Word& word : script.words_of(node)) {
                words.push_back(word.text);
            }
            if (!Test(words).reads()) {
                return false;
            }
        } else if (node.span.begin < end && is_test(script, node)) {
            alone.push_back(i);
        } else if (node.kind == shell::Node::Kind::and_or && !alone.empty()) {
            const auto children = script.children_of(node);
            const auto listed = [&](std::uint32_t test) {
                return std::ranges::find(children, test) != children.end();
            };
            if (std::erase_if(alone, listed) > 0 && !reads_list(script, children)) {
                return false;
            }
        }
    }
    return std::ranges::all_of(alone, [&](std::uint32_t test) {
        return reads_list(script, std::span<const std::uint32_t>(&test, 1));
    });
}

} // namespace dockwright::lint
