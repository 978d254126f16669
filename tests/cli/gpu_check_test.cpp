#include "support/process.hpp"
#include "support/scripted_engine.hpp"
#include "support/temporary_folder.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

using testing::Ended;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using testing::run_dockwright;
using ::testing::StartsWith;

constexpr std::string_view torch_file = "FROM python:3.12-slim AS train\n"
                                        "RUN pip install torch==2.4.1\n"
                                        "FROM python:3.12-slim AS serve\n"
                                        "RUN pip install torch==2.7.1\n";

class GpuCheck : public ::testing::Test {
protected:
    Ended check(std::vector<std::string> arguments, const std::string& input = {}) const {
        arguments.insert(arguments.begin(), {"gpu", "check"});
        return run_dockwright({.arguments = arguments, .input = input, .folder = folder.path()});
    }
    testing::TemporaryFolder folder;
};

TEST_F(GpuCheck, SaysTheVerdictTheMachineAndWhatTheImageHas) {
    folder.write("Dockerfile", torch_file);
    const Ended ended = check({"Dockerfile", "--gpu", "RTX 3090", "--driver", "560.35.05"});
    EXPECT_THAT(ended.output, StartsWith("runs  Dockerfile, stage serve, on RTX 3090 with driver 560.35.05\n"
                                         "  has CUDA 12.6, cuDNN 9.5.1.17, Python 3.12, torch 2.7.1+cu126"));
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_EQ(ended.errors, "");
}

TEST_F(GpuCheck, SaysWhyItFailsWhereAndWhoSaysSo) {
    folder.write("Dockerfile", torch_file);
    const Ended ended =
        check({"Dockerfile", "--stage", "train", "--gpu", "RTX 5090", "--driver", "580.65.06"});
    EXPECT_THAT(ended.output,
                StartsWith("fails  Dockerfile, stage train, on RTX 5090 with driver 580.65.06\n"));
    EXPECT_THAT(ended.output, HasSubstr("\n  Dockerfile:2: torch "));
    EXPECT_THAT(ended.output, HasSubstr(" [arch-not-compiled]\n      source: "));
    EXPECT_EQ(ended.exit_code, 1);
}

TEST_F(GpuCheck, ShowsWhatWouldMendItAsLinesTakenOutAndPutIn) {
    folder.write("Dockerfile", "FROM python:3.12-slim\nRUN pip install torch==2.6.0\n");
    const Ended ended = check({"Dockerfile", "--gpu", "RTX 5090", "--driver", "580.65.06"});
    EXPECT_THAT(ended.output, HasSubstr("\n    1. "));
    EXPECT_THAT(ended.output,
                HasSubstr("\n       -RUN pip install torch==2.6.0\n       +RUN pip install torch=="));
}

TEST_F(GpuCheck, ColoursOnlyWhereItIsAskedTo) {
    const std::vector<std::string> always = {"python:3.12", "--color", "always"};
    EXPECT_THAT(check(always).output,
                StartsWith("\033[1;32mruns\033[0m  python:3.12, whatever the machine\n"));
    EXPECT_THAT(check({"python:3.12"}).output, StartsWith("runs  "));
}

TEST_F(GpuCheck, PrintsOneObjectForEachMachine) {
    folder.write("Dockerfile", torch_file);
    const Ended ended = check({"Dockerfile", "--stage", "0", "--gpu", "T4", "--driver", "535.104.05", "--gpu",
                               "RTX 5090", "--driver", "580.65.06", "--format", "json"});
    EXPECT_THAT(ended.output,
                StartsWith(R"([{"file":"Dockerfile","stage":"train","host":{"driver":"535.104.05","gpus":)"
                           R"([{"name":"T4"}],"os":"linux","request":"gpus"},"verdict":")"));
    EXPECT_THAT(ended.output, HasSubstr(R"("provides":{"cuda":"12.1","cudnn":"9.1.0.70","python":"3.12",)"));
    EXPECT_THAT(ended.output, HasSubstr(R"("torch":"2.4.1+cu121")"));
    EXPECT_THAT(ended.output, HasSubstr(R"("sm":["50","60",)"));
    EXPECT_THAT(ended.output, HasSubstr(R"("reasons":[{"cause":"arch-not-compiled","weight":"fails",)"
                                        R"("line":2,"column":)"));
    EXPECT_THAT(ended.output, HasSubstr(R"("confidence":"verified"})"));
    EXPECT_THAT(ended.output, HasSubstr(R"("repairs":[)"));
    EXPECT_THAT(ended.output, ::testing::EndsWith("}]\n"));
    EXPECT_EQ(ended.exit_code, 1);
}

TEST_F(GpuCheck, JudgesAnImageByItsName) {
    const Ended ended = check({"nvidia/cuda:12.4.1-runtime-ubuntu22.04", "--format", "json"});
    EXPECT_THAT(ended.output,
                StartsWith(R"([{"file":"nvidia/cuda:12.4.1-runtime-ubuntu22.04","stage":"0","host":null,)"));
    EXPECT_THAT(ended.output, HasSubstr(R"("cuda":"12.4.1","flavour":"runtime")"));
    EXPECT_EQ(ended.exit_code, 0);
}

TEST_F(GpuCheck, SaysThatNothingIsKnownOfAnImage) {
    EXPECT_THAT(check({"lab/app:1", "--gpu", "T4"}).output,
                HasSubstr("\n  nothing is known of what its base image holds; --engine asks an engine"));
    EXPECT_THAT(check({"python:3.12", "--gpu", "T4"}).output, Not(HasSubstr("nothing is known")));
}

TEST_F(GpuCheck, ReadsStandardInputAndBuildArguments) {
    const std::string text = "ARG TORCH=2.7.1\nFROM python:3.12\nARG TORCH\nRUN pip install torch==$TORCH\n";
    const auto torch = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"-", "--format", "json"});
        return check(arguments, text).output;
    };
    EXPECT_THAT(torch({}), HasSubstr(R"("torch":"2.7.1+cu126")"));
    EXPECT_THAT(torch({"--build-arg", "TORCH=2.5.1"}), HasSubstr(R"("torch":"2.5.1+cu124")"));
}

TEST_F(GpuCheck, FindsRequirementsBesideTheDockerfileOrInTheContext) {
    folder.write("docker/Dockerfile", "FROM python:3.12\nCOPY req.txt .\nRUN pip install -r req.txt\n");
    folder.write("docker/req.txt", "# one\ntorch==2.4.1\n");
    folder.write("other/req.txt", "torch==2.7.1\n");
    const std::vector<std::string> machine = {"--gpu", "RTX 5090", "--driver", "580.65.06"};
    std::vector<std::string> arguments = {"docker/Dockerfile"};
    arguments.insert(arguments.end(), machine.begin(), machine.end());
    EXPECT_THAT(check(arguments).output, HasSubstr("\n  req.txt:2: torch "));
    arguments.insert(arguments.end(), {"--context", "other"});
    EXPECT_THAT(check(arguments).output, HasSubstr("torch 2.7.1"));
}

TEST_F(GpuCheck, TakesMachinesFromAFile) {
    folder.write("lab1.json", R"({"name": "lab1", "driver": "535.104.05", "toolkit": null,
  "gpus": [{"name": "NVIDIA A40", "compute_capability": "8.6", "memory": "48GiB"}]})");
    const Ended ended = check({"nvidia/cuda:11.8.0-base-ubuntu22.04", "--machine", "lab1.json"});
    EXPECT_THAT(ended.output, StartsWith("fails  nvidia/cuda:11.8.0-base-ubuntu22.04, on lab1 (NVIDIA A40, "
                                         "driver 535.104.05)\n"));
    EXPECT_THAT(ended.output, HasSubstr("[toolkit-missing]"));
    const Ended json =
        check({"nvidia/cuda:11.8.0-base-ubuntu22.04", "--machine", "lab1.json", "--format", "json"});
    EXPECT_THAT(json.output,
                HasSubstr(R"("host":{"name":"lab1","driver":"535.104.05","gpus":[{"name":"NVIDIA A40",)"
                          R"("compute_capability":"8.6","memory":"48GiB"}],"toolkit":null,"os":"linux")"));
}

TEST_F(GpuCheck, ABrokenMachineFileIsSaidLineByLineAndNothingIsJudged) {
    folder.write("lab1.yaml", "name: lab1\ngpu: [A40]\ndriver: newest\n");
    const Ended ended = check({"python:3.12", "--machine", "lab1.yaml"});
    EXPECT_EQ(ended.output, "");
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_THAT(ended.errors, HasSubstr("lab1.yaml:1:1: A machine needs 'gpus'"));
    EXPECT_THAT(ended.errors, HasSubstr("lab1.yaml:2:1: There is no key 'gpu' here"));
    EXPECT_THAT(ended.errors, HasSubstr("lab1.yaml:3:9: 'driver' must be a version such as 535.104.05"));
    EXPECT_THAT(ended.errors, HasSubstr("dockwright: 'lab1.yaml' does not describe a machine. Mend what is "
                                        "said above; nothing was judged.\n"));
    EXPECT_EQ(check({"python:3.12", "--machine", "none.yaml"}).exit_code, 2);
}

TEST_F(GpuCheck, TakesMachinesOfTheConfiguration) {
    folder.write(".dockwright.yaml", "targets:\n"
                                     "  - T4, 535.104.05\n"
                                     "  - {name: lab1, gpus: [RTX 5090], driver: 580.65.06}\n");
    folder.write("Dockerfile", "FROM python:3.12\nRUN pip install torch==2.4.1\n");
    const Ended all = check({"Dockerfile"});
    EXPECT_THAT(all.output, HasSubstr("Dockerfile, on T4 with driver 535.104.05\n"));
    EXPECT_THAT(all.output, HasSubstr("fails  Dockerfile, on lab1 (RTX 5090, driver 580.65.06)\n"));
    EXPECT_THAT(check({"Dockerfile", "--host", "LAB1"}).output, StartsWith("fails  Dockerfile, on lab1 "));
    EXPECT_THAT(check({"Dockerfile", "--host", "t4"}).output, HasSubstr(", on T4 with driver"));
    const Ended none = check({"Dockerfile", "--isolated"});
    EXPECT_THAT(none.output, HasSubstr("Dockerfile, whatever the machine\n"));
}

TEST_F(GpuCheck, NamesTheNearestMachine) {
    folder.write(".dockwright.yaml", "targets: [{name: lab-one, gpus: [T4]}]\n");
    const Ended near = check({"python:3.12", "--host", "labone"});
    EXPECT_EQ(near.exit_code, 2);
    EXPECT_EQ(near.errors, "dockwright: There is no machine 'labone' in the configuration. Did you mean "
                           "'lab-one'? 'dockwright config Dockerfile' lists them.\n");
    folder.write(".dockwright.yaml", "preset: strict\n");
    EXPECT_THAT(check({"python:3.12", "--host", "lab"}).errors,
                HasSubstr("There is no machine 'lab': the configuration has no 'targets'. Add it"));
}

TEST_F(GpuCheck, AMistakenConfigurationIsSaidAndTheRestOfItHolds) {
    folder.write(".dockwright.yaml", "targets: ['T4, 535.104.05', 'T4, new']\n");
    const Ended ended = check({"python:3.12"});
    EXPECT_THAT(ended.output, HasSubstr("on T4 with driver 535.104.05"));
    EXPECT_THAT(ended.errors, HasSubstr(".dockwright.yaml:1:29: 'targets': 'T4, new' is no machine"));
    EXPECT_EQ(ended.exit_code, 2);
}

TEST_F(GpuCheck, AGpuThatDoesNotExistIsUnknownAndTheNearestAreNamed) {
    folder.write("Dockerfile", torch_file);
    const Ended ended = check({"Dockerfile", "--gpu", "RTX 3095", "--driver", "550.54.14"});
    EXPECT_THAT(ended.output, StartsWith("unknown  Dockerfile, stage serve, on RTX 3095"));
    EXPECT_THAT(ended.output, HasSubstr("3090"));
    EXPECT_EQ(ended.exit_code, 0);
}

TEST_F(GpuCheck, ADriverOfTheFutureIsTakenAtItsWord) {
    folder.write("Dockerfile", torch_file);
    const Ended ended = check({"Dockerfile", "--gpu", "RTX 3090", "--driver", "999.10"});
    EXPECT_THAT(ended.output, HasSubstr("on RTX 3090 with driver 999.10\n"));
    EXPECT_EQ(ended.exit_code, 0);
}

struct Wrong {
    std::vector<std::string> arguments;
    std::string_view sentence;
};

TEST_F(GpuCheck, WrongUseIsOneSentenceAndExits2) {
    folder.write("Dockerfile", torch_file);
    folder.write("empty", "# nothing\n");
    const Wrong all[] = {
        {{}, "dockwright: DOCKERFILE|IMAGE is required. See 'dockwright gpu check --help'.\n"},
        {{"Dockerfile", "--driver", "new"},
         "dockwright: --driver 'new' is no driver's version. Take what nvidia-smi prints as Driver Version, "
         "such as 535.104.05.\n"},
        {{"Dockerfile", "--gpu", "T4", "--gpu", "A40", "--driver", "550.54.14"},
         "dockwright: There are 2 of --gpu and 1 of --driver, so it is not clear which belong together. Give "
         "each --gpu its --driver; GPUs of one machine go into one --gpu, as 'A40 + T4'.\n"},
        {{"Dockerfile", "--gpu", " "},
         "dockwright: --gpu is empty. Name the GPU, such as --gpu 'RTX 3090'.\n"},
        {{"Dockerfile", "--gpu", "T4, 535.104.05", "--driver", "550.54.14"},
         "dockwright: --gpu 'T4, 535.104.05' has a driver behind its comma, and --driver names one too. "
         "Leave "
         "one of them out.\n"},
        {{"Dockerfile", "--stage", "sreve"},
         "dockwright: 'Dockerfile' has no stage 'sreve'. Did you mean 'serve'? A number from 0 to 1 names "
         "one too.\n"},
        {{"Dockerfile", "--stage", "2"},
         "dockwright: 'Dockerfile' has no stage '2'. Its stages are numbered from 0 to 1.\n"},
        {{"empty"},
         "dockwright: 'empty' has no FROM, so it builds no image. Begin it with the image that it "
         "builds on, such as FROM python:3.12.\n"},
        {{"./Dockerfile.gpu"},
         "dockwright: Cannot read './Dockerfile.gpu': No such file or directory. Check "
         "the path and its permissions.\n"},
        {{"dockerfile.gpu"},
         "dockwright: Cannot read 'dockerfile.gpu': No such file or directory. Check the "
         "path and its permissions.\n"},
        {{"Not An Image"},
         "dockwright: Cannot read 'Not An Image': No such file or directory. Check the path "
         "and its permissions.\n"},
        {{"Dockerfile", "--context", "nowhere"},
         "dockwright: There is no folder 'nowhere'. Name the one that docker build is given.\n"},
        {{"Dockerfile", "--isolated", "--config", "x"},
         "dockwright: --isolated reads no configuration, so --config has no effect. Leave one of them "
         "out.\n"},
    };
    for (const Wrong& wrong : all) {
        const Ended ended = check(wrong.arguments);
        EXPECT_EQ(ended.errors, wrong.sentence);
        EXPECT_EQ(ended.exit_code, 2) << wrong.sentence;
        EXPECT_EQ(ended.output, "") << wrong.sentence;
    }
}

TEST_F(GpuCheck, OneBadFileDoesNotStopTheOthers) {
    folder.write("Dockerfile", torch_file);
    const Ended ended = check({"missing/Dockerfile", "Dockerfile", "--format", "json"});
    EXPECT_THAT(ended.output, StartsWith(R"([{"file":"Dockerfile")"));
    EXPECT_THAT(ended.errors, HasSubstr("Cannot read 'missing/Dockerfile'"));
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_EQ(check({"missing/Dockerfile", "--format", "json"}).output, "[]\n");
}

TEST_F(GpuCheck, FactsOfOnesOwnCount) {
    folder.write("facts.yaml", "gpus:\n"
                               "  - source: our lab\n"
                               "    entries:\n"
                               "      - {name: Lab Card 1, capability: 86, kind: datacenter}\n");
    folder.write("Dockerfile", torch_file);
    const std::vector<std::string> machine = {"Dockerfile", "--gpu", "Lab Card 1", "--driver", "560.35.05"};
    EXPECT_THAT(check(machine).output, StartsWith("unknown  "));
    std::vector<std::string> own = machine;
    own.insert(own.end(), {"--knowledge", "facts.yaml"});
    EXPECT_THAT(check(own).output, StartsWith("runs  "));
    folder.write("facts.yaml",
                 "gpus:\n  - entries: [{name: Lab Card 1, capability: 86, kind: datacenter}]\n");
    const Ended wrong = check(own);
    EXPECT_THAT(wrong.errors, HasSubstr("facts.yaml:2:"));
    EXPECT_THAT(wrong.errors, HasSubstr("'facts.yaml' is no right file of facts"));
    EXPECT_EQ(wrong.exit_code, 2);
}

/// `GET /v1.41/images/NAME/json` with the name as a path's part.
std::string image_request(const std::string& encoded) {
    return "GET /v1.41/images/" + encoded + "/json";
}

TEST_F(GpuCheck, WhatTheEngineSaysOfAnImageCountsMoreThanItsName) {
    folder.write("Dockerfile", "FROM lab/base:1 AS a\nFROM a\nFROM lab/other:1\nFROM a\n");
    const testing::ScriptedEngine engine(
        {testing::expect_ping("1.41"),
         testing::expect(image_request("lab%2Fbase%3A1"))
             .answer(200, R"({"Id":"x","Os":"linux","Architecture":"amd64","Config":{"User":"me","Env":)"
                          R"(["CUDA_VERSION=12.4.1","PYTHON_VERSION=3.11.9","EMPTY","A=b=c"],)"
                          R"("Labels":{"a":"b"},"Entrypoint":["/run","it"]}})"),
         testing::expect(image_request("lab%2Fother%3A1")).answer(404, R"({"message":"No such image"})")});
    const auto ask = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {"gpu", "check", "Dockerfile", "--format", "json"});
        return run_dockwright({.arguments = arguments,
                               .folder = folder.path(),
                               .environment = {{"DOCKER_HOST", engine.host()}}});
    };
    EXPECT_THAT(ask({}).output, HasSubstr(R"("provides":{})"));
    const Ended ended = ask({"--engine"});
    EXPECT_THAT(ended.output, HasSubstr(R"("provides":{"cuda":"12.4.1","flavour":"base","python":"3.11")"));
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_THAT(engine.unmet(), ::testing::IsEmpty());
    EXPECT_THAT(engine.unexpected(), ::testing::IsEmpty());
}

TEST_F(GpuCheck, AnEngineThatIsNotThereOrGoesWrongIsOneSentence) {
    folder.write("Dockerfile", "FROM lab/base:1\n");
    const auto ask = [&](const std::string& host) {
        return run_dockwright({.arguments = {"gpu", "check", "Dockerfile", "--engine"},
                               .folder = folder.path(),
                               .environment = {{"DOCKER_HOST", host}}});
    };
    const Ended none = ask("unix://" + (folder.path() / "none.sock").string());
    EXPECT_EQ(none.exit_code, 2);
    EXPECT_EQ(none.output, "");
    EXPECT_THAT(none.errors, StartsWith("dockwright: "));
    for (const std::string body : {"<html>", "3", R"({"Config":{}})"}) {
        const testing::ScriptedEngine engine(
            {testing::expect_ping("1.41"),
             testing::expect(image_request("lab%2Fbase%3A1")).answer(200, body)});
        EXPECT_EQ(ask(engine.host()).exit_code, 2) << body;
    }
    const testing::ScriptedEngine engine(
        {testing::expect_ping("1.41"),
         testing::expect(image_request("lab%2Fbase%3A1")).answer(500, R"({"message":"disk is full"})")});
    EXPECT_THAT(ask(engine.host()).errors, HasSubstr("disk is full"));
}

TEST_F(GpuCheck, WhatAFileSaysDoesNotMoveTheCursor) {
    folder.write("Dockerfile",
                 "FROM python:3.12 AS a\nFROM python:3.12 AS b\nRUN pip install torch==2.4.1\n");
    const Ended ended = check({"Dockerfile", "--gpu", "A\033[2J40", "--driver", "580.65.06"});
    EXPECT_THAT(ended.output, Not(HasSubstr("\033")));
}

TEST_F(GpuCheck, LintTakesMachinesToo) {
    folder.write("Dockerfile", "FROM python:3.12-slim\nRUN pip install --no-cache-dir torch==2.4.1\n");
    const auto lint = [&](std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), "lint");
        return run_dockwright({.arguments = arguments, .folder = folder.path()});
    };
    EXPECT_EQ(lint({}).output, "");
    const Ended ended = lint({"--gpu", "RTX 5090", "--driver", "580.65.06"});
    EXPECT_THAT(ended.output, StartsWith("Dockerfile:2:"));
    EXPECT_THAT(ended.output, HasSubstr("[arch-not-compiled]"));
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_EQ(lint({"--gpu", "T4", "--driver", "580.65.06"}).exit_code, 0);
    EXPECT_EQ(lint({"--gpu", "T4", "--driver", "new"}).exit_code, 2);
    folder.write(".dockwright.yaml", "targets: ['RTX 5090, 580.65.06']\n");
    EXPECT_EQ(lint({}).exit_code, 1);
    EXPECT_EQ(lint({"--gpu", "T4", "--driver", "580.65.06"}).exit_code, 0); // the command line wins
    EXPECT_EQ(lint({"--isolated"}).exit_code, 0);
}

TEST(Gpu, HasPartsAndNamesTheNearest) {
    EXPECT_EQ(run_dockwright({.arguments = {"gpu"}}).exit_code, 2);
    const Ended help = run_dockwright({.arguments = {"gpu", "--help"}});
    EXPECT_THAT(help.output, HasSubstr("\n  check    Judges"));
    EXPECT_THAT(help.output, HasSubstr("\n  suggest  Finds"));
    EXPECT_EQ(run_dockwright({.arguments = {"gpu", "chekc"}}).errors,
              "dockwright: There is no 'dockwright gpu chekc'. Did you mean 'check'? See 'dockwright gpu "
              "--help'.\n");
}

} // namespace
} // namespace dockwright::cli
