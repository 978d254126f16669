#pragma once
#include "actions/events.hpp"
#include "cli/engine_command.hpp"

namespace dockwright::cli {

struct EventsOptions {
    EngineOptions engine;
    actions::EventOptions events;
};

/// `dockwright events`: a line for each thing that happens, until Ctrl-C. The exit code.
int events(const EventsOptions& options, const Streams& streams);

/// "13:05:09  container start    train  image=pytorch/pytorch:2.8.0": the time is `clock`.
std::string event_text(const engine::Event& event, std::string_view clock);

} // namespace dockwright::cli
