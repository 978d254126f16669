#include "project/check_lists.hpp"
#include "project/check_plans.hpp"
#include "project/surroundings.hpp"
#include "support/temporary_folder.hpp"
#include <gtest/gtest.h>

namespace dockwright::project {
namespace {

std::string plans(const testing::TemporaryFolder& folder, std::string_view dockerfile,
                  const std::filesystem::path& context = {}) {
    folder.write(std::string(dockerfile), "FROM scratch\n");
    const auto document = model::Document::parse("FROM scratch\n");
    std::string out;
    for (const model::RunPlan& plan :
         read_surroundings(folder.path() / dockerfile, *document, context).plans) {
        out += said(plan) + "\n";
    }
    return out;
}

TEST(Plans, AreThoseWhoseBuildNamesTheDockerfile) {
    const testing::TemporaryFolder folder;
    folder.write("compose.yaml",
                 "services:\n  a:\n    build: .\n  b:\n    build: {context: ., dockerfile: gpu/Dockerfile}\n"
                 "  c:\n    build: {context: gpu}\n  d:\n    build: other\n");
    folder.write("docker-bake.json", R"({"target": {"t": {"context": "./gpu"}, "u": {}}})");
    EXPECT_EQ(plans(folder, "Dockerfile"), "compose a@2, in compose.yaml\nbake u@1, in docker-bake.json\n");
    EXPECT_EQ(plans(folder, "gpu/Dockerfile"), "compose b@4, in ../compose.yaml\ncompose c@6, in "
                                               "../compose.yaml\nbake t@1, in ../docker-bake.json\n");
}

TEST(Plans, OfBakeFilesMayHaveAnyNameAndBeCalledFromAbove) {
    const testing::TemporaryFolder folder;
    folder.write("r/.git/HEAD", "");
    folder.write("r/gpu/gpu.hcl", "variable \"ARCH\" { default = \"amd64\" }\n"
                                  "target base {\n  dockerfile = \"main/Dockerfile\"\n}\n"
                                  "target \"gpu\" {\n  dockerfile = \"gpu/Dockerfile.${ARCH}\"\n"
                                  "  contexts = { base = \"target:base\" }\n}\n"
                                  "target \"own\" {\n  dockerfile = \"Dockerfile.amd64\"\n}\n"
                                  "target \"usual\" {}\n");
    folder.write("r/all.hcl",
                 "target \"all\" {\n  context = \"./gpu\"\n  dockerfile = \"Dockerfile.amd64\"\n}\n");
    folder.write("r/docker-bake.override.hcl",
                 "target \"all\" {\n  dockerfile = \"gpu/Dockerfile.amd64\"\n}\n");
    folder.write("up.hcl", "target \"up\" {\n  dockerfile = \"r/gpu/Dockerfile.amd64\"\n}\n");
    EXPECT_EQ(plans(folder, "r/gpu/Dockerfile.amd64"),
              "bake gpu@5, in gpu.hcl\nbake own@9, in gpu.hcl\nbake all@1, in ../all.hcl\n");
    EXPECT_EQ(plans(folder, "r/gpu/Dockerfile"), "");
    const auto found =
        read_surroundings(folder.path() / "r/gpu/Dockerfile.amd64", *model::Document::parse("FROM base\n"));
    EXPECT_EQ(found.plans.front().named_contexts, std::vector<std::string>{"base"});
}

TEST(Plans, OfBakeMayHaveVariablesWhereTheDockerfileLies) {
    const testing::TemporaryFolder folder;
    folder.write(
        "docker-bake.hcl",
        "variable \"ARCH\" { default = \"amd64\" }\n"
        "target \"a\" {\n  dockerfile = \"a/Dockerfile.${ARCH}\"\n  platforms = [\"linux/${ARCH}\"]\n"
        "  target = \"t\"\n  contexts = { base = \"target:base\" }\n}\n"
        "target \"b\" {\n  matrix = { name = [\"x\", \"y\"] }\n  context = \"b/${name}\"\n"
        "  args = { A = 1 }\n  contexts = { base = \"target:base\" }\n}\n"
        "target \"c\" {\n  dockerfile = \"c/${F}\"\n}\n");
    folder.write(".git/HEAD", "");
    EXPECT_EQ(plans(folder, "a/Dockerfile.amd64"),
              "bake a@2, in ../docker-bake.hcl, stage t, platform linux/amd64\n");
    EXPECT_EQ(plans(folder, "a/Dockerfile.arm64"), "bake a@2, in ../docker-bake.hcl, stage t\n");
    EXPECT_EQ(plans(folder, "a/Dockerfile"), "");
    EXPECT_EQ(plans(folder, "b/y/Dockerfile"), "bake b@8, in ../../docker-bake.hcl\n");
    EXPECT_EQ(plans(folder, "b/y/z/Dockerfile"), "");
    EXPECT_EQ(plans(folder, "c/Dockerfile"), "");
}

TEST(Plans, AreNotThoseOfOtherProgramsWithHcl) {
    const testing::TemporaryFolder folder;
    folder.write(".terraform.lock.hcl", "provider \"a/b\" {\n  version = \"1\"\n}\n");
    folder.write("image.pkr.hcl",
                 "source \"docker\" \"a\" {\n  image = \"b\"\n}\nbuild {\n  # target, dockerfile\n"
                 "  provisioner \"shell\" { inline = [\"x\"] }\n}\n");
    folder.write("job.nomad.hcl", "job \"a\" {\n  target = \"dockerfile\"\n  task \"b\" {\n    dockerfile = "
                                  "\"Dockerfile\"\n  }\n}\n");
    folder.write("broken.hcl", "target \"a\" {\n  dockerfile = ");
    folder.write("list.hcl", "target = [{ dockerfile = \"Dockerfile\" }]\n");
    EXPECT_EQ(plans(folder, "Dockerfile"), "");
}

TEST(Plans, OfComposeComeFromTheFirstNameAndItsOverride) {
    const testing::TemporaryFolder folder;
    folder.write("docker-compose.yml", "services:\n  a:\n    build: .\n");
    folder.write("docker-compose.override.yml", "services:\n  a:\n    gpus: all\n");
    EXPECT_EQ(plans(folder, "Dockerfile"),
              "compose a@2, in docker-compose.yml\ncompose a@2, in docker-compose.override.yml, gpu\n");
    folder.write("compose.yml", "services: {}\n");
    EXPECT_EQ(plans(folder, "Dockerfile"), "");
}

TEST(Plans, AreLookedForUpToTheRepositorysRoot) {
    const testing::TemporaryFolder folder;
    folder.write("compose.yaml", "services:\n  out:\n    build: r/a/b\n");
    folder.write("r/compose.yaml", "services:\n  in:\n    build: a/b\n");
    EXPECT_EQ(plans(folder, "r/a/b/Dockerfile"), "");
    folder.write("r/.git/HEAD", "");
    EXPECT_EQ(plans(folder, "r/a/b/Dockerfile"), "compose in@2, in ../../compose.yaml\n");
    EXPECT_EQ(plans(folder, "r/a/b/Dockerfile", folder.path() / "r"),
              "compose in@2, in ../../compose.yaml\ncompose out@2, in ../../../compose.yaml\n");
}

TEST(Plans, OfComposeMayComeFromFilesThatItNames) {
    const testing::TemporaryFolder folder;
    folder.write("r/.git/HEAD", "");
    folder.write(
        "r/compose.yaml",
        "include: [deploy/stack.yml, ../out.yml]\nservices:\n  a:\n    extends: {file: deploy/base.yml, "
        "service: base}\n  o:\n    extends: {file: ../out.yml, service: out}\n    build: app\n");
    folder.write("r/deploy/stack.yml", "services:\n  b:\n    build: {context: ../app, args: {V: $V}}\n"
                                       "    runtime: nvidia\n");
    folder.write("r/deploy/.env", "V=1\n");
    folder.write("r/deploy/base.yml", "services:\n  base:\n    build: {context: ../app, target: t}\n");
    folder.write("out.yml", "services:\n  out:\n    build: {context: r/app, target: out}\n");
    EXPECT_EQ(plans(folder, "r/app/Dockerfile"),
              "compose a@3, in ../compose.yaml, stage t\ncompose o@5, in ../compose.yaml\n"
              "compose b@2, in ../deploy/stack.yml, arg V=1, runtime nvidia, gpu, old_runtime@4\n");
}

TEST(Plans, OfComposeDoNotFollowLinksOutOfTheRepository) {
    const testing::TemporaryFolder folder;
    folder.write("r/.git/HEAD", "");
    folder.write("r/compose.yaml", "include: [link.yml, in.yml]\nservices: {}\n");
    folder.write("out.yml", "services:\n  out:\n    build: .\n");
    folder.write("r/sub/in.yml", "services:\n  in:\n    build: .\n");
    std::filesystem::create_symlink(folder.path() / "out.yml", folder.path() / "r/link.yml");
    std::filesystem::create_symlink(folder.path() / "r/sub/in.yml", folder.path() / "r/in.yml");
    EXPECT_EQ(plans(folder, "r/Dockerfile"), "compose in@2, in in.yml\n");
}

TEST(Plans, OfDevcontainersMayGoThroughCompose) {
    const testing::TemporaryFolder folder;
    folder.write(".devcontainer/devcontainer.json",
                 "{\"name\": \"n\", \"build\": {\"dockerfile\": \"../Dockerfile\", \"context\": \"..\"}}");
    EXPECT_EQ(plans(folder, "Dockerfile"), "devcontainer n@1, in .devcontainer/devcontainer.json\n");
    folder.write(".devcontainer.json",
                 "{\"name\": \"m\", \"dockerComposeFile\": \"dev.yml\", \"service\": \"s\",\n"
                 "\"hostRequirements\": {\"gpu\": \"optional\"}}");
    folder.write("dev.yml", "services:\n  s:\n    build: {context: ., args: {A: 1}}\n  t:\n    build: .\n");
    EXPECT_EQ(plans(folder, "Dockerfile"),
              "devcontainer s@1, in .devcontainer.json, arg A=1, gpu, optional_with_compose@2\n"
              "devcontainer n@1, in .devcontainer/devcontainer.json\n");
    folder.write("x/.devcontainer/devcontainer.json", "{\"build\": {\"dockerfile\": \"Dockerfile\"}}");
    EXPECT_EQ(plans(folder, "x/.devcontainer/Dockerfile"), "devcontainer @1, in devcontainer.json\n");
}

TEST(Plans, SayWhatTheContextIs) {
    const testing::TemporaryFolder folder;
    folder.write("docker/requirements.txt", "numpy\n");
    folder.write("docker/Dockerfile", "");
    folder.write("requirements.txt", "torch\n");
    folder.write(".dockerignore", "data\n");
    folder.write("docker-compose.yml",
                 "services:\n  a:\n    build: {context: ., dockerfile: docker/Dockerfile}\n");
    const auto document = model::Document::parse(
        "FROM python\nCOPY requirements.txt /\nRUN pip install -r /requirements.txt\n");
    const model::Surroundings found = read_surroundings(folder.path() / "docker/Dockerfile", *document);
    ASSERT_EQ(found.lists.size(), 1U);
    EXPECT_EQ(said(found.lists[0]), "requirements.txt (requirements)\n  1: torch\n");
    ASSERT_TRUE(found.ignored.has_value());
    EXPECT_TRUE(found.ignored->excludes("data"));
}

} // namespace
} // namespace dockwright::project
