#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace dockwright::actions::shellcheck {

/// A folder of files "0", "1", …, which nobody else may enter; gone with the object. Blocks.
class ScratchFolder {
public:
    /// Null if it can't be written.
    static std::unique_ptr<ScratchFolder> write(const std::filesystem::path& inside,
                                                const std::vector<std::string>& texts);
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    ~ScratchFolder();

    const std::filesystem::path& path() const { return path_; }
    /// Before the object goes, where that may be in a place that must not block. Whether it was there.
    bool remove();

private:
    explicit ScratchFolder(std::filesystem::path path) : path_(std::move(path)) {}

    std::filesystem::path path_;
};

} // namespace dockwright::actions::shellcheck
