#include "lint/gpu_reason.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr Example examples[] = {
    {.title = "an image of 2021",
     .bad = R"(
       | FROM pytorch/pytorch:1.9.0-cuda11.1-cudnn8-devel
       | RUN apt-get update && apt-get install -y git
       ~     ^^^^^^^^^^^^^^ the image is from before April 2022, when NVIDIA changed the key of its package repository: apt refuses the list (NO_PUBKEY A4B469963BF863CC); take a newer image, or remove /etc/apt/sources.list.d/cuda.list first
     )",
     .good = R"(
       | FROM pytorch/pytorch:1.9.0-cuda11.1-cudnn8-devel
       | RUN rm -f /etc/apt/sources.list.d/cuda.list && apt-get update && apt-get install -y git
     )"},
};

} // namespace

extern constexpr Rule repository_key_rotated{
    .id = "repository-key-rotated",
    .title = "A package repository whose key has changed since the image was made",
    .why = "In April 2022 NVIDIA replaced the key that signs its package repository. Images from before "
           "trust the old one, so `apt-get update` stops: \"NO_PUBKEY A4B469963BF863CC\". A newer image has "
           "the new key; where the old one must stay, its list can be removed first.",
    .group = Group::gpu,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check_cause<gpu::Cause::repository_key_rotated>,
};

} // namespace dockwright::lint::rules
