#include "engine/environment.hpp"
#include <gtest/gtest.h>

namespace dockwright::engine {
namespace {

TEST(Environments, ComeFromTheBlockOfTheProcess) {
    const char* const block[] = {"HOME=/home/ada",
                                 "PATH=/usr/bin:/bin",
                                 "DOCKER_HOST=unix:///a=b.sock",
                                 "DOCKER_HOST=unix:///second",
                                 "DOCKER_HOSTS=no",
                                 "NOTHING",
                                 "=x",
                                 nullptr};
    const Environment environment = environment_from(block);
    EXPECT_EQ(environment.home, "/home/ada");
    EXPECT_EQ(environment.path, "/usr/bin:/bin");
    EXPECT_EQ(environment.docker_host, "unix:///a=b.sock");
    EXPECT_EQ(environment.docker_context, "");
}

TEST(Environments, MayBeAbsent) {
    EXPECT_EQ(environment_from(nullptr), Environment());
}

} // namespace
} // namespace dockwright::engine
