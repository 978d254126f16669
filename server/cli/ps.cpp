#include "cli/ps.hpp"
#include "actions/now.hpp"
#include "base/message.hpp"
#include "engine/objects_json.gen.hpp"

namespace dockwright::cli {
namespace {

using actions::ContainerRow;

std::string json(const std::vector<ContainerRow>& rows) {
    std::string out = "[";
    for (const ContainerRow& row : rows) {
        out += out.size() > 1 ? ",\n " : "";
        const engine::ListedContainer listed{.id = row.id,
                                             .name = row.name,
                                             .image = row.image,
                                             .gpu = std::string(word_for(row.gpu.access)),
                                             .gpus = row.gpu.text,
                                             .state = row.state,
                                             .status = row.status,
                                             .engine = row.engine};
        encode(out, listed);
    }
    return out + "]\n";
}

} // namespace

int ps(const PsOptions& options, const Streams& streams) {
    auto list = actions::containers_now(choice_of(options.engine), options.engine.environment);
    if (!list) {
        return fail(list.error(), streams);
    }
    if (options.gpu_only) {
        std::erase_if(list->rows,
                      [](const ContainerRow& row) { return row.gpu.access == engine::GpuAccess::no; });
    }
    if (options.engine.json) {
        print(streams.out, json(list->rows));
    } else if (list->rows.empty()) {
        print(streams.err,
              message("no {} at {}\n", {options.gpu_only ? "GPU containers" : "containers", list->engine}));
    } else {
        print(streams.out, table(list->rows, false));
    }
    return 0;
}

} // namespace dockwright::cli
