#pragma once
#include "lint/rule.hpp"

namespace dockwright::lint {

/// The check of a rule that stands for one cause of gpu::judge: a finding for each reason of that
/// cause, one for all machines that share it; the repairs of a judgement are the fixes of its chief
/// reason.
void report_cause(const Facts& facts, Report& report, gpu::Cause cause);

/// Whether a stage is judged by that cause at that place, so that the cause's rule says what is wrong there.
bool is_judged(const Facts& facts, gpu::Cause cause, Span place);

template <gpu::Cause cause>
void check_cause(const Facts& facts, Report& report) {
    report_cause(facts, report, cause);
}

} // namespace dockwright::lint
