#include "actions/containers.hpp"
#include "engine/open.hpp"
#include "lsp/async_feature.hpp"
#include "lsp/containers_wire.hpp"
#include "lsp/dockwright_json.gen.hpp"

namespace dockwright::lsp::features {
namespace {

using boost::asio::awaitable;

std::string host_in(const Settings& settings) {
    return settings.engine ? settings.engine->host.value_or("") : std::string();
}

ContainersAnswer answer(const std::vector<actions::ContainerRow>& rows, std::string engine, bool all) {
    ContainersAnswer answer{.engine = std::move(engine)};
    for (const actions::ContainerRow& row : rows) {
        if (all || row.state == "running") {
            answer.containers.push_back(item_of(row));
        }
    }
    return answer;
}

awaitable<ContainersAnswer> list(Context context, ContainersParams params) {
    engine::Choice choice{.host = host_in(context.settings)};
    engine::Limits limits;
    auto client = co_await engine::find_engine(context.loop.executor, choice, context.loop.environment,
                                               limits, context.loop.pool());
    if (!client) {
        co_return ContainersAnswer{.problem = answer_of(client.error())};
    }
    std::string named = (*client)->endpoint().description();
    const auto rows = co_await actions::containers(*client);
    if (!rows) {
        co_return ContainersAnswer{.engine = std::move(named), .problem = answer_of(rows.error())};
    }
    co_return answer(*rows, std::move(named), params.all.value_or(false));
}

void bind(Binder& binder) {
    on_async<ContainersRequest>(binder, list);
}

} // namespace

extern constexpr Feature containers{.name = "containers", .bind = bind};

} // namespace dockwright::lsp::features
