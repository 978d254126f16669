#pragma once
#include "knowledge/tables.hpp"
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::ide {

/// A tag that can be written, and what the tables know of it.
struct KnownTag {
    std::string text;
    knowledge::TagState state = knowledge::TagState::seen;
    knowledge::Version cuda;   ///< not known: none
    knowledge::Version cudnn;  ///< not known: none
    knowledge::Version python; ///< not known: none, or not known
    std::string_view distribution;
    std::span<const knowledge::Bundled> packages;
};

/// Those of one repository that may still be pulled, the living ones first, each newest first.
std::vector<KnownTag> known_tags(const knowledge::Knowledge& knowledge, std::string_view repository);

/// Living tags of nvidia/cuda that come nearest to one that is gone, ends or never was: of the same
/// flavour and distribution where there is one. At most three; none if the tag says no CUDA.
std::vector<std::string> living_cuda_tags(const knowledge::Knowledge& knowledge, std::string_view tag);

} // namespace dockwright::ide
