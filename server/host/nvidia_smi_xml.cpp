#include "host/nvidia_smi_xml.hpp"
#include "base/ascii.hpp"
#include "host/nvidia_smi_figure.hpp"
#include "host/text.hpp"
#include <expat.h>
#include <memory>

namespace dockwright::host {
namespace {

constexpr std::size_t max_document = 8U * 1024U * 1024U;
constexpr std::size_t max_depth = 32;
constexpr std::size_t max_path = 512;
constexpr std::string_view root = "/nvidia_smi_log";

/// What has been read of the document, and where the reader stands in it.
struct Reading {
    XML_Parser parser = nullptr;
    SmiDocument document;
    std::string path;               ///< `/nvidia_smi_log/gpu/uuid`
    std::vector<std::size_t> parts; ///< where each element's part of `path` begins
    std::string text;               ///< of the innermost element since its begin
    Gpu gpu;
    GpuLoad load;
    std::vector<GpuProcess> processes; ///< of `gpu`
    GpuProcess process;
    bool refused = false;
};

/// An element whose text is a value. Old and new names stand side by side.
struct Value {
    std::string_view path; ///< below `root`
    void (*take)(Reading&, std::string_view);
};

// Drivers differ in what they write; the first that is a figure counts.
void take_power(Reading& into, std::string_view text) {
    if (!into.load.power) {
        into.load.power = watts_figure(text);
    }
}
void take_power_limit(Reading& into, std::string_view text) {
    if (!into.load.power_limit) {
        into.load.power_limit = watts_figure(text);
    }
}

constexpr Value values[] = {
    {"/driver_version", [](Reading& r, std::string_view t) { r.document.nvidia.driver = name_figure(t); }},
    {"/cuda_version", [](Reading& r, std::string_view t) { r.document.nvidia.cuda = name_figure(t); }},
    {"/gpu/product_name", [](Reading& r, std::string_view t) { r.gpu.name = name_figure(t); }},
    {"/gpu/uuid", [](Reading& r, std::string_view t) { r.gpu.uuid = name_figure(t); }},
    {"/gpu/pci/pci_bus_id", [](Reading& r, std::string_view t) { r.gpu.bus = name_figure(t); }},
    {"/gpu/compute_mode", [](Reading& r, std::string_view t) { r.gpu.compute_mode = name_figure(t); }},
    {"/gpu/mig_mode/current_mig", [](Reading& r, std::string_view t) { r.gpu.mig = switch_figure(t); }},
    {"/gpu/fb_memory_usage/total",
     [](Reading& r, std::string_view t) { r.gpu.memory = r.load.memory_total = memory_figure(t); }},
    {"/gpu/fb_memory_usage/used",
     [](Reading& r, std::string_view t) { r.load.memory_used = memory_figure(t); }},
    {"/gpu/fb_memory_usage/free",
     [](Reading& r, std::string_view t) { r.load.memory_free = memory_figure(t); }},
    {"/gpu/utilization/gpu_util",
     [](Reading& r, std::string_view t) { r.load.utilization = whole_figure(t); }},
    {"/gpu/temperature/gpu_temp",
     [](Reading& r, std::string_view t) { r.load.temperature = degrees_figure(t); }},
    {"/gpu/gpu_power_readings/power_draw", take_power},
    {"/gpu/gpu_power_readings/instant_power_draw", take_power},
    {"/gpu/gpu_power_readings/average_power_draw", take_power},
    {"/gpu/power_readings/power_draw", take_power},
    {"/gpu/gpu_power_readings/current_power_limit", take_power_limit},
    {"/gpu/gpu_power_readings/power_limit", take_power_limit},
    {"/gpu/power_readings/power_limit", take_power_limit},
    {"/gpu/processes/process_info/pid",
     [](Reading& r, std::string_view t) { r.process.pid = whole_figure(t).value_or(0); }},
    {"/gpu/processes/process_info/process_name",
     [](Reading& r, std::string_view t) { r.process.name = name_figure(t); }},
    {"/gpu/processes/process_info/used_memory",
     [](Reading& r, std::string_view t) { r.process.memory = memory_figure(t); }},
};

void finish_gpu(Reading& into) {
    NvidiaSmi& nvidia = into.document.nvidia;
    if (nvidia.gpus.size() >= max_gpus) {
        return;
    }
    into.gpu.index = into.load.index = static_cast<unsigned>(nvidia.gpus.size());
    into.load.uuid = into.gpu.uuid;
    for (GpuProcess& process : into.processes) {
        process.gpu_uuid = into.gpu.uuid;
        nvidia.processes.push_back(std::move(process));
    }
    nvidia.gpus.push_back(std::move(into.gpu));
    into.document.loads.push_back(std::move(into.load));
}

void finish(Reading& into, std::string_view path) {
    if (path == "/gpu") {
        finish_gpu(into);
    } else if (path == "/gpu/processes/process_info") {
        const std::size_t known = into.processes.size() + into.document.nvidia.processes.size();
        if (into.process.pid != 0 && known < max_gpu_processes) {
            into.processes.push_back(std::move(into.process));
        }
    } else if (path == "/gpu/mig_devices/mig_device") {
        if (into.gpu.mig_devices.size() < max_gpus) {
            into.gpu.mig_devices.emplace_back(); // their names are in `nvidia-smi -L` alone
        }
    } else {
        for (const Value& value : values) {
            if (value.path == path) {
                value.take(into, ascii::trimmed(into.text));
            }
        }
    }
}

void refuse(Reading& reading) {
    reading.refused = true;
    XML_StopParser(reading.parser, XML_FALSE);
}

void XMLCALL on_begin(void* data, const XML_Char* name, const XML_Char** /*attributes*/) {
    Reading& reading = *static_cast<Reading*>(data);
    reading.text.clear();
    const std::string_view added = name;
    if (reading.parts.size() >= max_depth || reading.path.size() + added.size() > max_path) {
        refuse(reading);
        return;
    }
    reading.parts.push_back(reading.path.size());
    reading.path.append("/").append(added);
    const std::string_view path = reading.path;
    if (!path.starts_with(root)) {
        refuse(reading);
    } else if (path.substr(root.size()) == "/gpu") {
        reading.gpu = {};
        reading.load = {};
        reading.processes.clear();
    } else if (path.ends_with("/process_info")) {
        reading.process = {};
    }
}

void XMLCALL on_end(void* data, const XML_Char* /*name*/) {
    Reading& reading = *static_cast<Reading*>(data);
    if (reading.refused || reading.parts.empty()) {
        return;
    }
    finish(reading, std::string_view(reading.path).substr(root.size()));
    reading.path.resize(reading.parts.back());
    reading.parts.pop_back();
    reading.text.clear();
}

void XMLCALL on_text(void* data, const XML_Char* text, int size) {
    Reading& reading = *static_cast<Reading*>(data);
    const std::size_t room = max_field * 4 - std::min(max_field * 4, reading.text.size());
    reading.text.append(text, std::min(room, static_cast<std::size_t>(size)));
}

void XMLCALL on_entity(void* data, const XML_Char* /*name*/, int /*parameter*/, const XML_Char* /*value*/,
                       int /*size*/, const XML_Char* /*base*/, const XML_Char* /*system*/,
                       const XML_Char* /*public_id*/, const XML_Char* /*notation*/) {
    refuse(*static_cast<Reading*>(data));
}

struct FreeParser {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};

SmiDocument failed(std::string words) {
    SmiDocument document;
    document.nvidia.state = NvidiaSmi::State::failed;
    document.nvidia.words = std::move(words);
    return document;
}

} // namespace

SmiDocument read_nvidia_smi_xml(std::string_view text) {
    if (!ascii::trimmed(text.substr(0, max_field)).starts_with('<')) {
        return failed(first_words(text));
    }
    if (text.size() > max_document) {
        return failed("the XML that nvidia-smi wrote is over 8 MiB");
    }
    const std::unique_ptr<XML_ParserStruct, FreeParser> parser(XML_ParserCreate(nullptr));
    if (!parser) {
        return failed("there is no memory for reading what nvidia-smi wrote");
    }
    Reading reading;
    reading.parser = parser.get();
    XML_SetUserData(parser.get(), &reading);
    XML_SetElementHandler(parser.get(), on_begin, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetEntityDeclHandler(parser.get(), on_entity);
    const XML_Status status = XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE);
    NvidiaSmi& nvidia = reading.document.nvidia;
    if (reading.refused || (status != XML_STATUS_OK && nvidia.driver.empty() && nvidia.gpus.empty())) {
        const auto line = XML_GetCurrentLineNumber(parser.get());
        return failed("the XML that nvidia-smi wrote can't be read from line " + std::to_string(line) +
                      " on");
    }
    nvidia.state = NvidiaSmi::State::answered;
    return std::move(reading.document);
}

} // namespace dockwright::host
