#include "project/check_plans.hpp"
#include "project/plans/plan_file.hpp"
#include <gtest/gtest.h>

namespace dockwright::project {
namespace {

using Kind = model::RunPlan::Kind;

std::string all(std::string_view text, std::string_view path, Kind kind) {
    const ReadPlanFile read = read_plan_file(text, path, kind);
    std::string out;
    for (const model::InlineDockerfile& one : read.file.inlines) {
        out += said(one.plan) + ", text " + one.text.text();
    }
    for (const Planned& one : read.builds) {
        out += said(one.plan) + ", file " + one.dockerfile + " in " + one.context + "\n";
    }
    for (const model::RunPlan& one : read.file.plans) {
        out += "wrong: " + said(one) + "\n";
    }
    return out + (read.file.broken_line != 0 ? "broken@" + std::to_string(read.file.broken_line) + "\n" : "");
}

TEST(PlanFile, OfComposeHasTextsAndBuildsOfFiles) {
    EXPECT_EQ(all("services:\n  a:\n    build:\n      context: x\n      args: {V: 1}\n      target: t\n"
                  "      dockerfile_inline: |\n        FROM ${B:-b}\n        RUN $$c\n"
                  "  b:\n    build: y\n  c:\n    image: z\n    runtime: nvidia\n",
                  "compose.yaml", Kind::compose),
              "compose a@2, stage t, arg V=1, text FROM b\nRUN $c\n"
              "compose b@10, file Dockerfile in y\n"
              "wrong: compose c@12, runtime nvidia, gpu, old_runtime@14\n");
}

TEST(PlanFile, OfBakeHasHeredocsAndInheritedTexts) {
    EXPECT_EQ(
        all("variable \"V\" { default = \"7\" }\ntarget \"a\" {\n  dockerfile-inline = <<E\nFROM b:${V}\n"
            "RUN $${c} $d\nE\n}\ntarget \"b\" {\n  inherits = [\"a\"]\n  target = \"s\"\n}\n",
            "docker-bake.hcl", Kind::bake),
        "bake a@2, text FROM b:7\nRUN ${c} $d\nbake b@8, stage s, text FROM b:7\nRUN ${c} $d\n");
    EXPECT_EQ(
        all("{\"target\": {\"a\": {\"dockerfile-inline\":\n \"FROM a\\nRUN b\\n\"}}}", "x.json", Kind::bake),
        "bake a@1, text FROM a\nRUN b\n");
}

TEST(PlanFile, OfADevcontainerNamesItsDockerfile) {
    EXPECT_EQ(
        all(R"({"dockerFile": "D", "runArgs": ["--gpus all"]})", "devcontainer.json", Kind::devcontainer),
        "devcontainer @1, gpu, joined_argument@1, file D in \n"
        "wrong: devcontainer @1, gpu, joined_argument@1\n");
}

TEST(PlanFile, SaysWhereItIsCutOff) {
    EXPECT_EQ(all("services:\n  a:\n    build: x\n  b: [\n", "compose.yaml", Kind::compose),
              "compose a@2, file Dockerfile in x\nbroken@5\n");
    EXPECT_EQ(all("target \"a\" {\n  = 1\n}\n", "docker-bake.hcl", Kind::bake),
              "bake a@1, file Dockerfile in .\nbroken@2\n");
}

TEST(PlanFile, IsKnownByItsName) {
    for (const std::string_view name :
         {"compose.yaml", "a/docker-compose.gpu.yml", "compose.override.yaml"}) {
        EXPECT_EQ(plan_kind(name), Kind::compose) << name;
    }
    EXPECT_EQ(plan_kind("docker-bake.override.json"), Kind::bake);
    EXPECT_EQ(plan_kind("a/.devcontainer/b/devcontainer.json"), Kind::devcontainer);
    EXPECT_EQ(plan_kind(".devcontainer.json"), Kind::devcontainer);
    for (const std::string_view name :
         {"a.yaml", "a.hcl", "devcontainer.json", "composer.json", "Dockerfile"}) {
        EXPECT_EQ(plan_kind(name), std::nullopt) << name;
    }
    EXPECT_EQ(plan_kind_of_named("a.yaml"), Kind::compose);
    EXPECT_EQ(plan_kind_of_named("a.hcl"), Kind::bake);
    EXPECT_EQ(plan_kind_of_named("Dockerfile"), std::nullopt);
}

} // namespace
} // namespace dockwright::project
