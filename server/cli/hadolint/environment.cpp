#include "cli/hadolint/environment.hpp"
#include "base/ascii.hpp"
#include "cli/hadolint/format.hpp"
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

namespace dockwright::cli::hadolint {
namespace {

std::optional<std::string> variable(const std::string& name) {
    const char* const value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

bool is_truthy(const std::string& name) {
    constexpr std::array<std::string_view, 5> words = {"1", "y", "on", "true", "yes"};
    const auto value = variable(name);
    return value && std::ranges::any_of(words, [&](std::string_view w) { return ascii::equal(*value, w); });
}

/// Between commas; blanks belong to the words.
std::vector<std::string> list(const std::string& name) {
    std::vector<std::string> out;
    const auto value = variable(name);
    if (!value) {
        return out;
    }
    std::string_view rest = *value;
    while (true) {
        const std::size_t comma = rest.find(',');
        out.emplace_back(rest.substr(0, comma));
        if (comma == std::string_view::npos) {
            return out;
        }
        rest.remove_prefix(comma + 1);
    }
}

std::vector<std::string> formats_in_environment() {
    std::vector<std::string> out = list("HADOLINT_FORMAT");
    std::erase_if(out, [](const std::string& name) { return find_format(name) == nullptr; });
    return out;
}

std::vector<Label> labels_in_environment() {
    std::vector<Label> out;
    for (const std::string& written : list("HADOLINT_REQUIRE_LABELS")) {
        if (auto label = read_label(written)) {
            out.push_back(std::move(*label));
        }
    }
    return out;
}

} // namespace

Configuration environment_configuration() {
    Configuration out;
    out.formats = formats_in_environment();
    const auto threshold = variable("HADOLINT_FAILURE_THRESHOLD");
    if (threshold && is_threshold(*threshold)) {
        out.threshold = threshold;
    }
    out.overrides = {list("HADOLINT_OVERRIDE_ERROR"), list("HADOLINT_OVERRIDE_WARNING"),
                     list("HADOLINT_OVERRIDE_INFO"), list("HADOLINT_OVERRIDE_STYLE")};
    out.ignored = list("HADOLINT_IGNORE");
    out.registries = list("HADOLINT_TRUSTED_REGISTRIES");
    out.no_fail = is_truthy("HADOLINT_NOFAIL");
    out.no_color = variable("NO_COLOR").has_value();
    out.verbose = is_truthy("HADOLINT_VERBOSE");
    out.strict_labels = is_truthy("HADOLINT_STRICT_LABELS");
    out.disable_ignore_pragma = is_truthy("HADOLINT_DISABLE_IGNORE_PRAGMA");
    Configuration labels;
    labels.labels = labels_in_environment();
    out.add(std::move(labels));
    return out;
}

std::optional<std::string> find_configuration_file() {
    namespace fs = std::filesystem;
    std::error_code ec;
    std::vector<fs::path> places = {fs::current_path(ec) / ".hadolint"};
    const std::string home = variable("HOME").value_or("");
    const std::string settings = variable("XDG_CONFIG_HOME").value_or("");
    if (!settings.empty() || !home.empty()) {
        places.push_back((settings.empty() ? fs::path(home) / ".config" : fs::path(settings)) / "hadolint");
    }
    if (!home.empty()) {
        places.push_back(fs::path(home) / ".hadolint" / "hadolint");
        places.push_back(fs::path(home) / ".hadolint" / "config");
        places.push_back(fs::path(home) / ".hadolint");
    }
    for (const fs::path& place : places) {
        for (const char* ending : {".yaml", ".yml"}) {
            fs::path file = place;
            file += ending;
            if (fs::is_regular_file(file, ec)) {
                return file.string();
            }
        }
    }
    return std::nullopt;
}

} // namespace dockwright::cli::hadolint
