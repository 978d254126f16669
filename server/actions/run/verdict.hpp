#pragma once
#include "base/problem.hpp"
#include "engine/client.hpp"
#include "engine/objects.gen.hpp"
#include "host/facts.hpp"
#include "model/document.hpp"
#include "model/surroundings.hpp"
#include <memory>
#include <optional>
#include <string>

/// What the judge of GPUs says before a container is made.
namespace dockwright::actions {

/// The image's Dockerfile where it was built of one, else `FROM image`.
struct JudgedImage {
    std::shared_ptr<const model::Document> document;
    model::Surroundings surroundings;
    std::optional<std::uint32_t> stage{}; ///< nothing: the last
};
JudgedImage judged_image(std::string_view name, const engine::Image& image);

/// A look at the engine's machine, for the judge; where nobody can look, what the engine tells of it.
boost::asio::awaitable<host::Facts> facts_there(std::shared_ptr<engine::Client> client, engine::Info info);

/// Why it can't run there, in the judge's words and with its repair, kind `gpu-verdict-fails`; nothing if
/// it can, or if nobody knows.
std::optional<Problem> refusal_of_judge(const JudgedImage& image, const host::Facts& facts);

} // namespace dockwright::actions
