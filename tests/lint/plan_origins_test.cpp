#include "lint/plan_file.hpp"
#include <gtest/gtest.h>

namespace dockwright::lint {
namespace {

constexpr std::string_view text = "ARG BASE=debian:12\nFROM $BASE as build\nRUN make\n";

model::Surroundings build(model::RunPlan::Kind kind, std::string path, std::string name, std::string base) {
    model::Surroundings out;
    out.plans.push_back({.kind = kind,
                         .path = std::move(path),
                         .name = std::move(name),
                         .line = 7,
                         .build_arguments = {{"BASE", std::move(base)}}});
    return out;
}

std::string said(const std::vector<model::Surroundings>& builds) {
    const Settings settings{.preset = Preset::recommended};
    std::string out;
    for (const Finding& finding : lint_builds(*model::Document::parse(std::string(text)), settings, builds)) {
        out += finding.message.substr(0, finding.message.find(", so each")) + "\n";
    }
    return out;
}

constexpr std::string_view casing = "Style only: write 'AS' like 'FROM', in capitals\n";

TEST(PlanOrigins, AreNamedWhereAValueComesFromAnotherFile) {
    using Kind = model::RunPlan::Kind;
    EXPECT_EQ(said({build(Kind::devcontainer, "debian/.devcontainer.json", "a", "debian")}),
              "As debian/.devcontainer.json:7 builds it: 'debian' (from BASE) names no version\n" +
                  std::string(casing));
    EXPECT_EQ(said({build(Kind::compose, "../compose.yaml", "train", "debian")}),
              "As ../compose.yaml:7 (service 'train') builds it: 'debian' (from BASE) names no version\n" +
                  std::string(casing));
    EXPECT_EQ(said({build(Kind::bake, "docker-bake.hcl", "cu128", "debian")}),
              "As docker-bake.hcl:7 (target 'cu128') builds it: 'debian' (from BASE) names no version\n" +
                  std::string(casing));
}

TEST(PlanOrigins, AreNotNamedForWhatIsThereWithoutThem) {
    EXPECT_EQ(said({build(model::RunPlan::Kind::compose, "compose.yaml", "a", "debian:13")}), casing);
}

TEST(PlanOrigins, TheFirstOfSeveralIsNamed) {
    using Kind = model::RunPlan::Kind;
    EXPECT_EQ(said({build(Kind::compose, "compose.yaml", "a", "ubuntu:24.04"),
                    build(Kind::compose, "compose.yaml", "b", "debian"),
                    build(Kind::compose, "compose.yaml", "c", "debian")}),
              "As compose.yaml:7 (service 'b') builds it: 'debian' (from BASE) names no version\n" +
                  std::string(casing));
}

} // namespace
} // namespace dockwright::lint
