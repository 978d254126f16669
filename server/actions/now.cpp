#include "actions/now.hpp"
#include "actions/attach.hpp"
#include "actions/containers.hpp"
#include "actions/known_images.hpp"
#include "base/message.hpp"
#include "engine/open.hpp"
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>
#include <exception>
#include <utility>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;

template <typename T>
using Answer = std::expected<T, Problem>;

/// The coroutine's root: what was thrown in it (memory, file handles) becomes a problem here.
template <typename T>
Answer<T> run_to_end(asio::io_context& loop, asio::awaitable<Answer<T>> work) {
    Answer<T> answer =
        std::unexpected(Problem{.kind = "internal", .message = "nothing was done", .next_step = {}});
    asio::co_spawn(loop, std::move(work), [&answer](const std::exception_ptr& failure, Answer<T> value) {
        if (!failure) {
            answer = std::move(value);
            return;
        }
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& thrown) {
            answer = std::unexpected(
                Problem{.kind = "internal",
                        .message = message("the engine could not be asked: {}", {thrown.what()}),
                        .next_step = {}});
        }
    });
    loop.run();
    return answer;
}

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
    asio::io_context loop(1);
    return run_to_end<ContainerList>(loop, list(choice, environment));
}

std::expected<AttachTarget, Problem> attach_target_now(const engine::Choice& choice,
                                                       const engine::Environment& environment,
                                                       const std::string& reference) {
    asio::io_context loop(1);
    return run_to_end<AttachTarget>(loop, target(choice, environment, reference));
}

std::expected<std::vector<model::KnownImage>, Problem>
known_images_now(const engine::Choice& choice, const engine::Environment& environment,
                 std::vector<std::string> references) {
    asio::io_context loop(1);
    return run_to_end<std::vector<model::KnownImage>>(loop,
                                                      images(choice, environment, std::move(references)));
}

} // namespace dockwright::actions
