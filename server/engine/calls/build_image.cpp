#include "engine/calls/build_image.hpp"
#include "base/json_text.hpp"
#include "engine/calls/call.hpp"

namespace dockwright::engine {

boost::asio::awaitable<std::expected<std::shared_ptr<Stream>, Problem>>
build_image(std::shared_ptr<Client> client, std::string query, std::string auth, BodySource archive) {
    Request request;
    request.method = Method::post;
    request.target = "/v" + to_string(client->spoken().version) + "/build?" + query;
    request.content_type = "application/x-tar";
    if (!auth.empty()) {
        request.headers.push_back({.name = "X-Registry-Config", .value = std::move(auth)});
    }
    co_return co_await open_upload(client, std::move(request), std::move(archive));
}

std::string build_arguments(const std::vector<std::pair<std::string, std::string>>& arguments) {
    std::string out;
    for (const auto& [name, value] : arguments) {
        out += out.empty() ? "{" : ",";
        json_text::append(out, name);
        out += ":";
        json_text::append(out, value);
    }
    return out.empty() ? "{}" : out + "}";
}

} // namespace dockwright::engine
