#include "actions/build/build.hpp"
#include "actions/run_on.hpp"
#include "support/scripted_action.hpp"
#include "support/temporary_folder.hpp"
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

namespace fs = std::filesystem;
using testing::expect;
using testing::expect_ping;
using testing::Script;
using testing::ScriptedEngine;

constexpr const char* building = "POST /v1.41/build?rm=1&forcerm=1&dockerfile=Dockerfile&t=toy%2Fbuilt%3A1";
constexpr const char* looking = "GET /v1.41/images/toy%2Fbuilt%3A1/json";
constexpr const char* image = R"({"Id":"sha256:aa","Size":24000000,"Os":"linux","Architecture":"amd64"})";
constexpr const char* good_stream = "{\"stream\":\"Step 1/2 : FROM toy:1\"}\r\n{\"stream\":\"\\n\"}\r\n"
                                    "{\"stream\":\"Step 2/2 : RUN true\"}\r\n{\"stream\":\"\\n\"}\r\n"
                                    "{\"aux\":{\"ID\":\"sha256:aa\"}}\r\n"
                                    "{\"stream\":\"Successfully built aa\\n\"}\r\n";
constexpr const char* bad_stream =
    "{\"stream\":\"Step 2/2 : RUN true\"}\r\n{\"stream\":\"\\n\"}\r\n{\"stream\":\"oh no\\n\"}\r\n"
    "{\"errorDetail\":{\"code\":1,\"message\":\"The command '/bin/sh -c true' returned a non-zero code: 1\"},"
    "\"error\":\"The command '/bin/sh -c true' returned a non-zero code: 1\"}\r\n";

Script script_with(int status, const std::string& body) {
    return {expect_ping("1.41"), expect(building).answer(status, body), expect(looking).answer(200, image)};
}

class Builds : public ::testing::Test {
protected:
    Builds() {
        write("job/Dockerfile", "FROM toy:1\nRUN true\n");
        write("job/train.py", "print()\n");
    }

    void write(const std::string& name, const std::string& text) const {
        const fs::path path = fs::path(folder.path()) / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }

    BuildOptions options() const {
        return {.context = (fs::path(folder.path()) / "job").string(), .name = "toy/built:1"};
    }

    /// A program in docker's place.
    BuildOptions with_docker(const std::string& script) const {
        write("bin/docker", "#!/bin/sh\n" + script);
        const fs::path bin = fs::path(folder.path()) / "bin";
        fs::permissions(bin / "docker", fs::perms::owner_all);
        BuildOptions out = options();
        out.environment.path = bin.string();
        out.variables = {"PATH=/usr/bin:/bin"};
        return out;
    }

    static Answer<BuiltImage> run(const ScriptedEngine& engine, const BuildOptions& wanted) {
        return run_on<BuiltImage>(engine, [&](std::shared_ptr<engine::Client> client) {
            return build(std::move(client), wanted, nullptr);
        });
    }

    testing::TemporaryFolder folder;
};

TEST_F(Builds, SendTheFolderAndGiveTheImage) {
    ScriptedEngine engine(script_with(200, good_stream));
    const auto built = run(engine, options());
    ASSERT_TRUE(built) << built.error().message;
    EXPECT_EQ(built->id, "sha256:aa");
    EXPECT_EQ(built->name, "toy/built:1");
    EXPECT_FALSE(built->by_buildkit);
    EXPECT_TRUE(engine.unmet().empty()); // it reads no bodies: what is sent is looked at by tar, and live
}

TEST_F(Builds, ThatFailNameTheLine) {
    ScriptedEngine engine(script_with(200, bad_stream));
    const auto built = run(engine, options());
    ASSERT_FALSE(built);
    EXPECT_EQ(built.error().kind, "build-failed");
    EXPECT_TRUE(built.error().message.starts_with("line 2 of Dockerfile failed (RUN true)"))
        << built.error().message;
    EXPECT_TRUE(built.error().message.contains("oh no")) << built.error().message;
}

TEST_F(Builds, OfAFileThatCannotBeReadNameTheLine) {
    ScriptedEngine engine(
        script_with(400, R"({"message":"dockerfile parse error line 2: unknown instruction: RNU"})"));
    const auto built = run(engine, options());
    ASSERT_FALSE(built);
    EXPECT_TRUE(built.error().message.starts_with("line 2 of Dockerfile is wrong")) << built.error().message;
}

TEST_F(Builds, EndInOneSentenceWhereverTheEngineFails) {
    testing::replay_failing_at_each_step(script_with(200, good_stream), [&](ScriptedEngine& engine,
                                                                            const std::string& context) {
        BuildOptions wanted = options();
        wanted.silence = std::chrono::milliseconds(300);
        const auto built = testing::run_action<BuiltImage>(
            engine,
            [&](std::shared_ptr<engine::Client> client) { return build(std::move(client), wanted, nullptr); },
            std::chrono::milliseconds(300));
        ASSERT_FALSE(built) << context;
        EXPECT_TRUE(is_sentence(built.error())) << context << ": " << built.error().message;
        EXPECT_TRUE(engine.all_closed_within(std::chrono::seconds(2))) << context;
    });
}

TEST_F(Builds, GoThroughDockersOwnBuilderWhereThereIsOne) {
    const BuildOptions wanted = with_docker(
        "if [ $2 = version ]; then echo 'github.com/docker/buildx v0.17.1 abc'; exit 0; fi\n"
        "echo \"$DOCKER_HOST $*\" > \"${0%/*}/called\"\n"
        "echo '{\"vertexes\":[{\"digest\":\"a\",\"name\":\"[2/2] RUN true\",\"started\":\"t\"}]}' >&2\n");
    ScriptedEngine engine({expect_ping("1.41"), expect(looking).answer(200, image)});
    const auto built = run(engine, wanted);
    ASSERT_TRUE(built) << built.error().message;
    EXPECT_TRUE(built->by_buildkit);
    std::ifstream file(fs::path(folder.path()) / "bin/called");
    std::string called;
    std::getline(file, called);
    EXPECT_TRUE(called.starts_with(engine.host() + " buildx build --builder default --progress=rawjson"))
        << called;
}

TEST_F(Builds, OfDockersOwnBuilderThatFailNameTheLine) {
    const BuildOptions wanted =
        with_docker("if [ $2 = version ]; then echo 'github.com/docker/buildx v0.17.1 abc'; exit 0; fi\n"
                    "echo '{\"vertexes\":[{\"digest\":\"a\",\"name\":\"[2/2] RUN "
                    "true\",\"started\":\"t\",\"error\":\"exit code: 1\"}]}' >&2\n"
                    "exit 1\n");
    ScriptedEngine engine({expect_ping("1.41")});
    const auto built = run(engine, wanted);
    ASSERT_FALSE(built);
    EXPECT_EQ(built.error().message, "line 2 of Dockerfile failed (RUN true): exit code: 1");
}

TEST_F(Builds, ThatAreCancelledEndTheBuilder) {
    const BuildOptions wanted =
        with_docker("if [ $2 = version ]; then echo 'github.com/docker/buildx v0.17.1 abc'; exit 0; fi\n"
                    "trap 'echo ended > \"${0%/*}/ended\"; exit 1' TERM\nwhile :; do sleep 0.05; done\n");
    ScriptedEngine engine({expect_ping("1.41")});
    const auto built = testing::run_action<BuiltImage>(
        engine,
        [&](std::shared_ptr<engine::Client> client) { return build(std::move(client), wanted, nullptr); },
        std::chrono::milliseconds(700));
    ASSERT_FALSE(built);
    EXPECT_EQ(built.error().kind, "cancelled") << built.error().message;
    EXPECT_TRUE(fs::exists(fs::path(folder.path()) / "bin/ended"));
}

} // namespace
} // namespace dockwright::actions
