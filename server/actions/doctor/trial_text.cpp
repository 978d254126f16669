#include "actions/doctor/trial_text.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include <charconv>
#include <optional>

namespace dockwright::actions {
namespace {

/// Words for a person: of nvidia-smi's failures the first lines say it.
constexpr std::size_t most_words = 2000;

std::string_view take_line(std::string_view& text) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    return ascii::trimmed(line);
}

std::optional<int> number_after(std::string_view line, std::string_view label) {
    int value = 0;
    if (!line.starts_with(label)) {
        return std::nullopt;
    }
    line.remove_prefix(label.size());
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
    return error == std::errc() && end == line.data() + line.size() ? std::optional(value) : std::nullopt;
}

/// `GPU 0: NVIDIA H200 (UUID: GPU-5ae1…)`; of MIG devices too.
std::string uuid_in(std::string_view line) {
    const std::size_t begin = line.find("(UUID: ");
    const std::size_t end = line.rfind(')');
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin + 7) {
        return {};
    }
    return printable(line.substr(begin + 7, end - begin - 7));
}

void add_words(std::string& words, std::string_view line) {
    if (!line.empty() && words.size() < most_words) {
        (words += words.empty() ? "" : "\n") += printable(line);
    }
}

void read_smi_line(std::string_view line, host::GpuTrial& trial) {
    if (const auto exit = number_after(line, "=smi ")) {
        trial.nvidia_smi_exit = exit;
    } else if (std::string uuid = uuid_in(line); !uuid.empty()) {
        trial.gpus.push_back(std::move(uuid));
    } else {
        add_words(trial.words, line);
    }
}

} // namespace

// The marks stand behind what is printed between them. A shell that can't run the program (an image without
// glibc has no loader for it) says so with 126 or 127, which leaves CUDA unasked.
constinit const std::string_view trial_script = R"script(
nvidia-smi -L 2>&1
printf '\n=smi %s\n' "$?"
/.dockwright-cu-init 2>&1
printf '\n=cuda %s\n' "$?"
)script";

host::GpuTrial read_trial(std::string_view output, host::GpuTrial into) {
    constexpr std::size_t most_lines = 1000;
    for (std::size_t i = 0; i < most_lines && !output.empty(); ++i) {
        const std::string_view line = take_line(output);
        if (!into.nvidia_smi_exit) {
            read_smi_line(line, into);
        } else if (const auto started = number_after(line, "cuInit ")) {
            into.cu_init = started;
        } else if (const auto devices = number_after(line, "devices ")) {
            into.devices = devices;
        } else if (line.starts_with("no libcuda")) {
            into.libcuda = false;
            add_words(into.words, line);
        }
    }
    if (into.cu_init) {
        into.libcuda = true;
    }
    return into;
}

} // namespace dockwright::actions
