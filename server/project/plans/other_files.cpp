#include "project/plans/other_files.hpp"
#include "project/context.hpp"
#include "project/folders.hpp"
#include "project/small_file.hpp"
#include <algorithm>
#include <utility>

namespace dockwright::project {

namespace fs = std::filesystem;

OtherFile other_files(const fs::path& compose_file) {
    // The root is found out when a file is first asked for: most Compose files name none.
    return [compose_file, root = fs::path()](const std::string& path) mutable -> std::optional<std::string> {
        if (path.contains('\0')) {
            return std::nullopt;
        }
        if (root.empty()) {
            root = widest_root(compose_file);
        }
        std::error_code ec;
        const fs::path file = fs::canonical(compose_file.parent_path() / path, ec);
        if (ec || std::ranges::mismatch(root, file).in1 != root.end()) {
            return std::nullopt;
        }
        auto text = read_small_file(file, largest_file);
        return text ? std::optional(std::move(*text)) : std::nullopt;
    };
}

} // namespace dockwright::project
