#include "actions/attach.hpp"
#include "engine/on_pool.hpp"
#include "engine/open.hpp"
#include "lsp/async_feature.hpp"
#include "lsp/containers_wire.hpp"
#include "lsp/dockwright_json.gen.hpp"

namespace dockwright::lsp::features {
namespace {

using boost::asio::awaitable;

AttachAnswer answer(const actions::AttachTarget& target) {
    return {.container = item_of(target.container),
            .terminal = TerminalCommand{.title = target.container.name,
                                        .program = target.terminal.program,
                                        .arguments = target.terminal.arguments},
            .editor = RemoteFolder{
                .scheme = "vscode-remote", .authority = target.editor.authority, .path = target.editor.path}};
}

awaitable<AttachAnswer> attach(Context context, AttachParams params) {
    engine::Choice choice{.host = context.settings.engine ? context.settings.engine->host.value_or("") : ""};
    engine::Limits limits;
    const std::optional<boost::asio::any_io_executor> pool = context.loop.pool();
    auto client =
        co_await engine::find_engine(context.loop.executor, choice, context.loop.environment, limits, pool);
    if (!client) {
        co_return AttachAnswer{.problem = answer_of(client.error())};
    }
    std::function<actions::ClientPrograms()> find = [path = context.loop.environment.path] {
        return actions::find_client_programs(path);
    };
    actions::ClientPrograms programs =
        co_await engine::on_pool<actions::ClientPrograms>(pool, std::move(find));
    const auto target = co_await actions::attach_target(*client, params.container, std::move(programs));
    if (!target) {
        co_return AttachAnswer{.problem = answer_of(target.error())};
    }
    co_return answer(*target);
}

void bind(Binder& binder) {
    on_async<AttachRequest>(binder, attach);
}

} // namespace

extern constexpr Feature attach{.name = "attach", .bind = bind};

} // namespace dockwright::lsp::features
