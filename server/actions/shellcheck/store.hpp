#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace dockwright::actions::shellcheck {

/// Answers on disk, so that the same script is not asked about twice: a small file each, in a folder
/// that may be deleted at any time. Nothing here is an error: what can't be read was not kept. May be
/// used from several threads and programs at once.
class Store {
public:
    /// `folder` is made when first written to; "": nothing is kept.
    explicit Store(std::filesystem::path folder) : folder_(std::move(folder)) {}

    /// `key` is the whole of what the answer depends on.
    std::optional<std::string> get(std::string_view key) const;
    void put(std::string_view key, std::string_view answer) const;
    /// Removes the oldest files, should there be more than `most`, until half of that is left.
    void trim(std::size_t most) const;

private:
    std::filesystem::path path_of(std::string_view key) const;

    std::filesystem::path folder_;
};

} // namespace dockwright::actions::shellcheck
