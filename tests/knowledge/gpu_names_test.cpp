#include "knowledge/queries.hpp"
#include <gmock/gmock.h>

namespace dockwright::knowledge {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The capability of the product that a name means; 0 if it means none.
int capability_of(std::string_view name) {
    const Gpu* found = gpu(built_in(), name);
    return found == nullptr ? 0 : found->capability;
}

std::string_view name_of(std::string_view name) {
    const Gpu* found = gpu(built_in(), name);
    return found == nullptr ? std::string_view() : found->name;
}

TEST(GpuNames, AreTakenAsNvidiaSmiPrintsThem) {
    EXPECT_EQ(capability_of("NVIDIA GeForce RTX 3090"), 86);
    EXPECT_EQ(capability_of("GeForce RTX 3090"), 86);
    EXPECT_EQ(capability_of("NVIDIA A100-SXM4-80GB"), 80);
    EXPECT_EQ(capability_of("Tesla V100-SXM2-16GB"), 70);
    EXPECT_EQ(capability_of("Tesla T4"), 75);
    EXPECT_EQ(capability_of("NVIDIA H100 80GB HBM3"), 90);
    EXPECT_EQ(capability_of("NVIDIA GeForce RTX 5090"), 120);
    EXPECT_EQ(capability_of("NVIDIA RTX 6000 Ada Generation"), 89);
}

TEST(GpuNames, ASliceOfABoardIsThatBoard) {
    EXPECT_EQ(name_of("NVIDIA A100-SXM4-40GB MIG 1g.5gb"), "A100-SXM4-40GB");
}

TEST(GpuNames, CaseAndRepeatedBlanksDoNotMatter) {
    EXPECT_EQ(name_of("nvidia  geforce rtx 3090 "), "GeForce RTX 3090");
}

TEST(GpuNames, TheWordThatPeopleLeaveOutMayBeLeftOut) {
    EXPECT_EQ(name_of("RTX 3090"), "GeForce RTX 3090");
    EXPECT_EQ(name_of("GTX 1080 Ti"), "GeForce GTX 1080 Ti");
    EXPECT_EQ(name_of("T4"), "Tesla T4");
    EXPECT_EQ(name_of("P40"), "Tesla P40");
}

TEST(GpuNames, AFamilyOfServerBoardsIsOneOfThemWhenTheirCapabilitiesAgree) {
    EXPECT_EQ(capability_of("V100"), 70);
    EXPECT_EQ(capability_of("A100"), 80);
    EXPECT_EQ(capability_of("NVIDIA H100"), 90);
    EXPECT_EQ(capability_of("P100"), 60);
}

TEST(GpuNames, ANumberThatSeveralWorkstationBoardsHaveNamesNone) {
    EXPECT_EQ(capability_of("RTX 6000"), 0);
    EXPECT_EQ(capability_of("Quadro RTX 6000"), 75);
}

TEST(GpuNames, NothingAndNonsenseNameNone) {
    EXPECT_EQ(gpu(built_in(), ""), nullptr);
    EXPECT_EQ(gpu(built_in(), "NVIDIA "), nullptr);
    EXPECT_EQ(gpu(built_in(), "Radeon RX 7900"), nullptr);
    EXPECT_THAT(nearest_gpus(built_in(), ""), IsEmpty());
    EXPECT_THAT(nearest_gpus(built_in(), "something else entirely"), IsEmpty());
}

TEST(GpuNames, TheNearestAreSaidBestFirst) {
    EXPECT_EQ(nearest_gpus(built_in(), "RTX 4091").front(), "GeForce RTX 4090");
    EXPECT_EQ(nearest_gpus(built_in(), "GeForce RTX 3O90").front(), "GeForce RTX 3090");
    EXPECT_THAT(nearest_gpus(built_in(), "RTX 6000"),
                ElementsAre("Quadro RTX 6000", "RTX 6000 Ada Generation", ::testing::_));
}

TEST(GpuNames, EachNameOfTheTableFindsItself) {
    for (const Gpu& one : built_in().gpus) {
        EXPECT_EQ(gpu(built_in(), one.name), &one) << one.name;
        EXPECT_EQ(gpu(built_in(), "NVIDIA " + std::string(one.name)), &one) << one.name;
    }
}

} // namespace
} // namespace dockwright::knowledge
