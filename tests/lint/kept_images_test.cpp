#include "lint/linter.hpp"
#include <gtest/gtest.h>

namespace dockwright::lint {
namespace {

std::size_t count(std::string_view path, const std::string& text, Preset preset = Preset::recommended) {
    model::Surroundings around;
    around.path = path;
    const Settings settings{.preset = preset};
    std::size_t out = 0;
    for (const Finding& finding : lint(*model::Document::parse(text), settings, around)) {
        out += finding.rule->group == Group::size ? 1U : 0U;
    }
    return out;
}

constexpr const char* text = "FROM debian:12\nRUN apt-get update && apt-get install -y gcc\n"
                             "RUN pip install numpy==2.1.0\n";

TEST(KeptImages, AreNotThoseOfTests) {
    for (const char* path : {"contrib/nnp-test/Dockerfile", "tests/images/Dockerfile",
                             "test_image/Dockerfile", "Dockerfile.test", "test.Dockerfile",
                             "a/TestData/b/Dockerfile", "e2e/Dockerfile", "ci/app-tests.Dockerfile"}) {
        EXPECT_EQ(count(path, text), 0U) << path;
    }
    for (const char* path : {"", "Dockerfile", "latest/Dockerfile", "contest/Dockerfile",
                             "app/pytest/Dockerfile", "app/a-test-b/Dockerfile", "attestation/Dockerfile"}) {
        EXPECT_EQ(count(path, text), 2U) << path;
    }
}

TEST(KeptImages, AreNotThoseOfStagesThatOnlyCheck) {
    const std::string base = "FROM debian:12 AS base\nRUN apt-get update && apt-get install -y gcc\n";
    EXPECT_EQ(count("Dockerfile", base + "FROM base AS Validate\nRUN make\n"), 0U);
    EXPECT_EQ(count("Dockerfile", base + "FROM base AS app\nRUN make\nFROM base AS test\nRUN make\n"), 1U);
    EXPECT_EQ(count("Dockerfile", base + "FROM base AS tested\nRUN make\n"), 1U);
    EXPECT_EQ(count("Dockerfile", base + "FROM base AS e2e-debian\nRUN make\nFROM scratch\nCOPY a /\n"), 0U);
}

TEST(KeptImages, AreNotThoseOfDevelopersBesideTheLastOne) {
    const std::string base = "FROM debian:12 AS base\nRUN apt-get update && apt-get install -y gcc\n";
    EXPECT_EQ(count("Dockerfile", base + "FROM base AS dev\nRUN make\nFROM scratch\nCOPY a /\n"), 0U);
    EXPECT_EQ(count("Dockerfile", base + "FROM base AS dev\nRUN make\n"), 1U);
    EXPECT_EQ(count("Dockerfile", base + "FROM base AS dev\nRUN make\nFROM base\nRUN make\n"), 1U);
}

TEST(KeptImages, AreAllForPeers) {
    EXPECT_EQ(count("nnp-test/Dockerfile", text, Preset::hadolint),
              count("Dockerfile", text, Preset::hadolint));
    EXPECT_NE(count("nnp-test/Dockerfile", text, Preset::hadolint), 0U);
}

} // namespace
} // namespace dockwright::lint
