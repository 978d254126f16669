#include "rpc/router.hpp"
#include "base/message.hpp"
#include <exception>
#include <utility>

namespace dockwright::rpc {

/// What a call needs of its router: a way out, and which requests are open.
struct RouterState {
    Router::Outside outside;
    std::map<Id, std::move_only_function<void()>> open;
};

Call::~Call() {
    fail({.code = error_code::internal_error, .message = "The request was dropped without an answer"});
}

void Call::answer(std::string_view result) {
    const std::shared_ptr<RouterState> state = state_.lock();
    state_.reset();
    if (state && state->open.erase(id_) > 0) {
        state->outside.send(encode_result(id_, result));
    }
}

void Call::fail(const Error& error) {
    const std::shared_ptr<RouterState> state = state_.lock();
    state_.reset();
    if (state && state->open.erase(id_) > 0) {
        state->outside.send(encode_error(id_, error));
    }
}

void Call::on_cancel(std::move_only_function<void()> stop) {
    if (const std::shared_ptr<RouterState> state = state_.lock()) {
        state->open[id_] = std::move(stop);
    }
}

Router::Router(Outside outside) : state_(std::make_shared<RouterState>(std::move(outside))) {}
Router::~Router() = default;

void Router::on_request(std::string_view method, OnRequest handler) {
    requests_.insert_or_assign(std::string(method), std::move(handler));
}

void Router::on_notification(std::string_view method, OnNotification handler) {
    notifications_.insert_or_assign(std::string(method), std::move(handler));
}

void Router::receive(std::string_view body) {
    auto message = decode(body);
    if (!message) {
        state_->outside.log(message.error().error.message);
        state_->outside.send(encode_error(message.error().id, message.error().error));
        return;
    }
    std::visit([this](auto& one) { receive(std::move(one)); }, *message);
}

void Router::receive(Request request) {
    if (state_->open.contains(request.id)) {
        const Error error{.code = error_code::invalid_request,
                          .message = "A request with this id is still open"};
        state_->outside.send(encode_error(request.id, error));
        return;
    }
    state_->open.emplace(request.id, nullptr);
    Call call(state_, std::move(request.id));
    if (std::optional<Error> refused = gate_ ? gate_(request.method) : std::nullopt) {
        call.fail(*refused);
        return;
    }
    const auto handler = requests_.find(request.method);
    if (handler == requests_.end()) {
        call.fail({.code = error_code::method_not_found,
                   .message = message("Unknown method '{}'", {printable(request.method)})});
        return;
    }
    try {
        handler->second(std::move(call), request.params); // a throw drops the call, which answers
    } catch (const std::exception& error) {
        state_->outside.log(message("{} failed: {}", {request.method, error.what()}));
    }
}

void Router::receive(const Notification& notification) {
    const auto handler = notifications_.find(notification.method);
    if (handler == notifications_.end() || (gate_ && gate_(notification.method))) {
        return;
    }
    try {
        handler->second(notification.params);
    } catch (const std::exception& error) {
        state_->outside.log(message("{} failed: {}", {notification.method, error.what()}));
    }
}

void Router::receive(Response response) {
    const std::int64_t* id = std::get_if<std::int64_t>(&response.id);
    auto waiting = id != nullptr ? waiting_.extract(*id) : decltype(waiting_)::node_type();
    if (!waiting.empty()) {
        waiting.mapped()(std::move(response.outcome));
    }
}

void Router::cancel(const Id& id) {
    const auto open = state_->open.find(id);
    if (open != state_->open.end() && open->second) {
        // Stopping may answer the request, which erases what `open` points to.
        std::move_only_function<void()> stop = std::exchange(open->second, nullptr);
        stop();
    }
}

void Router::notify(std::string_view method, std::string_view params) {
    state_->outside.send(encode_notification(method, params));
}

void Router::request(std::string_view method, std::string_view params, OnResponse then) {
    waiting_.emplace(next_id_, std::move(then));
    state_->outside.send(encode_request(next_id_++, method, params));
}

} // namespace dockwright::rpc
