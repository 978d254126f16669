#include "ide/card.hpp"
#include "ide/gpu_fixture.hpp"
#include <gtest/gtest.h>

namespace dockwright::ide {
namespace {

using testing::Cursor;
using testing::machine;
using testing::Seen;

/// What is shown at the `|`: the part of the text that it is about, then the card.
std::string shown(std::string marked, std::vector<gpu::Host> targets = {}, model::Surroundings around = {}) {
    const Cursor cursor(std::move(marked));
    const Seen seen(cursor.text, std::move(targets), std::move(around));
    const auto found = card(seen.view(), cursor.at);
    return found ? "[" + std::string(found->span.of(cursor.text)) + "]\n" +
                       testing::without_reasons(plain(found->text))
                 : "";
}

TEST(ImageCard, TellsWhatAnImageHoldsAndThatItsTagLives) {
    EXPECT_EQ(shown("FROM nvidia/|cuda:12.9.1-cudnn-devel-ubuntu22.04 AS x\n"),
              R"([nvidia/cuda:12.9.1-cudnn-devel-ubuntu22.04]
CUDA by NVIDIA nvidia/cuda:12.9.1-cudnn-devel-ubuntu22.04

CUDA without Python. There is no latest.

- Ubuntu 22.04 (jammy), glibc 2.35
- no Python, as far as is known
- CUDA 12.9.1 with nvcc and headers; cuDNN 9.10.2 with headers
- needs a machine with driver ≥ 575.57.08 (≥ 525.60.13 works)
- the tag is kept up to date
- runs as root
- sets CUDA_VERSION=12.9.1, NVIDIA_VISIBLE_DEVICES=all, NVIDIA_DRIVER_CAPABILITIES=compute,utility, LD_LIBRARY_PATH=/usr/local/cuda/lib64

Source: release notes)");
}

TEST(ImageCard, OffersLivingTagsInsteadOfOneThatEnds) {
    EXPECT_EQ(shown("FROM nvidia/cuda:12.4.1-devel-ubuntu22.04|\n"), R"([nvidia/cuda:12.4.1-devel-ubuntu22.04]
CUDA by NVIDIA nvidia/cuda:12.4.1-devel-ubuntu22.04

CUDA without Python. There is no latest.

- Ubuntu 22.04 (jammy), glibc 2.35
- no Python, as far as is known
- CUDA 12.4.1 with nvcc and headers
- needs a machine with driver ≥ 550.54.14 (≥ 525.60.13 works)
- the tag is past its end of life: no updates, and it may vanish; living ones near it: 12.9.1-devel-ubuntu22.04
- runs as root
- sets CUDA_VERSION=12.4.1, NVIDIA_VISIBLE_DEVICES=all, NVIDIA_DRIVER_CAPABILITIES=compute,utility, LD_LIBRARY_PATH=/usr/local/nvidia/lib:/usr/local/nvidia/lib64

Source: release notes)");
}

TEST(ImageCard, OffersLivingTagsInsteadOfOneThatIsGone) {
    EXPECT_EQ(shown("FROM nvidia/cuda:11.8.0-cudnn8-|devel-ubuntu20.04\n"),
              R"([nvidia/cuda:11.8.0-cudnn8-devel-ubuntu20.04]
CUDA by NVIDIA nvidia/cuda:11.8.0-cudnn8-devel-ubuntu20.04

✗ can't be built: …

CUDA without Python. There is no latest.

- Ubuntu 20.04 (focal), glibc 2.31, without updates since 2025-05
- no Python, as far as is known
- CUDA 11.8.0 with nvcc and headers; cuDNN 8.9.6 with headers
- needs a machine with driver ≥ 520.61.05 (≥ 450.80.02 works)
- the tag has been deleted, so that the build fails; living ones near it: 12.9.1-cudnn-devel-ubuntu22.04
- runs as root
- sets CUDA_VERSION=11.8.0, NVIDIA_VISIBLE_DEVICES=all, NVIDIA_DRIVER_CAPABILITIES=compute,utility, LD_LIBRARY_PATH=/usr/local/nvidia/lib:/usr/local/nvidia/lib64

Source: memory (not verified))");
}

TEST(ImageCard, SaysThatATagNeverWas) {
    EXPECT_EQ(shown("FROM nvidia/cuda:12.4.7-|devel-ubuntu22.04\n"), R"([nvidia/cuda:12.4.7-devel-ubuntu22.04]
CUDA by NVIDIA nvidia/cuda:12.4.7-devel-ubuntu22.04

✗ can't be built: …

CUDA without Python. There is no latest.

- Ubuntu 22.04 (jammy), glibc 2.35
- no Python, as far as is known
- CUDA 12.4.7 with nvcc and headers
- needs a machine with driver ≥ 525.60.13
- there is no such tag, so that the build fails; living ones near it: 12.9.1-devel-ubuntu22.04
- runs as root
- sets CUDA_VERSION=12.4.7, NVIDIA_VISIBLE_DEVICES=all, NVIDIA_DRIVER_CAPABILITIES=compute,utility, LD_LIBRARY_PATH=/usr/local/nvidia/lib:/usr/local/nvidia/lib64

Source: release notes)");
    EXPECT_EQ(shown("FROM |nvidia/cuda\n"), R"([nvidia/cuda]
CUDA by NVIDIA nvidia/cuda

✗ can't be built: …

CUDA without Python. There is no latest.

- this tag is not in our tables; there is no latest
- runs as root

Source: release notes)");
}

TEST(ImageCard, TellsTheFrameworksOfAnImage) {
    EXPECT_EQ(shown("FROM |pytorch/pytorch:2.6.0-cuda12.6-cudnn9-runtime\n"),
              R"([pytorch/pytorch:2.6.0-cuda12.6-cudnn9-runtime]
PyTorch pytorch/pytorch:2.6.0-cuda12.6-cudnn9-runtime

PyTorch with torchvision.

- Ubuntu 22.04 (jammy), glibc 2.35
- Python 3.11 of conda in /opt/conda
- CUDA 12.6 inside of its Python packages
- needs a machine with driver ≥ 525.60.13
- torch 2.6.0+cu126
- runs as root in /workspace
- sets NVIDIA_VISIBLE_DEVICES=all

Source: release notes)");
}

TEST(ImageCard, TellsUserPortsEntrypointAndThatAnImageHasEnded) {
    EXPECT_EQ(shown("FROM |lab/notebook:1\n"), R"([lab/notebook:1]
Notebook lab/notebook:1

JupyterLab.

- Ubuntu 22.04 (jammy), glibc 2.35
- Python 3.11 of conda in /opt/conda
- runs as jovyan, starts tini -g --, port 8888
- nothing new since 2023-10; instead: lab/other

Source: memory (not verified))");
}

TEST(ImageCard, IsShortForAPlainImage) {
    EXPECT_EQ(shown("FROM |python:3.12-slim\n"), R"([python:3.12-slim]
Python python:3.12-slim

Python on Debian.

- Debian 12 (bookworm), glibc 2.36
- Python 3.12
- runs as root

Source: release notes)");
}

TEST(ImageCard, PutsInTheValuesOfArguments) {
    EXPECT_EQ(shown("ARG CUDA=12.9.1\nFROM nvidia/cuda:${|CUDA}-base-ubuntu22.04\n"),
              R"([nvidia/cuda:${CUDA}-base-ubuntu22.04]
CUDA by NVIDIA nvidia/cuda:12.9.1-base-ubuntu22.04

CUDA without Python. There is no latest.

- Ubuntu 22.04 (jammy), glibc 2.35
- no Python, as far as is known
- CUDA 12.9.1, the runtime library alone
- needs a machine with driver ≥ 575.57.08 (≥ 525.60.13 works)
- the tag is kept up to date
- runs as root
- sets CUDA_VERSION=12.9.1, NVIDIA_VISIBLE_DEVICES=all, NVIDIA_DRIVER_CAPABILITIES=compute,utility, LD_LIBRARY_PATH=/usr/local/cuda/lib64

Source: release notes)");
    EXPECT_EQ(shown("ARG WHICH\nFROM $WHI|CH\n"), R"([$WHICH]
Which image this is depends on a build argument without a default)");
}

TEST(ImageCard, TellsWhatAStageHoldsByItsInstructions) {
    EXPECT_EQ(shown("FROM python:3.12-slim AS one\nRUN pip install torch==2.6.0\nFROM o|ne\n"), R"([one]
The stage one of this file, built on python:3.12-slim

- Debian 12 (bookworm), glibc 2.36
- Python 3.12
- CUDA 12.4 inside of its Python packages
- needs a machine with driver ≥ 550.54.14 (≥ 525.60.13 works)
- torch 2.6.0+cu124)");
    EXPECT_EQ(shown("FROM scr|atch\n"), R"([scratch]
scratch: an empty image, without a shell and without glibc)");
}

TEST(ImageCard, SaysWhatIsNotInTheTables) {
    EXPECT_EQ(shown("FROM lab/unkn|own:1\n"), R"([lab/unknown:1]
lab/unknown:1 is not in our tables: what it holds is not known)");
}

TEST(ImageCard, BelievesTheEngineThatHasTheImage) {
    model::Surroundings around;
    around.images.push_back({.reference = "lab/own:1",
                             .environment = {{"CUDA_VERSION", "12.4.1"}, {"NV_CUDNN_VERSION", "9.1.0.70-1"}},
                             .user = "ada"});
    EXPECT_EQ(shown("FROM lab/|own:1\n", {}, std::move(around)), R"([lab/own:1]
lab/own:1, as the container engine has it

- CUDA 12.4.1, the runtime library alone; cuDNN 9.1.0.70
- needs a machine with driver ≥ 550.54.14 (≥ 525.60.13 works)
- runs as ada
- sets CUDA_VERSION=12.4.1, NV_CUDNN_VERSION=9.1.0.70-1)");
}

TEST(ImageCard, HasTheVerdictForEachTarget) {
    EXPECT_EQ(shown("FROM nvidia/cuda:12.9.1-|base-ubuntu22.04\n",
                    {machine("RTX 3090, 470.82.01", "lab1"), machine("RTX 3090, 580.65.06")}),
              R"([nvidia/cuda:12.9.1-base-ubuntu22.04]
CUDA by NVIDIA nvidia/cuda:12.9.1-base-ubuntu22.04

✗ fails on lab1 (RTX 3090, driver 470.82.01): …

▶ runs on RTX 3090 with driver 580.65.06

CUDA without Python. There is no latest.

- Ubuntu 22.04 (jammy), glibc 2.35
- no Python, as far as is known
- CUDA 12.9.1, the runtime library alone
- needs a machine with driver ≥ 575.57.08 (≥ 525.60.13 works)
- the tag is kept up to date
- runs as root
- sets CUDA_VERSION=12.9.1, NVIDIA_VISIBLE_DEVICES=all, NVIDIA_DRIVER_CAPABILITIES=compute,utility, LD_LIBRARY_PATH=/usr/local/cuda/lib64

Source: release notes)");
}

TEST(PackageCard, TellsTheBuildThatIsChosenAndWhatItNeeds) {
    EXPECT_EQ(shown("FROM python:3.12-slim\nRUN pip install tor|ch==2.6.0\n"), R"([torch==2.6.0]
torch 2.6.0+cu124

PyTorch.

- brings CUDA 12.4 itself, so the image needs none; cuDNN 9.1.0
- GPUs: Maxwell to Hopper (5.0 to 9.0)
- needs a machine with driver ≥ 550.54.14 (≥ 525.60.13 works)
- wheels for Python 3.9 to 3.13 (here 3.12)
- asks for triton ==3.2.0

Source: release notes)");
    EXPECT_EQ(shown("FROM python:3.12-slim\nRUN pip install --index-url https://download.pytorch.org/whl/cpu "
                    "torch==2.4.1|\n"),
              R"([torch==2.4.1]
torch 2.4.1+cpu

PyTorch.

- without CUDA: it computes on the processor
- wheels for Python 3.8 to 3.12 (here 3.12)

Source: release notes)");
}

TEST(PackageCard, SaysThatNothingPinsAVersion) {
    EXPECT_EQ(shown("FROM python:3.12-slim\nRUN pip install 'fla|sh-attn' torch==2.6.0\n"), R"(['flash-attn']
flash-attn (not pinned, so the newest: 2.7.4)

Fast attention, compiled by nvcc.

- needs a GPU of compute capability 8.0 or newer
- uses the CUDA 12 of torch
- GPUs: Ampere to Hopper (8.0 to 9.0)
- needs a machine with driver ≥ 550.54.14 (≥ 525.60.13 works)
- compiled while the image is built
- not pinned: a build on another day may get another version)");
}

TEST(PackageCard, SaysThatThereIsNoWheel) {
    EXPECT_EQ(shown("FROM python:3.11-slim\nRUN pip install torch==2.5|.0\n"), R"([torch==2.5.0]
torch 2.5.0

PyTorch.

- this version is not in our tables: which CUDA and Python it needs is not known

Source: release notes)");
    EXPECT_EQ(shown("FROM python:3.13-slim\nRUN pip install torch==2.4|.1\n"), R"([torch==2.4.1]
torch 2.4.1+cu121

PyTorch.

- there is no wheel of it for Python 3.13 here
- wheels for Python 3.8 to 3.12 (here 3.13)

Source: release notes)");
}

TEST(PackageCard, SaysWhatIsThereAlready) {
    EXPECT_EQ(shown("FROM pytorch/pytorch:2.6.0-cuda12.6-cudnn9-runtime\nRUN pip install tor|ch\n"),
              R"([torch]
Nothing new: torch 2.6.0+cu126 is there already)");
}

TEST(PackageCard, SaysPlainlyWhatIsNotInTheTables) {
    EXPECT_EQ(shown("FROM python:3.12-slim\nRUN pip install some|_package\n"), R"([some_package]
some-package

- it is not in our tables: what it needs is not known)");
    EXPECT_EQ(shown("FROM python:3.12-slim\nRUN pip install ./fo|lder\n"), "");
}

TEST(PackageCard, ListsWhatAFileInstalls) {
    model::Surroundings around;
    around.lists.push_back({.path = "requirements.txt",
                            .packages = {{.name = "torch", .version = "==2.6.0", .line = 2},
                                         {.name = "pandas", .version = "", .line = 3}}});
    EXPECT_EQ(shown("FROM python:3.12-slim\nCOPY requirements.txt .\nRUN pip install -r requ|irements.txt\n",
                    {}, std::move(around)),
              R"([requirements.txt]
What this file installs

- torch 2.6.0+cu124 (line 2)
- 1 more of which nothing is known that concerns GPUs)");
}

TEST(PackageCard, KnowsWhatAptBrings) {
    const auto apt = [](std::string words) {
        return shown("FROM nvidia/cuda:12.9.1-base-ubuntu22.04\nRUN apt-get update && apt-get install -y " +
                     std::move(words) + "\n");
    };
    EXPECT_EQ(apt("cuda-toolkit-|12-4 curl"), R"([cuda-toolkit-12-4]
cuda-toolkit-12-4

- CUDA 12.4 with nvcc
- needs a machine with driver ≥ 550.54.14 (≥ 525.60.13 works)

Source: release notes)");
    EXPECT_EQ(apt("nvidia-|driver-535"), R"([nvidia-driver-535]
nvidia-driver-535

A part of the NVIDIA driver or of the container toolkit. It belongs on the machine; in an image it does nothing, or hides the machine's own.)");
    EXPECT_EQ(apt("libcudnn9-|dev-cuda-12"), R"([libcudnn9-dev-cuda-12]
libcudnn9-dev-cuda-12

- cuDNN 9 with headers)");
    EXPECT_EQ(apt("cu|rl"), "");
}

TEST(VariableCard, TellsTheVariableAndItsValues) {
    EXPECT_EQ(shown("FROM x\nENV NVIDIA_VISIBLE|_DEVICES=all A=b\n"), R"([NVIDIA_VISIBLE_DEVICES]
NVIDIA_VISIBLE_DEVICES

Which GPUs there are.

- all: every GPU
- none: no GPU
- GPU-<uuid>: this one

Source: memory (not verified))");
}

TEST(VariableCard, TellsWhatTheValueMeans) {
    EXPECT_EQ(shown("FROM x\nENV NVIDIA_VISIBLE_DEVICES=al|l\n"), R"([all]
NVIDIA_VISIBLE_DEVICES

Which GPUs there are.

- all: every GPU

Source: memory (not verified))");
    EXPECT_EQ(shown("FROM x\nENV A=b NVIDIA_DRIVER_CAPABILITIES=\"compute,vi|deo,odd\"\n"),
              R"(["compute,video,odd"]
NVIDIA_DRIVER_CAPABILITIES

Which files of the driver there are.

- compute: CUDA
- video: ffmpeg

Source: release notes)");
    EXPECT_EQ(shown("FROM x\nENV NVIDIA_REQUIRE_LAB=cu|da>=12\n"), R"([cuda>=12]
NVIDIA_REQUIRE_LAB

A condition.

Source: release notes)");
}

TEST(VariableCard, NamesTheGpusOfCapabilities) {
    EXPECT_EQ(shown("FROM x\nENV TORCH_CUDA_ARCH_LIST=\"8.0;8.6+|PTX 99.9\"\n"), R"(["8.0;8.6+PTX 99.9"]
TORCH_CUDA_ARCH_LIST

What is compiled for.

- 8.0: Ampere, such as A100-SXM4-40GB
- 8.6+PTX: Ampere, such as GeForce RTX 3090; newer ones compile it at the first start
- 99.9 is no compute capability in our tables

Source: release notes)");
    EXPECT_EQ(shown("FROM x\nRUN TORCH_CUDA_ARCH_LIST=9|.0 pip install flash-attn\n"), R"([9.0]
TORCH_CUDA_ARCH_LIST

What is compiled for.

- 9.0: Hopper

Source: release notes)");
}

TEST(VariableCard, KnowsTheCudaThatAnArgumentChooses) {
    EXPECT_EQ(shown("ARG CUDA_VERSION=12.4|.1\nFROM x\n"), R"([12.4.1]
CUDA 12.4.1, of 2024-04

- needs a machine with driver ≥ 550.54.14 (≥ 525.60.13 works)
- compiles for Maxwell to Hopper (5.0 to 9.0)
- its nvcc accepts gcc up to 13

Source: release notes)");
    EXPECT_EQ(shown("ARG CUDA_VERSION=12|\nFROM x\n"), "");
    EXPECT_EQ(shown("ARG OTHER=12.4|.1\nFROM x\n"), "");
}

TEST(Card, NeverTakesMarkupOutOfTheFile) {
    const Cursor cursor("FROM lab/|`odd`:**1**\n");
    const Seen seen(cursor.text);
    EXPECT_EQ(markdown(card(seen.view(), cursor.at)->text),
              "``lab/`odd`:**1**`` is not in our tables: what it holds is not known");
}

TEST(Card, HasNothingToSayElsewhere) {
    EXPECT_EQ(shown("FR|OM python:3.12-slim\n"), "");
    EXPECT_EQ(shown("FROM python:3.12-slim AS na|me\n"), "");
    EXPECT_EQ(shown("FROM |\n"), "");
    EXPECT_EQ(shown("FROM python:3.12-slim\nRUN echo to|rch\n"), "");
    EXPECT_EQ(shown("FROM python:3.12-slim\nRUN pip uninstall -y tor|ch\n"), "");
    EXPECT_EQ(shown("FROM python:3.12-slim\nENV OTH|ER=1\n"), "");
    EXPECT_EQ(shown("|"), "");
}

} // namespace
} // namespace dockwright::ide
