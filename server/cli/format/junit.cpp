#include "base/line_index.hpp"
#include "base/message.hpp"
#include "cli/format.hpp"
#include "cli/report_path.hpp"
#include "cli/xml_text.hpp"
#include "lint/rule.hpp"
#include <algorithm>

/// JUnit's XML, as the widest readers have it (Jenkins' junit-10.xsd): a suite for each file, a case for each
/// finding. A case has failed if the exit code says so too; a milder finding is a case that went well and
/// says something. A clean file is one good case, for some readers take a report without any for a mistake.
namespace dockwright::cli::formats {
namespace {

bool fails(const lint::Finding& finding, const FileReport& report) {
    return report.fail_level && finding.severity <= *report.fail_level;
}

void append_case(std::string& out, std::string_view name, std::string_view path) {
    out += "    <testcase name=\"";
    append_xml(out, name);
    out += "\" classname=\"";
    append_xml(out, path);
    out += '"';
}

void append_finding(std::string& out, const FileReport& report, const LineIndex& lines,
                    const lint::Finding& finding) {
    const Position at = lines.position(finding.span.begin);
    const std::string place = message("{}:{}", {std::to_string(at.line + 1), std::to_string(at.column + 1)});
    const std::string_view path = report_path(report.path);
    append_case(out, message("{} at {}", {finding.rule->id, place}), path);
    const bool failed = fails(finding, report);
    if (failed) {
        out += message(">\n      <failure type=\"{}\" message=\"", {lint::name(finding.severity)});
        append_xml(out, finding.message);
        out += "\">";
    } else {
        out += ">\n      <system-out>";
    }
    append_xml(out, message("{}:{}: {}: {} [{}]",
                            {path, place, lint::name(finding.severity), finding.message, finding.rule->id}));
    out += failed ? "</failure>\n    </testcase>\n" : "</system-out>\n    </testcase>\n";
}

void append(Piece& piece, const FileReport& report, bool /*color*/) {
    std::string& out = piece.text;
    const std::string_view path = report_path(report.path);
    const auto failures = std::ranges::count_if(
        report.findings, [&](const lint::Finding& finding) { return fails(finding, report); });
    out += "  <testsuite name=\"";
    append_xml(out, path);
    out +=
        message("\" tests=\"{}\" failures=\"{}\" errors=\"0\">\n",
                {std::to_string(std::max<std::size_t>(report.findings.size(), 1)), std::to_string(failures)});
    if (report.findings.empty()) {
        append_case(out, "nothing found", path);
        out += "/>\n";
    }
    const LineIndex lines(report.text);
    for (const lint::Finding& finding : report.findings) {
        append_finding(out, report, lines, finding);
    }
    out += "  </testsuite>\n";
}

} // namespace

extern constexpr OutputFormat junit{
    .name = "junit",
    .begin = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"dockwright\">\n",
    .end = "</testsuites>\n",
    .clean_files = true,
    .append = append,
};

} // namespace dockwright::cli::formats
