#include "lint/plan_file.hpp"
#include <gtest/gtest.h>

namespace dockwright::lint {
namespace {

constexpr Settings settings{.preset = Preset::recommended};
constexpr std::string_view text = "FROM t/deps AS a\nFROM t/tools\nFROM t/other\n";

model::Surroundings build(std::vector<std::string> contexts) {
    model::Surroundings out;
    out.plans.push_back({.kind = model::RunPlan::Kind::bake, .named_contexts = std::move(contexts)});
    return out;
}

/// What the findings stand at.
std::string named(const std::vector<Finding>& findings) {
    std::string out;
    for (const Finding& finding : findings) {
        out += std::string(finding.span.of(text)) + "\n";
    }
    return out;
}

TEST(NamedContexts, AreNoImages) {
    const auto document = model::Document::parse(std::string(text));
    EXPECT_EQ(named(lint(*document, settings)), "t/deps\nt/tools\nt/other\n");
    EXPECT_EQ(named(lint(*document, settings, build({"t/deps", "t/tools"}))), "t/other\n");
}

TEST(NamedContexts, OfOneBuildAreNoImagesInTheOthers) {
    const auto document = model::Document::parse(std::string(text));
    EXPECT_EQ(named(lint_builds(*document, settings, std::vector{build({"t/deps"}), build({"t/tools"})})),
              "t/other\n");
}

TEST(NamedContexts, MayStandInAVariable) {
    const auto document = model::Document::parse("ARG BASE\nFROM $BASE\n");
    model::Surroundings one = build({"t/deps"});
    one.plans.front().build_arguments = {{"BASE", "t/deps"}};
    model::Surroundings other = build({});
    other.plans.front().build_arguments = {{"BASE", "t/deps"}, {"A", "1"}};
    EXPECT_EQ(lint_builds(*document, settings, std::vector{one, other}).size(), 0U);
    EXPECT_EQ(lint_builds(*document, settings, std::vector{other}).size(), 1U);
}

} // namespace
} // namespace dockwright::lint
