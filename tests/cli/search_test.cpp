#include "cli/search.hpp"
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

TEST(Search, TakesTheUsualNames) {
    for (const char* name :
         {"Dockerfile", "dockerfile", "Dockerfile.gpu", "Dockerfile.cuda-12.4", "train.Dockerfile",
          "train.dockerfile", "Containerfile", "Containerfile.dev", "a.b.Containerfile"}) {
        EXPECT_TRUE(is_dockerfile_name(name)) << name;
    }
}

TEST(Search, LeavesOthersAlone) {
    for (const char* name :
         {"", "Dockerfile~", "Dockerfile.bak", "Dockerfile.j2", "Dockerfile.dockerignore", "Dockerfiles",
          "MyDockerfile", "Dockerfile-old", "docker-compose.yaml", ".dockerignore"}) {
        EXPECT_FALSE(is_dockerfile_name(name)) << name;
    }
}

} // namespace
} // namespace dockwright::cli
