#include "cli/hadolint/format.hpp"
#include "cli/xml_text.hpp"
#include <algorithm>
#include <array>
#include <ctime>

namespace dockwright::cli::hadolint::formats {
namespace {

/// hadolint measures nothing either.
constexpr std::string_view time_taken = "time=\"0.001\"";

std::string now(const char* pattern) {
    const std::time_t seconds = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    std::array<char, 32> out{};
    return {out.data(), std::strftime(out.data(), out.size(), pattern, &parts)};
}

void append_parse_error(std::string& out, std::string_view path, const Issue& issue) {
    const std::string line = std::to_string(issue.line);
    const std::string column = std::to_string(issue.column);
    out += R"(<testcase id="hadolint.error" name="DL1000" )";
    out += time_taken;
    out += "><failure message=\"parse error at line " + line + ", column " + column +
           "\" type=\"error\">Parse Error in ";
    append_xml(out, path);
    out += "\nLine: " + line + "\nColumn: " + column + "\nParse Error: ";
    append_xml(out, issue.message);
    out += "\n</failure></testcase>";
}

void append_finding(std::string& out, std::string_view path, const Issue& issue) {
    const std::string_view severity = lint::name(issue.severity);
    out += "<testcase id=\"hadolint.rule." + issue.code + "\" ";
    out += time_taken;
    out += "><failure id=\"" + issue.code + "\" message=\"";
    append_xml(out, issue.message);
    out += "\" type=\"";
    out += severity;
    out += "\">File: ";
    append_xml(out, path);
    out += "\nLine: " + std::to_string(issue.line) + "\nCategory: Hadolint - Dockerfile Static Analysis\n";
    out += severity;
    out += ": ";
    append_xml(out, issue.message);
    out += "\n</failure></testcase>";
}

void append_file(std::string& out, const FileReport& file, const Look& look) {
    const auto errors = std::ranges::count_if(file.issues, &Issue::is_parse_error);
    out += "<testsuite errors=\"" + std::to_string(errors) + "\" failures=\"" +
           std::to_string(file.issues.size()) + "\" id=\"hadolint\" name=\"Hadolint ";
    out += spoken_version;
    out += "\" ";
    out += time_taken;
    out += file.issues.empty() ? "/>" : ">";
    for (const Issue& issue : file.issues) {
        (issue.is_parse_error() ? append_parse_error : append_finding)(out, reported_path(file, look), issue);
    }
    out += file.issues.empty() ? "" : "</testsuite>";
}

/// A test suite for each file, clean ones too, and a failed test for each finding.
void append(std::string& out, std::span<const FileReport> files, const Look& look) {
    out += R"(<?xml version="1.0" encoding="UTF-8"?><testsuites id=")" + now("%Y%m%d_%H%M%S") +
           "\" name=\"Hadolint run at " + now("%Y-%m-%d %H:%M:%S") + "\" ";
    out += time_taken;
    out += '>';
    for (const FileReport& file : files) {
        append_file(out, file, look);
    }
    out += "</testsuites>";
}

} // namespace

extern constexpr Format junit{
    .name = "junit",
    .append = append,
};

} // namespace dockwright::cli::hadolint::formats
