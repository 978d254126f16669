#include "base/line_index.hpp"
#include "base/message.hpp"
#include "cli/format.hpp"
#include "cli/source_line.hpp"
#include "lint/rule.hpp"
#include <fmt/format.h>
#include <iterator>

namespace dockwright::cli::formats {
namespace {

std::string_view paint_of(lint::Severity severity) {
    switch (severity) {
    case lint::Severity::error: return "\033[1;31m";
    case lint::Severity::warning: return "\033[1;33m";
    case lint::Severity::info: return "\033[1;34m";
    case lint::Severity::style: return "\033[1;36m";
    }
    return {};
}

/// Writes the findings of one file as a compiler does, and for the same eyes.
class Writer {
public:
    Writer(std::string& out, const FileReport& report, bool color)
        : out_(out), report_(report), lines_(report.text), color_(color) {}

    void finding(const lint::Finding& finding) {
        head(finding);
        source(finding);
        for (const lint::Related& related : finding.related) {
            const Position at = lines_.position(related.span.begin);
            note(fmt::format("see {}:{}: {}", at.line + 1, at.column + 1, printable(related.message)));
        }
        for (const lint::Fix& fix : finding.fixes) {
            note(fmt::format("{}: {}", fix.safety == lint::Safety::safe ? "fix" : "unsafe fix",
                             printable(fix.title)));
        }
        out_ += '\n';
    }

private:
    template <class... Values>
    void put(fmt::format_string<Values...> pattern, Values&&... values) {
        fmt::format_to(std::back_inserter(out_), pattern, std::forward<Values>(values)...);
    }
    std::string_view paint(std::string_view code) const { return color_ ? code : std::string_view{}; }
    std::string_view plain() const { return paint("\033[0m"); }

    void head(const lint::Finding& finding) {
        const Position at = lines_.position(finding.span.begin);
        put("{}{}:{}:{}:{} {}{}:{} {} {}[{}", paint("\033[1m"), printable(report_.path), at.line + 1,
            at.column + 1, plain(), paint(paint_of(finding.severity)), lint::name(finding.severity), plain(),
            printable(finding.message), paint("\033[2m"), finding.rule->id);
        for (const lint::Code& code : finding.codes) {
            put(" {}", printable(code.code));
        }
        put("]{}\n", plain());
    }

    void source(const lint::Finding& finding) {
        const std::uint32_t number = lines_.line(finding.span.begin);
        const SourceLine line = source_line(report_.text, lines_.line_span(number), finding.span);
        put("{}{:5} |{} {}\n", paint("\033[2m"), number + 1, plain(), line.text);
        put("{}      |{} {}{}{}\n", paint("\033[2m"), plain(), paint(paint_of(finding.severity)), line.marks,
            plain());
    }

    void note(const std::string& text) { put("      {}={} {}\n", paint("\033[2m"), plain(), text); }

    std::string& out_;
    const FileReport& report_;
    LineIndex lines_;
    bool color_;
};

void append(Piece& out, const FileReport& report, bool color) {
    Writer writer(out.text, report, color);
    for (const lint::Finding& finding : report.findings) {
        writer.finding(finding);
    }
}

} // namespace

extern constexpr OutputFormat text{
    .name = "text",
    .counted = true,
    .append = append,
};

} // namespace dockwright::cli::formats
