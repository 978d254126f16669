#pragma once
#include "ide/gpu_view.hpp"
#include "ide/rich_text.hpp"
#include <optional>

namespace dockwright::ide {

/// What a place in a Dockerfile has to do with GPUs.
struct Card {
    Span span; ///< what it is about
    RichText text;
};

/// Of what a FROM builds on: what it holds, whether its tag lives, and the verdict for each target.
std::optional<Card> image_card(const GpuView& view, Offset at);

/// Of a package, or of a file that lists some, in an installation with pip, conda or apt: what would
/// be installed, and what that needs.
std::optional<Card> package_card(const GpuView& view, Offset at);

/// Of a variable that CUDA or the container toolkit reads, and of its value.
std::optional<Card> variable_card(const GpuView& view, Offset at);

/// The first of them that has something to say.
std::optional<Card> card(const GpuView& view, Offset at);

/// What an image holds, an item for each kind of thing; used by the page about a stage too.
RichText contents(const GpuView& view, const gpu::ImageState& state);

/// "Source: …", and that a fact is not verified.
Line source_line(const knowledge::Fact& fact);

} // namespace dockwright::ide
