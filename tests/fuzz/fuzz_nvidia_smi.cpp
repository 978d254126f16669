#include "host/nvidia_smi_csv.hpp"
#include "host/nvidia_smi_loop.hpp"
#include "host/nvidia_smi_table.hpp"
#include "host/text.hpp"
#include "promise.hpp"
#include <algorithm>

namespace {

using namespace dockwright;

/// Three lines of 200 bytes, each byte up to four when escaped, and what joins them.
void check_words(const std::string& words) {
    fuzz::promise(words.size() <= 3U * 200U * 4U + 4U);
    fuzz::promise(std::ranges::none_of(words, [](char c) { return c >= 0 && c < ' ' && c != '\t'; }));
}

template <typename Row>
void check(const host::Table<Row>& table, std::size_t most) {
    fuzz::promise(table.rows.size() <= most);
    check_words(table.words);
}

using Rounds = std::vector<std::vector<host::GpuLoad>>;

/// The rounds do not depend on where the bytes were cut.
void check_loop(std::string_view text, std::size_t gpus, std::size_t step) {
    host::LoadRounds whole(gpus);
    const Rounds at_once = whole.feed(text);
    host::LoadRounds cut(gpus);
    Rounds in_pieces;
    for (std::size_t at = 0; at < text.size(); at += step) {
        for (auto& round : cut.feed(text.substr(at, step))) {
            in_pieces.push_back(std::move(round));
        }
    }
    fuzz::promise(at_once == in_pieces && whole.words() == cut.words());
    fuzz::promise(std::ranges::all_of(
        at_once, [](const auto& round) { return !round.empty() && round.size() <= host::max_gpus; }));
    check_words(whole.words());
}

} // namespace

/// Two bytes of choices, then bytes as what nvidia-smi prints: tables for programs, once and in a loop, and
/// the table and the list for people.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size < 2) {
        return 0;
    }
    const std::string copy(data + 2, data + size);
    const std::string_view text = copy;
    check(host::read_identities(text), host::max_gpus);
    check(host::read_capabilities(text), host::max_gpus);
    check(host::read_modes(text), host::max_gpus);
    check(host::read_loads(text), host::max_gpus);
    check(host::read_processes(text), host::max_gpu_processes);
    check_loop(text, data[0] % 4U, data[1] + std::size_t{1});
    const host::SmiTable table = host::read_nvidia_smi_table(text);
    const bool answered = table.nvidia.state == host::NvidiaSmi::State::answered;
    fuzz::promise(answered == !table.nvidia.driver.empty());
    fuzz::promise(table.nvidia.gpus.size() <= host::max_gpus);
    check_words(table.nvidia.words);
    fuzz::promise(host::read_nvidia_smi_list(text).size() <= host::max_gpus);
    return 0;
}
