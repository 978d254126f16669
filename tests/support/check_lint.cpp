#include "support/check_lint.hpp"
#include "gpu/host_text.hpp"
#include "lint/shellcheck/scripts.hpp"
#include "project/surroundings.hpp"
#include "support/temporary_folder.hpp"
#include <algorithm>

namespace dockwright::testing {

using lint::Finding;

bool has_code(std::string_view source, std::string_view code, lint::Preset preset) {
    const auto document = model::Document::parse(std::string(source));
    return std::ranges::any_of(lint::lint(*document, {.preset = preset}), [&](const lint::Finding& finding) {
        return std::ranges::find(finding.codes, code, &lint::Code::code) != finding.codes.end();
    });
}

std::optional<std::string> fixed_safely(std::string_view source, std::span<const Finding> findings) {
    EditSet chosen;
    for (const Finding& finding : findings) {
        for (const lint::Fix& fix : finding.fixes) {
            if (fix.safety == lint::Safety::safe) {
                chosen.add(fix.edits);
                break;
            }
        }
    }
    return chosen.edits().empty() ? std::nullopt : std::optional(apply(source, chosen.edits()));
}

void check_lint(std::string_view text, const lint::Settings& settings) {
    const Fixture fixture = Fixture::read(text);
    const auto document = model::Document::parse(fixture.source);
    const std::vector<Finding> findings = lint::lint(*document, settings);
    std::vector<Annotation> actual;
    for (const Finding& finding : findings) {
        actual.push_back({finding.span, std::string(finding.rule->id) + ": " + finding.message});
    }
    if (fixture.fixed) {
        expect_annotations(fixture, std::move(actual), fixed_safely(fixture.source, findings));
    } else {
        expect_annotations(fixture, std::move(actual));
    }
}

namespace {

std::string said_by_peer(const Finding& finding) {
    return finding.peer_only ? "(" + std::string(finding.codes.front().code) + " only) " : std::string();
}

} // namespace

void check_findings(const Fixture& fixture, std::span<const Finding> findings) {
    std::vector<Annotation> actual;
    for (const Finding& finding : findings) {
        actual.push_back({finding.span, said_by_peer(finding) + finding.message});
    }
    expect_annotations(fixture, std::move(actual), fixed_safely(fixture.source, findings));
}

namespace {

/// Writes the files behind their lines `== NAME`, without the blanks in front of those lines.
void write_files(const TemporaryFolder& folder, std::string_view text) {
    std::string name;
    std::string content;
    std::size_t indentation = 0;
    const auto end_file = [&] {
        if (!name.empty()) {
            folder.write(name, content);
        }
        content.clear();
    };
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
        if (line.substr(blanks).starts_with("== ")) {
            end_file();
            name = line.substr(blanks + 3);
            indentation = blanks;
        } else {
            line.remove_prefix(std::min(indentation, blanks));
            content += std::string(line) + '\n';
        }
    }
    end_file();
}

model::ShellCheckComment::Place place_of(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, at);
    const auto line = static_cast<std::uint32_t>(std::ranges::count(before, '\n') + 1);
    return {line, static_cast<std::uint32_t>(at - (before.rfind('\n') + 1) + 1)};
}

std::shared_ptr<const model::ShellCheckAnswers> shellcheck_answers(std::span<const lint::ShellCheckSays> says,
                                                                   const model::Document& document) {
    auto out = std::make_shared<model::ShellCheckAnswers>();
    for (const lint::shellcheck::Script& script : lint::shellcheck::scripts(document)) {
        auto comments = std::make_shared<model::ShellCheckComments>();
        for (const lint::ShellCheckSays& one : says) {
            std::size_t at = script.text.find(std::string(one.before) + std::string(one.token));
            if (at == std::string::npos) {
                continue;
            }
            at += one.before.size();
            model::ShellCheckComment comment{.code = one.code,
                                             .level = one.level,
                                             .begin = place_of(script.text, at),
                                             .end = place_of(script.text, at + one.token.size()),
                                             .message = std::string(one.message),
                                             .fix = {}};
            if (!one.replacement.empty()) {
                comment.fix.push_back({comment.begin, comment.end, std::string(one.replacement)});
            }
            comments->push_back(std::move(comment));
        }
        out->emplace(script.text, std::move(comments));
    }
    return out;
}

} // namespace

model::Surroundings surroundings_of(const lint::Example& example, const model::Document& document) {
    model::Surroundings out;
    if (!example.beside.empty()) {
        const TemporaryFolder folder;
        write_files(folder, example.beside);
        out = project::read_surroundings(folder.path() / "Dockerfile", document);
    }
    if (!example.dockerignore.empty()) {
        std::string lines(example.dockerignore);
        for (std::size_t at = lines.find(", "); at != std::string::npos; at = lines.find(", ", at)) {
            lines.replace(at, 2, "\n");
        }
        out.ignored = model::Dockerignore::read(lines);
    }
    if (!example.shellcheck.empty()) {
        out.shellcheck = shellcheck_answers(example.shellcheck, document);
    }
    return out;
}

std::vector<gpu::Host> targets_of(const lint::Example& example) {
    if (example.machine.empty()) {
        return {};
    }
    const auto host = gpu::host_of_text(example.machine);
    EXPECT_TRUE(host.has_value()) << example.machine;
    return host ? std::vector{*host} : std::vector<gpu::Host>{};
}

std::vector<Finding> findings_of(const lint::Rule& rule, const model::Document& document,
                                 const lint::Options& options, const model::Surroundings& surroundings,
                                 const std::vector<gpu::Host>& targets) {
    std::vector<Finding> findings;
    if (rule.review != nullptr) {
        findings = lint::lint(document, {.preset = lint::Preset::all, .options = options}, surroundings);
        std::erase_if(findings, [&](const Finding& finding) { return finding.rule != &rule; });
        return findings;
    }
    lint::Report report(rule, findings);
    const knowledge::Knowledge& knowledge = knowledge::built_in();
    const lint::GpuFacts gpu = lint::gpu_facts(document, surroundings, knowledge, targets);
    const lint::ShellFacts shell = lint::shell_facts(document);
    rule.check({.document = document,
                .options = options,
                .surroundings = surroundings,
                .knowledge = knowledge,
                .images = gpu.images,
                .judged = gpu.judged,
                .shell = shell},
               report);
    return findings;
}

} // namespace dockwright::testing
