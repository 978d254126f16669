#pragma once
#include "actions/progress.hpp"
#include "actions/run/ground.hpp"
#include "actions/run/plan.hpp"
#include "actions/run/verdict.hpp"
#include "engine/environment.hpp"
#include "engine/hijack.hpp"

namespace dockwright::actions {

/// A container that is planned and not made yet.
struct PreparedRun {
    RunOptions options;
    RunPlan plan;
    engine::Info info;
    bool podman = false;
    /// For its results, on the engine's machine: they go again where it can't be started.
    MadeFolders made_folders{};
};

/// What stands around a run beside its options.
struct RunSetting {
    UsualFolders usual{};
    /// Where logins to registries are found.
    engine::Environment environment{};
    /// What the image was built of; nothing: its own configuration is judged.
    std::optional<JudgedImage> judged{};
    /// Makes nothing and pulls nothing: not even a folder.
    bool look_only = false;
};

/// Looks at the machine, makes missing folders for results (gone again where it fails), pulls the image if it
/// isn't there, asks the judge where GPUs are wanted, and plans. Problems: the judge's (unless
/// options.force), those of the plan, of folders, of pull and of the engine.
boost::asio::awaitable<std::expected<PreparedRun, Problem>>
prepare_run(std::shared_ptr<engine::Client> client, RunOptions options, RunSetting setting,
            OnProgress progress);

/// A container that was started.
struct StartedRun {
    std::string id;
    RunPlan plan; ///< with the ports that it got
    /// Where it had ended when it was looked at, with 0.
    bool ended = false;
    /// Its terminal, with RunOptions::interactive; its output, where it is followed and removes itself.
    std::shared_ptr<engine::Hijacked> terminal;
};

/// Makes and starts it. Whatever fails until it runs, the container is removed again, and folders that were
/// made for it and are empty; volumes stay.
/// Problems: `container-ended` (with the last lines that it wrote), `gpu-request-dropped`, `gpu-taken`,
/// and the engine's (explained.hpp knows cause and repair of many).
boost::asio::awaitable<std::expected<StartedRun, Problem>>
start_run(std::shared_ptr<engine::Client> client, PreparedRun prepared, OnProgress progress);

} // namespace dockwright::actions
