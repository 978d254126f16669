#include "engine/endpoint.hpp"
#include "engine/gpu_container.hpp"
#include "engine/objects_json.gen.hpp"
#include <boost/json/parse.hpp>
#include <string>

namespace {

using namespace dockwright::engine;

template <typename T>
void read(const boost::json::value& json) {
    T value;
    std::string error;
    if (decode(json, value, error)) {
        if constexpr (std::is_same_v<T, Container>) {
            (void)gpu_use(value, "nvidia");
        }
    }
}

template <typename... Each>
void read_all(const boost::json::value& json) {
    (read<Each>(json), ...);
}

} // namespace

/// Any JSON is read as each object that an engine sends: an error or a value, never a crash. The text
/// itself is read as an engine's address too.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string text(data, data + size);
    (void)parse_host(text, Source::docker_host, "DOCKER_HOST");
    boost::system::error_code ec;
    const boost::json::value json = boost::json::parse(text, ec);
    if (ec) {
        return 0;
    }
    read_all<ErrorAnswer, Version, Info, std::vector<ContainerSummary>, Container, Image,
             std::vector<ImageSummary>, std::vector<HistoryItem>, std::vector<RemovedImage>, CreatedContainer,
             CreatedExec, ExecState, ContainerExit, TopAnswer, std::vector<Change>, Stats, UpdateAnswer,
             CommittedImage, Event, ProgressLine, VolumeList, Volume, std::vector<Network>, CreatedNetwork,
             DiskUsage, Pruned, Distribution, std::vector<Service>, CreatedService, std::vector<Task>,
             DockerConfig, ContextMeta>(json);
    return 0;
}
