#include "ide/gpu_lens.hpp"
#include "base/message.hpp"
#include "gpu/host_text.hpp"
#include "ide/gpu_words.hpp"

namespace dockwright::ide {
namespace {

using gpu::Verdict;

constexpr std::size_t most_machines = 4; // more would hide the line

/// "▶ runs on lab1 (A40, driver 535.104.05)", "✗ fails on lab2: driver too old".
std::string title(const lint::Judged& judged) {
    const gpu::Judgement& judgement = judged.judgement;
    const std::string machine = judged.host != nullptr ? gpu::describe(*judged.host) : std::string();
    std::string out = message("{} {}", {sign(judgement.verdict), sentence(judgement.verdict, machine)});
    if (judgement.verdict != Verdict::runs && !judgement.reasons.empty()) {
        out += ": " + short_text(judgement.reasons.front().cause);
    }
    return out;
}

/// "✗ fails on 2 of 5 machines".
std::string summary(const std::vector<const lint::Judged*>& machines) {
    std::size_t good = 0;
    std::size_t unknown = 0;
    for (const lint::Judged* one : machines) {
        good += one->judgement.verdict <= Verdict::runs_with_caveat ? 1U : 0U;
        unknown += one->judgement.verdict == Verdict::unknown ? 1U : 0U;
    }
    const std::string all = std::to_string(machines.size());
    if (const std::size_t bad = machines.size() - good - unknown; bad != 0) {
        return message("{} fails on {} of {} machines", {sign(Verdict::fails), std::to_string(bad), all});
    }
    if (unknown != 0) {
        return message("{} not known for {} of {} machines",
                       {sign(Verdict::unknown), std::to_string(unknown), all});
    }
    return message("{} runs on all {} machines", {sign(Verdict::runs), all});
}

void add(std::vector<GpuLens>& lenses, const GpuView& view, const model::Stage& stage) {
    const Span span = view.document.instructions()[stage.from].name_span;
    const std::vector<const lint::Judged*> machines = view.verdicts_of(stage.index);
    if (machines.size() > most_machines) {
        lenses.push_back({span, summary(machines), stage.index});
        return;
    }
    for (const lint::Judged* judged : machines) {
        lenses.push_back({span, title(*judged), stage.index});
    }
}

} // namespace

std::vector<GpuLens> gpu_lenses(const GpuView& view) {
    std::vector<GpuLens> lenses;
    for (const model::Stage& stage : view.document.stages()) {
        if (stage.shipped) {
            add(lenses, view, stage);
        }
    }
    return lenses;
}

} // namespace dockwright::ide
