#include "base/message.hpp"
#include "host/check.hpp"
#include "host/repairs.hpp"

namespace dockwright::host::checks {
namespace {

Repair start_engine(const Facts& facts) {
    Repair out;
    out.title = "Start the container engine";
    out.commands = {as_root(facts, "systemctl enable --now docker"),
                    as_root(facts, "journalctl -u docker -n 30 --no-pager")};
    out.explanation = "If it does not start, the second command shows what it said";
    return out;
}

Repair join_group(const Facts& facts) {
    Repair out;
    out.title = "Join the group docker";
    const bool plain = !facts.user.empty() && facts.user.front() != '-';
    out.commands = {as_root(facts, "usermod -aG docker " + (plain ? printable(facts.user) : "YOUR_NAME"))};
    out.explanation = "Log in again afterwards. Whoever is in this group has the rights of root on the "
                      "machine; where that must not be, ask for a rootless engine";
    return out;
}

/// By the kind of the problem that the way to the engine ended with.
std::vector<Repair> repairs(const Facts& facts, const knowledge::Knowledge& knowledge) {
    const std::string& kind = facts.engine.problem_kind;
    if (kind == "engine-no-permission") {
        return {join_group(facts)};
    }
    if (kind == "engine-not-running") {
        return {start_engine(facts)};
    }
    if (kind == "engine-not-there") {
        return {start_engine(facts), from_recipe(facts, knowledge, "install-engine",
                                                 "Install Docker, if it is not there", Disturbs::nothing)};
    }
    return {};
}

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    if (!facts.engine.reachable) {
        return unknown("The container engine was not asked");
    }
    if (*facts.engine.reachable) {
        return ok(message("{} {} answers",
                          {facts.engine.podman ? "Podman" : "Docker", printable(facts.engine.version)}));
    }
    Finding out{.status = Status::failure,
                .found = facts.engine.problem.empty() ? "The container engine does not answer"
                                                      : printable(facts.engine.problem),
                .needed = "A container engine (Docker, or Podman) that answers",
                .why = "Without it no container can be started or seen",
                .repairs = repairs(facts, knowledge)};
    if (out.repairs.empty()) {
        out.no_repair = facts.engine.problem_next_step.empty()
                            ? "What helps depends on the way to the engine; the sentence above names it"
                            : printable(facts.engine.problem_next_step);
    }
    return out;
}

} // namespace

extern constexpr Check engine_reachable{
    .id = "engine-reachable", .title = "Container engine answers", .place = 100, .run = run};

} // namespace dockwright::host::checks
