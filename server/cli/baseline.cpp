#include "cli/baseline.hpp"
#include "base/message.hpp"
#include "cli/input.hpp"
#include "cli/whole_file.hpp"
#include "project/configuration.hpp"

namespace dockwright::cli {

namespace fs = std::filesystem;

BaselineFile::BaselineFile(const std::string& path)
    : path_(path), folder_(fs::path(project::path_for_patterns(path)).parent_path()) {}

std::expected<BaselineFile, Problem> BaselineFile::read(const std::string& path) {
    const auto bytes = read_file(path);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    auto entries = lint::read_baseline(*bytes, path);
    if (!entries) {
        return std::unexpected(std::move(entries.error()));
    }
    BaselineFile out(path);
    out.entries_ = std::move(*entries);
    return out;
}

std::expected<BaselineFile, Problem> BaselineFile::read_or_begin(const std::string& path) {
    std::error_code ec;
    const fs::file_status there = fs::status(path, ec);
    // What is empty, such as a file that mktemp made, can't be anybody's work.
    if (there.type() == fs::file_type::not_found ||
        (fs::is_regular_file(there) && fs::file_size(path, ec) == 0)) {
        return BaselineFile(path);
    }
    return read(path);
}

/// Standard input without a name has none here either.
std::string BaselineFile::key(std::string_view path) const {
    return path == "-"
               ? std::string(path)
               : fs::path(project::path_for_patterns(path)).lexically_relative(folder_).generic_string();
}

std::span<const lint::BaselineEntry> BaselineFile::of(std::string_view path) const {
    const auto found = entries_.find(key(path));
    return found == entries_.end() ? std::span<const lint::BaselineEntry>{} : found->second;
}

bool BaselineFile::is_lost(const std::string& key) const {
    std::error_code ec;
    return key != "-" && fs::status(folder_ / key, ec).type() == fs::file_type::not_found;
}

void BaselineFile::renew(const std::vector<std::pair<std::string, std::vector<lint::BaselineEntry>>>& found) {
    std::erase_if(entries_, [this](const auto& file) { return is_lost(file.first); });
    for (const auto& [path, entries] : found) {
        entries_.insert_or_assign(key(path), entries);
    }
    std::erase_if(entries_, [](const auto& file) { return file.second.empty(); });
}

std::optional<Problem> BaselineFile::write() const {
    WholeFile file(path_);
    if (auto problem = file.open()) {
        return problem;
    }
    file.write(lint::baseline_text(entries_));
    return file.commit();
}

std::size_t BaselineFile::findings() const {
    std::size_t out = 0;
    for (const auto& [path, entries] : entries_) {
        for (const lint::BaselineEntry& entry : entries) {
            out += entry.count;
        }
    }
    return out;
}

std::vector<std::string> BaselineFile::of_lost_files() const {
    std::vector<std::string> out;
    for (const auto& [path, entries] : entries_) {
        if (is_lost(path)) {
            for (const lint::BaselineEntry& entry : entries) {
                out.push_back(entry_text(path, entry));
            }
        }
    }
    return out;
}

std::string entry_text(std::string_view path, const lint::BaselineEntry& entry) {
    return entry.count == 1 ? message("{}: {}", {path, entry.rule})
                            : message("{}: {} ({})", {path, entry.rule, std::to_string(entry.count)});
}

std::string gone_text(const BaselineFile& baseline, std::span<const std::string> gone) {
    constexpr std::size_t most_named = 5;
    if (gone.empty()) {
        return {};
    }
    std::string list;
    for (const std::string& each : gone.first(std::min(gone.size(), most_named))) {
        list += list.empty() ? "" : "; ";
        list += each;
    }
    if (gone.size() > most_named) {
        list += message("; and {} more", {std::to_string(gone.size() - most_named)});
    }
    return message("the baseline '{}' has what is found no more: {}. To take it out: --write-baseline {}",
                   {baseline.path(), list, baseline.path()});
}

} // namespace dockwright::cli
