#include "actions/doctor/gpu_trial.hpp"
#include "actions/doctor/trial_text.hpp"
#include "engine/objects.gen.hpp"
#include "engine/objects_json.gen.hpp"

namespace dockwright::actions {

std::string trial_container(const std::string& image, host::RequestWay way) {
    engine::ContainerSpec spec{.image = image, .host_config = {}};
    spec.entrypoint = {"sh", "-c", std::string(trial_script)};
    spec.cmd = std::vector<std::string>();
    spec.user = "0:0";
    // What the image itself asks of the driver is another question than whether the machine works.
    spec.env = {"NVIDIA_DRIVER_CAPABILITIES=compute,utility", "NVIDIA_DISABLE_REQUIRE=true"};
    spec.labels.emplace()["dockwright.purpose"] = "doctor";
    spec.attach_stdout = true;
    spec.attach_stderr = true;
    spec.host_config.network_mode = "none";
    engine::DeviceRequest request;
    switch (way) {
    case host::RequestWay::gpus:
        request.count = -1;
        request.capabilities.push_back({"gpu"});
        spec.host_config.device_requests.emplace().push_back(std::move(request));
        break;
    case host::RequestWay::runtime:
        spec.host_config.runtime = "nvidia";
        spec.env->push_back("NVIDIA_VISIBLE_DEVICES=all");
        break;
    case host::RequestWay::cdi:
        request.driver = "cdi";
        request.device_ids.emplace_back("nvidia.com/gpu=all");
        spec.host_config.device_requests.emplace().push_back(std::move(request));
        break;
    }
    std::string body;
    encode(body, spec);
    return body;
}

} // namespace dockwright::actions
