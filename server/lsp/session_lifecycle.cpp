#include "lsp/binder.hpp"
#include "lsp/error_code.hpp"
#include "lsp/session.hpp"
#include <boost/json/parse.hpp>

/// The part of a session before and after its documents: LSP's `initialize`, `initialized`,
/// `shutdown`, `exit`, and what is refused in between.
namespace dockwright::lsp {

void Session::bind_lifecycle() {
    router_.on_request(InitializeRequest::method, [this](rpc::Call call, const boost::json::value& params) {
        initialize(std::move(call), params);
    });
    router_.on_notification(InitializedNotification::method,
                            [this](const boost::json::value&) { initialized(); });
    router_.on_request(ShutdownRequest::method, [this](rpc::Call call, const boost::json::value&) {
        state_ = State::shut_down;
        call.answer("null");
    });
    router_.on_notification(ExitNotification::method, [this](const boost::json::value&) {
        outside_.exit(state_ == State::shut_down ? 0 : 1);
    });
    router_.on_notification(CancelNotification::method, [this](const boost::json::value& from) {
        CancelParams params;
        std::string error;
        if (decode(from, params, error)) {
            const auto* number = std::get_if<std::int32_t>(&params.id);
            router_.cancel(number != nullptr ? rpc::Id(*number) : rpc::Id(std::get<std::string>(params.id)));
        }
    });
}

std::optional<rpc::Error> Session::refused(std::string_view method) const {
    if (method == ExitNotification::method) {
        return std::nullopt;
    }
    if (state_ == State::shut_down) {
        return rpc::Error{.code = rpc::error_code::invalid_request,
                          .message = "The server has been shut down"};
    }
    const bool begins = method == InitializeRequest::method;
    if (state_ == State::fresh && !begins) {
        return rpc::Error{.code = error_code::server_not_initialized,
                          .message = "The first request must be initialize"};
    }
    if (state_ == State::initialized && begins) {
        return rpc::Error{.code = rpc::error_code::invalid_request,
                          .message = "The server is initialized already"};
    }
    return std::nullopt;
}

void Session::initialize(rpc::Call call, const boost::json::value& from) {
    InitializeParams params;
    std::string error;
    if (!decode(from, params, error)) {
        call.fail(Binder::invalid(error));
        return;
    }
    if (params.process_id) {
        outside_.watch(*params.process_id);
    }
    client_ = client_of(params.capabilities);
    InitializeResult result{.server_info = ServerInfo{.name = "dockwright", .version = outside_.version}};
    result.capabilities.position_encoding = encoding_kind(client_.encoding);
    for (const Feature* feature : features::all()) {
        if (feature->capability != nullptr) {
            feature->capability(result.capabilities, client_);
        }
    }
    std::string out;
    encode(out, result);
    call.answer(out);
    state_ = State::initialized;

    set_folders(params.workspace_folders.value_or(std::vector<WorkspaceFolder>{}), {});
    if (params.initialization_options) {
        take_settings(*params.initialization_options);
    }
}

void Session::initialized() {
    RegistrationParams params;
    if (client_.registers_configuration) {
        params.registrations.push_back({.id = "dockwright-configuration",
                                        .method = std::string(DidChangeConfigurationNotification::method),
                                        .register_options = Json{R"({"section":"dockwright"})"}});
    }
    if (client_.registers_watched_files) { // LSP has no capability that would say the same
        constexpr std::string_view watchers =
            R"({"watchers":[{"globPattern":"**/.dockerignore"},{"globPattern":"**/*.dockerignore"},)"
            R"({"globPattern":"**/*{requirements,constraints}*.{txt,in}"},)"
            R"({"globPattern":"**/requirements/*.{txt,in}"},{"globPattern":"**/py{project,lock}*.toml"},)"
            R"({"globPattern":"**/{poetry.lock,uv.lock,Pipfile,Pipfile.lock}"},)"
            R"({"globPattern":"**/{environment,conda,compose,docker-compose}*.{yml,yaml}"},)"
            R"({"globPattern":"**/docker-bake.json"},{"globPattern":"**/*.hcl"},)"
            R"({"globPattern":"**/{.,}devcontainer.json"},)"
            R"({"globPattern":"**/.dockwright.yaml"},{"globPattern":"**/.hadolint.{yaml,yml}"}]})";
        params.registrations.push_back({.id = "dockwright-watched-files",
                                        .method = std::string(DidChangeWatchedFilesNotification::method),
                                        .register_options = Json{std::string(watchers)}});
    }
    if (!params.registrations.empty()) {
        std::string out;
        encode(out, params);
        router_.request(RegistrationRequest::method, out, [](const auto&) {});
    }
    ask_settings();
}

void Session::ended(std::string_view why) {
    if (!why.empty()) {
        log(MessageType::error, "The connection is broken: " + std::string(why));
    }
    outside_.exit(1);
}

} // namespace dockwright::lsp
