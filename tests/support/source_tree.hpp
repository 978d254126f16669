#pragma once
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

/// The project's own files, for tests that read them.
namespace dockwright::testing {

std::filesystem::path source_root();

struct SourceFile {
    std::string path; ///< from the root, with `/`
    std::string text;
};

/// All files under these folders (or the files of that name) with one of the endings, by path.
std::vector<SourceFile> source_files(std::initializer_list<std::string_view> places,
                                     std::initializer_list<std::string_view> endings);

bool is_generated(std::string_view path);

/// Fails, naming the file, unless it holds exactly this. With DOCKWRIGHT_REWRITE in the
/// environment it is written instead.
void expect_file(std::string_view path, std::string_view text);

} // namespace dockwright::testing
