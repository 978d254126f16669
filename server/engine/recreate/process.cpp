#include "engine/container_id.hpp"
#include "engine/recreate/draft.hpp"
#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

/// What runs in the container: host name, command, environment, and what its image says of these.
namespace dockwright::engine::recreate {

std::string_view variable_name(std::string_view entry) {
    return entry.substr(0, entry.find('='));
}

void settle_hostname(Draft& draft) {
    const std::string_view mode = text_of(draft.host, "NetworkMode");
    const std::string_view name = text_of(draft.config, "Hostname");
    const bool of_other = mode.starts_with("container:") || text_of(draft.host, "UTSMode") == "host";
    // On the machine's network an engine fills in the machine's name.
    const bool of_machine =
        mode == "host" && (draft.source.host_name.empty() || name == draft.source.host_name);
    if (of_other || of_machine || name == short_id(text_of(draft.container, "Id"))) {
        draft.config.erase("Hostname");
    }
    if (of_other) {
        draft.config.erase("Domainname");
    }
}

namespace {

void drop_shared_entries(object& own, const object& of_image, std::string_view key) {
    const object* theirs = object_of(of_image, key);
    if (theirs == nullptr || object_of(own, key) == nullptr) {
        return;
    }
    object kept;
    for (const auto& [name, given] : *object_of(own, key)) {
        const value* same = theirs->if_contains(name);
        if (same == nullptr || *same != given) {
            kept[name] = given;
        }
    }
    own[key] = std::move(kept);
}

/// A list without these, in their order.
array without(const array& list, const std::vector<std::string>& dropped) {
    array kept;
    for (const value& item : list) {
        if (!item.is_string() || std::ranges::find(dropped, item.get_string().c_str()) == dropped.end()) {
            kept.push_back(item);
        }
    }
    return kept;
}

/// An engine fills these in where neither the image nor the person said anything.
bool is_engines_default(std::string_view key, std::string_view text) {
    return (key == "WorkingDir" && text == "/") || (key == "StopSignal" && text == "SIGTERM");
}

} // namespace

void settle_image_defaults(Draft& draft) {
    if (draft.changes.image.empty() || draft.source.image.empty()) {
        return;
    }
    for (const std::string_view key : {"Labels", "ExposedPorts", "Volumes"}) {
        drop_shared_entries(draft.config, draft.image_config, key);
    }
    if (const array* own = array_of(draft.config, "Env")) {
        draft.config["Env"] = without(*own, texts_of(draft.image_config, "Env"));
    }
    for (const std::string_view key :
         {"User", "WorkingDir", "StopSignal", "Healthcheck", "Shell", "OnBuild", "ArgsEscaped"}) {
        if (is_same(draft.config, draft.image_config, key) ||
            (is_empty(draft.image_config, key) && is_engines_default(key, text_of(draft.config, key)))) {
            draft.config.erase(key);
        }
    }
}

void settle_command(Draft& draft) {
    object& config = draft.config;
    const bool cleared = is_empty(config, "Entrypoint") && !is_empty(draft.image_config, "Entrypoint");
    if (cleared && array_of(config, "Entrypoint") == nullptr) {
        // Null is the image's own again, and so is a command of null beside it; this clears both.
        config["Entrypoint"] = array{""};
        return;
    }
    const bool images_command = is_same(config, draft.image_config, "Cmd");
    if (is_empty(config, "Entrypoint") && is_empty(config, "Cmd") && !images_command) {
        config["Entrypoint"] = array{""};
        return;
    }
    if (draft.changes.image.empty() || draft.source.image.empty()) {
        return;
    }
    // Under another image: what the container took from its own image it takes from the new one.
    if (is_same(config, draft.image_config, "Entrypoint") && (images_command || !is_empty(config, "Cmd"))) {
        config.erase("Entrypoint");
        if (images_command) {
            config.erase("Cmd");
        }
    }
}

void settle_environment(Draft& draft) {
    const Changes& changes = draft.changes;
    if (changes.set_environment.empty() && changes.unset_environment.empty()) {
        return;
    }
    const std::vector<std::string> of_image = texts_of(draft.image_config, "Env");
    const auto is_changed = [&](std::string_view name) {
        return changes.set_environment.contains(std::string(name)) ||
               std::ranges::find(changes.unset_environment, name) != changes.unset_environment.end();
    };
    array env;
    for (const std::string& entry : texts_of(draft.config, "Env")) {
        if (!is_changed(variable_name(entry))) {
            env.emplace_back(entry);
        }
    }
    for (const std::string& name : changes.unset_environment) {
        const bool is_images = std::ranges::any_of(
            of_image, [&](const std::string& entry) { return variable_name(entry) == name; });
        // A name without '=' takes the image's variable away.
        if (is_images && !changes.set_environment.contains(name)) {
            env.emplace_back(name);
        }
    }
    for (const auto& [name, text] : changes.set_environment) {
        env.emplace_back(name + "=" + text);
    }
    draft.config["Env"] = std::move(env);
}

} // namespace dockwright::engine::recreate
