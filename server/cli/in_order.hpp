#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <utility>
#include <vector>

namespace dockwright::cli {

/// Calls `work(index)` for every index below `count` on up to `jobs` threads, and hands the results
/// to `take` in order, on the calling thread, as soon as each is there. One job starts no thread.
template <class Work, class Take>
void in_order(std::size_t count, std::size_t jobs, const Work& work, const Take& take) {
    if (std::min(count, jobs) <= 1) {
        for (std::size_t i = 0; i < count; ++i) {
            take(work(i));
        }
        return;
    }
    using Result = decltype(work(std::size_t{}));
    struct Slot {
        std::atomic<bool> ready = false;
        Result result;
    };
    std::vector<Slot> slots(count);
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> threads;
    threads.reserve(std::min(count, jobs));
    for (std::size_t i = 0; i < std::min(count, jobs); ++i) {
        threads.emplace_back([&] {
            for (std::size_t at = next++; at < count; at = next++) {
                slots[at].result = work(at);
                slots[at].ready = true;
                slots[at].ready.notify_one();
            }
        });
    }
    for (Slot& slot : slots) {
        slot.ready.wait(false);
        take(std::exchange(slot.result, {}));
    }
}

} // namespace dockwright::cli
