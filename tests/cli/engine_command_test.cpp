#include "cli/attach.hpp"
#include "cli/ps.hpp"
#include "support/scripted_engine.hpp"
#include "support/temporary_folder.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

using testing::expect;
using testing::expect_ping;
using ::testing::HasSubstr;
using testing::Script;
using testing::ScriptedEngine;

std::string id_of(char digit) {
    return std::string(64, digit);
}

struct Given {
    char digit;
    std::string name;
    bool gpu;
    std::string image = "toy/train:1";
};

/// An engine with these containers, all running, that is opened and asked so many times.
Script script_of(const std::vector<Given>& containers, std::size_t lists, std::string attached = {},
                 const std::string& which = "?all=1") {
    Script script;
    for (std::size_t i = 0; i < lists; ++i) {
        std::string summaries;
        for (const Given& one : containers) {
            summaries += (summaries.empty() ? "" : ",") +
                         (R"({"Id":")" + id_of(one.digit) + R"(","Names":["/)" + one.name +
                          R"("],"Image":")" + one.image + R"(","State":"running","Status":"Up 1 minute"})");
        }
        script.push_back(expect_ping("1.41"));
        script.push_back(expect("GET /v1.41/containers/json" + which).answer(200, "[" + summaries + "]"));
    }
    for (const Given& one : containers) {
        const std::string body =
            R"({"Id":")" + id_of(one.digit) + R"(","Name":"/)" + one.name +
            R"(","State":{"Status":"running"},"Config":{"WorkingDir":"/w"},"HostConfig":{"Runtime":"runc","DeviceRequests":)" +
            (one.gpu ? R"([{"Count":-1,"Capabilities":[["gpu"]]}])" : "null") + "}}";
        for (std::size_t i = 0; i < lists; ++i) {
            script.push_back(expect("GET /v1.41/containers/" + id_of(one.digit) + "/json").answer(200, body));
        }
        if (attached == one.name || attached == id_of(one.digit)) {
            script.push_back(expect_ping("1.41"));
            script.push_back(expect("GET /v1.41/containers/" + attached + "/json").answer(200, body));
        }
    }
    return script;
}

/// What one command printed, and how it ended.
struct Outcome {
    int code = 0;
    std::string out;
    std::string err;
    std::vector<actions::ExecOptions> started;
};

std::string contents(std::FILE* file) {
    std::rewind(file);
    std::string text;
    for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) {
        text += static_cast<char>(c);
    }
    std::fclose(file);
    return text;
}

template <typename Run>
Outcome outcome(const std::string& typed, bool interactive, const Run& run) {
    const Streams streams{
        .in = std::tmpfile(), .out = std::tmpfile(), .err = std::tmpfile(), .interactive = interactive};
    std::fputs(typed.c_str(), streams.in);
    std::rewind(streams.in);
    Outcome result;
    result.code = run(streams, result);
    std::fclose(streams.in);
    result.out = contents(streams.out);
    result.err = contents(streams.err);
    return result;
}

EngineOptions asking(const ScriptedEngine& engine, bool json = false) {
    EngineOptions options{.choice = {.host = engine.host()}, .environment = {}, .json = json};
    options.environment.path = DOCKWRIGHT_SOURCE "/tests/actions/programs";
    return options;
}

Outcome run_ps(const ScriptedEngine& engine, bool gpu_only = false, bool json = false) {
    const PsOptions options{.engine = asking(engine, json), .gpu_only = gpu_only};
    return outcome("", false, [&](const Streams& streams, Outcome&) { return ps(options, streams); });
}

Outcome run_attach(const ScriptedEngine& engine, const std::string& container, const std::string& typed,
                   bool interactive, bool json = false, bool gpu_only = false) {
    const AttachOptions options{.engine = asking(engine, json),
                                .container = container,
                                .gpu_only = gpu_only,
                                .user = {},
                                .folder = {}};
    return outcome(typed, interactive, [&](const Streams& streams, Outcome& result) {
        return attach(options, streams,
                      [&](const EngineOptions&, actions::ExecOptions shell, const Streams&) {
                          result.started.push_back(std::move(shell));
                          return 7;
                      });
    });
}

const std::vector<Given> two{{'b', "web", false, "nginx"}, {'a', "train", true}};

TEST(Ps, IsATableWithGpuContainersFirst) {
    ScriptedEngine engine(script_of(two, 1, {}, ""));
    const Outcome result = run_ps(engine);
    EXPECT_EQ(result.code, 0);
    EXPECT_TRUE(result.out.starts_with("CONTAINER ID   NAME    IMAGE         GPUS       ")) << result.out;
    EXPECT_THAT(result.out, HasSubstr("\naaaaaaaaaaaa   train   toy/train:1   all GPUs   "));
    EXPECT_THAT(result.out, HasSubstr("\nbbbbbbbbbbbb   web     nginx         -          "));
    EXPECT_LT(result.out.find("train"), result.out.find("web"));
}

TEST(Ps, ShowsGpuContainersAloneWhenAsked) {
    ScriptedEngine engine(script_of(two, 1, {}, ""));
    const Outcome result = run_ps(engine, true);
    EXPECT_THAT(result.out, HasSubstr("train"));
    EXPECT_THAT(result.out, ::testing::Not(HasSubstr("web")));
}

TEST(Ps, IsJsonForPrograms) {
    ScriptedEngine engine(script_of(two, 1, {}, ""));
    const Outcome result = run_ps(engine, true, true);
    EXPECT_EQ(result.out, R"([{"id":")" + id_of('a') +
                              R"(","name":"train","image":"toy/train:1","gpu":"yes","gpus":"all GPUs",)" +
                              R"("state":"running","status":"Up 1 minute","engine":")" + engine.host() +
                              R"(","created":0,"ports":[],"owner":"unknown","ownerBy":"unknown",)" +
                              R"("mine":"unknown","gpuMemory":[]}])" + "\n");
}

TEST(Ps, SaysThatAFileIsNoSocket) {
    const testing::TemporaryFolder folder;
    folder.write("engine", "");
    for (const auto& [name, kind] : {std::pair("engine", "file"), std::pair(".", "folder")}) {
        const std::string host = "unix://" + (folder.path() / name).string();
        const PsOptions options{.engine = {.choice = {.host = host}, .environment = {}}};
        const Outcome result =
            outcome("", false, [&](const Streams& streams, Outcome&) { return ps(options, streams); });
        EXPECT_EQ(result.code, 2);
        EXPECT_THAT(result.err, HasSubstr("no container engine at " + host + ": it is a " + kind +
                                          ", not a socket. Name the socket of"));
    }
}

TEST(Ps, OfNothingSaysSoBesideTheOutput) {
    ScriptedEngine engine(script_of({}, 2, {}, ""));
    const Outcome text = run_ps(engine);
    EXPECT_EQ(text.code, 0);
    EXPECT_EQ(text.out, "");
    EXPECT_THAT(text.err, HasSubstr("no containers run at unix://"));
    EXPECT_EQ(run_ps(engine, false, true).out, "[]\n");
}

TEST(Ps, EscapesWhatWouldMoveTheCursor) {
    ScriptedEngine engine(script_of({{'a', "train", true, "\\u001b[2Jx"}}, 1, {}, ""));
    EXPECT_THAT(run_ps(engine).out, HasSubstr("\\x1b[2Jx"));
}

TEST(Ps, OfAnEngineThatIsDownEndsWithTwoAndTheNextStep) {
    ScriptedEngine engine({});
    engine.stop();
    const Outcome result = run_ps(engine);
    EXPECT_EQ(result.code, 2);
    EXPECT_EQ(result.out, "");
    EXPECT_THAT(result.err, HasSubstr("isn't running"));
    EXPECT_THAT(result.err, HasSubstr("sudo systemctl start docker"));
}

TEST(Attach, StartsAShellInTheContainerThatIsNamed) {
    ScriptedEngine engine(script_of(two, 0, "web"));
    const Outcome result = run_attach(engine, "web", "", true);
    ASSERT_EQ(result.started.size(), 1U);
    EXPECT_EQ(result.started[0].container, "web");
    EXPECT_EQ(result.started[0].words.front(), "/bin/sh");
    EXPECT_TRUE(result.started[0].terminal);
    EXPECT_EQ(result.code, 7) << "the shell's exit code";
}

TEST(Attach, TakesTheOnlyGpuContainerWhereNoneIsNamed) {
    ScriptedEngine engine(script_of(two, 1, id_of('a')));
    const Outcome result = run_attach(engine, "", "", true);
    ASSERT_EQ(result.started.size(), 1U) << result.err;
    EXPECT_EQ(result.started[0].container, id_of('a'));
}

const std::vector<Given> two_gpus{{'a', "train", true}, {'b', "jupyter", true}, {'c', "web", false}};

TEST(Attach, AsksAPersonWhichOfSeveral) {
    ScriptedEngine engine(script_of(two_gpus, 1, id_of('a')));
    const Outcome result = run_attach(engine, "", " 2\n", true);
    ASSERT_EQ(result.started.size(), 1U) << result.err;
    EXPECT_EQ(result.started[0].container, id_of('a'));
    EXPECT_THAT(result.out, HasSubstr("1   bbbbbbbbbbbb   jupyter"));
    EXPECT_THAT(result.out, HasSubstr("Which one (1-2)? "));
}

TEST(Attach, TakesNoNumberThatWasNotOffered) {
    for (const char* typed : {"0\n", "3\n", "x\n", "", "\n", "1x\n", "-1\n"}) {
        ScriptedEngine engine(script_of(two_gpus, 1));
        const Outcome result = run_attach(engine, "", typed, true);
        EXPECT_EQ(result.code, 2) << typed;
        EXPECT_TRUE(result.started.empty()) << typed;
    }
}

TEST(Attach, NamesTheChoicesWhereThereIsNobodyToAsk) {
    ScriptedEngine engine(script_of(two_gpus, 1));
    const Outcome result = run_attach(engine, "", "1\n", false);
    EXPECT_EQ(result.code, 2);
    EXPECT_THAT(result.err,
                HasSubstr("several GPU containers run (jupyter, train), and there is no terminal to ask"));
}

TEST(Attach, WithoutAGpuContainerSaysSoWhereOneIsWanted) {
    ScriptedEngine engine(script_of({{'b', "web", false}}, 1));
    const Outcome result = run_attach(engine, "", "", true, false, true);
    EXPECT_EQ(result.code, 2);
    EXPECT_THAT(result.err, HasSubstr("no running GPU container at"));
}

TEST(Attach, WithoutAGpuContainerTakesTheOnlyOneThatRuns) {
    ScriptedEngine engine(script_of({{'b', "web", false}}, 2));
    const Outcome result = run_attach(engine, "", "", true);
    ASSERT_EQ(result.started.size(), 1U) << result.err;
    EXPECT_EQ(result.started[0].container, id_of('b'));
}

TEST(Attach, NeedsATerminalForAShell) {
    ScriptedEngine engine(script_of(two, 0, "train"));
    const Outcome result = run_attach(engine, "train", "", false);
    EXPECT_EQ(result.code, 2);
    EXPECT_TRUE(result.started.empty());
    EXPECT_THAT(result.err, HasSubstr("a shell needs a terminal"));
}

TEST(Attach, PrintsTheWaysInForPrograms) {
    ScriptedEngine engine(script_of(two, 0, "train"));
    const Outcome result = run_attach(engine, "train", "", false, true);
    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_THAT(result.out,
                HasSubstr(R"("arguments":["--host",")" + engine.host() + R"(","exec","-it",")" + id_of('a')));
    EXPECT_THAT(result.out, HasSubstr(R"("path":"/w"})"));
}

} // namespace
} // namespace dockwright::cli
