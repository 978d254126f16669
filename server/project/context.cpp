#include "project/context.hpp"
#include "project/small_file.hpp"
#include <algorithm>

namespace dockwright::project {

namespace fs = std::filesystem;

Context::Context(fs::path root, const model::Dockerignore* ignored)
    : root_(std::move(root)), ignored_(ignored) {}

std::optional<std::string> Context::read(std::string_view path) {
    const std::string clean = model::clean_path(path);
    const bool leaves = clean.starts_with("..") || clean.starts_with('/') || clean.contains('\0');
    if (left_ <= 0 || leaves || (ignored_ != nullptr && ignored_->excludes(clean))) {
        return std::nullopt;
    }
    const fs::path file = root_ / clean;
    auto text = read_small_file(file, largest_file);
    if (!text || !inside(file)) {
        return std::nullopt;
    }
    --left_;
    return std::move(*text);
}

bool Context::inside(const fs::path& file) {
    std::error_code ec;
    if (!real_root_) {
        real_root_ = fs::canonical(root_.empty() ? fs::path(".") : root_, ec);
    }
    const fs::path real = fs::canonical(file, ec);
    return !ec && std::ranges::mismatch(*real_root_, real).in1 == real_root_->end();
}

} // namespace dockwright::project
