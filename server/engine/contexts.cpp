#include "engine/contexts.hpp"
#include "base/message.hpp"
#include "engine/objects_json.gen.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <filesystem>
#include <fstream>
#include <optional>
#include <utility>

namespace dockwright::engine {
namespace {

namespace fs = std::filesystem;

/// Real ones have a few kB; a config.json may carry credentials of many registries.
constexpr std::size_t largest_file = std::size_t{1} << 20U;
constexpr std::size_t most_contexts = 1000;

std::optional<std::string> read_file(const fs::path& path) {
    std::error_code ec;
    // A pipe or a device of that name would block or never end.
    if (!fs::is_regular_file(path, ec)) {
        return std::nullopt;
    }
    std::ifstream file(path, std::ios::binary);
    std::string text(largest_file + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (file.bad() || (file.fail() && !file.eof())) {
        return std::nullopt;
    }
    text.resize(static_cast<std::size_t>(file.gcount()));
    if (text.size() > largest_file) {
        return std::nullopt;
    }
    return text;
}

template <typename T>
std::optional<T> decoded(const std::string& text) {
    boost::system::error_code ec;
    const boost::json::value json = boost::json::parse(text, ec);
    T value;
    std::string ignored;
    if (ec || !decode(json, value, ignored)) {
        return std::nullopt;
    }
    return value;
}

std::optional<Context> read_context(const fs::path& meta) {
    const std::optional<std::string> text = read_file(meta);
    std::optional<ContextMeta> read = text ? decoded<ContextMeta>(*text) : std::nullopt;
    if (!read || read->name.empty()) {
        return std::nullopt;
    }
    Context context{.name = std::move(read->name), .host = {}, .tls = {}};
    // contexts/meta/ID/meta.json has its keys in contexts/tls/ID/docker/.
    const fs::path id = meta.parent_path().filename();
    TlsFiles files =
        tls_files_in((meta.parent_path().parent_path().parent_path() / "tls" / id / "docker").string());
    if (read->endpoints && read->endpoints->docker) {
        context.host = std::move(read->endpoints->docker->host);
        files.unchecked = read->endpoints->docker->skip_tls_verify;
    }
    if (files != TlsFiles()) {
        context.tls = std::move(files);
    }
    return context;
}

} // namespace

std::string docker_folder(const Environment& environment) {
    if (!environment.docker_config.empty()) {
        return environment.docker_config;
    }
    return environment.home.empty() ? std::string() : environment.home + "/.docker";
}

std::expected<std::string, Problem> current_context(const std::string& folder) {
    const fs::path path = fs::path(folder) / "config.json";
    std::error_code ec;
    if (folder.empty() || (!fs::exists(path, ec) && !ec)) {
        return std::string();
    }
    const std::optional<std::string> text = read_file(path);
    std::optional<DockerConfig> config = text ? decoded<DockerConfig>(*text) : std::nullopt;
    if (!config) {
        return std::unexpected(Problem{
            .kind = problem_kind::config_unreadable,
            .message =
                message("the docker client's configuration {} can't be read as JSON, so which engine it "
                        "names is unknown",
                        {printable(path.string())}),
            .next_step = "Mend that file, or name the engine in DOCKER_HOST or in the settings",
        });
    }
    return std::move(config->current_context);
}

TlsFiles tls_files_in(const std::string& folder) {
    const auto found = [&folder](std::string_view name) {
        std::error_code ec;
        const fs::path path = fs::path(folder) / name;
        return fs::is_regular_file(path, ec) ? path.string() : std::string();
    };
    return {.authority = found("ca.pem"), .certificate = found("cert.pem"), .key = found("key.pem")};
}

std::vector<Context> contexts(const std::string& folder) {
    std::vector<Context> found;
    std::error_code ec;
    fs::directory_iterator entry(fs::path(folder) / "contexts" / "meta", ec);
    for (; !folder.empty() && !ec && entry != fs::directory_iterator() && found.size() < most_contexts;
         entry.increment(ec)) {
        if (std::optional<Context> context = read_context(entry->path() / "meta.json")) {
            found.push_back(std::move(*context));
        }
    }
    std::ranges::sort(found, {}, &Context::name);
    return found;
}

std::expected<Context, Problem> find_context(const std::string& folder, std::string_view name,
                                             std::string_view named_by) {
    for (Context& context : contexts(folder)) {
        if (context.name == name) {
            return std::move(context);
        }
    }
    return std::unexpected(context_not_found(name, named_by, folder + "/contexts"));
}

} // namespace dockwright::engine
