#pragma once
#include "lint/rule.hpp"
#include <cstdint>
#include <string>
#include <vector>

/// What rules about base images share whose name means another image after each release.
namespace dockwright::lint {

/// Nobody would name a version there: nothing is released under that name any more, the repository builds
/// that image itself, no registry can have the name, what is released under it is one version, which stands
/// in its path, as in `gaudi-docker/1.21.3/pytorch-installer-2.6.0`, a comment shows how the build is given
/// one, or the stage fails where the base's release has changed.
bool needs_no_version(const Facts& facts, const model::Stage& stage);

/// What a release of the base image that nobody expects can break.
enum class Dependence : std::uint8_t {
    /// A plain distribution with files of the build context: mostly one program that needs none of it. Or a
    /// stage that makes folders and empty files, and nothing else is taken out of it.
    none,
    start, ///< nothing is run in the build, but what is copied onto it may need the base
    build  ///< commands are run on it
};

/// Of each stage together with those that build on it, found in one pass.
class Dependences {
public:
    explicit Dependences(const model::Document& document);

    Dependence of(const model::Stage& stage) const;

private:
    const model::Document& document_;
    std::vector<Dependence> all_; ///< without what the images themselves say
};

/// The ARG whose value makes the image's name, alone or with text around it; null if it is none or several.
const model::Binding* image_argument(const model::Document& document, const model::Stage& stage);

/// The stage whose image stands there; null if none does.
const model::Stage* stage_of_image(const model::Document& document, Span image);

/// What to do for a version where the name has none: `add a tag (a colon and a version)`.
std::string version_advice(const model::Image& image, std::string_view usual);

/// A stage's image in quotes, and the ARG that it comes from: `'team/train' (from the default of BASE)`.
std::string said(const Facts& facts, const model::Stage& stage);

/// Points to that ARG.
void relate_argument(Reported& found, const model::Document& document, const model::Stage& stage);

} // namespace dockwright::lint
