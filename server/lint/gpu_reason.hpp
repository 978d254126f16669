#pragma once
#include "lint/rule.hpp"

namespace dockwright::lint {

/// The check of a rule that stands for one cause of gpu::judge: a finding for each reason of that
/// cause, one for all machines that share it; the repairs of a judgement are the fixes of its chief
/// reason.
void report_cause(const Facts& facts, Report& report, gpu::Cause cause);

template <gpu::Cause cause>
void check_cause(const Facts& facts, Report& report) {
    report_cause(facts, report, cause);
}

} // namespace dockwright::lint
