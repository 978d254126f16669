#include "support/source_tree.hpp"
#include "support/line_changes.hpp"
#include "support/read_file.hpp"
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>

namespace dockwright::testing {

namespace fs = std::filesystem;

fs::path source_root() {
    return DOCKWRIGHT_SOURCE;
}

std::vector<SourceFile> source_files(std::initializer_list<std::string_view> places,
                                     std::initializer_list<std::string_view> endings) {
    std::vector<SourceFile> files;
    const auto take = [&](const fs::path& path) {
        const std::string name = fs::relative(path, source_root()).generic_string();
        if (std::ranges::any_of(endings, [&](std::string_view end) { return name.ends_with(end); })) {
            files.push_back({name, read_file(path)});
        }
    };
    for (const std::string_view place : places) {
        const fs::path path = source_root() / place;
        if (fs::is_regular_file(path)) {
            take(path);
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator(path)) {
            if (entry.is_regular_file()) {
                take(entry.path());
            }
        }
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

bool is_generated(std::string_view path) {
    return path.contains(".gen.");
}

void expect_file(std::string_view path, std::string_view text) {
    const fs::path file = source_root() / path;
    if (std::getenv("DOCKWRIGHT_REWRITE") != nullptr) {
        std::ofstream(file, std::ios::binary) << text;
        return;
    }
    if (!fs::exists(file)) {
        ADD_FAILURE() << path << " is missing; run again with DOCKWRIGHT_REWRITE=1";
        return;
    }
    const std::string there = read_file(file);
    if (there == text) {
        return;
    }
    std::string differences;
    for (const LineChange& change : line_changes(there, text)) {
        if (!change.kept) {
            differences.append(change.in_source ? "- " : "+ ").append(change.line) += '\n';
        }
    }
    ADD_FAILURE() << path << " is stale; run again with DOCKWRIGHT_REWRITE=1\n" << differences;
}

} // namespace dockwright::testing
