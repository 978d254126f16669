#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <tuple>

namespace dockwright::knowledge {
namespace {

/// Lower case, one blank between words, no "NVIDIA " in front and no slice of MIG behind.
std::string plain(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (!ascii::is_space(c)) {
            out += ascii::lower(c);
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    out.resize(ascii::trimmed(out).size()); // only blanks behind are left
    constexpr std::string_view vendor = "nvidia ";
    if (out.starts_with(vendor)) {
        out.erase(0, vendor.size());
    }
    return out.substr(0, out.find(" mig "));
}

/// The word that people leave out.
std::string_view brand_word(std::string_view plain_name) {
    for (const std::string_view word : {"tesla ", "geforce ", "quadro "}) {
        if (plain_name.starts_with(word)) {
            return word;
        }
    }
    return {};
}

/// The word stands at the beginning, and what follows is a word of its own: `a100` in
/// `a100-sxm4-80gb`, not in `a100x`.
bool begins(std::string_view name, std::string_view word) {
    return name.starts_with(word) &&
           (name.size() == word.size() || name[word.size()] == ' ' || name[word.size()] == '-');
}

} // namespace

const Gpu* gpu(const Knowledge& knowledge, std::string_view name) {
    const std::string wanted = plain(name);
    if (wanted.empty()) {
        return nullptr;
    }
    const Gpu* without_brand = nullptr;
    const Gpu* board = nullptr; // the first of those that begin so
    bool boards_agree = true;
    bool was_quadro = false;
    for (const Gpu& gpu : knowledge.gpus) {
        const std::string own = plain(gpu.name);
        if (own == wanted) {
            return &gpu;
        }
        const std::string_view brand = brand_word(own);
        const std::string_view rest = std::string_view(own).substr(brand.size());
        if (rest == wanted) {
            without_brand = &gpu;
            was_quadro = brand == "quadro ";
        }
        if (begins(rest, wanted)) {
            boards_agree = boards_agree && (board == nullptr || board->capability == gpu.capability);
            board = board == nullptr ? &gpu : board;
        }
    }
    // Later workstation boards have the number of a Quadro and another chip: RTX 6000 names several.
    if (without_brand != nullptr && (boards_agree || !was_quadro)) {
        return without_brand;
    }
    const bool is_datacenter = board != nullptr && board->kind == GpuClass::datacenter;
    return without_brand == nullptr && boards_agree && is_datacenter ? board : nullptr;
}

std::vector<std::string_view> nearest_gpus(const Knowledge& knowledge, std::string_view name) {
    const std::string wanted = plain(name);
    const std::string_view word = std::string_view(wanted).substr(brand_word(wanted).size());
    struct Candidate {
        int rank = 0; ///< begins with it, holds it, is like it
        std::size_t distance = 0;
        std::string_view name;
    };
    std::vector<Candidate> candidates;
    if (word.empty()) {
        return {};
    }
    for (const Gpu& gpu : knowledge.gpus) {
        const std::string own = plain(gpu.name);
        const std::string_view rest = std::string_view(own).substr(brand_word(own).size());
        const std::size_t distance = edit_distance(word, rest);
        const bool holds_it = word.size() > 1 && rest.find(word) != std::string_view::npos;
        if (holds_it || distance <= std::max<std::size_t>(word.size() / 3, 1)) {
            candidates.push_back({begins(rest, word) ? 0 : holds_it ? 1 : 2, distance, gpu.name});
        }
    }
    std::ranges::sort(candidates, [](const Candidate& a, const Candidate& b) {
        return std::tie(a.rank, a.distance, a.name) < std::tie(b.rank, b.distance, b.name);
    });
    std::vector<std::string_view> out;
    for (const Candidate& candidate : candidates) {
        if (out.size() < 3) {
            out.push_back(candidate.name);
        }
    }
    return out;
}

} // namespace dockwright::knowledge
