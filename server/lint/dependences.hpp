#pragma once
#include "model/document.hpp"
#include <cstdint>
#include <vector>

namespace dockwright::lint {

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

} // namespace dockwright::lint
