#include "actions/secrets.hpp"
#include "lint/secret_names.hpp"
#include <algorithm>
#include <array>

namespace dockwright::actions {
namespace {

/// How the tokens of well-known services begin, and keys in files of their own.
bool looks_secret(std::string_view value) {
    constexpr std::array<std::string_view, 9> beginnings = {
        "ghp_", "github_pat_", "glpat-", "hf_", "sk-", "xoxb-", "AKIA", "pypi-", "-----BEGIN"};
    constexpr std::size_t shortest = 16;
    return value.size() >= shortest && std::ranges::any_of(beginnings, [&](std::string_view beginning) {
               return value.starts_with(beginning);
           });
}

/// Certificates are for everybody, and packages bring those of the authorities and keys for their tests.
bool is_private_pem(std::string_view path, std::string_view name) {
    constexpr std::array<std::string_view, 5> certificates = {"cacert.pem", "ca-bundle.pem", "cert.pem",
                                                              "chain.pem", "fullchain.pem"};
    return name.ends_with(".pem") && std::ranges::find(certificates, name) == certificates.end() &&
           !path.starts_with("/etc/ssl/") && !path.starts_with("/usr/") &&
           !path.contains("/site-packages/") && !path.contains("/dist-packages/");
}

/// ".env.production"; not what shows others which variables there are.
bool is_env_file(std::string_view name) {
    return name.starts_with(".env.") && !name.ends_with(".example") && !name.ends_with(".sample") &&
           !name.ends_with(".template") && !name.ends_with(".dist");
}

} // namespace

std::vector<std::string> secret_variables(const std::vector<std::string>& environment) {
    std::vector<std::string> out;
    for (const std::string& entry : environment) {
        const std::size_t equals = entry.find('=');
        if (equals == std::string::npos || equals + 1 == entry.size()) {
            continue;
        }
        const std::string name = entry.substr(0, equals);
        if (lint::secret_names::is_secret(name) || looks_secret(std::string_view(entry).substr(equals + 1))) {
            out.push_back(name);
        }
    }
    return out;
}

bool is_secret_file(std::string_view path) {
    constexpr std::array<std::string_view, 12> names = {"id_rsa",  "id_dsa", "id_ecdsa", "id_ed25519",
                                                        ".netrc",  "_netrc", ".env",     ".git-credentials",
                                                        ".pypirc", ".npmrc", ".pgpass",  "kaggle.json"};
    constexpr std::array<std::string_view, 7> ends = {
        "/.aws/credentials",      "/.docker/config.json", "/.kube/config",
        "/huggingface/token",     "/.huggingface/token",  "/application_default_credentials.json",
        "/.config/wandb/settings"};
    const std::string_view name = path.substr(path.rfind('/') + 1);
    return std::ranges::find(names, name) != names.end() || is_env_file(name) || is_private_pem(path, name) ||
           std::ranges::any_of(ends, [&](std::string_view end) { return path.ends_with(end); });
}

std::vector<std::string> secret_files(const engine::recreate::Layer& layer) {
    std::vector<std::string> out;
    for (const engine::recreate::LayerChange& change : layer.changes) {
        if (change.kind != engine::recreate::LayerChangeKind::deleted && is_secret_file(change.path)) {
            out.push_back(change.path);
        }
    }
    return out;
}

} // namespace dockwright::actions
