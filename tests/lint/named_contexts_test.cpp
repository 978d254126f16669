#include "lint/plan_file.hpp"
#include <gtest/gtest.h>

namespace dockwright::lint {
namespace {

constexpr Settings settings{.preset = Preset::recommended};
constexpr std::string_view text = "FROM deps AS a\nFROM tools\nFROM other\n";

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
    EXPECT_EQ(named(lint(*document, settings)), "deps\ntools\nother\n");
    EXPECT_EQ(named(lint(*document, settings, build({"deps", "tools"}))), "other\n");
}

TEST(NamedContexts, OfOneBuildAreNoImagesInTheOthers) {
    const auto document = model::Document::parse(std::string(text));
    EXPECT_EQ(named(lint_builds(*document, settings, std::vector{build({"deps"}), build({"tools"})})),
              "other\n");
}

} // namespace
} // namespace dockwright::lint
