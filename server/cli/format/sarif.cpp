#include "base/line_index.hpp"
#include "base/message.hpp"
#include "base/utf8.hpp"
#include "cli/format.hpp"
#include "cli/json_object.hpp"
#include "cli/line_hashes.hpp"
#include "cli/program.hpp"
#include "cli/report_path.hpp"
#include "cli/sarif_rule.hpp"
#include "lint/fingerprint.hpp"
#include <algorithm>

/// SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/), read by GitHub's code scanning, Azure
/// DevOps, GitLab and viewers in editors.
namespace dockwright::cli::formats {
namespace {

/// Plain text of a message has links, `[text](place)`, and no other marks (section 3.11.6).
std::string without_links(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c == '(' && out.ends_with(']') ? "\\(" : std::string_view(&c, 1);
    }
    return out;
}

void append_message(std::string& out, std::string_view text) {
    JsonObject(out).text("text", without_links(text));
}

class Results {
public:
    Results(Piece& piece, const FileReport& report)
        : piece_(piece), out_(piece.text), report_(report), lines_(report.text),
          hashes_(line_hashes(report.text)),
          fingerprints_(lint::fingerprints(report.text, lines_, report.findings)) {
        JsonObject artifact(artifact_);
        append_uri(uri_, report.path);
        artifact.text("uri", uri_);
        if (!uri_.starts_with("file:")) {
            artifact.text("uriBaseId", "%SRCROOT%");
        }
    }

    void add_all() {
        for (std::size_t i = 0; i < report_.findings.size(); ++i) {
            out_ += i == 0 ? "" : ",\n";
            add(report_.findings[i], fingerprints_[i]);
        }
    }

private:
    void add(const lint::Finding& finding, const lint::Fingerprint& fingerprint) {
        JsonObject result(out_);
        result.text("ruleId", finding.rule->id);
        result.member("ruleIndex");
        piece_.numbers.push_back({.at = out_.size(), .rule = finding.rule});
        result.text("level", sarif_level(finding.severity));
        append_message(result.member("message"), finding.message);
        result.member("locations") += '[';
        append_location(finding.span, {});
        out_ += ']';
        if (!finding.related.empty()) {
            result.array("relatedLocations", finding.related,
                         [this](std::string&, const lint::Related& related) {
                             append_location(related.span, related.message);
                         });
        }
        append_fingerprints(result.member("partialFingerprints"), finding, fingerprint);
        append_fixes(result, finding);
        JsonObject properties(result.member("properties"));
        properties.text("severity", lint::name(finding.severity));
        properties.array("codes", finding.codes,
                         [](std::string& to, const lint::Code& code) { json_text::append(to, code.code); });
    }

    void append_location(Span span, std::string_view message) {
        JsonObject location(out_);
        {
            JsonObject physical(location.member("physicalLocation"));
            physical.member("artifactLocation") += artifact_;
            append_region(physical.member("region"), span);
        }
        if (!message.empty()) {
            append_message(location.member("message"), message);
        }
    }

    /// Columns from 1 in code points, as `columnKind` says; the end is behind the last character.
    void append_region(std::string& out, Span span) const {
        const Position begin = lines_.position(span.begin);
        const Position end = lines_.position(span.end);
        JsonObject region(out);
        region.number("startLine", begin.line + 1);
        region.number("startColumn", begin.column + 1);
        region.number("endLine", end.line + 1);
        region.number("endColumn", end.column + 1);
    }

    /// The first is what GitHub knows an alert by. The second is of this line and place alone.
    void append_fingerprints(std::string& out, const lint::Finding& finding,
                             const lint::Fingerprint& fingerprint) const {
        JsonObject object(out);
        const std::uint32_t line = lines_.line(finding.span.begin);
        if (line < hashes_.size()) {
            object.text("primaryLocationLineHash", hashes_[line].text());
        }
        object.text("dockwrightFinding/v1", message("{}:{}", {lint::hexadecimal(fingerprint.value),
                                                              std::to_string(fingerprint.number + 1)}));
    }

    void append_fixes(JsonObject& result, const lint::Finding& finding) {
        std::vector<const lint::Fix*> fixes;
        for (const lint::Fix& fix : finding.fixes) {
            // JSON holds no other bytes.
            if (std::ranges::all_of(fix.edits,
                                    [](const TextEdit& edit) { return utf8::is_valid(edit.text); })) {
                fixes.push_back(&fix);
            }
        }
        if (!fixes.empty()) {
            result.array("fixes", fixes,
                         [this](std::string& to, const lint::Fix* fix) { append_fix(to, *fix); });
        }
    }

    void append_fix(std::string& out, const lint::Fix& fix) const {
        JsonObject object(out);
        append_message(object.member("description"), fix.title);
        object.member("artifactChanges") += '[';
        {
            JsonObject change(out);
            change.member("artifactLocation") += artifact_;
            change.array("replacements", fix.edits, [this](std::string& to, const TextEdit& edit) {
                JsonObject replacement(to);
                append_region(replacement.member("deletedRegion"), edit.span);
                if (!edit.text.empty()) {
                    JsonObject(replacement.member("insertedContent")).text("text", edit.text);
                }
            });
        }
        out += ']';
        JsonObject(object.member("properties")).text("safety", lint::name(fix.safety));
    }

    Piece& piece_;
    std::string& out_;
    const FileReport& report_;
    LineIndex lines_;
    std::vector<LineHash> hashes_;
    std::vector<lint::Fingerprint> fingerprints_;
    std::string uri_;
    std::string artifact_;
};

void append(Piece& piece, const FileReport& report, bool /*color*/) {
    Results(piece, report).add_all();
}

/// The rules stand behind the results that they are counted from.
void append_tail(std::string& out, const WholeRun& run) {
    out += "\n],\"columnKind\":\"unicodeCodePoints\",\"invocations\":[{\"executionSuccessful\":";
    out += run.failed ? "false" : "true";
    out += "}],\"tool\":{\"driver\":";
    JsonObject driver(out);
    driver.text("name", "Dockwright");
    driver.text("semanticVersion", version());
    JsonObject(driver.member("shortDescription")).text("text", "Finds what is wrong with Dockerfiles");
    driver.array("rules", run.numbered, [](std::string& to, const lint::Rule* rule) {
        to += '\n';
        append_sarif_rule(to, *rule);
    });
}

} // namespace

extern constexpr OutputFormat sarif{
    .name = "sarif",
    .begin = R"({"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{)"
             "\"results\":[\n",
    .separator = ",\n",
    .end = "}}]}\n",
    .append = append,
    .append_tail = append_tail,
};

} // namespace dockwright::cli::formats
