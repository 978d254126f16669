#include "lsp/protocol_json.gen.hpp"
#include "rpc/message.hpp"
#include <boost/json/value.hpp>
#include <cstdlib>

namespace {

using namespace dockwright;

/// What cannot be decoded must say why.
template <class Params>
void decode_as(const boost::json::value& json) {
    Params params;
    std::string error;
    if (!lsp::decode(json, params, error) && error.empty()) {
        std::abort();
    }
}

void decode_as_everything(const boost::json::value& json) {
    decode_as<lsp::InitializeParams>(json);
    decode_as<lsp::DidOpenTextDocumentParams>(json);
    decode_as<lsp::DidChangeTextDocumentParams>(json);
    decode_as<lsp::DidCloseTextDocumentParams>(json);
    decode_as<lsp::DidChangeConfigurationParams>(json);
    decode_as<lsp::DidChangeWorkspaceFoldersParams>(json);
    decode_as<lsp::CodeActionParams>(json);
    decode_as<lsp::CompletionParams>(json);
    decode_as<lsp::HoverParams>(json);
    decode_as<lsp::DocumentDiagnosticParams>(json);
}

} // namespace

/// A message's body: decoded as JSON-RPC, its params as those of every method.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string body(data, data + size);
    const auto message = rpc::decode(body);
    if (!message) {
        return 0;
    }
    if (const auto* request = std::get_if<rpc::Request>(&*message)) {
        decode_as_everything(request->params);
    } else if (const auto* notification = std::get_if<rpc::Notification>(&*message)) {
        decode_as_everything(notification->params);
    }
    return 0;
}
