#include "base/message.hpp"
#include "gpu/host_text.hpp"
#include "lsp/binder.hpp"
#include "lsp/dockwright_json.gen.hpp"
#include "lsp/session.hpp"
#include "lsp/uri.hpp"
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

/// The part of a session that knows folders and the client's settings for them.
namespace dockwright::lsp {
namespace {

lint::Preset preset_of(Preset preset) {
    switch (preset) {
    case Preset::strict: return lint::Preset::strict;
    case Preset::hadolint: return lint::Preset::hadolint;
    case Preset::buildkit: return lint::Preset::buildkit;
    case Preset::all: return lint::Preset::all;
    case Preset::recommended:
    case Preset::unrecognised: break;
    }
    return lint::Preset::recommended;
}

/// Those that can be read; what is wrong with the others is appended to `wrong`.
std::vector<gpu::Host> targets_of(const Settings& settings, std::string& wrong) {
    std::vector<gpu::Host> out;
    for (const std::string& written : settings.targets.value_or(std::vector<std::string>{})) {
        if (auto host = gpu::host_of_text(written)) {
            out.push_back(std::move(*host));
        } else {
            wrong += message("{}'{}' is no machine: {}", {wrong.empty() ? "" : "; ", written, host.error()});
        }
    }
    return out;
}

} // namespace

/// One section at a time: a value of the wrong type leaves the settings as they were, and is said.
void Session::apply(Configured& configured, const boost::json::value& value) {
    if (value.is_null()) {
        configured.settings = {};
        return;
    }
    Settings settings;
    std::string error;
    if (!decode(value, settings, error)) {
        log(MessageType::warning, "The settings are not used: dockwright" + error);
        return;
    }
    if (settings.preset == Preset::unrecognised) {
        log(MessageType::warning, "dockwright.preset must be recommended, strict, hadolint, buildkit or all");
        settings.preset.reset();
    }
    std::string wrong;
    static_cast<void>(targets_of(settings, wrong));
    if (!wrong.empty()) {
        log(MessageType::warning, "dockwright.targets: " + wrong);
    }
    configured.settings = settings;
}

void Session::take_settings(const Json& settings) {
    boost::json::error_code ec;
    const boost::json::value value = boost::json::parse(settings.text, ec);
    const boost::json::object* members = value.if_object();
    if (ec || members == nullptr) {
        return;
    }
    const boost::json::value* section = members->if_contains("dockwright");
    apply(global_, section != nullptr ? *section : value);
    for (auto& [key, folder] : folders_) {
        folder.settings = global_.settings;
    }
    settings_changed();
}

void Session::ask_settings() {
    if (!client_.configuration) {
        return;
    }
    ConfigurationParams params{.items = {{.section = "dockwright"}}};
    std::vector<std::string> keys;
    for (const auto& [key, folder] : folders_) {
        params.items.push_back({.scope_uri = folder.uri, .section = "dockwright"});
        keys.push_back(key);
    }
    std::string out;
    encode(out, params);
    router_.request(ConfigurationRequest::method, out,
                    [this, keys = std::move(keys)](std::expected<boost::json::value, rpc::Error> outcome) {
                        const boost::json::array* values = outcome ? outcome->if_array() : nullptr;
                        if (values == nullptr || values->size() != keys.size() + 1) {
                            return;
                        }
                        apply(global_, values->front());
                        for (std::size_t i = 0; i < keys.size(); ++i) {
                            if (const auto folder = folders_.find(keys[i]); folder != folders_.end()) {
                                apply(folder->second, (*values)[i + 1]);
                            }
                        }
                        settings_changed();
                    });
}

void Session::settings_changed() {
    for (auto& [key, entry] : documents_) {
        resolve(key, entry);
        entry.document->invalidate();
    }
    refresh();
}

void Session::set_folders(const std::vector<WorkspaceFolder>& added,
                          const std::vector<WorkspaceFolder>& removed) {
    for (const WorkspaceFolder& folder : removed) {
        folders_.erase(uri_key(folder.uri));
    }
    for (const WorkspaceFolder& folder : added) {
        folders_[uri_key(folder.uri)] = {.uri = folder.uri, .settings = global_.settings};
    }
}

/// A configuration file wins over the editor's settings: a project's findings are the same for all
/// who work on it.
void Session::resolve(std::string_view key, Entry& entry) const {
    const Settings& settings = configured_for(key).settings;
    config::Wishes wishes;
    if (settings.preset) {
        wishes.default_preset = preset_of(*settings.preset);
    }
    std::string wrong; // said when the settings came
    wishes.default_targets = targets_of(settings, wrong);
    entry.resolved = std::make_shared<const config::Resolved>(
        entry.configuration, path_of(entry.document->uri()).value_or(std::string()), wishes);
}

/// The innermost folder that the document lies in.
const Session::Configured& Session::configured_for(std::string_view key) const {
    const Configured* best = &global_;
    std::size_t length = 0;
    for (const auto& [folder, configured] : folders_) {
        const bool inside = key.starts_with(folder) && (key.size() == folder.size() ||
                                                        folder.ends_with('/') || key[folder.size()] == '/');
        if (inside && folder.size() >= length) {
            best = &configured;
            length = folder.size();
        }
    }
    return *best;
}

} // namespace dockwright::lsp
