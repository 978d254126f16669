#include "engine/recreate/resume.hpp"
#include <algorithm>

namespace dockwright::engine::recreate {
namespace {

const Present* by_id(const std::vector<Present>& all, std::string_view id) {
    const auto found = std::ranges::find(all, id, &Present::id);
    return id.empty() || found == all.end() ? nullptr : &*found;
}

const Present* by_name(const std::vector<Present>& all, std::string_view name) {
    const auto found = std::ranges::find(all, name, &Present::name);
    return found == all.end() ? nullptr : &*found;
}

/// One that died between the create and its record is known by its temporary name alone.
const Present* new_one(const Journal& journal, const std::vector<Present>& all) {
    if (!journal.new_id.empty()) {
        return by_id(all, journal.new_id);
    }
    const Present* found = by_name(all, journal.temporary_name);
    return found != nullptr && found->id != journal.old_id ? found : nullptr;
}

/// Neither stopped nor about to be: a restarting one comes back by itself.
bool is_up(const Present& container) {
    return container.state == "running" || container.state == "paused" || container.state == "restarting";
}

bool is_taken(const std::vector<Present>& all, std::string_view name, const Present* old_container,
              const Present* new_container) {
    const Present* holder = by_name(all, name);
    return holder != nullptr && holder != old_container && holder != new_container;
}

Resumption stuck(std::string why) {
    return {.outcome = Outcome::stuck, .stage = Stage::undone, .why = std::move(why)};
}

Resumption undo(const Journal& journal, const Present& old_container, const Present* new_container) {
    Resumption out{.outcome = Outcome::undo,
                   .stage = Stage::undone,
                   .why = "The change didn't come to its end, so the container " + journal.name +
                          " is put back as it was"};
    if (new_container != nullptr) {
        if (is_up(*new_container)) {
            out.steps.push_back({.action = Action::stop, .container = new_container->id});
        }
        out.steps.push_back({.action = Action::remove, .container = new_container->id});
    }
    if (old_container.name != journal.name) {
        out.steps.push_back(
            {.action = Action::rename, .container = old_container.id, .argument = journal.name});
    }
    // The list doesn't show a policy, and setting it again does no harm.
    out.steps.push_back({.action = Action::restore, .container = old_container.id});
    if (journal.ran && !is_up(old_container)) {
        out.steps.push_back({.action = Action::start, .container = old_container.id});
    }
    if (journal.ran && journal.paused && old_container.state != "paused") {
        out.steps.push_back({.action = Action::pause, .container = old_container.id});
    }
    if (!journal.committed_image.empty()) {
        out.steps.push_back({.action = Action::remove_image, .argument = journal.committed_image});
    }
    return out;
}

Resumption finish(const Journal& journal, const Present* old_container, const Present& new_container) {
    Resumption out{.outcome = Outcome::finish,
                   .stage = Stage::done,
                   .why = old_container == nullptr
                              ? "The old container is gone, so the new one takes its place as " + journal.name
                              : "The new container was found healthy, so it stays as " + journal.name};
    if (old_container != nullptr) {
        out.steps.push_back({.action = Action::forbid_start, .container = old_container->id});
        if (is_up(*old_container)) {
            out.steps.push_back({.action = Action::stop, .container = old_container->id});
        }
        if (old_container->name != journal.retired_name) {
            out.steps.push_back(
                {.action = Action::rename, .container = old_container->id, .argument = journal.retired_name});
        }
    }
    if (new_container.name != journal.name) {
        out.steps.push_back(
            {.action = Action::rename, .container = new_container.id, .argument = journal.name});
    }
    if (journal.ran && !is_up(new_container)) {
        out.steps.push_back({.action = Action::start, .container = new_container.id});
    }
    return out;
}

} // namespace

Resumption resume(const Journal& journal, const std::vector<Present>& all) {
    if (journal.stage == Stage::done || journal.stage == Stage::undone) {
        return {.outcome = Outcome::nothing, .stage = journal.stage};
    }
    const Present* old_container = by_id(all, journal.old_id);
    const Present* new_container = new_one(journal, all);
    if (old_container == nullptr && new_container == nullptr) {
        return stuck("Both the old and the new container of " + journal.name +
                     " are gone; their volumes are still there");
    }
    if (is_taken(all, journal.name, old_container, new_container)) {
        return stuck("Another container has taken the name " + journal.name +
                     "; rename that one, then try again");
    }
    if (old_container == nullptr) {
        return finish(journal, nullptr, *new_container);
    }
    if (new_container == nullptr || journal.stage < Stage::proven) {
        return undo(journal, *old_container, new_container);
    }
    if (is_taken(all, journal.retired_name, old_container, new_container)) {
        return stuck("Another container has taken the name " + journal.retired_name +
                     "; rename that one, then try again");
    }
    return finish(journal, old_container, *new_container);
}

} // namespace dockwright::engine::recreate
