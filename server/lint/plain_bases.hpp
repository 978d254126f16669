#pragma once
#include "model/document.hpp"
#include <optional>

namespace dockwright::lint {

/// What is known of a base image that everybody builds on: which of a few programs it comes with.
struct PlainBase {
    enum class Family : std::uint8_t { debian, alpine };
    Family family = Family::debian;
    bool has_curl = false;
    bool has_wget = false;
    bool has_git = false;
    bool has_lists = false; ///< apt can install without an update first
};

/// Of the image that a stage builds on in the end; nothing unless it is one of the official images
/// whose Dockerfiles say it: debian, ubuntu and alpine, and python, node, golang, ruby and rust, which
/// are made of them and of buildpack-deps (github.com/docker-library, 2025).
std::optional<PlainBase> plain_base(const model::Document& document, const model::Stage& stage);

/// Calls `use(instruction)` for all that a stage is made of in front of an instruction, those of the
/// stages below first.
template <class Use>
void each_before(const model::Document& document, const model::Stage& stage, std::uint32_t before, Use use) {
    if (stage.image.stage) {
        each_before(document, document.stages()[*stage.image.stage], before, use);
    }
    for (const model::Instruction& instruction : document.instructions(stage)) {
        if (document.index(instruction) < before) {
            use(instruction);
        }
    }
}

/// Whether something in front of an instruction, or in it before an offset, may do more than can be
/// read here: a script, an archive, a program that is copied in or made.
bool may_hide_changes(const model::Document& document, const model::Stage& stage, std::uint32_t before,
                      Offset at);

} // namespace dockwright::lint
