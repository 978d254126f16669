#include "actions/image_layers.hpp"
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using Sizes = std::vector<std::uint64_t>;

TEST(InstructionSizes, AreInTheOrderOfTheDockerfileWithoutTheBuildersWords) {
    const std::vector<engine::HistoryItem> history{
        {.created_by = "CMD [\"python\"]", .size = 0},
        {.created_by = "RUN /bin/sh -c pip install torch # buildkit", .size = 900},
        {.created_by = "COPY a /a # buildkit", .size = 5},
        {.created_by = "/bin/sh -c apt-get update", .size = 40},
        {.created_by = "/bin/sh -c #(nop)  ENV A=1", .size = 0},
        {.created_by = "/bin/sh -c #(nop) ADD file:aa in / ", .size = 70}};
    EXPECT_EQ(instruction_sizes(history),
              (std::vector<InstructionSize>{{.instruction = "ADD file:aa in /", .size = 70},
                                            {.instruction = "ENV A=1", .size = 0},
                                            {.instruction = "RUN apt-get update", .size = 40},
                                            {.instruction = "COPY a /a", .size = 5},
                                            {.instruction = "RUN pip install torch", .size = 900},
                                            {.instruction = "CMD [\"python\"]", .size = 0}}));
}

TEST(LayerSizes, AreThoseOfTheStepsThatTookRoom) {
    const std::vector<engine::HistoryItem> history{{.size = 0}, {.size = 20}, {.size = 0}, {.size = 10}};
    EXPECT_EQ(layer_sizes({"a", "b"}, history), (Sizes{10, 20}));
    EXPECT_EQ(
        layer_sizes({"a", "sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef", "b"},
                    history),
        (Sizes{10, 0, 20}));
}

TEST(LayerSizes, AreNotGuessedWhereHistoryAndLayersDoNotFit) {
    EXPECT_EQ(layer_sizes({"a", "b", "c"}, {{.size = 0}, {.size = 20}}), std::nullopt);
    EXPECT_EQ(layer_sizes({"a"}, {}), std::nullopt);
    EXPECT_EQ(layer_sizes({}, {}), Sizes());
}

TEST(LayerForest, CountsSharedLayersOnce) {
    LayerForest forest;
    const std::size_t base = forest.add({"a"}, {100});
    const std::size_t torch = forest.add({"a", "b"}, {100, 30});
    const std::size_t train = forest.add({"a", "b", "c"}, {100, 30, 5});
    EXPECT_EQ(forest.total(), 135U);
    EXPECT_EQ(forest.own(base), 0U);
    EXPECT_EQ(forest.own(torch), 0U);
    EXPECT_EQ(forest.own(train), 5U);
    EXPECT_EQ(forest.shared(train), 130U);
    EXPECT_EQ(forest.shares_with(base), (std::set<std::size_t>{torch, train}));
    EXPECT_EQ(forest.freed({torch, train}), 35U);
    EXPECT_EQ(forest.freed({base, torch, train}), 135U);
    EXPECT_EQ(forest.freed({}), 0U);
}

TEST(LayerForest, TheSameContentOnAnotherBaseIsAnotherLayer) {
    LayerForest forest;
    forest.add({"a", "x"}, {100, 7});
    forest.add({"b", "x"}, {50, 7});
    EXPECT_EQ(forest.total(), 164U);
    EXPECT_TRUE(forest.shares_with(0).empty());
}

} // namespace
} // namespace dockwright::actions
