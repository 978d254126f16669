#include "lint/linter.hpp"
#include <gtest/gtest.h>

namespace dockwright::lint {
namespace {

/// How many caches are kept, by what `recommended` says.
std::size_t kept(const std::string& run) {
    const Settings settings{.preset = Preset::recommended};
    std::size_t out = 0;
    for (const Finding& finding :
         lint(*model::Document::parse("FROM centos:7\nCOPY scripts /opt/\nRUN " + run + "\n"), settings)) {
        out +=
            finding.rule->id == "kept-package-cache" || finding.rule->id == "kept-download-cache" ? 1U : 0U;
    }
    return out;
}

TEST(CleaningScripts, BehindAnInstallationMayTakeItsCacheAway) {
    EXPECT_EQ(kept("yum install -y gcc"), 1U);
    EXPECT_EQ(kept("yum install -y gcc && /opt/yum_clean_all"), 0U);
    EXPECT_EQ(kept("yum install -y gcc && bash /opt/clean-layer.sh && rm -rf /tmp/a"), 0U);
    EXPECT_EQ(kept("conda install -y numpy && docker-cleanup.sh"), 0U);
}

TEST(CleaningScripts, AreNeitherInFrontOfItNorOtherPrograms) {
    EXPECT_EQ(kept("/opt/cleanup && yum install -y gcc"), 1U);
    EXPECT_EQ(kept("yum install -y gcc && make clean && modclean"), 1U);
}

} // namespace
} // namespace dockwright::lint
