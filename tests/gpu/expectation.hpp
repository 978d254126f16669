#pragma once
#include "gpu/case_file.hpp"
#include "gpu/judge.hpp"
#include "support/fixture.hpp"
#include <string>
#include <vector>

namespace dockwright::testing {

/// What a case says of one reason.
struct ExpectedReason {
    Span span;
    std::vector<std::string> causes; ///< any of them
    std::string weight;              ///< `caveat`, `note`, `unknown`, `any`; "" for the verdict's own

    bool is_note() const { return weight == "note"; }
    bool names(gpu::Cause cause) const;
    bool allows(gpu::Weight found) const;
};

/// One for each annotation. What can't be read fails the test.
std::vector<ExpectedReason> expected_reasons(const Fixture& fixture);

/// What is wrong with an answer, in sentences; "" if nothing is.
std::string difference(const GpuCase& wanted, const std::vector<ExpectedReason>& reasons,
                       const gpu::Judgement& found);

/// The Dockerfile with what was found about it, as a case would write it.
std::string drawn(const std::string& source, const gpu::Judgement& found);

/// `fails arch-dropped redundant-cuda`: verdict and what counts, without what is merely noted.
std::string summary(const gpu::Judgement& found);

} // namespace dockwright::testing
