#pragma once
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include <cstdint>
#include <string>
#include <vector>

namespace dockwright::actions {

/// One image of an engine. Its text is foreign.
struct ImageRow {
    std::string id;
    /// As docker lists them; empty: the name has moved on to a newer image.
    std::vector<std::string> names;
    /// Seconds since 1970.
    std::int64_t created = 0;
    /// Bytes of all its layers, also of those that other images share.
    std::uint64_t size = 0;
    /// Names of the containers that were made from it, also of those that don't run.
    std::vector<std::string> used_by;
    /// "CUDA 12.4", "NVIDIA" where a version isn't said; empty: nothing in it speaks of GPUs.
    std::string gpu;

    bool operator==(const ImageRow&) const = default;
};

/// All images of one engine, the newest first. An image whose inspection fails is kept, with no words of
/// GPUs.
boost::asio::awaitable<std::expected<std::vector<ImageRow>, Problem>>
image_list(std::shared_ptr<engine::Client> client);

/// What the variables of an image say of GPUs; see ImageRow::gpu.
std::string gpu_of_image(const engine::ImageConfig& config);

/// The names that mean it: without the `<none>:<none>` of engines before API 1.43.
std::vector<std::string> names_of_image(const std::vector<std::string>& tags);

/// Names of the containers that were made from the image, without their slash.
std::vector<std::string> containers_of_image(const std::vector<engine::ContainerSummary>& containers,
                                             std::string_view id);

} // namespace dockwright::actions
