#include "actions/run/built.hpp"
#include "actions/cancelling.hpp"
#include "base/message.hpp"
#include "engine/calls/system_info.hpp"

namespace dockwright::actions {

namespace asio = boost::asio;

asio::awaitable<std::expected<BuiltImage, Problem>> build_for_run(std::shared_ptr<engine::Client> client,
                                                                  BuildOptions building, RunOptions options,
                                                                  OnProgress progress) {
    co_await take_back_by_myself();
    if (!options.gpus.empty() && !options.force) {
        tell(
            progress,
            {.what = message("Looking at {}", {client->endpoint().description()}), .detail = {}, .line = {}});
        auto subject = co_await judged_source(client, building);
        if (!subject) {
            co_return std::unexpected(std::move(subject.error()));
        }
        auto info = co_await engine::system_info(client);
        if (!info) {
            co_return std::unexpected(std::move(info.error()));
        }
        host::Facts facts = co_await facts_there(client, std::move(*info));
        if (auto refusal = refusal_of_judge(*subject, facts)) {
            co_return std::unexpected(std::move(*refusal));
        }
        if (co_await was_cancelled()) {
            co_return std::unexpected(cancelled_by_person());
        }
    }
    co_return co_await build(std::move(client), std::move(building), std::move(progress));
}

} // namespace dockwright::actions
