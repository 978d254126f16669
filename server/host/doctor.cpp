#include "host/doctor.hpp"
#include "base/message.hpp"
#include <algorithm>

namespace dockwright::host {
namespace {

std::vector<const Check*> in_order() {
    const auto all = checks::all();
    std::vector<const Check*> out(all.begin(), all.end());
    std::ranges::sort(out, {}, &Check::place);
    return out;
}

/// The failure because of which the check is not run, or null.
const Finding* in_the_way(const Check& check, std::span<const Finding> before) {
    for (const std::string_view need : check.needs) {
        const auto found = std::ranges::find(before, need, &Finding::check);
        if (found == before.end()) {
            continue;
        }
        if (found->status == Status::failure) {
            return &*found;
        }
        if (!found->follows.empty()) { // its own need had failed: that one is the cause
            return &*std::ranges::find(before, found->follows, &Finding::check);
        }
    }
    return nullptr;
}

/// Nothing fails, but that CUDA starts in a container was not seen. A proof that warns saw at least
/// something.
Verdict unproven(std::span<const Finding> findings, const Finding& proof) {
    const auto warns = [&](const Finding& one) { return one.status == Status::warning && &one != &proof; };
    const auto warning = std::ranges::find_if(findings, warns);
    const bool seen = proof.status == Status::warning;
    if (warning != findings.end()) {
        return {Status::unknown, &*warning,
                message("{}; to look at: {}",
                        {seen ? std::string_view(proof.found) : "No container has used a GPU yet",
                         warning->found})};
    }
    return {Status::unknown, &proof,
            seen ? message("Nothing wrong was seen: {}", {proof.found})
                 : "Nothing wrong was seen, but no container has used a GPU yet"};
}

} // namespace

std::vector<Finding> examine(const Facts& facts, const knowledge::Knowledge& knowledge) {
    std::vector<Finding> out;
    for (const Check* check : in_order()) {
        Finding finding;
        if (const Finding* cause = in_the_way(*check, out)) {
            finding = skipped(message("Not looked at, since it follows from: {}", {cause->found}));
            finding.follows = cause->check;
        } else {
            finding = check->run(facts, knowledge);
        }
        finding.check = check->id;
        finding.title = check->title;
        out.push_back(std::move(finding));
    }
    return out;
}

Verdict verdict(std::span<const Finding> findings) {
    const auto first = [&](Status status) -> const Finding* {
        const auto found = std::ranges::find(findings, status, &Finding::status);
        return found == findings.end() ? nullptr : &*found;
    };
    if (const Finding* failure = first(Status::failure)) {
        if (failure->check == "registry-access") {
            return {Status::failure, failure,
                    message("New images can't be pulled here: {}", {failure->found})};
        }
        return {Status::failure, failure, message("Containers can't use a GPU here: {}", {failure->found})};
    }
    const auto proof = std::ranges::find(findings, std::string_view("gpu-container"), &Finding::check);
    if (proof != findings.end() && proof->status != Status::ok && proof->status != Status::skipped) {
        return unproven(findings, *proof);
    }
    if (const Finding* found = first(Status::warning)) {
        return {Status::warning, found,
                message("Containers can use the GPU; to look at: {}", {found->found})};
    }
    return {Status::ok, nullptr, "Containers can use the GPU"};
}

Finding ok(std::string found) {
    return {.status = Status::ok, .found = std::move(found)};
}
Finding warning(std::string found, std::string why) {
    return {.status = Status::warning, .found = std::move(found), .why = std::move(why)};
}
Finding unknown(std::string found) {
    return {.status = Status::unknown, .found = std::move(found)};
}
Finding skipped(std::string found) {
    return {.status = Status::skipped, .found = std::move(found)};
}

std::string_view name(Status status) {
    constexpr std::string_view words[] = {"ok", "warning", "failure", "unknown", "skipped"};
    return words[static_cast<std::size_t>(status)];
}

std::string_view name(Disturbs disturbs) {
    constexpr std::string_view words[] = {"nothing", "engine", "modules", "machine"};
    return words[static_cast<std::size_t>(disturbs)];
}

} // namespace dockwright::host
