#include "ide/small_knowledge.hpp"

namespace dockwright::testing {
namespace {

using namespace knowledge;

constexpr Version v(std::string_view text) {
    return *Version::parse(text);
}

constexpr Fact notes{.source = "release notes"};
constexpr Fact memory{.source = "memory", .confidence = Confidence::recalled};

constexpr Capability targets_12_9[] = {50, 60, 70, 75, 80, 86, 89, 90, 100, 120};
constexpr Capability targets_12_4[] = {50, 60, 70, 75, 80, 86, 89, 90};

constexpr Toolkit toolkits[] = {{.version = v("12.9.1"),
                                 .min_driver = v("575.57.08"),
                                 .targets = targets_12_9,
                                 .max_gcc = 14,
                                 .released = "2025-06",
                                 .fact = notes},
                                {.version = v("12.4.1"),
                                 .min_driver = v("550.54.14"),
                                 .targets = targets_12_4,
                                 .max_gcc = 13,
                                 .released = "2024-04",
                                 .fact = notes},
                                {.version = v("11.8.0"),
                                 .min_driver = v("520.61.05"),
                                 .targets = targets_12_4,
                                 .max_gcc = 11,
                                 .released = "2022-10",
                                 .fact = notes}};

constexpr CudaMajor majors[] = {{.major = 11, .min_driver = v("450.80.02"), .fact = notes},
                                {.major = 12, .min_driver = v("525.60.13"), .fact = notes}};

constexpr Architecture architectures[] = {{.name = "Maxwell", .capability = 50, .fact = notes},
                                          {.name = "Pascal", .capability = 60, .fact = notes},
                                          {.name = "Volta", .capability = 70, .fact = notes},
                                          {.name = "Turing", .capability = 75, .fact = notes},
                                          {.name = "Ampere", .capability = 80, .fact = notes},
                                          {.name = "Ampere", .capability = 86, .fact = notes},
                                          {.name = "Ampere", .capability = 87, .tegra = true, .fact = notes},
                                          {.name = "Ada", .capability = 89, .fact = notes},
                                          {.name = "Hopper", .capability = 90, .fact = notes},
                                          {.name = "Blackwell", .capability = 100, .fact = notes},
                                          {.name = "Blackwell", .capability = 120, .fact = notes}};

constexpr Gpu gpus[] = {{.name = "A100-SXM4-40GB",
                         .capability = 80,
                         .kind = GpuClass::datacenter,
                         .memory_gib = 40,
                         .fact = notes},
                        {.name = "GeForce RTX 3090",
                         .capability = 86,
                         .kind = GpuClass::consumer,
                         .memory_gib = 24,
                         .fact = notes},
                        {.name = "GeForce RTX 5090",
                         .capability = 120,
                         .kind = GpuClass::consumer,
                         .memory_gib = 32,
                         .fact = notes}};

constexpr DriverBranch drivers[] = {{.branch = 470, .cuda = v("11.4"), .fact = notes},
                                    {.branch = 535, .cuda = v("12.2"), .fact = notes},
                                    {.branch = 550, .cuda = v("12.4"), .fact = notes},
                                    {.branch = 580, .cuda = v("13.0"), .fact = notes}};

constexpr Distribution distributions[] = {{.name = "ubuntu20.04",
                                           .codename = "focal",
                                           .glibc = v("2.31"),
                                           .python = v("3.8"),
                                           .pip = v("20.0.2"),
                                           .end_of_life = "2025-05-31",
                                           .fact = notes},
                                          {.name = "ubuntu22.04",
                                           .codename = "jammy",
                                           .glibc = v("2.35"),
                                           .python = v("3.10"),
                                           .pip = v("22.0.2"),
                                           .end_of_life = "2027-04-01",
                                           .fact = notes},
                                          {.name = "debian12",
                                           .codename = "bookworm",
                                           .glibc = v("2.36"),
                                           .python = v("3.11"),
                                           .pip = v("23.0.1"),
                                           .externally_managed = true,
                                           .end_of_life = "2028-06-30",
                                           .fact = notes}};

constexpr std::string_view ubuntu_22[] = {"ubuntu22.04"};
constexpr std::string_view ubuntu_20[] = {"ubuntu20.04"};
constexpr std::string_view flavours[] = {"base", "runtime", "devel", "cudnn-devel"};
constexpr std::string_view old_flavours[] = {"runtime", "cudnn8-devel"};

constexpr CudaImage cuda_images[] = {{.cuda = v("12.9.1"),
                                      .distributions = ubuntu_22,
                                      .flavours = flavours,
                                      .state = TagState::active,
                                      .cudnn = v("9.10.2"),
                                      .fact = notes},
                                     {.cuda = v("12.4.1"),
                                      .distributions = ubuntu_22,
                                      .flavours = flavours,
                                      .state = TagState::listed,
                                      .cudnn = v("9.1.0"),
                                      .fact = notes},
                                     {.cuda = v("11.8.0"),
                                      .distributions = ubuntu_20,
                                      .flavours = old_flavours,
                                      .state = TagState::gone,
                                      .cudnn = v("8.9.6"),
                                      .fact = memory}};

constexpr std::string_view cuda_names[] = {"nvidia/cuda"};
constexpr std::string_view torch_names[] = {"pytorch/pytorch"};
constexpr std::string_view python_names[] = {"python"};
constexpr std::string_view jupyter_names[] = {"lab/notebook"};
constexpr std::uint16_t jupyter_ports[] = {8888};
constexpr Setting visible[] = {{"NVIDIA_VISIBLE_DEVICES", "all"}};
constexpr ImageFamily families[] = {{.repositories = cuda_names,
                                     .title = "CUDA by NVIDIA",
                                     .text = "CUDA without Python. There is no `latest`.",
                                     .environment = visible,
                                     .gpu = true,
                                     .fact = notes},
                                    {.repositories = torch_names,
                                     .title = "PyTorch",
                                     .text = "PyTorch with torchvision.",
                                     .python = PythonKind::conda,
                                     .workdir = "/workspace",
                                     .environment = visible,
                                     .gpu = true,
                                     .fact = notes},
                                    {.repositories = python_names,
                                     .title = "Python",
                                     .text = "Python on Debian.",
                                     .python = PythonKind::local,
                                     .fact = notes},
                                    {.repositories = jupyter_names,
                                     .title = "Notebook",
                                     .text = "JupyterLab.",
                                     .python = PythonKind::conda,
                                     .user = "jovyan",
                                     .ports = jupyter_ports,
                                     .entrypoint = "tini -g --",
                                     .ended = "2023-10",
                                     .replacement = "lab/other",
                                     .fact = memory}};

constexpr Bundled torch_2_6[] = {{"torch", "2.6.0", "cu126"}};
constexpr Bundled torch_2_4[] = {{"torch", "2.4.1", "cu121"}};
constexpr ImageTag image_tags[] = {{.repository = "lab/notebook",
                                    .tag = "*",
                                    .distribution = "ubuntu22.04",
                                    .python = v("3.11"),
                                    .python_kind = PythonKind::conda,
                                    .fact = memory},
                                   {.repository = "python",
                                    .tag = "3.13-slim",
                                    .distribution = "debian12",
                                    .python = v("3.13"),
                                    .python_kind = PythonKind::local,
                                    .fact = notes},
                                   {.repository = "python",
                                    .tag = "3.12-slim",
                                    .distribution = "debian12",
                                    .python = v("3.12"),
                                    .python_kind = PythonKind::local,
                                    .fact = notes},
                                   {.repository = "python",
                                    .tag = "3.11-slim",
                                    .distribution = "debian12",
                                    .python = v("3.11"),
                                    .python_kind = PythonKind::local,
                                    .fact = notes},
                                   {.repository = "pytorch/pytorch",
                                    .tag = "2.6.0-cuda12.6-cudnn9-runtime",
                                    .distribution = "ubuntu22.04",
                                    .python = v("3.11"),
                                    .cuda = v("12.6"),
                                    .cudnn = v("9"),
                                    .python_kind = PythonKind::conda,
                                    .packages = torch_2_6,
                                    .fact = notes},
                                   {.repository = "pytorch/pytorch",
                                    .tag = "2.4.1-cuda12.1-cudnn9-runtime",
                                    .distribution = "ubuntu22.04",
                                    .python = v("3.11"),
                                    .cuda = v("12.1"),
                                    .cudnn = v("9"),
                                    .python_kind = PythonKind::conda,
                                    .packages = torch_2_4,
                                    .fact = notes},
                                   {.repository = "pytorch/pytorch",
                                    .tag = "1.13.1-cuda11.6-cudnn8-devel",
                                    .distribution = "ubuntu20.04",
                                    .python = v("3.10"),
                                    .cuda = v("11.6"),
                                    .cudnn = v("8"),
                                    .flavour = "devel",
                                    .python_kind = PythonKind::conda,
                                    .fact = notes}};

constexpr Capability torch_targets[] = {50, 60, 70, 75, 80, 86, 90};
constexpr Capability flash_targets[] = {80, 90};
constexpr Variant of_2_6[] = {
    {.tag = "cu124", .cuda = v("12.4"), .cudnn = v("9.1.0"), .targets = torch_targets, .fact = notes},
    {.tag = "cu126",
     .cuda = v("12.6"),
     .cudnn = v("9.5.1"),
     .targets = torch_targets,
     .ptx = 90,
     .fact = notes},
    {.tag = "cpu", .libraries = Libraries::none, .fact = notes}};
constexpr Variant of_2_4[] = {
    {.tag = "cu121", .cuda = v("12.1"), .cudnn = v("9.1.0"), .targets = torch_targets, .fact = notes},
    {.tag = "cpu", .libraries = Libraries::none, .fact = notes}};
constexpr Variant of_flash[] = {{.cuda = v("12"), .libraries = Libraries::torch, .targets = flash_targets}};
constexpr Requirement of_torch[] = {{"triton", "==3.2.0"}};
constexpr Pythons python_39_to_313 = 1U << 9U | 1U << 10U | 1U << 11U | 1U << 12U | 1U << 13U;
constexpr Release releases[] = {
    {.package = "flash-attn", .first = v("2.7.4"), .last = v("2.7.4"), .variants = of_flash, .fact = memory},
    {.package = "torch",
     .first = v("2.6.0"),
     .last = v("2.6.0"),
     .pythons = python_39_to_313,
     .glibc = v("2.28"),
     .variant = "cu124",
     .variants = of_2_6,
     .requires_ = of_torch,
     .fact = notes},
    {.package = "torch",
     .first = v("2.4.0"),
     .last = v("2.4.1"),
     .pythons = python_39_to_313 >> 1U,
     .glibc = v("2.17"),
     .variant = "cu121",
     .variants = of_2_4,
     .fact = notes}};

constexpr PythonPackage packages[] = {
    {.name = "flash-attn",
     .text = "Fast attention, compiled by `nvcc`.",
     .gpu = true,
     .source_only = true,
     .needs_nvcc = true,
     .libraries = Libraries::torch,
     .min_capability = 80,
     .fact = notes},
    {.name = "torch", .text = "PyTorch.", .gpu = true, .libraries = Libraries::itself, .fact = notes}};

constexpr Setting device_values[] = {{"all", "every GPU"}, {"none", "no GPU"}, {"GPU-<uuid>", "this one"}};
constexpr Setting capability_values[] = {{"compute", "CUDA"}, {"utility", "nvidia-smi"}, {"video", "ffmpeg"}};
constexpr Variable variables[] = {
    {.name = "NVIDIA_DRIVER_CAPABILITIES",
     .text = "Which files of the driver there are.",
     .values = capability_values,
     .fact = notes},
    {.name = "NVIDIA_REQUIRE_*", .text = "A condition.", .fact = notes},
    {.name = "NVIDIA_VISIBLE_DEVICES",
     .text = "Which GPUs there are.",
     .values = device_values,
     .fact = memory},
    {.name = "TORCH_CUDA_ARCH_LIST", .text = "What is compiled for.", .fact = notes}};

constexpr Knowledge small{.as_of = "2026-11",
                          .toolkits = toolkits,
                          .cuda_majors = majors,
                          .architectures = architectures,
                          .gpus = gpus,
                          .drivers = drivers,
                          .distributions = distributions,
                          .cuda_images = cuda_images,
                          .image_families = families,
                          .image_tags = image_tags,
                          .releases = releases,
                          .packages = packages,
                          .variables = variables};

} // namespace

const Knowledge& small_knowledge() {
    return small;
}

} // namespace dockwright::testing
