#include "gpu/machine.hpp"
#include <algorithm>

namespace dockwright::gpu::checks {
namespace {

/// NVIDIA signed its apt repositories with another key from this month on (support policy, key change).
constexpr std::string_view rotated = "2022-05";

/// When the image was made, as far as what is in it says: `2021-11`, or "".
std::string_view made(const ImageState& state) {
    const auto* tensorflow = state.find("tensorflow");
    const auto* torch = state.find("torch");
    const Installed* framework = tensorflow != nullptr ? tensorflow : torch;
    return framework != nullptr && framework->of_base && framework->release != nullptr
               ? framework->release->released
               : std::string_view();
}

bool repairs_key(const model::Document& document, const model::Instruction& instruction) {
    const std::string_view text = instruction.span.of(document.text());
    return text.contains("3bf863cc") || text.contains("cuda-keyring") ||
           text.contains("sources.list.d/cuda") || text.contains("sources.list.d/nvidia") ||
           text.contains("sources.list.d/*") || (text.contains("apt-key") && text.contains("nvidia"));
}

/// An `apt-get update`.
struct Update {
    std::uint32_t instruction = 0;
    Span span;
};

std::vector<Update> updates(const model::Document& document, const model::Stage& stage) {
    std::vector<Update> out;
    for (const model::PackageCommand& command : document.package_commands(stage)) {
        if (command.manager == model::PackageManager::apt && command.action == model::PackageAction::update) {
            const model::Command& shell = document.commands().all[command.command];
            out.push_back(
                {.instruction = document.commands().text_of(shell).instruction, .span = shell.span});
        }
    }
    return out;
}

void look_at(const Case& asked, const ImageState& state, Reasons& reasons) {
    const model::Stage& stage = asked.document.stages()[state.stage];
    const bool copied = state.mirrored && state.cuda_tag != nullptr &&
                        state.cuda_tag->state == knowledge::TagState::gone &&
                        state.cuda.cuda < Version::of("11.7");
    const bool old = (!made(state).empty() && made(state) < rotated && state.cuda.of_base) || copied;
    if (!old || stage.image.stage) {
        return;
    }
    bool repaired = false;
    for (const Update& update : updates(asked.document, stage)) {
        for (std::uint32_t i = stage.from; i <= update.instruction; ++i) {
            repaired = repaired || repairs_key(asked.document, asked.document.instructions()[i]);
        }
        if (!repaired) {
            reasons.add(Cause::repository_key_rotated, Weight::build_fails, {.span = update.span},
                        "the image is from before April 2022, when NVIDIA changed the key of its package "
                        "repository: apt "
                        "refuses the list (NO_PUBKEY A4B469963BF863CC); take a newer image, or remove "
                        "/etc/apt/sources.list.d/cuda.list first",
                        principle(asked, "repository-key-rotated"));
            return;
        }
    }
}

/// A recipe from before the change: NVIDIA's list is added by hand, with the key of then.
void old_recipe(const Case& asked, const ImageState& state, Reasons& reasons) {
    const model::Stage& stage = asked.document.stages()[state.stage];
    bool added = false;
    bool old_key = false;
    bool repaired = false;
    for (const Update& update : updates(asked.document, stage)) {
        for (std::uint32_t i = stage.from; i <= update.instruction; ++i) {
            const Span span = asked.document.instructions()[i].span;
            // Within its own RUN only what stands before the update.
            const std::string_view text =
                Span{span.begin, i == update.instruction ? update.span.begin : span.end}.of(
                    asked.document.text());
            added = added || text.contains("compute/cuda/repos");
            old_key = old_key || text.contains("7fa2af80");
            repaired = repaired || text.contains("3bf863cc") || text.contains("cuda-keyring");
        }
        if (added && old_key && !repaired) {
            reasons.add(
                Cause::repository_key_rotated, Weight::build_fails, {.span = update.span},
                "NVIDIA changed the key of its package repository in April 2022, and the old one "
                "(7fa2af80) is fetched before: apt refuses the list (NO_PUBKEY A4B469963BF863CC); install "
                "the package cuda-keyring instead",
                principle(asked, "repository-key-rotated"));
            return;
        }
    }
}

void run(const Case& asked, Reasons& reasons) {
    for (const ImageState* state : asked.built) {
        if (asked.meant_for_gpu) {
            look_at(asked, *state, reasons);
            old_recipe(asked, *state, reasons);
        }
    }
}

} // namespace

extern constexpr Check signing_key{.name = "signing_key", .run = run};

} // namespace dockwright::gpu::checks
