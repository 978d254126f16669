#include "host/probe.hpp"
#include "base/ascii.hpp"
#include "host/kernel_log.hpp"
#include "host/os_release.hpp"
#include "host/pci.hpp"
#include "host/probe_nvidia.hpp"
#include "host/probe_parts.hpp"
#include "host/proc_nvidia.hpp"
#include "host/text.hpp"
#include "host/toolkit_text.hpp"
#include <algorithm>

namespace dockwright::host {
namespace {

/// Of folders and programs: at most this many lines of one part.
constexpr std::size_t max_lines = 256;

std::vector<std::string> lines(std::string_view text) {
    std::vector<std::string> found;
    while (!text.empty() && found.size() < max_lines) {
        if (std::string line = field(take_line(text)); !line.empty()) {
            found.push_back(std::move(line));
        }
    }
    return found;
}

bool has_line(std::string_view text, std::string_view wanted) {
    return std::ranges::count(lines(text), wanted) != 0;
}

void read_system(const ProbeParts& parts, Facts& facts) {
    if (std::string_view kernel = parts.text("kernel"); !kernel.empty()) {
        take_word(kernel); // "Linux"
        facts.kernel = field(take_word(kernel));
        facts.architecture = field(take_word(kernel));
    }
    if (const std::string_view text = parts.text("os-release"); !text.empty()) {
        OsRelease release = read_os_release(text);
        facts.distribution = std::move(release.id);
        facts.distribution_like = std::move(release.like);
        facts.distribution_version = std::move(release.version);
        facts.distribution_title = std::move(release.title);
    }
    if (parts.find("proc-version") != nullptr) {
        // Of WSL 2 "…-microsoft-standard-WSL2", of WSL 1 "…-Microsoft".
        facts.wsl = ascii::lowered(parts.text("proc-version")).find("microsoft") != std::string::npos;
    }
}

void read_user(std::string_view text, Facts& facts) {
    if (const auto name = take_labelled(text, "user ")) {
        facts.user = field(*name);
    }
    if (const auto number = take_labelled(text, "uid ")) {
        facts.root = *number == "0";
    }
    if (auto groups = take_labelled(text, "groups "); groups && !groups->empty()) {
        facts.in_docker_group = false;
        for (std::string_view group = take_word(*groups); !group.empty(); group = take_word(*groups)) {
            facts.in_docker_group = *facts.in_docker_group || group == "docker";
        }
    }
}

void read_devices(const ProbeParts& parts, Facts& facts) {
    const bool asked = parts.find("pci") != nullptr && parts.find("nodes") != nullptr;
    if (!asked) {
        return;
    }
    facts.device_nodes = lines(parts.text("nodes"));
    PciDevices found = read_pci(parts.find("pci")->text);
    const PciDevices nodes = devices_of_nodes(facts.device_nodes);
    for (const Vendor vendor : nodes.vendors) {
        if (std::ranges::count(found.vendors, vendor) == 0) {
            found.vendors.push_back(vendor);
        }
    }
    std::ranges::sort(found.vendors);
    facts.vendors = std::move(found.vendors);
    facts.fabric_manager_needed = found.nvswitch || nodes.nvswitch;
}

/// "SecureBoot enabled", "no EFI", or the bytes of the EFI variable, whose last is 1 or 0.
std::optional<bool> read_secure_boot(std::string_view text) {
    text = ascii::trimmed(text);
    if (text.empty()) {
        return std::nullopt;
    }
    if (text.find("SecureBoot enabled") != std::string_view::npos) {
        return true;
    }
    if (text == "no EFI" || text.find("SecureBoot disabled") != std::string_view::npos) {
        return false;
    }
    const std::string_view last = text.substr(text.find_last_of(" \n") + 1);
    return last == "1" ? std::optional(true) : last == "0" ? std::optional(false) : std::nullopt;
}

void read_module(const ProbeParts& parts, KernelModule& module) {
    if (const ProbePart* driver = parts.find("driver"); driver != nullptr && driver->status) {
        module.loaded = driver->succeeded();
    }
    if (DriverVersion version = read_driver_version(parts.text("driver")); !version.version.empty()) {
        module.version = std::move(version.version);
        module.open = version.open;
    }
    if (auto models = read_gpu_models(parts.text("models")); !models.empty()) {
        module.models = std::move(models);
    }
    if (const std::string_view devices = parts.text("devices"); !devices.empty()) {
        module.uvm = has_uvm(devices);
    }
    if (const ProbePart* modinfo = parts.find("modinfo"); modinfo != nullptr && modinfo->status) {
        module.installed_version = field(parts.text("modinfo"));
        module.disk_asked =
            *modinfo->status != 126 && *modinfo->status != 127; // the shell's: no such program
    }
    if (const std::string_view license = ascii::trimmed(parts.text("license"));
        !module.open && !license.empty()) {
        module.open = license != "NVIDIA"; // the open modules have "Dual MIT/GPL"
    }
    // grep's 1 is "no such line", 2 is "no such file".
    if (const ProbePart* modules = parts.find("modules"); modules != nullptr) {
        if (modules->status == 0 || modules->status == 1) {
            const std::string text = "\n" + modules->text;
            module.nouveau = text.find("\nnouveau ") != std::string::npos;
        }
    }
    if (const auto secure = read_secure_boot(parts.text("secure-boot"))) {
        module.secure_boot = secure;
    }
}

void read_log(std::string_view text, Facts& facts) {
    if (text.empty()) {
        return;
    }
    facts.log_readable = take_line(text) == "readable";
    facts.xids = read_xids(text);
}

void read_toolkit(const ProbeParts& parts, Toolkit& toolkit) {
    if (const ProbePart* programs = parts.find("programs"); programs != nullptr && programs->status) {
        toolkit.installed = !programs->text.empty();
        toolkit.hook = has_line(programs->text, "nvidia-container-runtime-hook");
        toolkit.runtime = has_line(programs->text, "nvidia-container-runtime");
        toolkit.cdi_hook = has_line(programs->text, "nvidia-cdi-hook");
    }
    for (const std::string_view part : {"ctk", "container-cli"}) {
        if (toolkit.version.empty()) {
            toolkit.version = read_toolkit_version(parts.text(part));
        }
    }
    if (auto mode = read_toolkit_mode(parts.text("toolkit-config"))) {
        toolkit.mode = std::move(mode);
    }
    if (const ProbePart* cdi = parts.find("cdi"); cdi != nullptr) {
        toolkit.cdi_files.clear();
        for (const std::string& line : lines(cdi->text)) {
            if (line.starts_with("file ")) {
                toolkit.cdi_files.push_back(line.substr(5));
            } else if (line.starts_with("driver ") && !toolkit.cdi_driver) {
                toolkit.cdi_driver = line.substr(7);
            }
        }
    }
}

/// Of engines that were started both before and after the program came, and of seconds that are too near to
/// tell, nothing is said.
std::optional<bool> read_age(std::string_view text) {
    constexpr std::int64_t unsure = 2; // the kernel's time of the boot wavers by a second
    std::optional<std::int64_t> program;
    std::optional<bool> older;
    for (const std::string& line : lines(text)) {
        std::string_view rest = line;
        const std::string_view label = take_word(rest);
        const auto seconds = number<std::int64_t>(ascii::trimmed(rest));
        if (!seconds) {
            return std::nullopt;
        }
        if (label == "program") {
            program = seconds;
            continue;
        }
        if (!program) {
            return std::nullopt;
        }
        const bool before = *seconds < *program;
        const bool near = (before ? *program - *seconds : *seconds - *program) <= unsure;
        if (near || older.value_or(before) != before) {
            return std::nullopt;
        }
        older = before;
    }
    return older;
}

void read_fabric(std::string_view text, Facts& facts) {
    for (const std::string& line : lines(text)) {
        if (line == "running" || line == "state active") {
            facts.fabric_manager_running = true;
        } else if (line == "stopped" || line == "state inactive" || line == "state failed") {
            facts.fabric_manager_running = facts.fabric_manager_running.value_or(false);
        } else if (const auto digit = line.find_first_of("0123456789");
                   digit != std::string::npos && line.find("ersion") < digit) {
            facts.fabric_manager_version = line.substr(digit);
        }
    }
}

/// The last line of `df -Pk`: "… TOTAL USED FREE 42% /folder", in KiB.
void read_df(std::string_view text, EngineFacts& engine) {
    std::vector<std::string_view> words;
    while (!text.empty()) {
        std::string_view line = take_line(text);
        if (ascii::trimmed(line).empty()) {
            continue;
        }
        words.clear();
        for (auto word = take_word(line); !word.empty() && words.size() < max_lines; word = take_word(line)) {
            words.push_back(word);
        }
    }
    for (std::size_t i = words.size(); i-- > 3;) {
        if (words[i].ends_with('%')) {
            constexpr std::uint64_t most = std::uint64_t{1} << 53U;
            const auto total = number<std::uint64_t>(words[i - 3]);
            const auto free = number<std::uint64_t>(words[i - 1]);
            if (total && free && *total < most && *free < most) {
                engine.disk_total = *total * 1024;
                engine.disk_free = *free * 1024;
            }
            return;
        }
    }
}

void read_engine(const ProbeParts& parts, EngineFacts& engine) {
    if (const ProbePart* packaged = parts.find("packaged"); packaged != nullptr && packaged->status) {
        const bool snap = has_line(packaged->text, "snap");
        const bool other = packaged->text.find('/') != std::string::npos;
        engine.snap = snap && !other;
    }
    if (const auto older = read_age(parts.text("engine-age"))) {
        engine.older_than_toolkit = older;
    }
    constexpr std::size_t max_settings = 64U * 1024U;
    const ProbePart* settings = parts.find("daemon-json");
    if (settings != nullptr && settings->succeeded() && settings->text.size() <= max_settings) {
        engine.daemon_json = settings->text;
    }
    std::string_view disk = parts.text("disk");
    const auto folder = take_labelled(disk, "folder ");
    // An engine that keeps its images elsewhere is not what was measured.
    if (folder && (engine.data_root.empty() || engine.data_root == *folder)) {
        read_df(disk, engine);
    }
}

} // namespace

Facts read_probe(std::string_view output, Facts into) {
    const ProbeParts parts(output);
    read_system(parts, into);
    read_user(parts.text("who"), into);
    read_devices(parts, into);
    read_module(parts, into.module);
    read_log(parts.text("kernel-log"), into);
    if (auto nvidia = probed_nvidia(parts)) {
        into.nvidia = std::move(*nvidia);
    }
    read_toolkit(parts, into.toolkit);
    read_fabric(parts.text("fabric"), into);
    read_engine(parts, into.engine);
    return into;
}

} // namespace dockwright::host
