#pragma once
#include "engine/objects.gen.hpp"
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// Which layers images are made of, what each takes, and what is freed when images go. Pure.
namespace dockwright::actions {

/// One step of an image's making, as its Dockerfile has it.
struct InstructionSize {
    /// "RUN pip install torch"; foreign.
    std::string instruction;
    /// Bytes of the layer that it made; 0 where it made none.
    std::uint64_t size = 0;

    bool operator==(const InstructionSize&) const = default;
};

/// In the order of the Dockerfile.
std::vector<InstructionSize> instruction_sizes(const std::vector<engine::HistoryItem>& history);

/// Bytes of each layer, lowest first; nothing where history and layers don't fit together (an image that was
/// flattened, or whose history was thrown away).
std::optional<std::vector<std::uint64_t>> layer_sizes(const std::vector<std::string>& layers,
                                                      const std::vector<engine::HistoryItem>& history);

/// The layers of all images of an engine, each once. Images go by the number that add() gives.
class LayerForest {
public:
    /// `sizes` as long as `layers`.
    std::size_t add(const std::vector<std::string>& layers, const std::vector<std::uint64_t>& sizes);

    /// Bytes of the layers that no other image has.
    std::uint64_t own(std::size_t image) const;
    std::uint64_t shared(std::size_t image) const;
    /// The other images that have a layer of this one that takes room.
    std::set<std::size_t> shares_with(std::size_t image) const;
    /// Bytes that are freed when all of these go.
    std::uint64_t freed(const std::set<std::size_t>& images) const;
    std::uint64_t total() const;

private:
    struct Layer {
        std::uint64_t size = 0;
        std::set<std::size_t> images;
    };
    /// A layer is kept once for each chain of layers below it, not once for its content.
    std::map<std::pair<std::size_t, std::string>, std::size_t> by_place_;
    std::vector<Layer> layers_;
    std::vector<std::vector<std::size_t>> of_image_;
};

} // namespace dockwright::actions
