#include "actions/bytes.hpp"
#include "actions/pull_space.hpp"
#include "actions/pull_stream.hpp"
#include "support/scripted_action.hpp"
#include "support/temporary_folder.hpp"
#include <gtest/gtest.h>
#include <unistd.h>

namespace dockwright::actions {
namespace {

using testing::expect;
using testing::expect_ping;
using testing::ScriptedEngine;

engine::PullProgress progress_of(const std::vector<engine::ProgressMessage>& messages) {
    engine::PullProgress progress;
    for (const engine::ProgressMessage& each : messages) {
        progress.add(each);
    }
    return progress;
}

TEST(SpaceNeeded, GrowsWithTheSizesThatAreTold) {
    EXPECT_EQ(space_needed(progress_of({{.status = "Pulling fs layer", .id = "a"}})), SpaceNeeded());
    EXPECT_EQ(space_needed(progress_of({{.status = "Downloading", .id = "a", .current = 40, .total = 100}})),
              (SpaceNeeded{.at_least = 60, .probably = 260}));
    EXPECT_EQ(space_needed(progress_of({{.status = "Downloading", .id = "a", .current = 40, .total = 100},
                                        {.status = "Download complete", .id = "a"},
                                        {.status = "Already exists", .id = "b"}})),
              (SpaceNeeded{.at_least = 0, .probably = 200}));
    EXPECT_EQ(space_needed(progress_of({{.status = "Downloading", .id = "a", .current = 40, .total = 100},
                                        {.status = "Pull complete", .id = "a"}})),
              SpaceNeeded());
}

std::expected<PulledImage, Problem> pulled(const ScriptedEngine& engine) {
    return testing::run_action<PulledImage>(engine, [](std::shared_ptr<engine::Client> client) {
        return pull(std::move(client), {.image = "a/b:1"}, {});
    });
}

ScriptedEngine engine_with(const std::string& host, const std::string& root, const std::string& stream) {
    constexpr const char* inspect = "GET /v1.41/images/docker.io%2Fa%2Fb%3A1/json";
    return ScriptedEngine(
        {expect_ping("1.41"), expect(inspect).answer(404, "{}"),
         expect("GET /v1.41/info")
             .answer(200, R"({"Name":")" + host + R"(","DockerRootDir":")" + root + "\"}"),
         expect("POST /v1.41/images/create?fromImage=docker.io%2Fa%2Fb&tag=1").answer(200, stream),
         expect(inspect).answer(200, R"({"Id":"sha256:aa"})")});
}

std::string this_host() {
    std::string name(256, '\0');
    ::gethostname(name.data(), name.size() - 1);
    return name.c_str();
}

constexpr const char* enormous =
    R"({"status":"Downloading","progressDetail":{"current":1,"total":900000000000000},"id":"l1"})";

TEST(Pull, IsBrokenOffWhenWhatIsStillToComeDoesNotFit) {
    const testing::TemporaryFolder folder;
    const ScriptedEngine engine = engine_with(this_host(), folder.path(), enormous);
    const auto done = pulled(engine);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, image_problem_kind::disk_full);
    EXPECT_TRUE(done.error().message.contains(folder.path().string())) << done.error().message;
}

TEST(Pull, TakesNoDiskForTheEnginesThatIsPerhapsAnother) {
    const testing::TemporaryFolder folder;
    const ScriptedEngine engine = engine_with("docker-desktop", folder.path(), enormous);
    EXPECT_TRUE(pulled(engine));
}

TEST(BytesText, HasThreeDigitsAtMost) {
    EXPECT_EQ(bytes_text(0), "0 B");
    EXPECT_EQ(bytes_text(999), "999 B");
    EXPECT_EQ(bytes_text(1000), "1.0 kB");
    EXPECT_EQ(bytes_text(99'949), "99.9 kB");
    EXPECT_EQ(bytes_text(99'950), "100 kB");
    EXPECT_EQ(bytes_text(999'499), "999 kB");
    EXPECT_EQ(bytes_text(999'500), "1.0 MB");
    EXPECT_EQ(bytes_text(3'450'000'000), "3.5 GB");
}

} // namespace
} // namespace dockwright::actions
