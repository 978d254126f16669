#include "project/context_listing.hpp"
#include <algorithm>
#include <map>

namespace dockwright::project {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 500'000;

class Walk {
public:
    Walk(const fs::path& folder, const model::Dockerignore& ignored) : folder_(folder), ignored_(ignored) {
        std::vector<std::string> waiting{""};
        while (!waiting.empty() && out_.whole) {
            const std::string below = std::move(waiting.back());
            waiting.pop_back();
            std::error_code ec;
            for (fs::directory_iterator at(folder_ / below, ec); !ec && at != fs::directory_iterator();
                 at.increment(ec)) {
                const std::string path = below + at->path().filename().string();
                std::error_code unknown;
                if (at->symlink_status(unknown).type() == fs::file_type::directory) {
                    waiting.push_back(path + "/");
                } else {
                    take(path, *at);
                }
            }
            if (ec) {
                out_.unread.push_back(below);
            }
        }
    }

    ContextListing finish() && {
        std::ranges::sort(out_.sent, {}, &ContextListing::Sent::path);
        for (auto& [line, left_out] : left_out_) {
            out_.left_out.push_back(std::move(left_out));
        }
        return std::move(out_);
    }

private:
    void take(const std::string& path, const fs::directory_entry& entry) {
        std::error_code unknown;
        const fs::file_type type = entry.symlink_status(unknown).type();
        const bool is_file = type == fs::file_type::regular;
        if ((!is_file && type != fs::file_type::symlink) || ++files_ > most_files) {
            out_.whole = files_ <= most_files;
            return;
        }
        const std::uint64_t size = is_file ? entry.file_size(unknown) : 0;
        const std::uint64_t bytes = unknown ? 0 : size;
        const auto reason = ignored_.reason(path);
        if (reason && reason->excludes) {
            ContextListing::LeftOut& out = left_out_[reason->line];
            out.pattern = reason->pattern;
            out.line = reason->line;
            ++out.files;
            out.bytes += bytes;
        } else {
            out_.sent.push_back({.path = path, .bytes = bytes});
            out_.bytes += bytes;
        }
    }

    fs::path folder_;
    const model::Dockerignore& ignored_;
    std::size_t files_ = 0;
    std::map<std::uint32_t, ContextListing::LeftOut> left_out_;
    ContextListing out_;
};

} // namespace

ContextListing list_context(const fs::path& folder, const model::Dockerignore& ignored) {
    return Walk(folder, ignored).finish();
}

} // namespace dockwright::project
