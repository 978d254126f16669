#include "actions/explained.hpp"
#include "base/message.hpp"
#include "host/error_texts.hpp"

namespace dockwright::actions {
namespace {

std::string_view without_stop(std::string_view sentence) {
    return sentence.substr(0, sentence.find_last_not_of(". ") + 1);
}

} // namespace

Problem explained(Problem problem) {
    const auto known = host::recognise_errors(problem.message);
    if (known.empty()) {
        return problem;
    }
    const knowledge::ErrorText& error = *known.front().error;
    std::string words(without_stop(error.cause));
    if (!error.repairs.empty()) {
        words += message(". What helps: {}", {without_stop(error.repairs.front())});
    }
    if (!error.check.empty()) {
        words += ". 'dockwright doctor' looks at the machine";
    }
    // Engines' refusals have a next step of the general kind; what is known of this one says more.
    problem.next_step = problem.next_step.empty() || problem.kind == "engine-request-refused"
                            ? words
                            : problem.next_step + ". " + words;
    return problem;
}

} // namespace dockwright::actions
