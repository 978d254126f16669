#include "lint/linter.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <string>
#include <vector>

/// What Podman and Buildah build, and Docker does not: it is wrong in a Dockerfile, and not in the file that
/// has their name.
namespace dockwright::lint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* text = "ARG BASE=alpine:3.22\nFROM ${BASE} AS ${BASE}\nARG FROM=one\n"
                             "COPY --from=${FROM} /a /b\nRUN --mount=type=cache,target=/c,z ls /c\n";

std::vector<std::string> errors_of(std::string_view path) {
    model::Surroundings around;
    around.path = path;
    std::vector<std::string> out;
    for (const Finding& finding :
         lint(*model::Document::parse(std::string(text)), {.preset = Preset::recommended}, around)) {
        if (!finding.peer_only) {
            out.emplace_back(finding.rule->id);
        }
    }
    return out;
}

TEST(Containerfiles, MayHaveWhatTheirOwnBuilderTakes) {
    for (const char* path : {"Dockerfile", "app/Dockerfile.containerfile-like", ""}) {
        EXPECT_THAT(errors_of(path),
                    ElementsAre("wrong-arguments", "unknown-copy-source", "invalid-mount-option"))
            << path;
    }
    for (const char* path : {"Containerfile", "app/Containerfile.gpu", "a/containerfile"}) {
        EXPECT_THAT(errors_of(path), IsEmpty()) << path;
    }
}

} // namespace
} // namespace dockwright::lint
