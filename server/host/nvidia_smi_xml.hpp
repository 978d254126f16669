#pragma once
#include "host/facts.hpp"
#include <string_view>
#include <vector>

namespace dockwright::host {

/// What `nvidia-smi -q -x` prints. Elements are found by name, whatever version of the format it is; what
/// is missing stays empty. Documents over 8 MiB, deeper than 32 elements or with declarations of
/// entities are refused; the DTD that they name is never read. A document that is cut off gives the GPUs
/// that are whole.
struct SmiDocument {
    /// failed: the text is no such document; `words` are its own, or say where it breaks.
    NvidiaSmi nvidia;
    /// One a GPU. The index is the place in the document, as nvidia-smi counts.
    std::vector<GpuLoad> loads;
};
SmiDocument read_nvidia_smi_xml(std::string_view text);

} // namespace dockwright::host
