#include "support/process.hpp"
#include "support/temporary_folder.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

using testing::Ended;
using ::testing::HasSubstr;
using testing::run_dockwright;
using ::testing::StartsWith;

class GpuSuggest : public ::testing::Test {
protected:
    Ended suggest(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), {"gpu", "suggest"});
        return run_dockwright({.arguments = arguments, .folder = folder.path()});
    }
    testing::TemporaryFolder folder;
};

TEST_F(GpuSuggest, SaysWhatToWriteAndWhyNothingNewer) {
    const Ended ended = suggest(
        {"--gpu", "V100", "--driver", "580.65.06", "--framework", "torch==2.12.*", "--python", "3.12"});
    EXPECT_THAT(
        ended.output,
        StartsWith("runs  torch 2.12.1 with CUDA 12.6 and Python 3.12, on V100 with driver 580.65.06\n"
                   "    FROM python:3.12-slim\n"
                   "    RUN pip install torch==2.12.1 --index-url "
                   "https://download.pytorch.org/whl/cu126\n"
                   "  to compile CUDA code, in a build stage of its own:\n"
                   "    FROM nvidia/cuda:12.6."));
    EXPECT_THAT(ended.output, HasSubstr("\npassed over:\n  torch 2.12.1 (cu132): "));
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_EQ(ended.errors, "");
}

TEST_F(GpuSuggest, PrintsJson) {
    const Ended ended = suggest({"--gpu", "T4", "--driver", "575.51.03", "--gpu", "RTX 3090", "--driver",
                                 "580.65.06", "--framework", "torch==2.9.1", "--format", "json"});
    EXPECT_THAT(ended.output,
                StartsWith(R"({"hosts":[{"driver":"575.51.03","gpus":[{"name":"T4"}],"os":"linux",)"));
    EXPECT_THAT(ended.output, HasSubstr(R"("suggestion":{"framework":"torch","version":"2.9.1",)"));
    EXPECT_THAT(ended.output, HasSubstr(R"("runtime":"python:3.)"));
    EXPECT_THAT(ended.output, HasSubstr(R"("install":["pip install torch==2.9.1)"));
    EXPECT_THAT(ended.output, HasSubstr(R"x("passedOver":[{"what":"torch 2.9.1 (cu130)","why":")x"));
    EXPECT_THAT(ended.output, ::testing::EndsWith("]}\n"));
}

TEST_F(GpuSuggest, TakesMachinesOfTheConfiguration) {
    folder.write(".dockwright.yaml", "targets: [{name: lab1, gpus: [H100], driver: 570.86.15}]\n");
    EXPECT_THAT(suggest({"--host", "lab1"}).output, HasSubstr(", on lab1 (H100, driver 570.86.15)\n"));
}

TEST_F(GpuSuggest, ExitsWith1WhereNothingIsKnownToRun) {
    const Ended ended =
        suggest({"--gpu", "Tesla K80", "--driver", "470.256.02", "--framework", "torch>=2.9"});
    EXPECT_THAT(ended.output, StartsWith("nothing  of torch>=2.9 is known to run on Tesla K80 with driver "
                                         "470.256.02\nwhy not:\n  torch "));
    EXPECT_EQ(ended.exit_code, 1);
    const Ended json = suggest(
        {"--gpu", "Tesla K80", "--driver", "470.256.02", "--framework", "torch>=2.9", "--format", "json"});
    EXPECT_THAT(json.output, HasSubstr(R"("suggestion":null,"newer":null)"));
}

TEST_F(GpuSuggest, AGpuThatDoesNotExistGetsNoSuggestionButTheNearestNames) {
    const Ended ended = suggest({"--gpu", "RTX 3095", "--driver", "550.54.14"});
    EXPECT_THAT(ended.output, StartsWith("nothing  of torch is known to run on RTX 3095"));
    EXPECT_THAT(ended.output,
                HasSubstr("\nwhy not:\n  any torch: 'RTX 3095' is no GPU that Dockwright knows"));
    EXPECT_THAT(ended.output, HasSubstr("RTX 3090"));
    EXPECT_EQ(ended.exit_code, 1);
}

TEST_F(GpuSuggest, WrongUseIsOneSentenceAndExits2) {
    struct Wrong {
        std::vector<std::string> arguments;
        std::string_view sentence;
    };
    const Wrong all[] = {
        {{},
         "dockwright: No machine is named. Say what it has, such as --gpu 'RTX 3090' --driver 550.54.14.\n"},
        {{"--gpu", "T4", "--framework", "troch"},
         "dockwright: Nothing is known of builds of 'troch' for GPUs. Did you mean 'torch'? 'dockwright "
         "knowledge list releases' shows what there is.\n"},
        {{"--gpu", "T4", "--framework", "torch>>2"},
         "dockwright: 'torch>>2' says no versions that can be read. Write them as pip takes them, such as "
         "torch==2.* or 'torch>=2.4,<2.8'.\n"},
        {{"--gpu", "T4", "--python", "three"},
         "dockwright: --python 'three' is no version of Python. Such as 3.12.\n"},
        {{"--gpu", "T4", "--driver", "R550"},
         "dockwright: --driver 'R550' is no driver's version. Take what nvidia-smi prints as Driver Version, "
         "such as 535.104.05.\n"},
    };
    for (const Wrong& wrong : all) {
        const Ended ended = suggest(wrong.arguments);
        EXPECT_EQ(ended.errors, wrong.sentence);
        EXPECT_EQ(ended.exit_code, 2) << wrong.sentence;
        EXPECT_EQ(ended.output, "") << wrong.sentence;
    }
}

} // namespace
} // namespace dockwright::cli
