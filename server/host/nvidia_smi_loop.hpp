#pragma once
#include "host/facts.hpp"
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::host {

/// `load_question` with `-l` or `-lms` behind it: lines for ever, one a GPU, round after round. Takes the
/// bytes in pieces as they come. Total and bounded: any bytes may come.
class LoadRounds {
public:
    /// `gpus`: how many there are, if that is known; then the first round needs no second to be seen
    /// as whole.
    explicit LoadRounds(std::size_t gpus = 0) : gpus_(gpus) {}

    /// The rounds that became whole with this piece, oldest first. A round is whole when it has as many
    /// rows as the one before, or when the index falls back.
    std::vector<std::vector<GpuLoad>> feed(std::string_view piece);

    /// The newest line that was no row, printable: why it ended, if it did. Empty after a row.
    const std::string& words() const { return words_; }

private:
    void line(std::string_view text, std::vector<std::vector<GpuLoad>>& whole);

    std::size_t gpus_;
    std::string begun_; ///< a line whose end has not come
    bool too_long_ = false;
    std::vector<GpuLoad> round_;
    std::string words_;
};

} // namespace dockwright::host
