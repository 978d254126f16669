#include "actions/doctor/registry_trial.hpp"
#include "actions/explained.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using ::testing::HasSubstr;

TEST(Explained, AKnownErrorTextSaysWhyAndWhatHelps) {
    const Problem problem = explained(
        {.kind = "engine-request-refused",
         .message = "the container engine at /run/docker.sock answered 500: could not select device "
                    "driver \"\" with capabilities: [[gpu]]",
         .next_step = "The engine's log says more: sudo journalctl -u docker"});
    EXPECT_THAT(problem.next_step, HasSubstr("What helps: "));
    EXPECT_THAT(problem.next_step, HasSubstr("dockwright doctor"));
    EXPECT_FALSE(problem.next_step.ends_with('.')) << "who prints it ends the sentence";
    EXPECT_THAT(problem.message, HasSubstr("could not select device driver")) << "the words stay";
}

TEST(Explained, ANextStepOfItsOwnStays) {
    const Problem problem = explained({.kind = "pull-failed",
                                       .message = "toomanyrequests: You have reached your pull rate limit",
                                       .next_step = "Log in: docker login"});
    EXPECT_TRUE(problem.next_step.starts_with("Log in: docker login")) << problem.next_step;
}

TEST(Explained, WhatIsNotKnownComesBackAsItWas) {
    const Problem problem{.kind = "x", .message = "something else", .next_step = "Do that"};
    EXPECT_EQ(explained(problem), problem);
}

TEST(RegistryTrial, ARefusalIsAnAnswerToo) {
    EXPECT_EQ(answered("unauthorized: authentication required"), true);
    EXPECT_EQ(answered("manifest unknown"), true);
    EXPECT_EQ(answered("dial tcp: lookup registry-1.docker.io: no such host"), false);
    EXPECT_EQ(answered("net/http: TLS handshake timeout"), false);
    EXPECT_EQ(answered("something"), std::nullopt);
}

} // namespace
} // namespace dockwright::actions
