#include "ide/changed_lines.hpp"
#include "ide/gpu_fixture.hpp"
#include "ide/gpu_page.hpp"
#include <gtest/gtest.h>

namespace dockwright::ide {
namespace {

using testing::machine;

std::string page(std::string source, std::vector<gpu::Host> targets = {},
                 std::optional<std::uint32_t> stage = {}) {
    const testing::Seen seen(std::move(source), std::move(targets));
    const LineIndex lines(seen.document().text());
    return testing::without_reasons(markdown(gpu_page(seen.view(), lines, stage))) + "\n";
}

TEST(GpuPage, TellsVerdictContentsReasonsAndSources) {
    EXPECT_EQ(page("# a lab\nFROM pytorch/pytorch:2.6.0-cuda12.6-cudnn9-runtime AS final\n",
                   {machine("RTX 3090, 580.65.06", "lab1"), machine("RTX 3090, 470.82.01", "lab2")}),
              R"(# Will it run on the GPU?

The stage `final` of line 2, built on `pytorch/pytorch:2.6.0-cuda12.6-cudnn9-runtime`.

- ▶ runs on lab1 (RTX 3090, driver 580.65.06)
- ✗ fails on lab2 (RTX 3090, driver 470.82.01): driver too old

## What the image provides

- Ubuntu 22.04 (jammy), glibc 2.35
- Python 3.11 of conda in `/opt/conda`
- CUDA 12.6 inside of its Python packages
- needs a machine with driver ≥ 525.60.13
- torch 2.6.0+cu126

## On lab1 (RTX 3090, driver 580.65.06)

▶ **It runs**.

## On lab2 (RTX 3090, driver 470.82.01)

✗ **It fails**:

- **driver too old**: …
  - What that means: …
  - Where: line 2, `pytorch/pytorch:2.6.0-cuda12.6-cudnn9-runtime`
  - Source: release notes

### What would make it run

**…**: then it runs

```
…
```
)");
}

TEST(GpuPage, TellsWithoutTargetsWhatIsWrongEverywhereAndHowToNameMachines) {
    EXPECT_EQ(page("FROM nvidia/cuda:11.8.0-runtime-ubuntu20.04\n"), R"(# Will it run on the GPU?

The stage of line 1, built on `nvidia/cuda:11.8.0-runtime-ubuntu20.04`.

- ✗ can't be built: base image is gone

No machine is named, so only what is wrong on every machine is told. Name yours in `.dockwright.yaml`:

```
targets:
  - RTX 3090, 535.104.05
```

## What the image provides

- Ubuntu 20.04 (focal), glibc 2.31, without updates since 2025-05
- no Python, as far as is known
- CUDA 11.8.0 with its libraries, without nvcc
- needs a machine with driver ≥ 520.61.05 (≥ 450.80.02 works)

## On any machine

✗ **The image can't be built**:

- **base image is gone**: …
  - What that means: …
  - Where: line 1, `nvidia/cuda:11.8.0-runtime-ubuntu20.04`
  - Source: memory (not verified)

### What would make it run

**…**: then it runs

```diff
- FROM nvidia/cuda:11.8.0-runtime-ubuntu20.04
+ FROM nvidia/cuda:12.9.1-runtime-ubuntu22.04
```
)");
}

TEST(GpuPage, SaysThatNothingAsksForAGpu) {
    EXPECT_EQ(page("FROM python:3.12-slim\n", {machine("RTX 3090, 580.65.06")}), R"(# Will it run on the GPU?

The stage of line 1, built on `python:3.12-slim`.

Nothing in it asks for a GPU.

## What the image provides

- Debian 12 (bookworm), glibc 2.36
- Python 3.12
)");
}

TEST(GpuPage, SaysThatAStageIsNotKept) {
    EXPECT_EQ(page("FROM nvidia/cuda:12.9.1-devel-ubuntu22.04 AS build\nFROM python:3.12-slim\nCOPY "
                   "--from=build /a /a\n",
                   {machine("RTX 3090, 580.65.06")}, 0),
              R"(# Will it run on the GPU?

The stage `build` of line 1, built on `nvidia/cuda:12.9.1-devel-ubuntu22.04`.

It is a step on the way: what it leaves is not kept, so it is not judged.

## What the image provides

- Ubuntu 22.04 (jammy), glibc 2.35
- no Python, as far as is known
- CUDA 12.9.1 with nvcc and headers
- needs a machine with driver ≥ 575.57.08 (≥ 525.60.13 works)
)");
}

TEST(GpuPage, HasNothingToJudgeWithoutAFrom) {
    EXPECT_EQ(page("", {}, 7),
              "# Will it run on the GPU?\n\nThis file has no FROM, so there is nothing to judge.\n");
}

TEST(ChangedLines, ShowsWhatGoesAndWhatComes) {
    const std::string text = "FROM a\nRUN b\nRUN c\n";
    const auto changed = [&](std::vector<TextEdit> edits) { return changed_lines(text, edits); };
    EXPECT_EQ(changed({{span(5, 6), "x"}}), "- FROM a\n+ FROM x");
    EXPECT_EQ(changed({{span(7, 7), "ENV y=1\n"}}), "+ ENV y=1");
    EXPECT_EQ(changed({{span(7, 13), ""}}), "- RUN b");
    EXPECT_EQ(changed({{span(5, 6), "x"}, {span(17, 18), "z"}}),
              "- FROM a\n- RUN b\n- RUN c\n+ FROM x\n+ RUN b\n+ RUN z");
    EXPECT_EQ(changed({}), "");
}

} // namespace
} // namespace dockwright::ide
