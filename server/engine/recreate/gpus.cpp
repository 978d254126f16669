#include "engine/recreate/draft.hpp"
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

/// Requests for GPUs. Two requests for one driver would both apply, so the new ones replace all.
namespace dockwright::engine::recreate {
namespace {

bool is_gpu_name(std::string_view cdi) {
    return cdi.starts_with("nvidia.com/") || cdi.starts_with("amd.com/gpu") ||
           cdi.starts_with("intel.com/gpu");
}

bool is_gpu_request(const object& request) {
    const std::string_view driver = text_of(request, "Driver");
    if (driver.starts_with("nvidia") || driver.starts_with("amd")) {
        return true;
    }
    const array* any_of = array_of(request, "Capabilities");
    return any_of != nullptr && std::ranges::any_of(*any_of, [](const value& all_of) {
               return all_of.is_array() &&
                      std::ranges::find(all_of.get_array(), value("gpu")) != all_of.get_array().end();
           });
}

/// Without its GPUs; null where nothing is left of it.
value without_gpus(const object& request) {
    if (is_gpu_request(request)) {
        return nullptr;
    }
    if (text_of(request, "Driver") != "cdi") {
        return request;
    }
    array kept;
    for (const std::string& name : texts_of(request, "DeviceIDs")) {
        if (!is_gpu_name(name)) {
            kept.emplace_back(name);
        }
    }
    if (kept.empty()) {
        return nullptr;
    }
    object rest = request;
    rest["DeviceIDs"] = std::move(kept);
    return rest;
}

array strings(const std::vector<std::string>& texts) {
    return array(texts.begin(), texts.end());
}

object request_of(const DeviceRequest& asked) {
    object out{{"Driver", asked.driver}, {"Count", asked.count}};
    out["DeviceIDs"] = asked.device_ids.empty() ? value(nullptr) : value(strings(asked.device_ids));
    array any_of;
    for (const std::vector<std::string>& all_of : asked.capabilities) {
        any_of.push_back(strings(all_of));
    }
    out["Capabilities"] = any_of.empty() ? value(nullptr) : value(std::move(any_of));
    object options;
    for (const auto& [name, text] : asked.options) {
        options[name] = text;
    }
    // CDI takes none at all.
    out["Options"] = asked.driver == "cdi" && options.empty() ? value(nullptr) : value(std::move(options));
    return out;
}

std::string environment_of(const object& config, std::string_view name) {
    for (const std::string& entry : texts_of(config, "Env")) {
        if (variable_name(entry) == name && entry.size() > name.size()) {
            return entry.substr(name.size() + 1);
        }
    }
    return {};
}

/// The other way to GPUs: a runtime that reads a variable.
void settle_runtime(Draft& draft, bool wanted) {
    std::string_view runtime = text_of(draft.host, "Runtime");
    if (runtime.empty()) {
        runtime = draft.source.default_runtime;
    }
    const std::string visible = environment_of(draft.config, "NVIDIA_VISIBLE_DEVICES");
    if (!runtime.starts_with("nvidia") || visible.empty() || visible == "void") {
        return;
    }
    if (wanted) {
        draft.notes.emplace_back("The container's runtime (nvidia) gives it the GPUs of "
                                 "NVIDIA_VISIBLE_DEVICES as well; change that variable if those are not the "
                                 "ones that you want");
        return;
    }
    array env;
    for (const std::string& entry : texts_of(draft.config, "Env")) {
        if (variable_name(entry) != "NVIDIA_VISIBLE_DEVICES") {
            env.emplace_back(entry);
        }
    }
    env.emplace_back("NVIDIA_VISIBLE_DEVICES=void");
    draft.config["Env"] = std::move(env);
}

} // namespace

void settle_gpus(Draft& draft) {
    if (!draft.changes.gpus) {
        return;
    }
    array requests;
    if (const array* before = array_of(draft.host, "DeviceRequests")) {
        for (const value& request : *before) {
            value rest = request.is_object() ? without_gpus(request.get_object()) : value(nullptr);
            if (!rest.is_null()) {
                requests.push_back(std::move(rest));
            }
        }
    }
    for (const DeviceRequest& asked : *draft.changes.gpus) {
        requests.push_back(request_of(asked));
    }
    draft.host["DeviceRequests"] = std::move(requests);
    settle_runtime(draft, !draft.changes.gpus->empty());
}

} // namespace dockwright::engine::recreate
