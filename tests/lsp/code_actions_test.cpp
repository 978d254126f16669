#include "lsp/code_actions.hpp"
#include <gtest/gtest.h>

namespace dockwright::lsp {
namespace {

TEST(CodeActionKinds, AreWantedByPrefixesThatEndAtADot) {
    EXPECT_TRUE(wanted(std::nullopt, "quickfix"));
    EXPECT_TRUE(wanted({{"refactor", "source"}}, "source.fixAll.dockwright"));
    EXPECT_TRUE(wanted({{"source.fixAll"}}, "source.fixAll.dockwright"));
    EXPECT_TRUE(wanted({{"source.fixAll.dockwright"}}, "source.fixAll.dockwright"));
    EXPECT_TRUE(wanted({{""}}, "quickfix"));
    EXPECT_TRUE(wanted(std::vector<CodeActionKind>{}, "quickfix"));
    EXPECT_FALSE(wanted({{"quick"}}, "quickfix"));
    EXPECT_FALSE(wanted({{"source.fixAll.dock"}}, "source.fixAll.dockwright"));
    EXPECT_FALSE(wanted({{"quickfix.more"}}, "quickfix"));
}

} // namespace
} // namespace dockwright::lsp
