#pragma once
#include "rpc/message.hpp"
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace dockwright::rpc {

struct RouterState;

/// The right and the duty to answer one request, once. Movable only; one that dies unanswered
/// answers with an internal error, so no request stays open. May outlive its router, then does
/// nothing.
class Call {
public:
    Call(std::weak_ptr<RouterState> state, Id id) : state_(std::move(state)), id_(std::move(id)) {}
    Call(Call&&) noexcept = default;
    Call& operator=(Call&&) = delete;
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;
    ~Call();

    /// `result` is JSON; an answer without anything to say is "null".
    void answer(std::string_view result);
    void fail(const Error& error);

    /// What to do when the request is cancelled before it is answered. It still must be answered.
    void on_cancel(std::move_only_function<void()> stop);

private:
    std::weak_ptr<RouterState> state_;
    Id id_;
};

/// Bodies to handlers, and answers to bodies. Every request is answered exactly once, whatever its
/// handler does: unknown methods, handlers that throw and calls that are dropped become errors.
/// One thread; knows neither bytes nor the protocol above.
class Router {
public:
    using OnRequest = std::move_only_function<void(Call call, const boost::json::value& params)>;
    using OnNotification = std::move_only_function<void(const boost::json::value& params)>;
    using OnResponse = std::move_only_function<void(std::expected<boost::json::value, Error> outcome)>;
    /// Says why a method is not allowed now; a notification that it refuses is dropped.
    using Gate = std::move_only_function<std::optional<Error>(std::string_view method)>;

    struct Outside {
        /// Takes one body to the peer.
        std::move_only_function<void(std::string body)> send;
        /// Takes one line for the log: what a peer or a handler did wrong.
        std::move_only_function<void(std::string_view line)> log;
    };

    explicit Router(Outside outside);
    ~Router();
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;

    void on_request(std::string_view method, OnRequest handler);
    void on_notification(std::string_view method, OnNotification handler);
    void set_gate(Gate gate) { gate_ = std::move(gate); }

    void receive(std::string_view body);

    /// Of a request that is still open; any other id is ignored.
    void cancel(const Id& id);

    void notify(std::string_view method, std::string_view params);
    void request(std::string_view method, std::string_view params, OnResponse then);

private:
    void receive(Request request);
    void receive(const Notification& notification);
    void receive(Response response);

    std::shared_ptr<RouterState> state_;
    Gate gate_;
    std::map<std::string, OnRequest, std::less<>> requests_;
    std::map<std::string, OnNotification, std::less<>> notifications_;
    std::map<std::int64_t, OnResponse> waiting_;
    std::int64_t next_id_ = 1;
};

} // namespace dockwright::rpc
