#include "cli/rule_words.hpp"
#include "lint/example_lines.hpp"
#include "lint/rule_words.hpp"
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
        put("  preset    {}\n", lint::name(rule.level));
        put("  fix       {}\n", lint::name(rule.fixes));
        if (rule.also.size() > 0) {
            put("  also      {}\n", lint::codes_list(rule));
        }
        if (!rule.option.empty()) {
            put("  option    {} (below rules in .dockwright.yaml)\n", rule.option);
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
        const auto beside = lint::beside_lines(example.beside);
        if (beside.empty()) {
            return;
        }
        put("\nWith these files beside the Dockerfile:\n");
        for (const std::string_view line : beside) {
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

    void source(const std::string& title, std::string_view notation) {
        using Kind = lint::ExampleLine::Kind;
        put("\n{}{}{}\n", paint("\033[1m"), title, plain());
        for (const auto& [kind, text] : lint::example_lines(notation)) {
            switch (kind) {
            case Kind::source:
                put("    {}|{}{}{}\n", paint("\033[2m"), plain(), text.empty() ? "" : " ", text);
                break;
            case Kind::found: put("      {}{}{}\n", paint("\033[33m"), text, plain()); break;
            case Kind::added: put("    {}+ {}{}\n", paint("\033[32m"), text, plain()); break;
            case Kind::removed: put("    {}- {}{}\n", paint("\033[31m"), text, plain()); break;
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
