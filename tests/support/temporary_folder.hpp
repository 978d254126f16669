#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace dockwright::testing {

/// An empty folder that is gone, with all in it, at the end of the test.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    /// Writes a file, with the folders above it.
    void write(const std::string& name, std::string_view text) const;
    /// What is in a file of it.
    std::string read(const std::string& name) const;

private:
    std::filesystem::path path_;
};

} // namespace dockwright::testing
