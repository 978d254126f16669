#include "project/check_plans.hpp"
#include "project/plans/planned.hpp"
#include <gtest/gtest.h>

namespace dockwright::project {
namespace {

std::string drawn(const Tree& root) {
    std::string out;
    for (const Planned& planned : read_bake(root)) {
        out += planned.context + " " + planned.dockerfile + ": " + said(planned.plan) + "\n";
    }
    return out;
}

TEST(Bake, TargetsInheritAndTakeVariablesDefaults) {
    EXPECT_EQ(drawn(read_hcl(R"(
variable "CUDA" { default = "12.4.1" }
variable "TAG" {
  type = string
}
group "default" { targets = ["gpu"] }
target "base" {
  context = "app" # the folder
  dockerfile = "docker/Dockerfile"
  args = {
    CUDA = CUDA
    "TORCH": "2.${1}",
    TAG = "${TAG}"
    BOTH = "x-${CUDA}"
    N = 3
  }
}
target "gpu" {
  inherits = ["base"]
  target = "runtime"
  platforms = ["linux/amd64"]
  args = { N = null, M = upper("x"), K = [for x in y : x], L = "l" }
  tags = ["a:${TAG}", "b"]
}
)")
                        .root),
              "app docker/Dockerfile: bake base@7, arg CUDA=12.4.1, arg BOTH=x-12.4.1, arg N=3\n"
              "app docker/Dockerfile: bake gpu@18, stage runtime, platform linux/amd64, arg CUDA=12.4.1, "
              "arg BOTH=x-12.4.1, arg N=3, arg L=l\n");
}

TEST(Bake, JsonSaysTheSame) {
    EXPECT_EQ(drawn(read_json(R"({
  "variable": {"CUDA": {"default": "12.4.1"}},
  "target": {
    "gpu": {"dockerfile": "Dockerfile.gpu", "args": {"CUDA": "${CUDA}", "X": "${Y}"},
            "platforms": ["linux/amd64", "linux/arm64"]}
  }
})")
                        .root),
              ". Dockerfile.gpu: bake gpu@4, arg CUDA=12.4.1\n");
}

TEST(Bake, FilesAndChecksAreNoImages) {
    const auto makes = [](std::string_view lines) {
        return read_bake(read_hcl("target \"a\" {\n" + std::string(lines) + "\n}\n").root)
            .front()
            .plan.makes_image;
    };
    EXPECT_FALSE(makes("output = [\"type=cacheonly\"]"));
    EXPECT_FALSE(makes("output = [\"type=local,dest=out\", \"type=tar\"]"));
    EXPECT_FALSE(makes("output = [\"dest=out,type=local\"]"));
    EXPECT_FALSE(makes("output = [\"./bin\"]"));
    EXPECT_FALSE(makes("output = [{ type = \"local\", dest = \"out\" }]"));
    EXPECT_FALSE(makes("target = \"lint\"\noutput = [\"type=cacheonly\"]"));
    EXPECT_TRUE(makes("target = f(1)\noutput = [\"type=cacheonly\"]")); // nobody knows of which stage
    EXPECT_TRUE(makes("output = [\"type=cacheonly\", \"type=docker\"]"));
    EXPECT_TRUE(makes("output = [\"type=oci,dest=a.tar\"]"));
    EXPECT_TRUE(makes("output = [OUTPUT]"));
    EXPECT_TRUE(makes("output = []"));
    EXPECT_TRUE(makes(""));
}

TEST(Bake, WhatIsComputedIsNotKnown) {
    EXPECT_EQ(drawn(read_hcl("target \"a\" {\n  context = VAR\n}\n"
                             "target \"b\" {\n  dockerfile = cond ? \"x\" : \"y\"\n}\n"
                             "target \"c\" {\n  dockerfile-inline = <<EOT\nFROM x\n}\nEOT\n}\n"
                             "target \"d\" {\n  args = {}\n}\n")
                        .root),
              ". Dockerfile: bake d@13\n");
}

TEST(Bake, WhatIsComputedHidesWhatIsInherited) {
    EXPECT_EQ(
        drawn(read_hcl("target \"a\" {\n  args = { A = 1, B = \"x\", C = \"$${V} %%{x} 5%\" }\n}\n"
                       "target \"b\" {\n  inherits = [\"a\"]\n  args = { A = upper(\"x\"), B = null }\n}\n")
                  .root),
        ". Dockerfile: bake a@1, arg A=1, arg B=x, arg C=${V} %{x} 5%\n"
        ". Dockerfile: bake b@4, arg B=x, arg C=${V} %{x} 5%\n");
}

TEST(Bake, APathWithVariablesIsOpen) {
    const auto open = [](std::string_view lines) {
        std::string out;
        for (const Planned& one :
             read_bake(read_hcl("target \"a\" {\n  contexts = { x = \"y\" }\n" + std::string(lines) + "\n}\n")
                           .root)) {
            out += one.open_context + " " + one.open_dockerfile + "\n";
        }
        return out;
    };
    EXPECT_EQ(open("dockerfile = \"a-${B}/c${f(\"${D}\")}.${E}\""), ". a-*/c*.*\n");
    EXPECT_EQ(open("context = A\ndockerfile = \"B\""), "* B\n");
    EXPECT_EQ(open("context = f(1)"), "* Dockerfile\n");
    EXPECT_EQ(open("dockerfile = \"a\""), " \n");
    EXPECT_EQ(open("context = \"https://${A}/b.git\""), "");
    EXPECT_EQ(open("context = A\ndockerfile-inline = \"FROM x\""), "");
}

TEST(Bake, InheritingInCirclesEnds) {
    EXPECT_EQ(drawn(read_hcl("target \"a\" {\n inherits = [\"b\", \"b\"]\n}\ntarget \"b\" {\n inherits = "
                             "[\"a\", \"a\"]\n}\n")
                        .root),
              ". Dockerfile: bake a@1\n. Dockerfile: bake b@4\n");
}

TEST(Hcl, IsBrokenAtItsFirstBrokenLine) {
    EXPECT_EQ(read_hcl("a = 1\nb = \"x\n").broken_line, 2U);
    EXPECT_EQ(read_hcl("a {\n b = [1, 2\n").broken_line, 3U);
    EXPECT_EQ(read_hcl("a\n").broken_line, 1U);
    EXPECT_EQ(read_hcl("/* x */ // y\n# z\na = 1 /* b */\n").root.text_of("a"), "1");
    EXPECT_EQ(read_hcl("a = \"x\\n\\\"${f(\"y\")}\"\n").root.text_of("a"), "x\n\"${f(\"y\")}");
}

} // namespace
} // namespace dockwright::project
