#include "base/line_index.hpp"
#include "lint/linter.hpp"
#include "lint/peers.hpp"
#include "support/read_file.hpp"
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <set>

/// What the tools that we stand in for said of small Dockerfiles, for the codes that real ones show
/// too seldom or that need a configuration: the files judged/CODE.txt, also CODE-variant.txt.
///
///     config label version semver      of the peer's configuration, before the first Dockerfile:
///     config strict-labels             hadolint's label-schema, strict-labels, trustedRegistries,
///     config registry docker.io        and codes that it has but does not show by itself
///     config select DL3057
///     === a name: 2 4                  a Dockerfile, and the first lines of the instructions in
///     FROM debian                      which the judge (hadolint 2.15.1, BuildKit 0.33) finds the
///     === another name: -              code; `-`: none
///     …
namespace dockwright::lint {
namespace {

struct Case {
    std::string name;
    std::string lines;
    std::string source;
};

struct Judged {
    std::string code;
    Preset preset = Preset::hadolint;
    std::vector<std::string> words; ///< what Options view; never grows behind read()
    std::vector<LabelSchema> labels;
    std::vector<std::string_view> registries;
    bool strict_labels = false;
    std::vector<std::string> select;
    std::vector<Case> cases;
};

LabelType label_type(std::string_view name) {
    constexpr std::string_view names[] = {"text", "url", "semver", "hash", "rfc3339", "spdx", "email"};
    const auto* found = std::ranges::find(names, name);
    EXPECT_NE(found, std::end(names)) << name;
    return static_cast<LabelType>(found - std::begin(names));
}

void configure(Judged& judged, std::string_view line) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t end = std::min(line.find(' ', at), line.size());
        words.push_back(judged.words.emplace_back(line.substr(at, end - at)));
        at = end + 1;
    }
    if (words.size() == 4 && words[1] == "label") {
        judged.labels.push_back({words[2], label_type(words[3])});
    } else if (words.size() == 3 && words[1] == "registry") {
        judged.registries.push_back(words[2]);
    } else if (words.size() == 3 && words[1] == "select") {
        judged.select.emplace_back(words[2]);
    } else if (words.size() == 2 && words[1] == "strict-labels") {
        judged.strict_labels = true;
    } else {
        ADD_FAILURE() << "no configuration: " << line;
    }
}

Judged read(const std::filesystem::path& path) {
    Judged judged;
    judged.words.reserve(100);
    const std::string stem = path.stem().string();
    judged.code = stem.substr(0, stem.find('-'));
    judged.preset = peer_of(judged.code) == Peer::hadolint ? Preset::hadolint : Preset::buildkit;
    const std::string text = testing::read_file(path);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = std::string_view(text).substr(at, end - at);
        at = end + 1;
        if (line.starts_with("=== ")) {
            const std::size_t colon = line.rfind(": ");
            judged.cases.push_back(
                {std::string(line.substr(4, colon - 4)), std::string(line.substr(colon + 2)), {}});
        } else if (judged.cases.empty()) {
            configure(judged, line);
        } else {
            judged.cases.back().source.append(line).append("\n");
        }
    }
    return judged;
}

/// The first lines of the instructions in which our preset shows the code, as in the files.
std::string lines_of(const Judged& judged, const Case& one) {
    const auto document = model::Document::parse(one.source);
    Settings settings{.preset = judged.preset, .rules = {.select = judged.select}};
    settings.options = {.labels = judged.labels,
                        .strict_labels = judged.strict_labels,
                        .trusted_registries = judged.registries};
    std::set<std::uint32_t> lines;
    for (const Finding& finding : lint(*document, settings)) {
        if (std::ranges::none_of(finding.codes, [&](const Code& code) { return code.code == judged.code; })) {
            continue;
        }
        const auto instructions = document->instructions();
        const auto in = std::ranges::find_if(instructions, [&](const model::Instruction& instruction) {
            return instruction.span.touches(finding.span.begin);
        });
        lines.insert(in == instructions.end() ? 0 : in->first_line + 1);
    }
    std::string out;
    for (const std::uint32_t line : lines) {
        out += (out.empty() ? "" : " ") + std::to_string(line);
    }
    return out.empty() ? "-" : out;
}

class JudgedCode : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(JudgedCode, IsFoundWhereTheJudgeFindsIt) {
    const Judged judged = read(GetParam());
    for (const Case& one : judged.cases) {
        EXPECT_EQ(lines_of(judged, one), one.lines) << judged.code << ", " << one.name << ":\n" << one.source;
    }
}

/// Enough of them to mean something, and enough that only nearly are a finding.
TEST_P(JudgedCode, HasCasesThatHitAndThatMiss) {
    const Judged judged = read(GetParam());
    const auto misses = std::ranges::count(judged.cases, "-", &Case::lines);
    EXPECT_GE(judged.cases.size(), 20U);
    EXPECT_GE(misses, 6);
    EXPECT_LE(misses, static_cast<std::ptrdiff_t>(judged.cases.size()) - 3);
}

std::vector<std::filesystem::path> files() {
    std::vector<std::filesystem::path> out;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(DOCKWRIGHT_SOURCE) /
                                                                 "tests/lint/judged")) {
        out.push_back(entry.path());
    }
    std::ranges::sort(out);
    return out;
}

INSTANTIATE_TEST_SUITE_P(All, JudgedCode, ::testing::ValuesIn(files()), [](const auto& judged) {
    std::string name = judged.param.stem().string();
    std::erase(name, '-');
    return name;
});

} // namespace
} // namespace dockwright::lint
