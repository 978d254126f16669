#include "lint/linter.hpp"
#include <gtest/gtest.h>

namespace dockwright::lint {
namespace {

bool is_said(std::string_view path, std::string_view image) {
    const auto document = model::Document::parse("FROM " + std::string(image) + "\n");
    model::Surroundings around;
    around.path = path;
    for (const Finding& finding : lint(*document, {}, around)) {
        if (finding.rule->id == "ended-release" || finding.rule->id == "ended-base-image") {
            return true;
        }
    }
    return false;
}

TEST(OldReleases, AreMeantWhereThePathNamesThem) {
    for (const char* path :
         {"ubuntu18.04/Dockerfile", "ci/ubuntu-18.04.Dockerfile", "Dockerfile.ubuntu1804",
          "docker/bionic/Dockerfile", "18.04/Dockerfile", "ubuntu/18.04-slim/Dockerfile"}) {
        EXPECT_FALSE(is_said(path, "ubuntu:18.04")) << path;
    }
    EXPECT_FALSE(is_said("images/stretch-slim/Dockerfile", "debian:stretch-slim"));
    EXPECT_FALSE(is_said("3.7/Dockerfile", "python:3.7-slim"));
    EXPECT_FALSE(is_said("centos7/Dockerfile", "centos:7"));
    EXPECT_FALSE(is_said("rpm/el7.Dockerfile", "centos:7"));
}

TEST(OldReleases, AreSaidElsewhere) {
    for (const char* path : {"", "Dockerfile", "ubuntu22.04/Dockerfile", "ubuntu/Dockerfile",
                             "2118.04/Dockerfile", "bionics/Dockerfile", "app-18/Dockerfile"}) {
        EXPECT_TRUE(is_said(path, "ubuntu:18.04")) << path;
    }
    EXPECT_TRUE(is_said("centos/Dockerfile", "centos:7"));
    EXPECT_TRUE(is_said("centos8/Dockerfile", "centos:7"));
    EXPECT_TRUE(is_said("3.7/Dockerfile", "debian:stretch"));
}

} // namespace
} // namespace dockwright::lint
