#include "actions/run/mount.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include <algorithm>

namespace dockwright::actions {
namespace {

constexpr std::size_t longest_path = 4096;

std::unexpected<Problem> wrong(std::string_view text, std::string why) {
    return std::unexpected(
        Problem{.kind = "mount-not-understood",
                .message = message("'{}' names no folder: {}", {printable(text.substr(0, 300)), why}),
                .next_step = "Write PATH or PATH:TARGET, where TARGET is the place in the container: /data"});
}

std::string last_part(std::string_view path) {
    while (path.size() > 1 && path.ends_with('/')) {
        path.remove_suffix(1);
    }
    return std::string(path.substr(path.rfind('/') + 1)); // npos + 1 is 0
}

std::string without_slash(std::string path) {
    while (path.size() > 1 && path.ends_with('/')) {
        path.pop_back();
    }
    return path;
}

} // namespace

std::expected<std::vector<Mount>, Problem> read_mounts(std::span<const std::string> texts,
                                                       std::string_view default_target, bool read_only) {
    std::vector<Mount> out;
    for (const std::string& text : texts) {
        const std::size_t colon = text.rfind(":/");
        const bool has_target = colon != std::string::npos && colon > 0;
        Mount mount{.source = has_target ? text.substr(0, colon) : text,
                    .target = has_target ? without_slash(text.substr(colon + 1)) : std::string(),
                    .read_only = read_only};
        const bool bad_bytes = std::ranges::any_of(
            text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; });
        if (mount.source.empty() || bad_bytes || text.size() > longest_path) {
            return wrong(text, bad_bytes ? "it holds control bytes" : "its path is empty or too long");
        }
        if (mount.target == "/") {
            return wrong(text, "it would take the place of the whole image");
        }
        if (!has_target) {
            mount.target = default_target;
            mount.target += texts.size() > 1 ? "/" + last_part(mount.source) : "";
        }
        if (std::ranges::any_of(out, [&](const Mount& each) { return each.target == mount.target; })) {
            return wrong(text, message("another one is at {} already", {printable(mount.target)}));
        }
        out.push_back(std::move(mount));
    }
    return out;
}

std::vector<std::string> hidden_by(const Mount& mount, std::span<const std::string> paths) {
    std::vector<std::string> out;
    for (const std::string& path : paths) {
        if (path == mount.target || path.starts_with(mount.target + "/")) {
            out.push_back(path);
        }
    }
    return out;
}

std::string volume_name(std::string_view prefix, std::string_view text) {
    std::string out(prefix);
    for (const char c : text.substr(0, 100)) {
        const bool right = ascii::is_name(c) || c == '.' || c == '-';
        out += right ? c : '-';
    }
    return out;
}

} // namespace dockwright::actions
