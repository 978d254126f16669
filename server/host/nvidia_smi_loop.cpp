#include "host/nvidia_smi_loop.hpp"
#include "host/nvidia_smi_csv.hpp"
#include "host/text.hpp"
#include <utility>

namespace dockwright::host {

std::vector<std::vector<GpuLoad>> LoadRounds::feed(std::string_view piece) {
    constexpr std::size_t max_line = 4096;
    std::vector<std::vector<GpuLoad>> whole;
    while (!piece.empty()) {
        const auto end = piece.find('\n');
        const std::string_view part = piece.substr(0, end);
        piece.remove_prefix(end == std::string_view::npos ? piece.size() : end + 1);
        too_long_ = too_long_ || begun_.size() + part.size() > max_line;
        if (!too_long_) {
            begun_.append(part);
        }
        if (end == std::string_view::npos) {
            break;
        }
        if (!too_long_) {
            line(begun_, whole);
        }
        too_long_ = false;
        begun_.clear();
    }
    return whole;
}

void LoadRounds::line(std::string_view text, std::vector<std::vector<GpuLoad>>& whole) {
    auto row = read_load(text);
    if (!row) {
        if (std::string words = first_words(text); !words.empty()) {
            words_ = std::move(words);
        }
        return;
    }
    words_.clear();
    const auto finish = [&] {
        gpus_ = round_.size();
        whole.push_back(std::exchange(round_, {}));
    };
    if (!round_.empty() && row->index <= round_.back().index) {
        finish(); // a GPU fewer than before, or the first round
    }
    round_.push_back(std::move(*row));
    if (round_.size() == gpus_ || round_.size() == max_gpus) {
        finish();
    }
}

} // namespace dockwright::host
