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

/// The card's own name in what a driver makes of it: a share of it (`GRID T4-16Q`, `A40-48Q`), a size of
/// its memory (`GTX 1060 6GB`), the kernel's driver (`Orin (nvgpu)`). "" if there is nothing of that.
std::string bare(std::string_view plain_name) {
    std::string_view out = plain_name.substr(0, plain_name.find(" ("));
    constexpr std::string_view vgpu = "grid ";
    if (out.starts_with(vgpu)) {
        out.remove_prefix(vgpu.size());
    }
    const auto last = out.find_last_of(" -");
    if (last != std::string_view::npos) {
        std::string_view word = out.substr(last + 1);
        const auto digits = std::min(word.find_first_not_of("0123456789"), word.size());
        const std::string_view unit = word.substr(digits);
        const bool share = out[last] == '-' && unit.size() == 1 && std::string_view("abcq").contains(unit);
        if (digits != 0 && (share || unit == "gb")) {
            out = out.substr(0, last);
        }
    }
    return out.size() == plain_name.size() ? std::string() : std::string(out);
}

/// The longest word of a plain name, which is the rarest: `3090`.
std::string_view telling_word(std::string_view plain_name) {
    std::string_view longest;
    while (!plain_name.empty()) {
        const std::size_t end = std::min(plain_name.find(' '), plain_name.size());
        longest = end > longest.size() ? plain_name.substr(0, end) : longest;
        plain_name.remove_prefix(std::min(end + 1, plain_name.size()));
    }
    return longest;
}

/// Whether a name holds a word in any case. A verdict looks products up often, and most are none.
bool holds(std::string_view name, std::string_view word) {
    for (std::size_t i = 0; i + word.size() <= name.size(); ++i) {
        if (ascii::lower(name[i]) == word.front() && ascii::equal(name.substr(i, word.size()), word)) {
            return true;
        }
    }
    return false;
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

const Gpu* find_gpu(const Knowledge& knowledge, std::string_view wanted) {
    const std::string_view telling = telling_word(wanted);
    const Gpu* without_brand = nullptr;
    const Gpu* board = nullptr; // the first of those that begin so
    bool boards_agree = true;
    bool was_quadro = false;
    for (const Gpu& gpu : knowledge.gpus) {
        if (!holds(gpu.name, telling)) {
            continue;
        }
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
        // A board of NVIDIA's calls itself by the chip: `Orin`.
        const bool chip = gpu.kind == GpuClass::jetson && rest.ends_with(wanted) &&
                          rest.size() > wanted.size() && rest[rest.size() - wanted.size() - 1] == ' ';
        if (begins(rest, wanted) || chip) {
            boards_agree = boards_agree && (board == nullptr || board->capability == gpu.capability);
            board = board == nullptr ? &gpu : board;
        }
    }
    // Later workstation boards have the number of a Quadro and another chip: RTX 6000 names several.
    if (without_brand != nullptr && (boards_agree || !was_quadro)) {
        return without_brand;
    }
    const bool named_so =
        board != nullptr && (board->kind == GpuClass::datacenter || board->kind == GpuClass::jetson);
    return without_brand == nullptr && boards_agree && named_so ? board : nullptr;
}

} // namespace

const Gpu* gpu(const Knowledge& knowledge, std::string_view name) {
    const std::string wanted = plain(name);
    const Gpu* found = wanted.empty() ? nullptr : find_gpu(knowledge, wanted);
    if (const std::string card = bare(wanted); found == nullptr && !card.empty()) {
        found = find_gpu(knowledge, card);
    }
    return found;
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
