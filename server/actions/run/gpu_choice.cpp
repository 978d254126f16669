#include "actions/run/gpu_choice.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include <algorithm>
#include <charconv>
#include <optional>

namespace dockwright::actions {
namespace {

using host::GpuLoad;
using Chosen = std::expected<ChosenGpus, Problem>;
constexpr std::size_t longest = 4096;

std::optional<unsigned> number(std::string_view text) {
    unsigned value = 0;
    const char* const end = text.data() + text.size();
    const auto [behind, ec] = std::from_chars(text.data(), end, value);
    return ec == std::errc() && behind == end && !text.empty() ? std::optional(value) : std::nullopt;
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::size_t comma = std::min(text.find(','), text.size());
        out.emplace_back(ascii::trimmed(text.substr(0, comma)));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return out;
}

/// What was asked, before the machine is looked at.
struct Wanted {
    bool all = false;
    bool free = false;
    unsigned count = 0;
    std::vector<std::string> ids{};
};

bool is_id(std::string_view text) {
    return number(text) || ((text.starts_with("GPU-") || text.starts_with("MIG-")) && text.size() < 64 &&
                            std::ranges::all_of(text, [](char c) {
                                return ascii::is_alpha(c) || ascii::is_digit(c) || c == '-' || c == '/';
                            }));
}

std::expected<Wanted, Problem> read(std::string_view text) {
    const auto wrong = [&] {
        return std::unexpected(
            Problem{.kind = "gpu-request-not-understood",
                    .message = message("'{}' asks for no GPUs", {printable(text.substr(0, 200))}),
                    .next_step = "Write free, free:2, a number, all, or device=0 (an index or a UUID)"});
    };
    if (text.size() > 1 && text.size() < longest && text.front() == '"' && text.back() == '"') {
        text = text.substr(1, text.size() - 2); // docker's grammar needs them
    }
    if (text == "all") {
        return Wanted{.all = true};
    }
    if (text == "free") {
        return Wanted{.free = true, .count = 1};
    }
    if (text.starts_with("free:") || text.starts_with("free=")) {
        const auto count = number(text.substr(5));
        return count && *count > 0 ? std::expected<Wanted, Problem>(Wanted{.free = true, .count = *count})
                                   : wrong();
    }
    if (const auto count = number(text)) {
        return *count > 0 ? std::expected<Wanted, Problem>(Wanted{.count = *count}) : wrong();
    }
    Wanted wanted{.ids = split(text.starts_with("device=") ? text.substr(7) : text)};
    if (wanted.ids.empty() || text.size() >= longest || !std::ranges::all_of(wanted.ids, is_id)) {
        return wrong();
    }
    return wanted;
}

std::string list_of(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& name : names) {
        out += (out.empty() ? "" : ", ") + printable(name);
    }
    return out;
}

std::string gibibytes(std::uint64_t bytes) {
    const std::uint64_t tenths = (bytes * 10) >> 30U;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " GiB";
}

std::string index_of(const GpuLoad& gpu) {
    return "GPU " + std::to_string(gpu.index);
}

class Choosing {
public:
    Choosing(std::span<const GpuLoad> gpus, std::span<const GpuClaim> claims, bool share)
        : gpus_(gpus), claims_(claims), share_(share) {}

    Chosen by_id(const std::vector<std::string>& ids) {
        std::vector<const GpuLoad*> found;
        for (const std::string& id : ids) {
            const auto gpu = std::ranges::find_if(gpus_, [&](const GpuLoad& each) {
                return each.uuid == id || number(id) == each.index ||
                       (id.starts_with("GPU-") && id.size() > 8 && each.uuid.starts_with(id));
            });
            if (gpu == gpus_.end() && id.starts_with("MIG-")) { // the list has whole GPUs alone
                chosen_.ids.push_back(id);
            } else if (gpu == gpus_.end()) {
                return not_there(message("there is no GPU '{}' on that machine", {id}));
            } else if (std::ranges::count(found, &*gpu) == 0) {
                found.push_back(&*gpu);
            }
        }
        return take(found, "");
    }

    Chosen every() {
        std::vector<const GpuLoad*> found;
        for (const GpuLoad& gpu : gpus_) {
            found.push_back(&gpu);
        }
        Chosen chosen = take(found, "");
        if (chosen) {
            chosen->all = true;
            chosen->ids.clear();
        }
        return chosen;
    }

    /// The ones with the most free memory, those that nobody has asked for before all others.
    Chosen freest(unsigned count) {
        std::vector<const GpuLoad*> found;
        for (const GpuLoad& gpu : gpus_) {
            found.push_back(&gpu);
        }
        if (found.size() < count) {
            return not_there(message("{} GPUs were asked for, and that machine has {}",
                                     {std::to_string(count), std::to_string(found.size())}));
        }
        std::ranges::sort(found, [&](const GpuLoad* a, const GpuLoad* b) {
            const bool a_taken = !claimants(*a, claims_).empty();
            const bool b_taken = !claimants(*b, claims_).empty();
            if (a_taken != b_taken) {
                return b_taken;
            }
            const std::uint64_t a_free = a->memory_free.value_or(0);
            const std::uint64_t b_free = b->memory_free.value_or(0);
            return a_free != b_free ? a_free > b_free : a->index < b->index;
        });
        found.resize(count);
        return take(found, "free");
    }

private:
    Chosen not_there(std::string what) const {
        std::string has;
        for (const GpuLoad& gpu : gpus_) {
            has += (has.empty() ? "" : ", ") + index_of(gpu) + " (" + printable(gpu.uuid) + ")";
        }
        return std::unexpected(
            Problem{.kind = "gpu-not-there", .message = std::move(what), .next_step = "It has " + has});
    }

    Chosen take(const std::vector<const GpuLoad*>& found, std::string_view how) {
        for (const GpuLoad* gpu : found) {
            const std::vector<std::string> others = claimants(*gpu, claims_);
            if (!others.empty() && !share_) {
                return std::unexpected(Problem{
                    .kind = "gpu-taken",
                    .message = message("{} was given to {} already", {index_of(*gpu), list_of(others)}),
                    .next_step = "Wait until it has ended, choose another with --gpus, or use it together "
                                 "with --share"});
            }
            if (!others.empty()) {
                chosen_.notes.push_back(message("{} is shared with {}", {index_of(*gpu), list_of(others)}));
            } else if (how == "free" && gpu->memory_free) {
                chosen_.notes.push_back(
                    message("{}, with {} free", {index_of(*gpu), gibibytes(*gpu->memory_free)}));
            }
            chosen_.ids.push_back(gpu->uuid.empty() ? std::to_string(gpu->index) : gpu->uuid);
        }
        return chosen_;
    }

    std::span<const GpuLoad> gpus_;
    std::span<const GpuClaim> claims_;
    bool share_;
    ChosenGpus chosen_;
};

/// The machine couldn't be asked: its engine may still know what is meant.
Chosen unseen(const Wanted& wanted, std::span<const GpuClaim> claims, bool share) {
    const auto busy =
        std::ranges::find_if(claims, [](const GpuClaim& claim) { return claim.all || claim.first > 0; });
    const bool overlap = std::ranges::any_of(claims, [&](const GpuClaim& claim) {
        return wanted.all ? claim.all || claim.first > 0 || !claim.ids.empty()
                          : std::ranges::any_of(wanted.ids, [&](const std::string& id) {
                                return claim.all || std::ranges::count(claim.ids, id) != 0;
                            });
    });
    if (wanted.free) {
        return std::unexpected(
            Problem{.kind = "gpus-not-seen",
                    .message = "which GPU is free can't be seen: nvidia-smi gives no answer on that machine",
                    .next_step = "Find out why with dockwright doctor, or name the GPU: --gpus device=0"});
    }
    if (!share && (overlap || (wanted.count > 0 && busy != claims.end()))) {
        return std::unexpected(
            Problem{.kind = "gpu-taken",
                    .message = "other containers have asked for these GPUs already",
                    .next_step = "See which with dockwright ps, or use them together with --share"});
    }
    return ChosenGpus{.all = wanted.all, .ids = wanted.ids, .count = wanted.count, .notes = {}};
}

} // namespace

Chosen choose_gpus(std::string_view wanted, std::span<const GpuLoad> gpus, std::span<const GpuClaim> claims,
                   bool share) {
    const auto read_wanted = read(wanted);
    if (!read_wanted) {
        return std::unexpected(read_wanted.error());
    }
    if (gpus.empty()) {
        return unseen(*read_wanted, claims, share);
    }
    Choosing choosing(gpus, claims, share);
    return read_wanted->all            ? choosing.every()
           : !read_wanted->ids.empty() ? choosing.by_id(read_wanted->ids)
                                       : choosing.freest(read_wanted->count);
}

} // namespace dockwright::actions
