#pragma once
#include "gpu/suggest/suggest.hpp"
#include <vector>

/// Private to gpu/: what suggest() tries, in the order in which it is wanted.
namespace dockwright::gpu {

struct Candidate {
    Suggestion set;          ///< not judged yet
    std::string dockerfile;  ///< that shows it
    bool python_fits = true; ///< false: there is no build for the Python that was asked for
};

/// Newest first: by version, then by CUDA. Of one version and build there may be several, on other Pythons
/// or bases.
std::vector<Candidate> candidates(const Wish& wish, const knowledge::Knowledge& knowledge);

/// Images that hold the framework already.
std::vector<Candidate> ready_images(const Wish& wish, const knowledge::Knowledge& knowledge);

/// Images with nvcc of this CUDA, then of older ones of its major version, which compile for it too: those
/// with cuDNN before others, then those whose distribution has this Python, then the newest.
std::vector<std::string> devel_images(const Version& cuda, const Version& python,
                                      const knowledge::Knowledge& knowledge);

} // namespace dockwright::gpu
