#pragma once
#include "lint/baseline.hpp"
#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dockwright::cli {

/// A baseline on disk. Paths in it begin at its folder, so that it holds from wherever the program is started
/// and however files are named.
class BaselineFile {
public:
    /// Problems: those of read_file and of lint::read_baseline.
    static std::expected<BaselineFile, Problem> read(const std::string& path);
    /// The same, but what isn't there holds nothing.
    static std::expected<BaselineFile, Problem> read_or_begin(const std::string& path);

    const std::string& path() const { return path_; }
    /// What it holds of a file. May be asked from several threads.
    std::span<const lint::BaselineEntry> of(std::string_view path) const;

    /// Takes what was found now for what it holds of these files. What it holds of others stays, unless they
    /// are no more on disk.
    void renew(const std::vector<std::pair<std::string, std::vector<lint::BaselineEntry>>>& found);
    /// Writes it whole.
    std::optional<Problem> write() const;

    std::size_t files() const { return entries_.size(); }
    std::size_t findings() const;
    /// "a/Dockerfile: the-rule (2)": what it holds of files that are no more on disk.
    std::vector<std::string> of_lost_files() const;

private:
    explicit BaselineFile(const std::string& path);
    std::string key(std::string_view path) const;
    bool is_lost(const std::string& key) const;

    std::string path_;
    std::filesystem::path folder_; ///< absolute
    lint::Baseline entries_;
};

/// "a/Dockerfile: the-rule (2)"
std::string entry_text(std::string_view path, const lint::BaselineEntry& entry);

/// "2 findings of the baseline 'x' are there no more: …"; "" if none is.
std::string gone_text(const BaselineFile& baseline, std::span<const std::string> gone);

} // namespace dockwright::cli
