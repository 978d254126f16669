#pragma once
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace dockwright {

/// Keeps texts that exist in no source (joined lines, decoded JSON, expanded words) as long as it
/// lives, and hands out views that stay valid when it is moved. Nothing is freed one by one.
class Arena {
public:
    /// Room for up to `size` characters, to be written by the caller and handed back to `take`.
    char* reserve(std::size_t size) {
        if (size > room_) {
            const std::size_t block = std::max<std::size_t>(size, block_size);
            blocks_.push_back(std::make_unique_for_overwrite<char[]>(block));
            next_ = blocks_.back().get();
            room_ = block;
        }
        return next_;
    }
    /// What was written at the start of the last `reserve`.
    std::string_view take(std::size_t size) {
        const std::string_view out{next_, size};
        next_ += size;
        room_ -= size;
        return out;
    }
    std::string_view store(std::string_view text) {
        if (text.empty()) {
            return {};
        }
        std::memcpy(reserve(text.size()), text.data(), text.size());
        return take(text.size());
    }

private:
    static constexpr std::size_t block_size = 4096;
    std::vector<std::unique_ptr<char[]>> blocks_;
    char* next_ = nullptr;
    std::size_t room_ = 0;
};

} // namespace dockwright
