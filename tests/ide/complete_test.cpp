#include "ide/complete.hpp"
#include "ide/gpu_fixture.hpp"
#include <gtest/gtest.h>

namespace dockwright::ide {
namespace {

using testing::Cursor;
using testing::machine;

/// `[what is replaced] first, second …`, at most `most`, with details in brackets.
std::string completed(std::string marked, std::vector<gpu::Host> targets = {}, std::size_t most = 99) {
    const Cursor cursor(std::move(marked));
    const testing::Seen seen(cursor.text, std::move(targets));
    const Completions found = complete(seen.view(), cursor.at);
    if (found.all.empty()) {
        return "";
    }
    std::string out = "[" + std::string(found.replaced.of(cursor.text)) + "]";
    for (const Completion& one : found.all) {
        if (most-- == 0) {
            return out + ", …";
        }
        out += (out.back() == ']' ? " " : ", ") + one.text;
        out += one.detail.empty() ? "" : " (" + one.detail + ")";
    }
    return out;
}

TEST(CompletionOfImages, OffersImagesThoseForGpusFirst) {
    EXPECT_EQ(completed("FROM |\n"),
              "[] nvidia/cuda (CUDA by NVIDIA), pytorch/pytorch (PyTorch), python (Python)");
    EXPECT_EQ(completed("FROM nvi|dia/x AS y\n"),
              "[nvidia/x] nvidia/cuda (CUDA by NVIDIA), pytorch/pytorch (PyTorch), python (Python)");
    EXPECT_EQ(completed("FROM --platform=linux/amd64 n|\n"),
              "[n] nvidia/cuda (CUDA by NVIDIA), pytorch/pytorch (PyTorch), python (Python)");
    EXPECT_EQ(completed("ONBUILD FROM |\n"),
              "[] nvidia/cuda (CUDA by NVIDIA), pytorch/pytorch (PyTorch), python (Python)");
}

TEST(CompletionOfImages, OffersTagsTheNewestAndLivingFirst) {
    EXPECT_EQ(completed("FROM nvidia/cuda:|\n"),
              "[] 12.9.1-base-ubuntu22.04 (driver ≥ 525.60.13), 12.9.1-cudnn-devel-ubuntu22.04 (driver ≥ "
              "525.60.13), 12.9.1-devel-ubuntu22.04 (driver ≥ 525.60.13), 12.9.1-runtime-ubuntu22.04 (driver "
              "≥ 525.60.13), 12.4.1-base-ubuntu22.04 (driver ≥ 525.60.13 · past its end of life), "
              "12.4.1-cudnn-devel-ubuntu22.04 (driver ≥ 525.60.13 · past its end of life), "
              "12.4.1-devel-ubuntu22.04 (driver ≥ 525.60.13 · past its end of life), "
              "12.4.1-runtime-ubuntu22.04 (driver ≥ 525.60.13 · past its end of life)");
    EXPECT_EQ(completed("FROM docker.io/nvidia/cuda:12.4|.1-devel AS x\n"),
              "[12.4.1-devel] 12.4.1-base-ubuntu22.04 (driver ≥ 525.60.13 · past its end of life), "
              "12.4.1-cudnn-devel-ubuntu22.04 (driver ≥ 525.60.13 · past its end of life), "
              "12.4.1-devel-ubuntu22.04 (driver ≥ 525.60.13 · past its end of life), "
              "12.4.1-runtime-ubuntu22.04 (driver ≥ 525.60.13 · past its end of life)");
    EXPECT_EQ(completed("FROM pytorch/pytorch:|\n"),
              "[] 2.6.0-cuda12.6-cudnn9-runtime (driver ≥ 525.60.13 · Python 3.11), "
              "2.4.1-cuda12.1-cudnn9-runtime (driver ≥ 525.60.13 · Python 3.11), "
              "1.13.1-cuda11.6-cudnn8-devel (driver ≥ 450.80.02 · Python 3.10)");
    EXPECT_EQ(completed("FROM python:3.1|\n"), "[3.1] 3.13-slim (Debian 12 (bookworm)), 3.12-slim (Debian 12 "
                                               "(bookworm)), 3.11-slim (Debian 12 (bookworm))");
}

TEST(CompletionOfImages, PutsWhatRunsOnTheTargetsFirst) {
    EXPECT_EQ(completed("FROM pytorch/pytorch:|\n", {machine("RTX 3090, 470.82.01")}),
              "[] 1.13.1-cuda11.6-cudnn8-devel (driver ≥ 450.80.02 · Python 3.10), "
              "2.6.0-cuda12.6-cudnn9-runtime (✗ driver ≥ 525.60.13 · Python 3.11), "
              "2.4.1-cuda12.1-cudnn9-runtime (✗ driver ≥ 525.60.13 · Python 3.11)");
    EXPECT_EQ(completed("FROM pytorch/pytorch:|\n",
                        {machine("RTX 3090, 580.65.06"), machine("RTX 3090, 470.82.01")}),
              "[] 1.13.1-cuda11.6-cudnn8-devel (driver ≥ 450.80.02 · Python 3.10), "
              "2.6.0-cuda12.6-cudnn9-runtime (runs on 1 of 2 · driver ≥ 525.60.13 · Python 3.11), "
              "2.4.1-cuda12.1-cudnn9-runtime (runs on 1 of 2 · driver ≥ 525.60.13 · Python 3.11)");
    EXPECT_EQ(completed("FROM nvidia/cuda:-devel|\n", {machine("RTX 3090, 470.82.01")}),
              "[-devel] 12.9.1-cudnn-devel-ubuntu22.04 (✗ driver ≥ 525.60.13), 12.9.1-devel-ubuntu22.04 (✗ "
              "driver ≥ 525.60.13), 12.4.1-cudnn-devel-ubuntu22.04 (✗ driver ≥ 525.60.13 · past its end of "
              "life), 12.4.1-devel-ubuntu22.04 (✗ driver ≥ 525.60.13 · past its end of life)");
}

TEST(CompletionOfImages, HasNothingWhereNoImageStands) {
    EXPECT_EQ(completed("FR|OM x\n"), "");
    EXPECT_EQ(completed("FROM python:3.12-slim AS n|\n"), "");
    EXPECT_EQ(completed("FROM --plat|form=x y\n"), "");
    EXPECT_EQ(completed("FROM nvidia/cuda:$|X\n"), "");
    EXPECT_EQ(completed("FROM lab/unknown:|\n"), "");
    EXPECT_EQ(completed("FROM localhost:50|\n"), "");
    EXPECT_EQ(completed("# FROM |\n"), "");
    EXPECT_EQ(completed("|"), "");
}

TEST(CompletionOfPackages, OffersVersionsThatFitThePython) {
    EXPECT_EQ(completed("FROM python:3.12-slim\nRUN pip install torch==|\n"),
              "[] 2.6.0 (CUDA 12.4 · driver ≥ 525.60.13 · Python 3.9 to 3.13), 2.4.1 (CUDA 12.1 · driver ≥ "
              "525.60.13 · Python 3.8 to 3.12), 2.4.0 (CUDA 12.1 · driver ≥ 525.60.13 · Python 3.8 to 3.12)");
    EXPECT_EQ(
        completed("FROM python:3.12-slim\nRUN pip install \"torch==2|.0\" flask\n"),
        "[2.0] 2.6.0 (CUDA 12.4 · driver ≥ 525.60.13 · Python 3.9 to 3.13), 2.4.1 (CUDA 12.1 · driver ≥ "
        "525.60.13 · Python 3.8 to 3.12), 2.4.0 (CUDA 12.1 · driver ≥ 525.60.13 · Python 3.8 to 3.12)");
    EXPECT_EQ(completed("FROM python:3.11-slim\nRUN pip install \\\n  torch==2.6.0+|\n"),
              "[2.6.0+] 2.6.0+cu124 (✗ on another index), 2.6.0+cu126 (✗ on another index), 2.6.0+cpu (✗ on "
              "another index), 2.4.1+cu121 (✗ on another index), 2.4.1+cpu (✗ on another index), 2.4.0+cu121 "
              "(✗ on another index), 2.4.0+cpu (✗ on another index)");
    EXPECT_EQ(completed("FROM python:3.13-slim\nRUN pip install torch==|\n"),
              "[] 2.6.0 (CUDA 12.4 · driver ≥ 525.60.13 · Python 3.9 to 3.13), 2.4.1 (✗ no wheel for Python "
              "3.13), 2.4.0 (✗ no wheel for Python 3.13)");
    EXPECT_EQ(completed("FROM python:3.12-slim\nRUN pip install flask==|\n"), "");
}

TEST(CompletionOfPackages, PutsWhatRunsOnTheTargetsFirst) {
    EXPECT_EQ(
        completed("FROM python:3.12-slim\nRUN pip install torch==|\n", {machine("RTX 5090, 580.65.06")}),
        "[] 2.6.0 (✗ CUDA 12.4 · driver ≥ 525.60.13 · Python 3.9 to 3.13), 2.4.1 (✗ CUDA 12.1 · driver ≥ "
        "525.60.13 · Python 3.8 to 3.12), 2.4.0 (✗ CUDA 12.1 · driver ≥ 525.60.13 · Python 3.8 to 3.12)");
}

TEST(CompletionOfPackages, OffersIndexesAndBackends) {
    EXPECT_EQ(completed("FROM python:3.12-slim\nRUN pip install --index-url |\n"),
              "[] https://download.pytorch.org/whl/cu126 (torch up to 2.6.0 · driver ≥ 525.60.13), "
              "https://download.pytorch.org/whl/cu124 (torch up to 2.6.0 · driver ≥ 525.60.13), "
              "https://download.pytorch.org/whl/cu121 (torch up to 2.4.1 · driver ≥ 525.60.13), "
              "https://download.pytorch.org/whl/cpu (torch up to 2.6.0)");
    EXPECT_EQ(completed("FROM python:3.12-slim\nRUN pip install torch --extra-index-url=https://d|x/y\n"),
              "[https://dx/y] https://download.pytorch.org/whl/cu126 (torch up to 2.6.0 · driver ≥ "
              "525.60.13), https://download.pytorch.org/whl/cu124 (torch up to 2.6.0 · driver ≥ 525.60.13), "
              "https://download.pytorch.org/whl/cu121 (torch up to 2.4.1 · driver ≥ 525.60.13), "
              "https://download.pytorch.org/whl/cpu (torch up to 2.6.0)");
    EXPECT_EQ(completed("FROM python:3.12-slim\nRUN uv pip install torch --torch-backend=|\n"),
              "[] auto (by the driver of the machine that builds), cu126 (torch up to 2.6.0 · driver ≥ "
              "525.60.13), cu124 (torch up to 2.6.0 · driver ≥ 525.60.13), cu121 (torch up to 2.4.1 · driver "
              "≥ 525.60.13), cpu (torch up to 2.6.0)");
    EXPECT_EQ(completed("FROM python:3.12-slim\nRUN uv pip install --torch-backend c|\n"),
              "[c] auto (by the driver of the machine that builds), cu126 (torch up to 2.6.0 · driver ≥ "
              "525.60.13), cu124 (torch up to 2.6.0 · driver ≥ 525.60.13), cu121 (torch up to 2.4.1 · driver "
              "≥ 525.60.13), cpu (torch up to 2.6.0)");
    EXPECT_EQ(completed("FROM python:3.12-slim\nRUN echo |\n"), "");
}

TEST(CompletionOfVariables, OffersNamesAndValues) {
    EXPECT_EQ(completed("FROM x\nENV NVI|\n"),
              "[NVI] NVIDIA_DRIVER_CAPABILITIES, NVIDIA_VISIBLE_DEVICES, TORCH_CUDA_ARCH_LIST");
    EXPECT_EQ(completed("FROM x\nENV A=b |\n"),
              "[] NVIDIA_DRIVER_CAPABILITIES, NVIDIA_VISIBLE_DEVICES, TORCH_CUDA_ARCH_LIST");
    EXPECT_EQ(completed("FROM x\nENV NVIDIA_VISIBLE_DEVICES=|\n"), "[] all (every GPU), none (no GPU)");
    EXPECT_EQ(completed("FROM x\nENV NVIDIA_VISIBLE_DEVICES=\"a|ll\"\n"),
              "[all] all (every GPU), none (no GPU)");
    EXPECT_EQ(completed("FROM x\nENV OTHER=|\n"), "");
}

TEST(CompletionOfVariables, OffersTheRestOfAList) {
    EXPECT_EQ(completed("FROM x\nENV NVIDIA_DRIVER_CAPABILITIES=compute,|\n"),
              "[] utility (nvidia-smi), video (ffmpeg)");
    EXPECT_EQ(completed("FROM x\nENV NVIDIA_DRIVER_CAPABILITIES=com|pute,video\n"),
              "[compute] compute (CUDA), utility (nvidia-smi)");
    EXPECT_EQ(completed("FROM x\nARG TORCH_CUDA_ARCH_LIST=\"8.0 9|\"\n", {machine("RTX 3090, 580.65.06")}, 3),
              "[9] 8.6 (Ampere, a target), 12.0 (Blackwell), 10.0 (Blackwell), …");
}

} // namespace
} // namespace dockwright::ide
