#pragma once
#include "actions/own_files.hpp"
#include "actions/owner.hpp"
#include "actions/progress.hpp"
#include <string>
#include <vector>

namespace dockwright::actions {

struct CommitOptions {
    /// As for find_container.
    std::string container{};
    /// A name as FROM has it.
    std::string image{};
    bool consent = false;
    Person person{};
};

struct Committed {
    /// The image's.
    std::string id{};
    std::string image{};
    /// Of the container.
    std::string name{};
    OwnFiles files{};
    /// What the person has to know of it, a sentence each without a full stop. Printable.
    std::vector<std::string> warnings{};
};

/// Makes an image of a container and its own files; frozen meanwhile, if it runs. Consent is needed where
/// there is something to know: what volumes hold is left out, secrets in variables or files, a name that
/// another image has, somebody else's container. Labels tell the container, the person and the time.
boost::asio::awaitable<std::expected<Committed, Problem>> commit(std::shared_ptr<engine::Client> client,
                                                                 CommitOptions options, OnProgress progress);

/// Dockerfile lines for labels of an image made of a container. `when`: seconds since 1970.
std::string commit_labels(const engine::Container& container, const Person& person, std::int64_t when);

/// "kept" and "1" of a name such as kept:1; the problem is that of a name that is none, or that has a digest.
struct ImageTag {
    std::string repository{};
    std::string tag{};
};
std::expected<ImageTag, Problem> image_tag(std::string_view name);

} // namespace dockwright::actions
