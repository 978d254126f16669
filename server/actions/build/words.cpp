#include "actions/build/build.hpp"
#include "engine/calls/build_image.hpp"
#include "engine/http.hpp"
#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

namespace dockwright::actions {
namespace {

bool decides_engine(std::string_view variable) {
    constexpr std::array<std::string_view, 7> names = {
        "DOCKER_HOST=",      "DOCKER_CONTEXT=", "DOCKER_TLS=",        "DOCKER_TLS_VERIFY=",
        "DOCKER_CERT_PATH=", "BUILDX_BUILDER=", "DOCKER_API_VERSION="};
    return std::ranges::any_of(names, [&](std::string_view name) { return variable.starts_with(name); });
}

/// The folder that holds all three under the names that docker wants; empty if there is none.
std::string certificate_folder(const engine::TlsFiles& files) {
    const std::filesystem::path key(files.key);
    const std::string folder = key.parent_path().string();
    const bool fits = key.filename() == "key.pem" && files.certificate == folder + "/cert.pem" &&
                      files.authority == folder + "/ca.pem" && !files.unchecked;
    return fits ? folder : std::string();
}

} // namespace

std::optional<std::vector<std::string>> buildx_environment(const engine::Endpoint& endpoint,
                                                           const std::vector<std::string>& own) {
    std::vector<std::string> out;
    for (const std::string& variable : own) {
        if (!decides_engine(variable)) {
            out.push_back(variable);
        }
    }
    if (const auto* const tls = std::get_if<engine::TlsAddress>(&endpoint.address)) {
        const std::string folder = certificate_folder(tls->files);
        if (folder.empty()) {
            return std::nullopt;
        }
        out.push_back("DOCKER_TLS_VERIFY=1");
        out.push_back("DOCKER_CERT_PATH=" + folder);
    }
    out.push_back("DOCKER_HOST=" + endpoint.host());
    return out;
}

std::vector<std::string> buildx_arguments(const BuildSource& source, const BuildOptions& options) {
    std::vector<std::string> out{
        "buildx", "build",    "--builder", "default", "--progress=rawjson", "--file", source.file.string(),
        "--tag",  source.name};
    const auto add = [&](const std::string& name, const std::string& value) {
        if (!value.empty()) {
            out.push_back(name + "=" + value); // one word: a value that begins with '-' stays a value
        }
    };
    add("--target", options.target);
    add("--platform", options.platform);
    for (const model::BuildArgument& argument : options.arguments) {
        add("--build-arg", argument.first + "=" + argument.second);
    }
    if (options.pull) {
        out.emplace_back("--pull");
    }
    if (options.no_cache) {
        out.emplace_back("--no-cache");
    }
    out.push_back(source.context.string());
    return out;
}

bool is_new_buildx(std::string_view version) {
    const std::size_t mark = version.find(" v");
    if (mark == std::string_view::npos) {
        return false;
    }
    const char* const end = version.data() + version.size();
    unsigned major = 0;
    unsigned minor = 0;
    const auto first = std::from_chars(version.data() + mark + 2, end, major);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != '.') {
        return false;
    }
    const auto second = std::from_chars(first.ptr + 1, end, minor);
    constexpr unsigned with_json = 13; // 0.13 is the first with --progress=rawjson
    return second.ec == std::errc() && (major > 0 || minor >= with_json);
}

std::string build_query(const BuildSource& source, const BuildOptions& options) {
    // Containers of its steps are removed also where one fails.
    std::string out = "rm=1&forcerm=1&dockerfile=" + engine::percent_encoded(source.file_name) +
                      "&t=" + engine::percent_encoded(source.name);
    const auto add = [&](std::string_view name, std::string_view value) {
        if (!value.empty()) {
            out.append("&").append(name).append("=").append(engine::percent_encoded(value));
        }
    };
    add("target", options.target);
    add("platform", options.platform);
    if (!options.arguments.empty()) {
        add("buildargs", engine::build_arguments(options.arguments));
    }
    out += options.pull ? "&pull=1" : "";
    out += options.no_cache ? "&nocache=1" : "";
    return out;
}

} // namespace dockwright::actions
