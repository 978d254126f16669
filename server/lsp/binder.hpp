#pragma once
#include "lsp/protocol_json.gen.hpp"
#include "lsp/session.hpp"

namespace dockwright::lsp {

/// Puts a feature's handlers on the router. A handler's signature says where it runs:
///   Result (const Snapshot&, const Params&)   pure, at once; the document must be open
///   void (Session&, const Params&)            changes state
///   awaitable<Result> (Context, Params)       waits for the world: see async_feature.hpp
class Binder {
public:
    Binder(Session& session, rpc::Router& router) : session_(session), router_(router) {}

    template <typename Method>
    void on(typename Method::Result (*handler)(const Snapshot&, const typename Method::Params&)) {
        router_.on_request(Method::method,
                           [&session = session_, handler](rpc::Call call, const boost::json::value& from) {
                               typename Method::Params params;
                               std::string error;
                               if (!decode(from, params, error)) {
                                   call.fail(invalid(error));
                                   return;
                               }
                               const OpenDocument* open = session.document(params.text_document.uri);
                               if (open == nullptr) {
                                   call.fail(invalid(".textDocument.uri: no such document is open"));
                                   return;
                               }
                               std::string out;
                               encode(out, handler(session.snapshot(*open), params));
                               call.answer(out);
                           });
    }

    template <typename Method>
    void on(void (*handler)(Session&, const typename Method::Params&)) {
        router_.on_notification(
            Method::method, [&session = session_, handler](const boost::json::value& from) {
                typename Method::Params params;
                std::string error;
                if (decode(from, params, error)) {
                    handler(session, params);
                } else {
                    session.log(MessageType::error, std::string(Method::method) + ": params" + error);
                }
            });
    }

    static rpc::Error invalid(std::string_view error) {
        return {.code = rpc::error_code::invalid_params, .message = "params" + std::string(error)};
    }

    Session& session() { return session_; }
    rpc::Router& router() { return router_; }

private:
    Session& session_;
    rpc::Router& router_;
};

} // namespace dockwright::lsp
