#include "engine/calls/create_volume.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<Volume, Problem>> create_volume(std::shared_ptr<Client> client,
                                                                     VolumeSpec spec) {
    Request request;
    request.method = Method::post;
    request.target = target_of(CreateVolume::path, client->spoken().version);
    encode(request.body, spec);
    request.content_type = "application/json";
    co_return co_await call<CreateVolume>(client, std::move(request), std::string());
}

} // namespace dockwright::engine
