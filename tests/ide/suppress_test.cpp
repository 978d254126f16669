#include "ide/suppress.hpp"
#include <gtest/gtest.h>

namespace dockwright::ide {
namespace {

using lint::Preset;

/// The text when the last finding has been suppressed; then that finding must be gone.
std::string suppressed(std::string_view text, Preset preset = Preset::recommended) {
    const lint::Settings settings{.preset = preset};
    const auto document = model::Document::parse(std::string(text));
    const auto before = lint::lint(*document, settings);
    if (before.empty()) {
        return "no finding";
    }
    const auto action = suppress(*document, before.back(), preset);
    if (!action) {
        return "no action";
    }
    std::string after = apply(text, {&action->edit, 1});
    EXPECT_EQ(lint::lint(*model::Document::parse(after), settings).size(), before.size() - 1) << after;
    return after;
}

TEST(Suppress, PutsACommentAboveTheInstruction) {
    EXPECT_EQ(suppressed("FROM x:1\nADD a /b\n"),
              "FROM x:1\n# dockwright ignore=add-instead-of-copy\nADD a /b\n");
    EXPECT_EQ(suppressed("FROM x:1\n\t ADD \\\n  a /b"),
              "FROM x:1\n\t # dockwright ignore=add-instead-of-copy\n\t ADD \\\n  a /b");
    EXPECT_EQ(suppressed("FROM x:1\r\nADD a /b\r\n"),
              "FROM x:1\r\n# dockwright ignore=add-instead-of-copy\r\nADD a /b\r\n");
    EXPECT_EQ(suppressed("FROM ubuntu"), "# dockwright ignore=untagged-base-image\nFROM ubuntu");
}

TEST(Suppress, JoinsACommentThatIsThere) {
    EXPECT_EQ(suppressed("FROM x:1\n# dockwright ignore=x: because\nADD a /b\n"),
              "FROM x:1\n# dockwright ignore=x,add-instead-of-copy: because\nADD a /b\n");
    EXPECT_EQ(suppressed("FROM x:1\n# hadolint ignore=DL3006 # why\nADD a /b\n", Preset::hadolint),
              "FROM x:1\n# hadolint ignore=DL3006,DL3020 # why\nADD a /b\n");
}

TEST(Suppress, ReachesOneLineOfARun) {
    constexpr std::string_view first = "RUN apt-get -y install --no-install-recommends a=1 && \\\n";
    constexpr std::string_view second = "    apt-get install --no-install-recommends b=1\n";
    const std::string from = "FROM x:1\n";
    const std::string run = std::string(first) + std::string(second);
    EXPECT_EQ(suppressed(from + run), from + std::string(first) +
                                          "    # dockwright ignore=missing-assume-yes\n" +
                                          std::string(second));
    EXPECT_EQ(suppressed(from + run, Preset::hadolint), from + "# hadolint ignore=DL3014\n" + run);
    const std::string heredoc = "RUN <<EOT\n" + std::string(second.substr(4)) + "EOT\n";
    EXPECT_EQ(suppressed(from + heredoc), from + "# dockwright ignore=missing-assume-yes\n" + heredoc);
}

TEST(Suppress, WritesWhatThePeerReads) {
    EXPECT_EQ(suppressed("FROM x:1\nADD a /b\n", Preset::hadolint),
              "FROM x:1\n# hadolint ignore=DL3020\nADD a /b\n");
    EXPECT_EQ(suppressed("FROM x:1\nMAINTAINER me\n", Preset::buildkit),
              "# check=skip=MaintainerDeprecated\nFROM x:1\nMAINTAINER me\n");
    EXPECT_EQ(suppressed("# syntax=docker/dockerfile:1\n# check=skip=X;error=true\nFROM x:1\nMAINTAINER me\n",
                         Preset::buildkit),
              "# syntax=docker/dockerfile:1\n# check=skip=X,MaintainerDeprecated;error=true\nFROM "
              "x:1\nMAINTAINER me\n");
}

} // namespace
} // namespace dockwright::ide
