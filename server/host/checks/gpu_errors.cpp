#include "base/message.hpp"
#include "host/check.hpp"
#include "host/repairs.hpp"
#include "knowledge/queries.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"gpu-present"};

std::string plain(std::string_view sentence) {
    return std::string(sentence.substr(0, sentence.find_last_not_of('.') + 1));
}

/// The newest that is the machine's fault, else the newest.
const Xid& gravest(const Facts& facts, const knowledge::Knowledge& knowledge) {
    for (auto xid = facts.xids.rbegin(); xid != facts.xids.rend(); ++xid) {
        const knowledge::XidMeaning* meaning = knowledge::xid(knowledge, xid->code);
        if (meaning != nullptr && meaning->hardware) {
            return *xid;
        }
    }
    return facts.xids.back();
}

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    if (facts.xids.empty()) {
        return facts.log_readable.value_or(false)
                   ? ok("The kernel's log names no error of a GPU")
                   : unknown("The kernel's log could not be read (sudo dmesg shows it); errors of GPUs stand "
                             "there as Xid");
    }
    const Xid& worst = gravest(facts, knowledge);
    const knowledge::XidMeaning* meaning = knowledge::xid(knowledge, worst.code);
    const std::string count = std::to_string(facts.xids.size());
    if (meaning == nullptr) {
        return warning(message("The kernel's log has {} error(s) of a GPU, the last of number {} (Xid)",
                               {count, std::to_string(worst.code)}),
                       "NVIDIA's document on XID errors says what the number means");
    }
    Finding out{.status = Status::warning,
                .found =
                    message("The kernel's log has {} error(s) of a GPU (Xid), the gravest is {} on {}: {}",
                            {count, std::to_string(worst.code), printable(worst.bus), plain(meaning->text)}),
                .needed = "No such errors",
                .why = plain(meaning->advice),
                .fact = meaning->fact};
    if (meaning->hardware) {
        Repair reset;
        reset.title = "Reset the GPUs that have nothing to do";
        reset.commands = {as_root(facts, "nvidia-smi --gpu-reset")};
        reset.disturbs = Disturbs::modules;
        out.repairs = {std::move(reset), restart_machine(facts)};
    }
    return out;
}

} // namespace

extern constexpr Check gpu_errors{
    .id = "gpu-errors", .title = "GPU errors in the kernel log", .place = 380, .needs = needs, .run = run};

} // namespace dockwright::host::checks
