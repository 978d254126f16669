#include "actions/now.hpp"
#include "actions/attach.hpp"
#include "actions/blocking.hpp"
#include "actions/containers.hpp"
#include "actions/known_images.hpp"
#include "base/message.hpp"
#include "engine/open.hpp"
#include <boost/asio/this_coro.hpp>
#include <utility>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;

asio::awaitable<Answer<ContainerList>> list(engine::Choice choice, engine::Environment environment) {
    auto client = co_await engine::find_engine(co_await asio::this_coro::executor, std::move(choice),
                                               std::move(environment), engine::Limits(), std::nullopt);
    if (!client) {
        co_return std::unexpected(std::move(client.error()));
    }
    auto rows = co_await containers(*client);
    if (!rows) {
        co_return std::unexpected(std::move(rows.error()));
    }
    co_return ContainerList{.engine = (*client)->endpoint().description(), .rows = std::move(*rows)};
}

asio::awaitable<Answer<AttachTarget>> target(engine::Choice choice, engine::Environment environment,
                                             std::string reference) {
    ClientPrograms programs = find_client_programs(environment.path);
    auto client = co_await engine::find_engine(co_await asio::this_coro::executor, std::move(choice),
                                               std::move(environment), engine::Limits(), std::nullopt);
    if (!client) {
        co_return std::unexpected(std::move(client.error()));
    }
    co_return co_await attach_target(*client, std::move(reference), std::move(programs));
}

asio::awaitable<Answer<std::vector<model::KnownImage>>>
images(engine::Choice choice, engine::Environment environment, std::vector<std::string> references) {
    auto client = co_await engine::find_engine(co_await asio::this_coro::executor, std::move(choice),
                                               std::move(environment), engine::Limits(), std::nullopt);
    if (!client) {
        co_return std::unexpected(std::move(client.error()));
    }
    co_return co_await known_images(*client, std::move(references));
}

} // namespace

std::expected<ContainerList, Problem> containers_now(const engine::Choice& choice,
                                                     const engine::Environment& environment) {
    return run_blocking<ContainerList>([&] { return list(choice, environment); });
}

std::expected<AttachTarget, Problem> attach_target_now(const engine::Choice& choice,
                                                       const engine::Environment& environment,
                                                       const std::string& reference) {
    return run_blocking<AttachTarget>([&] { return target(choice, environment, reference); });
}

std::expected<std::vector<model::KnownImage>, Problem>
known_images_now(const engine::Choice& choice, const engine::Environment& environment,
                 std::vector<std::string> references) {
    return run_blocking<std::vector<model::KnownImage>>(
        [&] { return images(choice, environment, std::move(references)); });
}

} // namespace dockwright::actions
