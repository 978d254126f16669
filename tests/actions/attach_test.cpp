#include "actions/attach.hpp"
#include "actions/now.hpp"
#include "engine/problems.hpp"
#include "support/scripted_engine.hpp"
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using testing::expect;
using testing::expect_ping;
using testing::ScriptedEngine;

const std::string id(64, 'a');

std::string inspected(const std::string& status, const std::string& working_dir = "/workspace") {
    return R"({"Id":")" + id + R"(","Name":"/train","State":{"Status":")" + status +
           R"(","Running":true},"Config":{"Image":"toy/train:1","WorkingDir":")" + working_dir +
           R"("},"HostConfig":{"DeviceRequests":[{"Count":2,"Capabilities":[["gpu"]]}]}})";
}

/// A PATH with a docker in it: the program itself is not run.
class Attaching : public ::testing::Test {
protected:
    std::expected<AttachTarget, Problem> attach(const std::string& reference, const std::string& body,
                                                int status = 200) const {
        ScriptedEngine engine({expect_ping("1.41"),
                               expect("GET /v1.41/containers/" + reference + "/json").answer(status, body)});
        engine::Environment environment;
        environment.path = path_;
        return attach_target_now({.host = engine.host()}, environment, reference);
    }
    std::string path_ = DOCKWRIGHT_SOURCE "/tests/actions/programs";
};

TEST_F(Attaching, GivesATerminalAndAnEditorsUri) {
    const auto target = attach("train", inspected("running"));
    ASSERT_TRUE(target) << target.error().message;
    EXPECT_EQ(target->container.name, "train");
    EXPECT_EQ(target->container.gpu.text, "2 GPUs");
    EXPECT_EQ(target->terminal.program, path_ + "/docker");
    EXPECT_EQ(target->terminal.arguments.at(4), id) << "the whole id, whatever the person typed";
    EXPECT_EQ(target->editor.path, "/workspace");
}

TEST_F(Attaching, NeedsARunningContainer) {
    for (const char* state : {"exited", "created", "paused", "restarting", "dead"}) {
        const auto target = attach("train", inspected(state));
        ASSERT_FALSE(target);
        EXPECT_EQ(target.error().kind, engine::problem_kind::container_not_running);
        EXPECT_EQ(target.error().message, "container 'train' isn't running: it is " + std::string(state));
    }
    EXPECT_EQ(attach("train", inspected("paused")).error().next_step, "Resume it: docker unpause train");
}

TEST_F(Attaching, NeedsAContainer) {
    EXPECT_EQ(attach("nope", R"({"message":"No such container: nope"})", 404).error().kind,
              engine::problem_kind::no_such_container);
}

TEST_F(Attaching, NeedsAClientProgram) {
    path_ = "/nonexistent";
    EXPECT_EQ(attach("train", inspected("running")).error().kind, "client-program-missing");
}

std::string decoded(std::string_view authority) {
    constexpr std::string_view prefix = "attached-container+";
    EXPECT_TRUE(authority.starts_with(prefix)) << authority;
    std::string out;
    for (std::size_t i = prefix.size(); i + 1 < authority.size(); i += 2) {
        out += static_cast<char>(std::stoi(std::string(authority.substr(i, 2)), nullptr, 16));
    }
    return out;
}

engine::Container container(const std::string& name, const std::string& working_dir) {
    engine::Container made;
    made.name = name;
    made.config.working_dir = working_dir;
    return made;
}

TEST(EditorUris, HoldTheNameInHexadecimalJson) {
    const EditorUri uri = editor_uri(container("/train", "/workspace"),
                                     {.address = engine::UnixAddress{.path = "/var/run/docker.sock"}});
    EXPECT_EQ(uri.authority, "attached-container+7b22636f6e7461696e65724e616d65223a222f747261696e227d");
    EXPECT_EQ(decoded(uri.authority), R"({"containerName":"/train"})");
}

TEST(EditorUris, NameTheEngineUnlessNothingNamedIt) {
    for (const engine::Source source :
         {engine::Source::setting, engine::Source::named_context, engine::Source::docker_host,
          engine::Source::docker_context, engine::Source::current_context, engine::Source::probe}) {
        const EditorUri uri = editor_uri(
            container("/train", ""), {.address = engine::UnixAddress{.path = "/a.sock"}, .source = source});
        EXPECT_EQ(decoded(uri.authority),
                  R"({"containerName":"/train","settings":{"host":"unix:///a.sock"}})");
    }
}

TEST(EditorUris, OpenTheWorkingFolderOrTheRoot) {
    EXPECT_EQ(editor_uri(container("/t", "/data"), {}).path, "/data");
    EXPECT_EQ(editor_uri(container("/t", ""), {}).path, "/");
    EXPECT_EQ(editor_uri(container("/t", "C:\\x"), {}).path, "/");
}

} // namespace
} // namespace dockwright::actions
