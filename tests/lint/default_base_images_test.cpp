#include "lint/plan_file.hpp"
#include <gtest/gtest.h>

namespace dockwright::lint {
namespace {

model::Surroundings given() {
    model::Surroundings out;
    out.plans.push_back({.kind = model::RunPlan::Kind::bake, .build_arguments = {{"BASE", "debian:12"}}});
    return out;
}

std::size_t count(const std::string& text, Preset preset) {
    const Settings settings{.preset = preset};
    return lint_builds(*model::Document::parse(text), settings, std::vector{given()}).size();
}

// BuildKit looks at the defaults, so its comment is used, and nobody else has anything to mend.
TEST(DefaultBaseImages, AreJudgedByBuildKitAsIfNoArgumentWereGiven) {
    EXPECT_EQ(count("ARG BASE\nFROM $BASE\n", Preset::buildkit), 1U);
    EXPECT_EQ(count("ARG BASE\nFROM $BASE\n", Preset::recommended), 0U);
    EXPECT_EQ(count("# check=skip=InvalidDefaultArgInFrom\nARG BASE\nFROM $BASE\n", Preset::recommended), 0U);
    EXPECT_EQ(
        count("# check=skip=InvalidDefaultArgInFrom\nARG BASE=debian:13\nFROM $BASE\n", Preset::recommended),
        1U);
}

} // namespace
} // namespace dockwright::lint
