#include "gpu/repair/cut.hpp"
#include "knowledge/tables.hpp"
#include <gtest/gtest.h>

namespace dockwright::gpu {
namespace {

/// `count` stages that nobody needs, from a number on.
std::string others(int from, int count) {
    std::string out;
    for (int i = from; i < from + count; ++i) {
        out += "FROM debian:12 AS s" + std::to_string(i) + "\n# " + std::string(400, 'x') + "\nRUN make\n";
    }
    return out;
}

std::optional<Cut> cut(const std::string& text, std::optional<std::uint32_t> stage) {
    const auto document = model::Document::parse(text);
    const model::Surroundings nothing;
    return cut_to_stage(Question{.document = *document,
                                 .surroundings = nothing,
                                 .knowledge = knowledge::built_in(),
                                 .host = nullptr,
                                 .stage = stage});
}

TEST(Cut, LeavesAStageWithAllThatItIsMadeOf) {
    const std::string text = "ARG TAG=12\nFROM debian:$TAG AS base\nENV A=1\n" + others(0, 4) +
                             "FROM golang:1 AS tools\nRUN go build\n" + others(4, 4) +
                             "FROM base AS app\nCOPY --from=tools /x /x\nRUN pip install torch\n" +
                             others(8, 4);
    const auto found = cut(text, 10);
    ASSERT_TRUE(found.has_value());
    ASSERT_EQ(found->document->stages().size(), 3U);
    EXPECT_EQ(found->stage, 2U);
    EXPECT_EQ(found->document->text().size(), text.size());
    EXPECT_EQ(found->document->text().find("FROM base AS app"), text.find("FROM base AS app"));
    EXPECT_EQ(found->document->stages()[2].image.stage, 0U);
    EXPECT_FALSE(found->document->text().contains("make"));
    EXPECT_TRUE(found->document->text().starts_with("ARG TAG=12\nFROM debian:$TAG AS base\n"));
}

TEST(Cut, IsNotMadeWhereItIsNotWorthIt) {
    EXPECT_FALSE(cut("FROM debian:12\nRUN pip install torch\n", std::nullopt).has_value());
    EXPECT_FALSE(cut(others(0, 1) + "FROM debian:12\nRUN pip install torch\n", std::nullopt).has_value());
    EXPECT_TRUE(cut(others(0, 9) + "FROM debian:12\nRUN pip install torch\n", std::nullopt).has_value());
}

TEST(Cut, IsNotMadeWhereNumbersOrMountsNameStages) {
    EXPECT_FALSE(cut(others(0, 9) + "FROM debian:12\nCOPY --from=3 /x /x\n", std::nullopt).has_value());
    EXPECT_FALSE(
        cut(others(0, 9) + "FROM debian:12\nRUN --mount=from=s3,target=/x ls\n", std::nullopt).has_value());
    EXPECT_FALSE(
        cut(others(0, 9) + "FROM debian:12\nONBUILD COPY --from=s3 /x /x\n", std::nullopt).has_value());
}

} // namespace
} // namespace dockwright::gpu
