#include "cli/rule_words.hpp"
#include <fmt/format.h>
#include <iterator>

namespace dockwright::cli {
namespace {

constexpr std::size_t text_width = 80;

/// Broken at blanks.
std::string wrapped(std::string_view text) {
    std::string out;
    std::size_t column = 0;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        if (column > 0 && column + 1 + word.size() > text_width) {
            out += '\n';
            column = 0;
        } else if (column > 0) {
            out += ' ';
            ++column;
        }
        out += word;
        column += word.size();
        text.remove_prefix(std::min(word.size() + 1, text.size()));
    }
    return out;
}

class Page {
public:
    explicit Page(bool color) : color_(color) {}

    void head(const lint::Rule& rule) {
        put("{}{}{}: {}\n\n", paint("\033[1m"), rule.id, plain(), rule.title);
        put("{}\n\n", wrapped(rule.why));
        put("  severity  {}\n", lint::name(rule.severity));
        put("  group     {}\n", lint::name(rule.group));
        put("  preset    {}\n", preset_word(rule));
        put("  fix       {}\n", fixes_word(rule));
        if (rule.also.size() > 0) {
            put("  also      {}\n", codes_list(rule));
        }
    }

    void example(const lint::Example& example) {
        around(example);
        if (!example.bad.empty()) {
            source(fmt::format("Wrong: {}", example.title), example.bad);
        }
        if (!example.good.empty()) {
            source(example.bad.empty() ? fmt::format("Right: {}", example.title) : "Right:", example.good);
        }
    }

    void tail(const lint::Rule& rule) {
        put("\nTo allow it in one place, write above the instruction:\n    # dockwright ignore={}: the "
            "reason\n",
            rule.id);
    }

    std::string take() { return std::move(out_); }

private:
    /// What an example goes by besides its own lines.
    void around(const lint::Example& example) {
        if (!example.machine.empty()) {
            put("\nOn a machine with {}:\n", example.machine);
        }
        const std::size_t first = example.beside.find("== ");
        if (first == std::string_view::npos) {
            return;
        }
        const std::size_t line_begin = example.beside.rfind('\n', first) + 1; // 0 if there is none
        std::string_view rest = example.beside.substr(line_begin);
        put("\nWith these files beside the Dockerfile:\n");
        while (!rest.empty()) {
            std::string_view line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
            const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
            line.remove_prefix(std::min(blanks, first - line_begin));
            if (!line.empty()) {
                put("     {}\n", line);
            }
        }
    }

    template <class... Values>
    void put(fmt::format_string<Values...> pattern, Values&&... values) {
        fmt::format_to(std::back_inserter(out_), pattern, std::forward<Values>(values)...);
    }
    std::string_view paint(std::string_view code) const { return color_ ? code : std::string_view{}; }
    std::string_view plain() const { return paint("\033[0m"); }

    /// The margin says what a line is: `|` source, `~` what is found above, `+` as the fix
    /// leaves it, `-` what it takes away.
    void source(const std::string& title, std::string_view notation) {
        put("\n{}{}{}\n", paint("\033[1m"), title, plain());
        while (!notation.empty()) {
            const std::string_view line = notation.substr(0, notation.find('\n'));
            notation.remove_prefix(std::min(line.size() + 1, notation.size()));
            const std::size_t margin = line.find_first_not_of(' ');
            if (margin == std::string_view::npos) {
                continue;
            }
            const std::string_view rest = line.substr(margin + 1);
            switch (line[margin]) {
            case '~': put("     {}{}{}\n", paint("\033[33m"), rest, plain()); break;
            case '+': put("    {}+{}{}\n", paint("\033[32m"), rest, plain()); break;
            case '-': put("    {}-{}{}\n", paint("\033[31m"), rest, plain()); break;
            default: put("    {}|{}{}\n", paint("\033[2m"), plain(), rest);
            }
        }
    }

    std::string out_;
    bool color_;
};

} // namespace

std::string explanation(const lint::Rule& rule, bool color) {
    Page page(color);
    page.head(rule);
    for (const lint::Example& example : rule.examples) {
        page.example(example);
    }
    page.tail(rule);
    return page.take();
}

} // namespace dockwright::cli
