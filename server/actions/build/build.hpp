#pragma once
#include "actions/build/source.hpp"
#include "actions/progress.hpp"
#include "actions/run/verdict.hpp"
#include "engine/client.hpp"

namespace dockwright::actions {

struct BuiltImage {
    std::string name;
    std::string id;
    std::uint64_t size = 0; ///< bytes of its layers, unpacked
    bool by_buildkit = false;
    std::vector<std::string> notes{};
};

/// Builds an image of a Dockerfile: through docker's own program with BuildKit where there is one on this
/// machine that can, else by the engine's classic builder. The image gets its name at the very end, so a
/// build that fails or is cancelled leaves nothing but the builder's cache. Problems: those of
/// read_build_source and plan_context, `build-failed` with the Dockerfile's line, and the engine's.
boost::asio::awaitable<std::expected<BuiltImage, Problem>> build(std::shared_ptr<engine::Client> client,
                                                                 BuildOptions options, OnProgress progress);

/// What the judge of GPUs is asked of it before it is built.
boost::asio::awaitable<std::expected<JudgedImage, Problem>>
judged_source(std::shared_ptr<engine::Client> client, BuildOptions options);

/// Private to actions/build/. How the process of docker's own builder is started; nothing where the
/// endpoint can't be told to it. Pure.
std::optional<std::vector<std::string>> buildx_environment(const engine::Endpoint& endpoint,
                                                           const std::vector<std::string>& own);
std::vector<std::string> buildx_arguments(const BuildSource& source, const BuildOptions& options);
/// "github.com/docker/buildx v0.17.1 257815a": whether it writes its progress as JSON.
bool is_new_buildx(std::string_view version);
/// The rest of the target of the engine's own build.
std::string build_query(const BuildSource& source, const BuildOptions& options);

} // namespace dockwright::actions
