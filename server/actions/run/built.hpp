#pragma once
#include "actions/build/build.hpp"
#include "actions/run/run.hpp"

namespace dockwright::actions {

/// Builds the image of a run: where GPUs are wanted the judge is asked first, since what can't run there
/// needs no build. Problems: the judge's (unless options.force), and the build's.
boost::asio::awaitable<std::expected<BuiltImage, Problem>>
build_for_run(std::shared_ptr<engine::Client> client, BuildOptions building, RunOptions options,
              OnProgress progress);

} // namespace dockwright::actions
