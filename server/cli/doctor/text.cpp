#include "base/message.hpp"
#include "cli/doctor/doctor.hpp"
#include "host/disturbance.hpp"
#include <algorithm>

namespace dockwright::cli {
namespace {

using host::Finding;
using host::Status;

std::string padded(std::string_view text, std::size_t width) {
    return std::string(text) + std::string(width - std::min(width, text.size()), ' ');
}

/// What stands in the way comes first, and what follows from it last.
std::string check_line(const Finding& finding, std::size_t title_width) {
    return message("  {}{}{}\n", {padded(name(finding.status), 9), padded(finding.title, title_width + 2),
                                  printable(finding.found)});
}

std::string lines_of(std::string_view text, std::string_view before) {
    std::string out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        out += message("{}{}\n", {before, printable(text.substr(0, end))});
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::string repair_text(const host::Repair& repair, const host::Facts& facts) {
    std::string out = message("  > {}\n", {printable(repair.title)});
    if (!repair.explanation.empty()) {
        out += message("    {}\n", {printable(repair.explanation)});
    }
    if (repair.disturbs != host::Disturbs::nothing) {
        const auto told = host::told(host::ended_by(repair.disturbs, facts), repair.disturbs);
        for (std::size_t i = 0; i < told.size(); ++i) {
            out += message("    {}{}\n", {i == 0 ? "" : "  - ", told[i]});
        }
    }
    for (const host::NewFile& file : repair.files) {
        out += message("    Write this to {}:\n", {printable(file.path)}) + lines_of(file.text, "      | ");
    }
    for (const std::string& command : repair.commands) {
        out += message("      {}\n", {printable(command)});
    }
    return out;
}

std::string details(const Finding& finding, const host::Facts& facts) {
    std::string out = message("\n{}: {}\n", {name(finding.status), printable(finding.found)});
    if (!finding.needed.empty()) {
        out += message("  needed: {}\n", {printable(finding.needed)});
    }
    if (!finding.why.empty()) {
        out += message("  why it matters: {}\n", {printable(finding.why)});
    }
    for (const host::Repair& repair : finding.repairs) {
        out += repair_text(repair, facts);
    }
    if (!finding.no_repair.empty()) {
        out += message("  {}\n", {printable(finding.no_repair)});
    }
    return out;
}

std::string machine_lines(const actions::Diagnosis& diagnosis) {
    const host::Facts& facts = diagnosis.facts;
    std::string out;
    if (!facts.nvidia.driver.empty()) {
        out += message("  NVIDIA driver {}", {printable(facts.nvidia.driver)});
        out += facts.nvidia.cuda.empty() ? "\n" : message(", CUDA {}\n", {printable(facts.nvidia.cuda)});
    }
    for (const host::Gpu& gpu : facts.nvidia.gpus) {
        out += message("  GPU {}: {}\n", {std::to_string(gpu.index), printable(gpu.name)});
    }
    if (facts.nvidia.state == host::NvidiaSmi::State::failed && !facts.nvidia.words.empty()) {
        out += lines_of(facts.nvidia.words, "  nvidia-smi: ");
    }
    if (facts.reach == host::Reach::engine) {
        out += "  Seen through the engine alone; over SSH more could be seen (--host ssh://…)\n";
    }
    return out;
}

} // namespace

std::string doctor_text(const Examined& examined) {
    if (!examined.diagnosis) {
        const Problem& problem = examined.diagnosis.error();
        return message("{}\n  not asked: {}\n{}",
                       {printable(examined.name), problem.message,
                        problem.next_step.empty() ? "" : message("  {}\n", {problem.next_step})});
    }
    const actions::Diagnosis& diagnosis = *examined.diagnosis;
    const std::string& shown = examined.name.empty() ? diagnosis.engine : examined.name;
    std::string out = printable(shown);
    out += shown == diagnosis.engine ? "\n" : message(" ({})\n", {diagnosis.engine});
    out += machine_lines(diagnosis) + "\n";
    std::size_t width = 0;
    for (const Finding& finding : diagnosis.findings) {
        width = std::max(width, finding.title.size());
    }
    for (const Finding& finding : diagnosis.findings) {
        out += check_line(finding, width);
    }
    for (const Status status : {Status::failure, Status::warning}) {
        for (const Finding& finding : diagnosis.findings) {
            if (finding.status == status) {
                out += details(finding, diagnosis.facts);
            }
        }
    }
    if (!diagnosis.left.empty()) {
        out +=
            message("\nThe container of the trial could not be removed: docker rm -f {}\n", {diagnosis.left});
    }
    return out + message("\n{}.\n", {host::verdict(diagnosis.findings).sentence});
}

} // namespace dockwright::cli
