#pragma once
#include "base/problem.hpp"
#include <expected>
#include <memory>
#include <string>
#include <string_view>

namespace dockwright::actions {

/// A file that appears whole or not at all: written beside its place under a name of its own, and renamed at
/// the end. Removed with the object unless it was finished. Everything here may block: for the pool.
class PartFile {
public:
    /// The problem is `file-not-written`.
    static std::expected<std::shared_ptr<PartFile>, Problem> begin(const std::string& path);
    /// Writes to a descriptor that is open and stays so; nothing is renamed.
    static std::shared_ptr<PartFile> onto(int descriptor, std::string name);

    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;
    ~PartFile();

    std::expected<void, Problem> write(std::string_view bytes);
    /// Where the bytes are until then; empty for a descriptor.
    const std::string& part() const { return part_; }
    /// On the disk, and under its name; what had the name is replaced.
    std::expected<void, Problem> finish();

private:
    PartFile(int descriptor, std::string path, std::string part)
        : descriptor_(descriptor), path_(std::move(path)), part_(std::move(part)) {}
    std::unexpected<Problem> failed(int error) const;

    int descriptor_;
    std::string path_;
    std::string part_; ///< empty: not ours to remove and to close
};

} // namespace dockwright::actions
