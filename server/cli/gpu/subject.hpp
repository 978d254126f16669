#pragma once
#include "base/problem.hpp"
#include "model/document.hpp"
#include "model/surroundings.hpp"
#include <expected>
#include <memory>
#include <span>
#include <string>

namespace dockwright::cli {

/// What is judged: a Dockerfile, or an image that stands for `FROM image`.
struct Subject {
    std::string name; ///< as it was written
    bool is_image = false;
    std::shared_ptr<const model::Document> document;
    model::Surroundings surroundings;
};

/// Reads a Dockerfile, `-` (standard input), or takes the word for an image if there is no such file and
/// it can be one's name. `context` is the folder that the build is given; "" for the usual one. Blocks.
std::expected<Subject, Problem> read_subject(const std::string& word, const std::string& context,
                                             std::span<const model::BuildArgument> arguments);

/// The stage of that name or number; nothing for "": the last one.
std::expected<std::optional<std::uint32_t>, Problem> find_stage(const Subject& subject,
                                                                const std::string& stage);

/// How a build names it: by its name, else by its number.
std::string stage_name(const model::Document& document, std::uint32_t stage);

} // namespace dockwright::cli
