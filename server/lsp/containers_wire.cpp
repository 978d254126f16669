#include "lsp/containers_wire.hpp"

namespace dockwright::lsp {
namespace {

std::string gpu_words(const engine::GpuUse& gpu) {
    switch (gpu.access) {
    case engine::GpuAccess::yes: return gpu.text;
    case engine::GpuAccess::maybe: return "perhaps a GPU: " + gpu.text;
    case engine::GpuAccess::unknown: return "GPU unknown";
    case engine::GpuAccess::no: break;
    }
    return {};
}

} // namespace

ContainerItem item_of(const actions::ContainerRow& row) {
    return {.id = row.id,
            .name = row.name,
            .image = row.image,
            .state = row.state,
            .status = row.status,
            .has_gpu = row.gpu.access == engine::GpuAccess::yes || row.gpu.access == engine::GpuAccess::maybe,
            .gpus = gpu_words(row.gpu)};
}

ProblemAnswer answer_of(const Problem& problem) {
    return {.kind = std::string(problem.kind), .message = problem.message, .next_step = problem.next_step};
}

} // namespace dockwright::lsp
