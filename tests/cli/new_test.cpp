#include "gpu/host_text.hpp"
#include "gpu/judge.hpp"
#include "gpu/suggest/templates.hpp"
#include "lint/fixer.hpp"
#include "lint/rule.hpp"
#include "model/requirements.hpp"
#include "support/process.hpp"
#include "support/temporary_folder.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

using testing::Ended;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::run_dockwright;
using ::testing::StartsWith;

constexpr std::string_view machines[] = {
    "Tesla P100-PCIE-16GB, 580.65.06", "Tesla V100-SXM2-32GB, 580.65.06", "Tesla T4, 580.65.06",
    "GeForce RTX 3090, 580.65.06",     "H100 80GB HBM3, 580.65.06",       "GeForce RTX 5090, 580.65.06"};

struct Made {
    std::string text;
    gpu::Judgement judgement;
    std::string findings; ///< in the presets strict and hadolint
};

Made make(gpu::Template kind, std::string_view framework, std::string_view machine) {
    const auto host = gpu::host_of_text(machine).value();
    const auto& facts = knowledge::built_in();
    gpu::TemplateWish wish{.kind = kind, .machine = gpu::describe(host), .list = "requirements.txt"};
    if (framework == "none") {
        wish.python = *knowledge::Version::parse("3.13");
        wish.uses_gpu = false;
    } else {
        wish.set = gpu::suggest({.framework = std::string(framework)}, std::span(&host, 1), facts).best;
        EXPECT_TRUE(wish.set);
    }
    Made out{.text = gpu::dockerfile(wish), .judgement = {}, .findings = ""};
    const auto document = model::Document::parse(out.text);
    const model::Surroundings around{
        .lists = {model::read_requirements(gpu::requirements(kind, ""), "requirements.txt")}};
    out.judgement =
        gpu::judge({.document = *document, .surroundings = around, .knowledge = facts, .host = &host});
    for (const lint::Preset preset : {lint::Preset::strict, lint::Preset::hadolint}) {
        lint::Settings settings{.preset = preset};
        settings.targets = {host};
        for (const lint::Finding& finding : lint::lint_text(out.text, settings, around).findings) {
            out.findings += std::string(finding.rule->id) + ": " + finding.message + "\n";
        }
    }
    return out;
}

std::string said(const gpu::Judgement& judgement) {
    std::string out(gpu::name(judgement.verdict));
    for (const gpu::Reason& reason : judgement.reasons) {
        out += "\n  " + std::string(gpu::name(reason.cause)) + ": " + reason.message;
    }
    return out;
}

TEST(Templates, EachRunsOnEachGpuAndIsCleanOfFindings) {
    for (const gpu::Template kind :
         {gpu::Template::training, gpu::Template::notebook, gpu::Template::inference, gpu::Template::plain}) {
        for (const std::string_view framework : {"torch", "tensorflow", "jax", "none"}) {
            for (const std::string_view machine : machines) {
                const Made made = make(kind, framework, machine);
                EXPECT_EQ(made.judgement.verdict, gpu::Verdict::runs) << machine << "\n"
                                                                      << said(made.judgement) << "\n"
                                                                      << made.text;
                EXPECT_EQ(made.findings, "") << machine << "\n" << made.text;
            }
        }
    }
}

TEST(Templates, RunAsAnOrdinaryUserWithACommandInExecForm) {
    for (const gpu::Template kind :
         {gpu::Template::training, gpu::Template::notebook, gpu::Template::inference, gpu::Template::plain}) {
        const std::string text = make(kind, "torch", machines[3]).text;
        EXPECT_THAT(text, HasSubstr("\nUSER ${USER_ID}\n")) << text;
        EXPECT_THAT(text, HasSubstr("\nCMD [\"")) << text;
        EXPECT_THAT(text, HasSubstr("--mount=type=cache,target=/root/.cache/pip")) << text;
        EXPECT_THAT(text, HasSubstr("# Run it:    docker run --rm --gpus all ")) << text;
    }
}

TEST(Templates, WhatServesTellsItsHealth) {
    EXPECT_THAT(make(gpu::Template::notebook, "torch", machines[3]).text, HasSubstr("\nHEALTHCHECK "));
    EXPECT_THAT(make(gpu::Template::inference, "jax", machines[3]).text, HasSubstr("\nHEALTHCHECK "));
    EXPECT_THAT(make(gpu::Template::training, "torch", machines[3]).text, Not(HasSubstr("HEALTHCHECK")));
    EXPECT_THAT(make(gpu::Template::training, "torch", machines[3]).text,
                HasSubstr("\nVOLUME [\"/data\", \"/results\"]\n"));
}

TEST(Templates, AVenvStandsWhereTheDistributionsPythonRefusesPip) {
    gpu::TemplateWish wish{.kind = gpu::Template::training, .list = "requirements.txt"};
    wish.set = gpu::Suggestion{.framework = "tensorflow",
                               .base = "nvidia/cuda:12.3.2-cudnn9-runtime-ubuntu22.04",
                               .install = {"apt-get …", "python3 -m venv /opt/venv",
                                           "/opt/venv/bin/pip install tensorflow==2.18.1"}};
    const std::string text = gpu::dockerfile(wish);
    EXPECT_THAT(text, HasSubstr("\n    && python3 -m venv /opt/venv\nENV PATH=/opt/venv/bin:$PATH"));
    EXPECT_THAT(text, HasSubstr("\n    pip install tensorflow==2.18.1\n"));
    EXPECT_EQ(lint::lint_text(text, {.preset = lint::Preset::strict}, {}).findings.size(), 0U) << text;
}

class New : public ::testing::Test {
protected:
    Ended make_new(std::vector<std::string> arguments) const {
        arguments.insert(arguments.begin(), "new");
        return run_dockwright({.arguments = arguments, .folder = folder.path()});
    }
    bool is_there(const std::string& name) const { return std::filesystem::exists(folder.path() / name); }
    testing::TemporaryFolder folder;
};

TEST_F(New, WritesADockerfileAndWhatBelongsBesideIt) {
    const Ended ended = make_new({"app", "--gpu", "RTX 3090", "--driver", "550.54.14"});
    EXPECT_EQ(ended.output, "wrote app/requirements.txt\nwrote app/.dockerignore\nwrote app/Dockerfile\n"
                            "Its first lines say how to build and run it. 'dockwright gpu check "
                            "app/Dockerfile' judges it.\n");
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_THAT(folder.read("app/Dockerfile"), HasSubstr("# Training with torch "));
    EXPECT_THAT(folder.read("app/Dockerfile"), HasSubstr(", for RTX 3090 with driver 550.54.14.\n"));
    EXPECT_THAT(folder.read("app/.dockerignore"), HasSubstr("\n.git\n"));
    EXPECT_THAT(folder.read("app/requirements.txt"), HasSubstr("\nnumpy"));
    const Ended judged = run_dockwright(
        {.arguments = {"gpu", "check", "app/Dockerfile", "--gpu", "RTX 3090", "--driver", "550.54.14"},
         .folder = folder.path()});
    EXPECT_THAT(judged.output, StartsWith("runs"));
}

TEST_F(New, NeverOverwritesAndChangesNothingThen) {
    folder.write("Dockerfile", "FROM mine\n");
    const Ended ended = make_new({});
    EXPECT_EQ(ended.errors, "dockwright: 'Dockerfile' is there already. Add --force to put a new one in its "
                            "place, or --stdout to see it.\n");
    EXPECT_EQ(ended.exit_code, 2);
    EXPECT_EQ(ended.output, "");
    EXPECT_EQ(folder.read("Dockerfile"), "FROM mine\n");
    EXPECT_FALSE(is_there("requirements.txt"));
    EXPECT_FALSE(is_there(".dockerignore"));
}

TEST_F(New, ForceReplacesTheDockerfileAlone) {
    folder.write("Dockerfile", "FROM mine\n");
    folder.write(".dockerignore", "mine\n");
    folder.write("requirements.txt", "pandas==2.3.3\n");
    const Ended ended = make_new({"--force", "--framework", "jax"});
    EXPECT_THAT(ended.output, StartsWith("wrote Dockerfile\n"));
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_THAT(folder.read("Dockerfile"), HasSubstr("Training with jax "));
    EXPECT_EQ(folder.read(".dockerignore"), "mine\n");
    EXPECT_EQ(folder.read("requirements.txt"), "pandas==2.3.3\n");
}

TEST_F(New, PrintsItAndWritesNothing) {
    folder.write("Dockerfile", "FROM mine\n");
    const Ended ended = make_new({"--stdout", "--template", "notebook"});
    EXPECT_THAT(ended.output, StartsWith("# syntax=docker/dockerfile:1\n# Notebooks with torch "));
    EXPECT_EQ(ended.exit_code, 0);
    EXPECT_FALSE(is_there("requirements.txt"));
}

TEST_F(New, GoesByTheRequirementsThatAreThere) {
    folder.write("requirements.txt", "torch==2.4.1\nnumpy<2\n");
    const Ended ended = make_new({"--stdout", "--gpu", "T4", "--driver", "550.54.14"});
    EXPECT_THAT(ended.output, HasSubstr("# Training with torch 2.4.1 and CUDA 12.4,"));
    EXPECT_THAT(ended.output, HasSubstr("pip install torch==2.4.1"));
    EXPECT_THAT(ended.output, HasSubstr("\nCOPY requirements.txt /tmp/requirements.txt\n"));
    EXPECT_EQ(ended.exit_code, 0);
}

TEST_F(New, ARequirementsFileWithoutAFrameworkGetsNone) {
    folder.write("needs.txt", "pandas==2.3.3\n");
    const Ended ended = make_new({"--stdout", "--from", "needs.txt"});
    EXPECT_THAT(ended.output, StartsWith("# syntax=docker/dockerfile:1\n# Training.\n"));
    EXPECT_THAT(ended.output, HasSubstr("pip install -r /tmp/needs.txt"));
    EXPECT_THAT(ended.output, Not(HasSubstr("--gpus all")));
}

TEST_F(New, GoesByACondaEnvironment) {
    folder.write("environment.yml",
                 "channels: [conda-forge]\ndependencies:\n  - python=3.11\n  - pytorch-gpu\n");
    const Ended ended = make_new({"--stdout", "--gpu", "T4", "--driver", "550.54.14"});
    EXPECT_THAT(ended.output, HasSubstr("\n# Training with the packages of environment.yml, for T4 with "));
    EXPECT_THAT(ended.output, HasSubstr("\nFROM condaforge/miniforge3:"));
    EXPECT_THAT(ended.output, HasSubstr("CONDA_OVERRIDE_CUDA=12.4 conda env update -n base -f "
                                        "/tmp/environment.yml\n"));
    EXPECT_THAT(ended.output, Not(HasSubstr("pip install torch")));
}

TEST_F(New, SaysWhyNothingRunsThereAndWritesNothing) {
    folder.write("requirements.txt", "torch>=2.9\n");
    const Ended ended = make_new({"--gpu", "Tesla K80", "--driver", "470.256.02"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_EQ(ended.output, "");
    EXPECT_THAT(ended.errors, HasSubstr("of torch>=2.9 is known to run on Tesla K80"));
    EXPECT_FALSE(is_there("Dockerfile"));
    EXPECT_FALSE(is_there(".dockerignore"));
}

TEST_F(New, WhatTheRequirementsBreakIsSaid) {
    folder.write("requirements.txt", "torch==2.4.1\ntorchvision==0.15.2\n");
    const Ended ended = make_new({"--gpu", "T4", "--driver", "550.54.14"});
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_THAT(ended.errors, HasSubstr("requirements.txt:2: "));
    EXPECT_FALSE(is_there("Dockerfile"));
}

TEST_F(New, WrongUseIsOneSentenceAndExits2) {
    folder.write("in/x.txt", "numpy\n");
    folder.write("out.txt", "numpy\n");
    folder.write("in/broken.txt", "numpy\n== 3 ==\n");
    struct Wrong {
        std::vector<std::string> arguments;
        std::string_view sentence;
    };
    const Wrong all[] = {
        {{"--from", "none.txt"},
         "dockwright: Cannot read 'none.txt': No such file or directory. Check the path "
         "and its permissions.\n"},
        {{"in", "--from", "out.txt"},
         "dockwright: 'out.txt' does not lie in 'in', so the build can't see it. Copy it there.\n"},
        {{"in", "--from", "in/broken.txt"},
         "dockwright: broken.txt:2: this line can't be read, so nothing of the file would be installed. Mend "
         "it first.\n"},
        {{"--framework", "torhc"},
         "dockwright: Nothing is known of builds of 'torhc' for GPUs. Did you mean "
         "'torch'? 'dockwright knowledge list releases' shows what there is.\n"},
        {{"--template", "web"},
         "dockwright: --template: 'web' is not training, notebook, inference or plain. "
         "See 'dockwright new --help'.\n"},
        {{""}, "dockwright: The folder has no name. Leave it out for this one.\n"},
        {{"out.txt/x"},
         "dockwright: Cannot write 'out.txt/x': Not a directory. Check the folder and its "
         "permissions.\n"},
    };
    for (const Wrong& wrong : all) {
        const Ended ended = make_new(wrong.arguments);
        EXPECT_EQ(ended.errors, wrong.sentence);
        EXPECT_EQ(ended.exit_code, 2) << wrong.sentence;
        EXPECT_EQ(ended.output, "") << wrong.sentence;
    }
}

} // namespace
} // namespace dockwright::cli
