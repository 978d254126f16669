#include "cli/doctor/doctor.hpp"
#include "engine/objects_json.gen.hpp"
#include "host/disturbance.hpp"
#include <algorithm>

namespace dockwright::cli {
namespace {

engine::DoctorRepair repair_of(const host::Repair& repair, const host::Facts& facts) {
    engine::DoctorRepair out{.title = repair.title,
                             .commands = repair.commands,
                             .disturbs = std::string(name(repair.disturbs)),
                             .explanation = repair.explanation};
    std::ranges::transform(repair.files, std::back_inserter(out.files), [](const host::NewFile& file) {
        return engine::DoctorFile{.path = file.path, .text = file.text};
    });
    if (repair.disturbs != host::Disturbs::nothing) {
        out.ends = told(host::ended_by(repair.disturbs, facts), repair.disturbs);
    }
    return out;
}

engine::DoctorFinding finding_of(const host::Finding& finding, const host::Facts& facts) {
    engine::DoctorFinding out{.check = std::string(finding.check),
                              .title = std::string(finding.title),
                              .status = std::string(name(finding.status)),
                              .found = finding.found,
                              .needed = finding.needed,
                              .why = finding.why,
                              .no_repair = finding.no_repair,
                              .follows = std::string(finding.follows),
                              .source = std::string(finding.fact.source)};
    std::ranges::transform(finding.repairs, std::back_inserter(out.repairs),
                           [&](const host::Repair& repair) { return repair_of(repair, facts); });
    return out;
}

std::string_view name_of(host::Reach reach) {
    switch (reach) {
    case host::Reach::local: return "local";
    case host::Reach::ssh: return "ssh";
    case host::Reach::engine: return "engine";
    }
    return "";
}

} // namespace

std::string doctor_json(const Examined& examined) {
    engine::DoctorReport out{.name = examined.name, .status = "not-asked"};
    if (!examined.diagnosis) {
        const Problem& problem = examined.diagnosis.error();
        out.sentence = problem.message;
        out.problem = problem.kind;
        out.next_step = problem.next_step;
    } else {
        const actions::Diagnosis& diagnosis = *examined.diagnosis;
        const host::Verdict verdict = host::verdict(diagnosis.findings);
        out.engine = diagnosis.engine;
        out.status = name(verdict.status);
        out.sentence = verdict.sentence;
        out.first = verdict.first == nullptr ? "" : std::string(verdict.first->check);
        out.reach = name_of(diagnosis.facts.reach);
        out.driver = diagnosis.facts.nvidia.driver;
        out.cuda = diagnosis.facts.nvidia.cuda;
        for (const host::Gpu& gpu : diagnosis.facts.nvidia.gpus) {
            out.gpus.push_back(gpu.name);
        }
        for (const host::Finding& finding : diagnosis.findings) {
            out.findings.push_back(finding_of(finding, diagnosis.facts));
        }
    }
    std::string text;
    encode(text, out);
    return text;
}

} // namespace dockwright::cli
