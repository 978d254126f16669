#pragma once
#include "engine/environment.hpp"
#include "lsp/binder.hpp"
#include "lsp/error_code.hpp"
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <functional>
#include <memory>

/// For features whose answer must wait for the world (an engine, a process): coroutines on the
/// loop, one a request. The only header of lsp/ that includes Asio.
namespace dockwright::lsp {

struct Loop {
    boost::asio::any_io_executor executor;
    /// For what blocks: files, large answers. Its threads start with the first use.
    std::function<boost::asio::any_io_executor()> pool;
    engine::Environment environment;
};

/// What such a handler gets. Values and the loop alone: the session's documents and settings may
/// change while it waits, so what it needs of them is copied here when the request arrives.
struct Context {
    Loop& loop;
    Settings settings;
};

template <typename Method>
using AsyncHandler = boost::asio::awaitable<typename Method::Result> (*)(Context context,
                                                                         typename Method::Params params);

namespace detail {

struct Cancellation {
    boost::asio::cancellation_signal signal;
    bool requested = false;
    bool begun = false; ///< before that, a signal would take the coroutine away with its call
};

/// Answers when the coroutine ends, also when a cancellation takes it away where it waits.
struct AnswerAsCancelled {
    rpc::Call& call;
    const Cancellation& cancellation;

    ~AnswerAsCancelled() {
        if (cancellation.requested) {
            call.fail({.code = error_code::request_cancelled, .message = "The request was cancelled"});
        }
    }
};

template <typename Method>
boost::asio::awaitable<void> answer(rpc::Call call, std::shared_ptr<Cancellation> cancellation,
                                    Session& session, Context context, typename Method::Params params,
                                    AsyncHandler<Method> handler) {
    const AnswerAsCancelled at_the_end{call, *cancellation};
    std::string failure;
    cancellation->begun = true;
    try {
        if (!cancellation->requested) {
            const typename Method::Result result = co_await handler(std::move(context), std::move(params));
            if (!cancellation->requested) {
                std::string out;
                encode(out, result);
                call.answer(out);
                co_return;
            }
        }
    } catch (const std::exception& error) { failure = error.what(); }
    if (!cancellation->requested) {
        session.log(MessageType::error, std::string(Method::method) + " failed: " + failure);
        call.fail({.code = rpc::error_code::internal_error, .message = failure});
    }
}

} // namespace detail

/// `$/cancelRequest` makes what the handler waits for fail; the request is then answered as cancelled.
template <typename Method>
void on_async(Binder& binder, AsyncHandler<Method> handler) {
    Session& session = binder.session();
    binder.router().on_request(
        Method::method, [&session, handler](rpc::Call call, const boost::json::value& from) {
            typename Method::Params params;
            std::string error;
            if (!decode(from, params, error)) {
                call.fail(Binder::invalid(error));
                return;
            }
            Loop* loop = session.loop();
            if (loop == nullptr) {
                call.fail(
                    {.code = error_code::request_failed, .message = "This server has no way to the outside"});
                return;
            }
            auto cancellation = std::make_shared<detail::Cancellation>();
            call.on_cancel([cancellation] {
                cancellation->requested = true;
                if (cancellation->begun) {
                    cancellation->signal.emit(boost::asio::cancellation_type::terminal);
                }
            });
            boost::asio::co_spawn(
                loop->executor,
                detail::answer<Method>(std::move(call), cancellation, session,
                                       Context{*loop, session.settings()}, std::move(params), handler),
                boost::asio::bind_cancellation_slot(cancellation->signal.slot(), boost::asio::detached));
        });
}

} // namespace dockwright::lsp
