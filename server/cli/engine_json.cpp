#include "cli/engine_json.hpp"
#include "cli/engine_command.hpp"
#include <algorithm>

namespace dockwright::cli {
namespace {

std::optional<std::int64_t> whole(std::optional<std::uint64_t> value) {
    return value ? std::optional(static_cast<std::int64_t>(*value)) : std::nullopt;
}

std::optional<std::int32_t> small(std::optional<unsigned> value) {
    return value ? std::optional(static_cast<std::int32_t>(*value)) : std::nullopt;
}

} // namespace

std::vector<std::string> port_texts(const std::vector<engine::Port>& ports) {
    std::vector<std::string> out;
    for (const engine::Port& port : ports) {
        const std::string inside = std::to_string(port.private_port) + "/" + port.type;
        const std::string address = port.ip.contains(':') ? "[" + port.ip + "]" : port.ip;
        out.push_back(port.public_port == 0 ? inside
                                            : (address.empty() ? "" : address + ":") +
                                                  std::to_string(port.public_port) + "->" + inside);
    }
    std::ranges::sort(out);
    const auto [repeated, end] = std::ranges::unique(out);
    out.erase(repeated, end);
    return out;
}

engine::ListedProblem listed(const Problem& problem) {
    return {.kind = std::string(problem.kind), .message = problem.message, .next_step = problem.next_step};
}

std::vector<engine::ListedGpu> listed_gpus(const std::vector<host::Gpu>& gpus,
                                           const std::vector<host::GpuLoad>& loads) {
    std::vector<engine::ListedGpu> out;
    for (const host::GpuLoad& load : loads) {
        const auto gpu = std::ranges::find(gpus, load.uuid, &host::Gpu::uuid);
        out.push_back({.index = static_cast<std::int32_t>(load.index),
                       .uuid = load.uuid,
                       .name = gpu == gpus.end() ? std::string() : gpu->name,
                       .utilization = small(load.utilization),
                       .memory_used = whole(load.memory_used),
                       .memory_total = whole(load.memory_total),
                       .temperature = load.temperature,
                       .power = load.power,
                       .power_limit = load.power_limit});
    }
    return out;
}

std::vector<engine::ListedGpuMemory> listed(const std::vector<actions::HeldMemory>& held) {
    std::vector<engine::ListedGpuMemory> out;
    out.reserve(held.size());
    for (const actions::HeldMemory& one : held) {
        out.push_back({.gpu = small(one.gpu),
                       .uuid = one.uuid,
                       .pid = one.pid,
                       .process = one.process,
                       .user = one.user,
                       .memory = whole(one.bytes),
                       .gpu_utilization = small(one.utilization)});
    }
    return out;
}

engine::ListedContainer listed(const actions::PsRow& row) {
    return {.id = row.row.id,
            .name = row.row.name,
            .image = row.row.image,
            .gpu = std::string(word_for(row.row.gpu.access)),
            .gpus = row.row.gpu.text,
            .state = row.row.state,
            .status = row.row.status,
            .engine = row.row.engine,
            .created = row.created,
            .ports = port_texts(row.ports),
            .owner = actions::owner_words(row.owner),
            .owner_by = std::string(actions::name(row.owner.by)),
            .mine = std::string(actions::name(row.mine)),
            .gpu_memory = listed(row.held)};
}

engine::ListedEngine listed(const actions::PsOfEngine& engine) {
    engine::ListedEngine out{.name = engine.engine.name,
                             .host = engine.engine.host,
                             .origin = std::string(engine.engine.origin),
                             .state = engine.list ? "answered" : "failed",
                             .milliseconds = engine.took.count()};
    if (!engine.list) {
        out.problem = listed(engine.list.error());
        return out;
    }
    if (const std::optional<Problem>& problem = engine.list->load.problem) {
        out.gpu_problem = listed(*problem);
    }
    out.gpus = listed_gpus(engine.list->load.gpus, engine.list->load.loads);
    for (const actions::PsRow& row : engine.list->rows) {
        out.containers.push_back(listed(row));
    }
    return out;
}

} // namespace dockwright::cli
