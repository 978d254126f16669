#include "actions/doctor/trial_images.hpp"
#include "engine/calls/inspect_image.hpp"
#include "engine/calls/list_images.hpp"
#include "engine/objects.gen.hpp"
#include <algorithm>
#include <array>
#include <tuple>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Names = std::expected<std::vector<std::string>, Problem>;

constexpr std::size_t wanted = 3;
/// Each is one more question to the engine.
constexpr std::size_t most_looked_at = 12;

constexpr auto for_cuda =
    std::to_array<std::string_view>({"cuda", "pytorch", "torch", "tensorflow", "nvidia"});
constexpr auto with_glibc =
    std::to_array<std::string_view>({"ubuntu", "debian", "python", "rocky", "fedora", "conda", "jupyter"});
constexpr auto with_musl = std::to_array<std::string_view>({"alpine", "busybox"});

template <std::size_t N>
bool has_one(std::string_view name, const std::array<std::string_view, N>& words) {
    return std::ranges::any_of(
        words, [&](std::string_view word) { return name.find(word) != std::string_view::npos; });
}

struct Candidate {
    std::string name;
    unsigned rank = 0;
    std::int64_t size = 0;
};

std::vector<Candidate> candidates(const std::vector<engine::ImageSummary>& images) {
    std::vector<Candidate> found;
    for (const engine::ImageSummary& image : images) {
        const auto tag = std::ranges::find_if(
            image.repo_tags, [](const std::string& name) { return !name.starts_with("<none>"); });
        if (tag != image.repo_tags.end()) {
            found.push_back({.name = *tag, .rank = trial_rank(*tag), .size = image.size});
        }
    }
    std::ranges::sort(found, [](const Candidate& a, const Candidate& b) {
        return std::tie(a.rank, a.size, a.name) < std::tie(b.rank, b.size, b.name);
    });
    return {found.begin(),
            found.begin() + static_cast<std::ptrdiff_t>(std::min(found.size(), most_looked_at))};
}

bool suits(const engine::Image& image) {
    return (image.os.empty() || image.os == "linux") && (!image.config || image.config->volumes.empty());
}

} // namespace

unsigned trial_rank(std::string_view name) {
    if (has_one(name, with_musl)) {
        return 3;
    }
    return has_one(name, for_cuda) ? 0 : has_one(name, with_glibc) ? 1 : 2;
}

asio::awaitable<Names> trial_images(std::shared_ptr<engine::Client> client) {
    const auto images = co_await engine::list_images(client);
    if (!images) {
        co_return std::unexpected(images.error());
    }
    std::vector<std::string> names;
    for (const Candidate& candidate : candidates(*images)) {
        const auto image = co_await engine::inspect_image(client, candidate.name);
        if (!image) {
            co_return std::unexpected(image.error());
        }
        if (const std::optional<engine::Image>& found = *image; found && suits(*found)) {
            names.push_back(candidate.name);
        }
        if (names.size() == wanted) {
            break;
        }
    }
    co_return names;
}

} // namespace dockwright::actions
