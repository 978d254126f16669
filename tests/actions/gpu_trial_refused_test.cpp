#include "actions/cancelling.hpp"
#include "actions/doctor/gpu_trial.hpp"
#include "refused.hpp"
#include "run_on.hpp"
#include "support/scripted_action.hpp"
#include <algorithm>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using testing::expect;
using testing::expect_ping;
using testing::Script;
using testing::ScriptedEngine;

constexpr const char* removal = "DELETE /v1.41/containers/trial?v=0&force=1";

/// The engine of the script reads no bodies: what had one is closed. The removal is tried twice.
Script script() {
    const std::string said = "GPU 0: NVIDIA H200 (UUID: GPU-1)\n\n=smi 0\ncuInit 0\ndevices 1\n\n=cuda 0\n";
    return {
        expect_ping("1.41"),
        expect("POST /v1.41/containers/create?name=trial").answer(201, R"({"Id":"abc"})").closes(),
        expect("PUT /v1.41/containers/trial/archive?noOverwriteDirNonDir=1&path=%2F").answer(200).closes(),
        expect("POST /v1.41/containers/trial/attach?stream=1&stdout=1&stderr=1&stdin=0&logs=0"
               "&detachKeys=ctrl-%5E%2Cctrl-%5E%2Cctrl-%5E")
            .answer(200, std::string("\x01\0\0\0\0\0\0", 7) + static_cast<char>(said.size()) + said),
        expect("POST /v1.41/containers/trial/start").answer(204),
        expect(removal).answer(204)};
}

boost::asio::awaitable<Answer<Tried>> tried(std::shared_ptr<engine::Client> client) {
    co_await take_back_by_myself();
    const auto facts = std::make_shared<host::Facts>();
    facts->engine.version = "28.3.0";
    std::vector<std::string> images{"toy:1"};
    std::string name = "trial";
    co_return co_await try_gpu(std::move(client), facts, std::move(images), std::move(name), {});
}

TEST(GpuTrialRefused, RemovesItsContainerOrNamesIt) {
    replay_refused_at_each_step(
        script(), [](ScriptedEngine& engine, std::size_t /*step*/, const std::string& context) {
            SCOPED_TRACE(context);
            const auto done = testing::run_action<Tried>(
                engine, [](std::shared_ptr<engine::Client> client) { return tried(std::move(client)); });
            ASSERT_TRUE(done) << done.error().message;
            const auto unmet = engine.unmet();
            EXPECT_EQ(std::ranges::count(unmet, removal), 0) << "the removal was asked for";
            const bool removal_is_refused = context.contains("DELETE") && !context.ends_with("404");
            EXPECT_EQ(done->left, removal_is_refused ? "trial" : "");
            EXPECT_TRUE(done->trial.tried || !done->trial.why_not.empty());
            EXPECT_FALSE(done->trial.why_not.contains('\n')) << done->trial.why_not;
            EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2)));
        });
}

} // namespace
} // namespace dockwright::actions
