#include "actions/image_layers.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <ranges>
#include <string_view>

namespace dockwright::actions {
namespace {

/// The content of a tar without members: what an instruction leaves that changed nothing.
constexpr std::string_view empty_layer =
    "sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";

constexpr std::size_t no_layer = static_cast<std::size_t>(-1);

std::uint64_t bytes(std::int64_t size) {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(size, 0));
}

std::string_view without(std::string_view text, std::string_view beginning) {
    return text.substr(text.starts_with(beginning) ? beginning.size() : 0);
}

/// The classic builder writes "/bin/sh -c #(nop)  CMD …" and "/bin/sh -c pip …"; BuildKit writes
/// "RUN /bin/sh -c pip … # buildkit".
std::string instruction_of(std::string_view created_by) {
    constexpr std::string_view shell = "/bin/sh -c ";
    constexpr std::string_view kit = "# buildkit";
    if (created_by.ends_with(kit)) {
        created_by.remove_suffix(kit.size());
        constexpr std::string_view run = "RUN ";
        if (created_by.starts_with(run)) {
            return "RUN " + std::string(ascii::trimmed(without(created_by.substr(run.size()), shell)));
        }
        return std::string(ascii::trimmed(created_by));
    }
    if (!created_by.starts_with(shell)) {
        return std::string(ascii::trimmed(created_by));
    }
    created_by.remove_prefix(shell.size());
    constexpr std::string_view nothing = "#(nop)";
    if (created_by.starts_with(nothing)) {
        return std::string(ascii::trimmed(created_by.substr(nothing.size())));
    }
    return "RUN " + std::string(ascii::trimmed(created_by));
}

} // namespace

std::vector<InstructionSize> instruction_sizes(const std::vector<engine::HistoryItem>& history) {
    std::vector<InstructionSize> out;
    out.reserve(history.size());
    for (const engine::HistoryItem& each : std::views::reverse(history)) {
        out.push_back({.instruction = instruction_of(each.created_by), .size = bytes(each.size)});
    }
    return out;
}

std::optional<std::vector<std::uint64_t>> layer_sizes(const std::vector<std::string>& layers,
                                                      const std::vector<engine::HistoryItem>& history) {
    std::vector<std::uint64_t> known;
    for (const engine::HistoryItem& each : std::views::reverse(history)) {
        if (each.size > 0) {
            known.push_back(bytes(each.size));
        }
    }
    const auto full = static_cast<std::size_t>(
        std::ranges::count_if(layers, [](const std::string& layer) { return layer != empty_layer; }));
    // A layer of empty folders takes no bytes either: then as many steps as layers may still tell.
    if (known.size() != full && history.size() != layers.size()) {
        return std::nullopt;
    }
    std::vector<std::uint64_t> sizes(layers.size(), 0);
    for (std::size_t i = 0, next = 0; i < layers.size(); ++i) {
        if (known.size() != full) {
            sizes[i] = bytes(history[history.size() - 1 - i].size);
        } else if (layers[i] != empty_layer) {
            sizes[i] = known[next++];
        }
    }
    return sizes;
}

std::size_t LayerForest::add(const std::vector<std::string>& layers,
                             const std::vector<std::uint64_t>& sizes) {
    const std::size_t image = of_image_.size();
    std::vector<std::size_t>& mine = of_image_.emplace_back();
    std::size_t below = no_layer;
    for (std::size_t i = 0; i < layers.size() && i < sizes.size(); ++i) {
        const auto [place, is_new] = by_place_.try_emplace({below, layers[i]}, layers_.size());
        if (is_new) {
            layers_.push_back({.size = sizes[i]});
        }
        below = place->second;
        layers_[below].images.insert(image);
        mine.push_back(below);
    }
    return image;
}

std::uint64_t LayerForest::own(std::size_t image) const {
    return freed({image});
}

std::uint64_t LayerForest::shared(std::size_t image) const {
    std::uint64_t sum = 0;
    for (const std::size_t layer : of_image_[image]) {
        sum += layers_[layer].images.size() > 1 ? layers_[layer].size : 0;
    }
    return sum;
}

std::set<std::size_t> LayerForest::shares_with(std::size_t image) const {
    std::set<std::size_t> others;
    for (const std::size_t layer : of_image_[image]) {
        if (layers_[layer].size > 0) {
            others.insert(layers_[layer].images.begin(), layers_[layer].images.end());
        }
    }
    others.erase(image);
    return others;
}

std::uint64_t LayerForest::freed(const std::set<std::size_t>& images) const {
    std::uint64_t sum = 0;
    for (const Layer& layer : layers_) {
        if (std::ranges::includes(images, layer.images)) {
            sum += layer.size;
        }
    }
    return sum;
}

std::uint64_t LayerForest::total() const {
    std::uint64_t sum = 0;
    for (const Layer& layer : layers_) {
        sum += layer.size;
    }
    return sum;
}

} // namespace dockwright::actions
