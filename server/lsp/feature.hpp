#pragma once
#include "lsp/protocol.gen.hpp"
#include <span>
#include <string_view>

namespace dockwright::lsp {

class Binder;
struct Client;

/// One LSP method or a small family: what the server says of it, and its handlers, in one file of
/// lsp/features/. CMake collects the constants; no other file names a feature.
struct Feature {
    std::string_view name;
    /// Adds to what the server offers this client; null for what LSP has no word for.
    void (*capability)(ServerCapabilities& capabilities, const Client& client) = nullptr;
    void (*bind)(Binder& binder) = nullptr;
};

namespace features {
/// Every feature, by the name of its file.
std::span<const Feature* const> all();
} // namespace features

} // namespace dockwright::lsp
