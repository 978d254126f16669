#include "cli/gpu/subject.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "base/nearest.hpp"
#include "cli/input.hpp"
#include "project/surroundings.hpp"
#include <charconv>
#include <filesystem>

namespace dockwright::cli {
namespace {

/// `./x`, `x.dockerfile`, `dockerfile.gpu`: whoever writes that means a file, be it there or not.
bool means_file(std::string_view word) {
    const std::string name = ascii::lowered(word.substr(word.rfind('/') + 1));
    return word.starts_with('.') || word.starts_with('/') || name.starts_with("dockerfile") ||
           name.starts_with("containerfile") || name.ends_with("dockerfile") ||
           name.ends_with("containerfile");
}

bool is_there(const std::string& path) {
    std::error_code ec;
    return std::filesystem::exists(std::filesystem::symlink_status(path, ec));
}

} // namespace

std::expected<Subject, Problem> read_subject(const std::string& word, const std::string& context,
                                             std::span<const model::BuildArgument> arguments) {
    Subject out{.name = word};
    if (word == "-") {
        auto text = read_standard_input();
        if (!text) {
            return std::unexpected(text.error());
        }
        out.document = model::Document::parse(std::move(*text), arguments);
        if (!context.empty()) {
            out.surroundings = project::read_surroundings(context + "/Dockerfile", *out.document, context);
        }
        return out;
    }
    if (!is_there(word) && !means_file(word) && model::is_valid_reference(word)) {
        out.is_image = true;
        out.document = model::Document::parse("FROM " + word + "\n");
        return out;
    }
    auto text = read_file(word);
    if (!text) {
        return std::unexpected(text.error());
    }
    out.document = model::Document::parse(std::move(*text), arguments);
    out.surroundings = project::read_surroundings(word, *out.document, context);
    return out;
}

std::expected<std::optional<std::uint32_t>, Problem> find_stage(const Subject& subject,
                                                                const std::string& stage) {
    const model::Document& document = *subject.document;
    const auto stages = document.stages();
    if (stages.empty()) {
        return std::unexpected(
            Problem{"no-stage", message("'{}' has no FROM, so it builds no image", {subject.name}),
                    "Begin it with the image that it builds on, such as FROM python:3.12"});
    }
    if (stage.empty()) {
        return std::nullopt;
    }
    const auto count = static_cast<std::uint32_t>(stages.size());
    if (const model::Stage* named = document.stage_named(stage, count)) {
        return named->index;
    }
    std::uint32_t number = 0;
    const char* const end = stage.data() + stage.size();
    if (std::from_chars(stage.data(), end, number).ptr == end && number < count) {
        return number;
    }
    std::vector<std::string_view> names;
    for (const model::Stage& each : stages) {
        if (!each.name.empty()) {
            names.push_back(each.name);
        }
    }
    const auto near = nearest(stage, names);
    return std::unexpected(
        Problem{"unknown-stage", message("'{}' has no stage '{}'", {subject.name, stage}),
                near ? message("Did you mean '{}'? A number from 0 to {} names one too",
                               {*near, std::to_string(count - 1)})
                     : message("Its stages are numbered from 0 to {}", {std::to_string(count - 1)})});
}

std::string stage_name(const model::Document& document, std::uint32_t stage) {
    const std::string_view name = document.stages()[stage].name;
    return name.empty() ? std::to_string(stage) : std::string(name);
}

} // namespace dockwright::cli
