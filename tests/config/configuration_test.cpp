#include "config/configuration.hpp"
#include "gpu/host_text.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace dockwright::config {
namespace {

Source source(std::string text, std::string folder = "/w") {
    Source out{.path = folder + "/.dockwright.yaml", .folder = std::move(folder), .text = std::move(text)};
    out.file = read_dockwright_file(out.text);
    EXPECT_TRUE(out.file.mistakes.empty()) << out.text;
    return out;
}

std::shared_ptr<const Configuration> joined(std::vector<Source> sources) {
    return std::make_shared<const Configuration>(Configuration{std::move(sources)});
}

std::string list(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) {
        out += word + " ";
    }
    return out;
}

TEST(Configuration, WithoutAFileTheDefaultsHold) {
    const Resolved resolved(nullptr, "/w/Dockerfile", {});
    EXPECT_EQ(resolved.settings().preset, lint::Preset::recommended);
    EXPECT_TRUE(resolved.settings().honours_comments);
    EXPECT_EQ(resolved.fail_level(), lint::Severity::warning);
}

TEST(Configuration, WhatBuildsOnAnotherWinsAndListsAddUp) {
    const Resolved resolved(joined({source("preset: all\nfail-level: info\nignore: [DL3006]\n"),
                                    source("preset: strict\nignore: [DL3007]\n")}),
                            "/w/Dockerfile", {});
    EXPECT_EQ(resolved.settings().preset, lint::Preset::strict);
    EXPECT_EQ(resolved.fail_level(), lint::Severity::info);
    EXPECT_EQ(list(resolved.settings().rules.ignore), "DL3006 DL3007 ");
}

TEST(Configuration, TheCommandLineWinsOverTheFileAndTheFileOverTheEditor) {
    const auto file = joined({source("preset: strict\nfail-level: none\n")});
    EXPECT_EQ(Resolved(file, "", {.default_preset = lint::Preset::all}).settings().preset,
              lint::Preset::strict);
    const Resolved told(file, "", {.preset = lint::Preset::all, .fail_level = lint::Severity::style});
    EXPECT_EQ(told.settings().preset, lint::Preset::all);
    EXPECT_EQ(told.fail_level(), lint::Severity::style);
    EXPECT_EQ(Resolved(nullptr, "", {.default_preset = lint::Preset::all}).settings().preset,
              lint::Preset::all);
}

std::string targets_of(const Resolved& resolved) {
    std::string out;
    for (const gpu::Host& host : resolved.settings().targets) {
        out += gpu::describe(host) + "; ";
    }
    return out;
}

TEST(Configuration, MachinesOfTheFileWinOverTheEditorsAndTheCommandLinesOverBoth) {
    const auto file =
        joined({source("targets: ['T4, 535.104.05']\n"),
                source("targets:\n  - 2 x A40\n  - {name: lab1, gpus: [H100], driver: 580.65.06}\n")});
    const Wishes editor{.default_targets = {{.name = "mine"}}};
    EXPECT_EQ(targets_of(Resolved(nullptr, "", editor)), "mine; ");
    EXPECT_EQ(targets_of(Resolved(file, "", editor)), "A40; lab1 (H100, driver 580.65.06); ");
    EXPECT_EQ(targets_of(Resolved(file, "", {.targets = {{.name = "told"}}})), "told; ");
    EXPECT_EQ(targets_of(Resolved(joined({source("targets: []\n")}), "", editor)), "");
}

TEST(Configuration, WhereAMachineComesFromIsTold) {
    const Resolved resolved(joined({source("targets:\n  - T4, 535\n")}), "", {});
    const auto& all = resolved.in_force();
    const auto found = std::ranges::find(all, "targets", &InForce::key);
    ASSERT_NE(found, all.end());
    EXPECT_EQ(found->value, "T4 with driver 535");
    EXPECT_EQ(found->origin.span.begin.index(), 13U);
}

TEST(Configuration, WhatIsSelectedAboveIsNotIgnoredBelow) {
    const auto file = joined({source("ignore: [DL3006, DL3007, deprecated]\n")});
    EXPECT_EQ(list(Resolved(file, "", {.select = {"DL3006"}}).settings().rules.ignore), "DL3007 deprecated ");
    EXPECT_EQ(list(Resolved(file, "", {.select = {"untagged-base-image"}}).settings().rules.ignore),
              "DL3007 deprecated ");
    const std::string left =
        list(Resolved(file, "", {.select = {"deprecated-maintainer"}}).settings().rules.ignore);
    EXPECT_TRUE(left.starts_with("DL3006 DL3007 "));
    EXPECT_FALSE(left.contains("deprecated-maintainer"));
    EXPECT_FALSE(left.contains("deprecated "));
}

TEST(Configuration, PathsHoldForTheFilesThatTheyMatchAlone) {
    const auto file = joined({source("ignore: [DL3007]\n"
                                     "paths:\n"
                                     "  - {match: 'old/**', preset: hadolint, select: DL3007}\n"
                                     "  - {match: Dockerfile.gpu, ignore: security}\n")});
    EXPECT_EQ(Resolved(file, "/w/old/Dockerfile", {}).settings().preset, lint::Preset::hadolint);
    EXPECT_EQ(list(Resolved(file, "/w/old/Dockerfile", {}).settings().rules.ignore), "");
    EXPECT_EQ(list(Resolved(file, "/w/a/Dockerfile.gpu", {}).settings().rules.ignore), "DL3007 security ");
    EXPECT_EQ(list(Resolved(file, "/elsewhere/old/Dockerfile", {}).settings().rules.ignore), "DL3007 ");
    EXPECT_EQ(list(Resolved(file, "/wold/Dockerfile", {}).settings().rules.ignore), "DL3007 ");
    EXPECT_FALSE(file->is_uniform());
}

TEST(Configuration, EveryOptionReachesTheLinter) {
    const Resolved resolved(
        joined(
            {source("severity: {DL3006: error}\n"
                    "rules: {trusted-registries: [docker.io], labels: {schema: {a: semver}, strict: true}}\n"
                    "stages: [{match: [build, 0], ignore: size}]\n"
                    "locked: security\n"
                    "suppressions: false\n")}),
        "", {});
    const lint::Settings& settings = resolved.settings();
    ASSERT_EQ(settings.rules.severities.size(), 1U);
    EXPECT_EQ(settings.rules.severities.front().severity, lint::Severity::error);
    ASSERT_EQ(settings.options.trusted_registries.size(), 1U);
    EXPECT_EQ(settings.options.trusted_registries.front(), "docker.io");
    ASSERT_EQ(settings.options.labels.size(), 1U);
    EXPECT_EQ(settings.options.labels.front().type, lint::LabelType::semver);
    EXPECT_TRUE(settings.options.strict_labels);
    ASSERT_EQ(settings.stages.size(), 2U);
    EXPECT_EQ(settings.stages.back().stage, "0");
    EXPECT_EQ(list(settings.stages.back().rules.ignore), "size ");
    EXPECT_EQ(list(settings.locked), "security ");
    EXPECT_FALSE(settings.honours_comments);
}

TEST(Configuration, WithAPeersPresetARuleStandsForThatPeersCodes) {
    const Resolved resolved(joined({source("preset: hadolint\nselect: untagged-base-image\n")}), "", {});
    EXPECT_EQ(list(resolved.settings().rules.select), "DL3006 ");
}

TEST(Configuration, HadolintsFileMeansTheSame) {
    const DockwrightFile file =
        from_hadolint(read_hadolint_file("ignored: [DL3006, SC9999]\n"
                                         "override: {error: [DL3007], style: [DL3057]}\n"
                                         "failure-threshold: style\n"
                                         "disable-ignore-pragma: true\n"
                                         "trustedRegistries: [docker.io]\n"));
    ASSERT_EQ(file.rules.ignore.size(), 1U);
    EXPECT_EQ(file.rules.ignore.front().value, "DL3006");
    EXPECT_EQ(file.rules.severities.size(), 2U);
    ASSERT_EQ(file.rules.select.size(), 1U) << "hadolint leaves it off until it has a severity";
    EXPECT_EQ(file.rules.select.front().value, "DL3057");
    EXPECT_EQ(file.fail_level->value, lint::Severity::style);
    EXPECT_FALSE(file.suppressions->value);
    EXPECT_EQ(from_hadolint(read_hadolint_file("no-fail: true\n")).fail_level->value, FailLevel{});
}

TEST(Configuration, EveryValueSaysWhereItComesFrom) {
    const auto file = joined({source("ignore: [DL3006]\n"), source("preset: strict\n")});
    const Resolved resolved(file, "", {.ignore = {"DL3007"}});
    const auto& values = resolved.in_force();
    EXPECT_EQ(values[0].key, "preset");
    EXPECT_EQ(values[0].origin.source, 1U);
    EXPECT_EQ(values[0].origin.span.of(file->sources[1].text), "strict");
    EXPECT_EQ(values[1].origin.kind, Origin::Kind::standard);
    EXPECT_EQ(values[2].origin.span.of(file->sources[0].text), "DL3006");
    EXPECT_EQ(values[3].origin.kind, Origin::Kind::command_line);
}

} // namespace
} // namespace dockwright::config
