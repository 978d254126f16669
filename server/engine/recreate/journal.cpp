#include "engine/recreate/journal.hpp"
#include "base/json_text.hpp"
#include "engine/container_id.hpp"
#include "engine/recreate/json.hpp"
#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

namespace dockwright::engine::recreate {
namespace {

constexpr std::size_t most_bytes = std::size_t{64} << 10U;
constexpr std::size_t most_text = 4096;
constexpr std::int64_t format = 1;

/// In the order of Stage.
constexpr std::array<std::string_view, 11> stage_names = {
    "planned",     "committed", "created", "stopped", "unattended", "old-renamed",
    "new-renamed", "started",   "proven",  "done",    "undone"};

constexpr std::array<std::pair<std::string_view, std::string Journal::*>, 7> texts = {
    {{"engine", &Journal::engine},
     {"old_id", &Journal::old_id},
     {"new_id", &Journal::new_id},
     {"name", &Journal::name},
     {"temporary_name", &Journal::temporary_name},
     {"retired_name", &Journal::retired_name},
     {"committed_image", &Journal::committed_image}}};

void append_member(std::string& out, std::string_view key, std::string_view text) {
    out += ',';
    json_text::append(out, key);
    out += ':';
    json_text::append(out, text);
}

Problem unreadable(std::string_view why) {
    return {.kind = "recreate-journal-unreadable",
            .message = "The record of a container's recreation can't be used: " + std::string(why),
            .next_step = "Look at the containers with 'docker ps -a': one that ends in .old- is the "
                         "container as it was, one that ends in .new- can be deleted"};
}

bool is_name(std::string_view text) {
    return is_container_reference(text) && !text.starts_with('/');
}

/// Empty where all is well.
std::string_view fault(const Journal& journal) {
    if (!is_container_id(journal.old_id) || (!journal.new_id.empty() && !is_container_id(journal.new_id))) {
        return "it holds no container's id";
    }
    if (!is_name(journal.name) || !is_name(journal.temporary_name) || !is_name(journal.retired_name) ||
        journal.name == journal.temporary_name || journal.name == journal.retired_name ||
        journal.temporary_name == journal.retired_name) {
        return "it holds no containers' names";
    }
    if (journal.new_id == journal.old_id) {
        return "its old container is its new one";
    }
    constexpr std::array<std::string_view, 5> policies = {"", "no", "always", "unless-stopped", "on-failure"};
    if (std::ranges::find(policies, journal.policy.name) == policies.end() ||
        journal.policy.maximum_retries < 0) {
        return "it holds no restart policy";
    }
    const bool new_is_known = journal.stage < Stage::created || !journal.new_id.empty();
    if (!new_is_known && journal.stage != Stage::undone) {
        return "it doesn't say which container is the new one";
    }
    const bool foreign_image = journal.committed_image.starts_with('-') ||
                               std::ranges::any_of(journal.committed_image, [](char one) {
                                   return static_cast<unsigned char>(one) <= 0x20;
                               });
    return foreign_image ? "it holds no image's name" : "";
}

std::expected<Journal, Problem> read(const object& from) {
    Journal journal;
    for (const auto& [key, member] : texts) {
        const value* given = from.if_contains(key);
        if (given == nullptr || !given->is_string() || given->get_string().size() > most_text) {
            return std::unexpected(unreadable("'" + std::string(key) + "' is missing or no text"));
        }
        journal.*member = text_of(from, key);
    }
    const object* policy = object_of(from, "policy");
    const value* ran = from.if_contains("ran");
    const value* paused = from.if_contains("paused");
    if (policy == nullptr || ran == nullptr || !ran->is_bool() || paused == nullptr || !paused->is_bool()) {
        return std::unexpected(unreadable("it doesn't say how the old container was"));
    }
    journal.policy = {.name = std::string(text_of(*policy, "name")),
                      .maximum_retries = number_of(*policy, "maximum_retries")};
    journal.ran = ran->get_bool();
    journal.paused = paused->get_bool();
    const auto* stage = std::ranges::find(stage_names, text_of(from, "stage"));
    if (stage == stage_names.end()) {
        return std::unexpected(unreadable("it doesn't say how far it got"));
    }
    journal.stage = static_cast<Stage>(stage - stage_names.begin());
    return journal;
}

} // namespace

std::string encode(const Journal& journal) {
    std::string out = R"({"dockwright_recreate":)" + std::to_string(format);
    for (const auto& [key, member] : texts) {
        append_member(out, key, journal.*member);
    }
    out += R"(,"policy":{"name":)";
    json_text::append(out, journal.policy.name);
    out.append(R"(,"maximum_retries":)").append(std::to_string(journal.policy.maximum_retries));
    out.append(R"(},"ran":)").append(journal.ran ? "true" : "false");
    out.append(R"(,"paused":)").append(journal.paused ? "true" : "false");
    append_member(out, "stage", stage_names[static_cast<std::size_t>(journal.stage)]);
    return out += "}\n";
}

std::expected<Journal, Problem> decode_journal(std::string_view text) {
    if (text.size() > most_bytes) {
        return std::unexpected(unreadable("it is larger than any that we write"));
    }
    boost::system::error_code ec;
    const value json = boost::json::parse(text, ec);
    const object* from = ec ? nullptr : json.if_object();
    if (from == nullptr) {
        return std::unexpected(unreadable("it was cut or changed"));
    }
    if (number_of(*from, "dockwright_recreate") != format) {
        return std::unexpected(unreadable("another version of dockwright wrote it"));
    }
    std::expected<Journal, Problem> journal = read(*from);
    if (journal && !fault(*journal).empty()) {
        return std::unexpected(unreadable(fault(*journal)));
    }
    return journal;
}

} // namespace dockwright::engine::recreate
