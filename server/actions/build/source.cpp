#include "actions/build/source.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "base/nearest.hpp"
#include "engine/image_reference.hpp"
#include "project/small_file.hpp"
#include <charconv>

namespace dockwright::actions {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_ignore_file = std::size_t{1} << 20U;
constexpr std::string_view outside_name = ".dockwright.dockerfile";

/// Links followed, so that two ways to one file are one path.
fs::path whole(const fs::path& path) {
    std::error_code ec;
    fs::path out = fs::weakly_canonical(fs::absolute(path, ec), ec);
    return ec ? path : out;
}

std::expected<fs::path, Problem> find_file(const BuildOptions& options, const fs::path& context) {
    std::error_code ec;
    if (!options.file.empty()) {
        return whole(options.file);
    }
    for (const char* const name : {"Dockerfile", "Containerfile"}) {
        if (fs::exists(context / name, ec)) {
            return context / name;
        }
    }
    return std::unexpected(
        Problem{.kind = "dockerfile-missing",
                .message = message("there is no Dockerfile in {}", {printable(context.string())}),
                .next_step = "Name it with --file, or begin one with dockwright new"});
}

std::expected<std::string, Problem> read_dockerfile(const fs::path& path) {
    auto text = project::read_small_file(path, max_text_size);
    if (text) {
        return std::move(*text);
    }
    if (text.error() == project::Unread::absent) {
        return std::unexpected(Problem{.kind = "dockerfile-missing",
                                       .message = message("there is no file {}", {printable(path.string())}),
                                       .next_step = "Name the Dockerfile with --file"});
    }
    return std::unexpected(
        Problem{.kind = "file-unreadable",
                .message = message("{} can't be read as a Dockerfile", {printable(path.string())}),
                .next_step = "Check that it is a text file and that you may read it"});
}

/// `NAME.dockerignore` beside the Dockerfile, else `.dockerignore` in the context.
model::Dockerignore read_ignored(const fs::path& file, const fs::path& context) {
    fs::path own = file;
    own += ".dockerignore";
    auto text = project::read_small_file(own, largest_ignore_file);
    if (!text) {
        text = project::read_small_file(context / ".dockerignore", largest_ignore_file);
    }
    return model::Dockerignore::read(text ? *text : std::string());
}

std::expected<std::optional<std::uint32_t>, Problem>
find_stage(const model::Document& document, const std::string& target, const fs::path& file) {
    const auto stages = document.stages();
    if (stages.empty()) {
        return std::unexpected(
            Problem{.kind = "no-stage",
                    .message = message("{} has no FROM, so it builds no image", {printable(file.string())}),
                    .next_step = "Begin it with the image that it builds on, such as FROM python:3.12"});
    }
    if (target.empty()) {
        return std::optional<std::uint32_t>();
    }
    const auto count = static_cast<std::uint32_t>(stages.size());
    if (const model::Stage* const named = document.stage_named(target, count)) {
        return std::optional(named->index);
    }
    std::uint32_t number = 0;
    const char* const end = target.data() + target.size();
    if (std::from_chars(target.data(), end, number).ptr == end && number < count) {
        return std::optional(number);
    }
    std::vector<std::string_view> names;
    for (const model::Stage& stage : stages) {
        if (!stage.name.empty()) {
            names.push_back(stage.name);
        }
    }
    const auto near = nearest(target, names);
    return std::unexpected(
        Problem{.kind = "unknown-stage",
                .message = message("{} has no stage '{}'", {printable(file.string()), printable(target)}),
                .next_step = near ? message("Did you mean '{}'?", {printable(*near)})
                                  : "See its FROM lines: FROM … AS NAME gives a name"});
}

} // namespace

std::string image_name_for(const fs::path& folder) {
    std::string name;
    for (const char c : folder.filename().string()) {
        const char lower = ascii::lower(c);
        if (ascii::is_alpha(lower) || ascii::is_digit(lower)) {
            name += lower;
        } else if (!name.empty() && name.back() != '-') {
            name += '-';
        }
    }
    constexpr std::size_t longest = 100;
    name.resize(std::min(name.size(), longest));
    while (name.ends_with('-')) {
        name.pop_back();
    }
    return "local/" + (name.empty() ? "image" : name) + ":latest";
}

std::expected<BuildSource, Problem> read_build_source(const BuildOptions& options) {
    BuildSource out;
    std::error_code ec;
    out.context = whole(options.context);
    if (!fs::is_directory(out.context, ec)) {
        return std::unexpected(
            Problem{.kind = "context-missing",
                    .message = message("there is no folder {}", {printable(options.context)}),
                    .next_step = "Name the folder that the Dockerfile copies from, such as '.'"});
    }
    auto file = find_file(options, out.context);
    if (!file) {
        return std::unexpected(std::move(file.error()));
    }
    out.file = std::move(*file);
    auto text = read_dockerfile(out.file);
    if (!text) {
        return std::unexpected(std::move(text.error()));
    }
    const std::string below = out.file.lexically_relative(out.context).generic_string();
    out.file_name = below.empty() || below.starts_with("../") ? std::string(outside_name) : below;
    out.document = model::Document::parse(std::move(*text), options.arguments);
    out.ignored = read_ignored(out.file, out.context);
    auto stage = find_stage(*out.document, options.target, out.file);
    if (!stage) {
        return std::unexpected(std::move(stage.error()));
    }
    out.stage = *stage;
    auto name =
        engine::parse_image_reference(options.name.empty() ? image_name_for(out.context) : options.name);
    if (!name) {
        return std::unexpected(std::move(name.error()));
    }
    out.name = engine::familiar_name(*name);
    return out;
}

} // namespace dockwright::actions
