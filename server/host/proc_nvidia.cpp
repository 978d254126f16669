#include "host/proc_nvidia.hpp"
#include "base/ascii.hpp"
#include "host/text.hpp"

namespace dockwright::host {

DriverVersion read_driver_version(std::string_view text) {
    while (!text.empty()) {
        std::string_view line = take_line(text);
        if (!line.starts_with("NVRM version:")) {
            continue;
        }
        DriverVersion found{.open = line.find("Open Kernel Module") != std::string_view::npos};
        // "… x86_64 Kernel Module  535.183.01  Sun May …", "… Kernel Module for x86_64  580.159.04  Release
        // …"
        for (std::string_view word = take_word(line); !word.empty(); word = take_word(line)) {
            if (ascii::is_digit(word[0]) && word.find('.') != std::string_view::npos) {
                found.version = field(word);
                break;
            }
        }
        return found;
    }
    return {};
}

std::vector<std::string> read_gpu_models(std::string_view text) {
    std::vector<std::string> models;
    while (!text.empty() && models.size() < max_gpus) {
        std::string_view line = take_line(text);
        if (take_word(line) == "Model:") {
            models.push_back(field(line));
        }
    }
    return models;
}

bool has_uvm(std::string_view devices) {
    while (!devices.empty()) {
        std::string_view line = take_line(devices);
        take_word(line);
        if (take_word(line) == "nvidia-uvm") {
            return true;
        }
    }
    return false;
}

} // namespace dockwright::host
