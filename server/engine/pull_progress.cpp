#include "engine/pull_progress.hpp"
#include <algorithm>
#include <array>
#include <string_view>

namespace dockwright::engine {
namespace {

/// An image has at most 127 layers (overlayfs); engines with containerd's store name a few blobs more.
constexpr std::size_t most_layers = 1000;
/// Keeps sums of foreign numbers inside 64 bits.
constexpr std::int64_t largest_layer = std::int64_t{1} << 50U;
/// What unpacking is worth beside downloading; measured pulls spend between a tenth and a third on it.
constexpr double share_of_extraction = 0.2;
/// Before success is known.
constexpr double highest_before_end = 0.99;

struct Word {
    std::string_view status;
    LayerState state;
};

/// By the beginning of the status: what engines write for layers, of pulls first, then of pushes.
constexpr std::array words{
    Word{"Pulling fs layer", LayerState::waiting},     Word{"Waiting", LayerState::waiting},
    Word{"Retrying in", LayerState::waiting},          Word{"Downloading", LayerState::downloading},
    Word{"Verifying Checksum", LayerState::verifying}, Word{"Download complete", LayerState::downloaded},
    Word{"Extracting", LayerState::extracting},        Word{"Pull complete", LayerState::done},
    Word{"Already exists", LayerState::present},       Word{"Preparing", LayerState::waiting},
    Word{"Pushing", LayerState::downloading},          Word{"Pushed", LayerState::done},
    Word{"Layer already exists", LayerState::present}, Word{"Mounted from", LayerState::present},
};

std::int64_t bounded(std::int64_t size) {
    return std::clamp<std::int64_t>(size, 0, largest_layer);
}

bool is_moved(LayerState state) {
    return state == LayerState::downloaded || state == LayerState::extracting || state == LayerState::done ||
           state == LayerState::verifying;
}

double share(const LayerProgress& layer) {
    if (layer.state == LayerState::done || layer.state == LayerState::present) {
        return 1;
    }
    if (is_moved(layer.state)) {
        return 1 - share_of_extraction * (1 - layer.extracted);
    }
    const double moved = layer.total && *layer.total > 0
                             ? static_cast<double>(layer.done) / static_cast<double>(*layer.total)
                             : 0;
    return (1 - share_of_extraction) * moved;
}

/// Each layer weighs its bytes; one of unknown size weighs as much as the known ones on average.
double raw_fraction(const std::vector<LayerProgress>& layers) {
    double known = 0;
    double count = 0;
    for (const LayerProgress& layer : layers) {
        known += layer.total ? static_cast<double>(*layer.total) : 0;
        count += layer.total ? 1 : 0;
    }
    const double average = count > 0 && known > 0 ? known / count : 1;
    double done = 0;
    double all = 0;
    for (const LayerProgress& layer : layers) {
        if (layer.state != LayerState::present) {
            const double weight = layer.total ? static_cast<double>(*layer.total) : average;
            done += weight * share(layer);
            all += weight;
        }
    }
    return all > 0 ? done / all : 0;
}

void take_figures(LayerProgress& layer, const ProgressMessage& message) {
    const std::int64_t current = bounded(message.current.value_or(0));
    const std::int64_t total = bounded(message.total.value_or(0));
    if (layer.state == LayerState::downloading) {
        if (total > 0) {
            layer.total = total;
        }
        layer.done = layer.total ? std::min(current, *layer.total) : current;
    } else if (layer.state == LayerState::extracting && total > 0) {
        layer.extracted = std::min(1.0, static_cast<double>(current) / static_cast<double>(total));
    }
    if (is_moved(layer.state) && layer.total) {
        layer.done = *layer.total;
    }
}

} // namespace

LayerProgress* PullProgress::layer(const std::string& id) {
    const auto found = std::ranges::find(layers_, id, &LayerProgress::id);
    if (found != layers_.end()) {
        return &*found;
    }
    if (layers_.size() == most_layers) {
        return nullptr;
    }
    return &layers_.emplace_back(LayerProgress{.id = id});
}

void PullProgress::add(const ProgressMessage& message) {
    if (!message.error.empty() && error_.empty()) {
        error_ = message.error;
        error_code_ = message.error_code;
    }
    if (!message.aux_digest.empty()) {
        digest_ = message.aux_digest;
    } else if (constexpr std::string_view said = "Digest: "; message.status.starts_with(said)) {
        digest_ = message.status.substr(said.size());
    }
    const auto* word = std::ranges::find_if(
        words, [&](const Word& each) { return message.status.starts_with(each.status); });
    if (message.id.empty() || word == words.end()) {
        return;
    }
    LayerProgress* const changed = layer(message.id);
    if (changed == nullptr) {
        return;
    }
    changed->state = word->state;
    if (word->state == LayerState::waiting) {
        changed->done = 0;
    }
    take_figures(*changed, message);
    highest_ = std::clamp(raw_fraction(layers_), highest_, highest_before_end);
}

std::size_t PullProgress::count(LayerState state) const {
    return static_cast<std::size_t>(std::ranges::count(layers_, state, &LayerProgress::state));
}

std::int64_t PullProgress::bytes_done() const {
    std::int64_t sum = 0;
    for (const LayerProgress& each : layers_) {
        sum += each.done;
    }
    return sum;
}

std::int64_t PullProgress::bytes_known() const {
    std::int64_t sum = 0;
    for (const LayerProgress& each : layers_) {
        sum += each.total.value_or(0);
    }
    return sum;
}

bool PullProgress::knows_all_sizes() const {
    return std::ranges::all_of(
        layers_, [](const LayerProgress& each) { return each.total || each.state == LayerState::present; });
}

double PullProgress::fraction() const {
    return succeeded() ? 1 : highest_;
}

} // namespace dockwright::engine
