#include "actions/run/image.hpp"
#include "actions/cancelling.hpp"
#include "actions/run/take_away.hpp"
#include "base/message.hpp"
#include "engine/calls/create_container.hpp"
#include "engine/calls/get_archive.hpp"
#include "engine/calls/inspect_image.hpp"
#include "engine/objects_json.gen.hpp"
#include "engine/problems.hpp"
#include "engine/tar_reader.hpp"
#include <algorithm>
#include <random>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using engine::TarEntry;
using engine::TarEvent;

/// Of a list of users, and of a folder's beginning.
constexpr std::size_t most_bytes = std::size_t{1} << 20U;

/// The first file's content, or the names of the members.
struct Beginning {
    std::string content;
    std::size_t members = 0;
};

void take(const std::vector<TarEvent>& events, Beginning& into) {
    for (const TarEvent& event : events) {
        if (std::holds_alternative<TarEntry>(event)) {
            ++into.members;
        } else if (into.members == 1) {
            into.content += std::get<std::string_view>(event);
        }
    }
}

/// At most so many members of what is at the path; none if there is nothing.
asio::awaitable<Beginning> beginning_of(std::shared_ptr<engine::Client> client, std::string id,
                                        std::string path, std::size_t members) {
    Beginning out;
    auto archive = co_await engine::get_archive(std::move(client), std::move(id), std::move(path));
    if (!archive) {
        co_return out;
    }
    engine::TarReader reader;
    std::size_t bytes = 0;
    while (out.members < members && bytes < most_bytes) {
        auto piece = co_await engine::next(*archive);
        if (!piece || piece->empty()) {
            break;
        }
        bytes += piece->size();
        std::vector<TarEvent> events;
        const bool broken = reader.feed(*piece, events).has_value();
        take(events, out);
        if (broken) {
            break;
        }
    }
    (*archive)->close();
    co_return out;
}

/// A name of its own, so that it is found again where the engine made it and its answer got lost.
std::string name_for_look() {
    constexpr std::string_view digits = "0123456789abcdef";
    std::random_device random;
    std::string out = "dockwright-look-";
    for (int n = 0; n < 8; ++n) {
        out += digits[random() % digits.size()];
    }
    return out;
}

asio::awaitable<Problem> not_looked(std::shared_ptr<engine::Client> client, std::string name, Problem why) {
    if (was_refused(why)) {
        co_return why;
    }
    co_await no_more_interruptions();
    const auto gone = co_await take_away(std::move(client), name);
    co_await take_back_by_myself();
    co_return gone ? why : with_leftover(std::move(why), name);
}

} // namespace

bool has_user(std::string_view passwd, std::uint32_t uid) {
    const std::string wanted = std::to_string(uid);
    while (!passwd.empty()) {
        std::string_view line = passwd.substr(0, passwd.find('\n'));
        passwd.remove_prefix(std::min(line.size() + 1, passwd.size()));
        for (int field = 0; field < 2; ++field) {
            line.remove_prefix(std::min(line.find(':'), line.size()));
            line.remove_prefix(std::min<std::size_t>(1, line.size()));
        }
        if (line.substr(0, line.find(':')) == wanted) {
            return true;
        }
    }
    return false;
}

asio::awaitable<std::expected<engine::Image, Problem>> image_there(std::shared_ptr<engine::Client> client,
                                                                   std::string name) {
    auto image = co_await engine::inspect_image(client, name);
    if (!image) {
        co_return std::unexpected(std::move(image.error()));
    }
    std::optional<engine::Image>& found = *image;
    if (!found) {
        co_return std::unexpected(Problem{
            .kind = engine::problem_kind::image_not_there,
            .message = message("{} has no image '{}'", {client->endpoint().description(), printable(name)}),
            .next_step = "Pull it first: dockwright pull IMAGE"});
    }
    co_return std::move(*found);
}

asio::awaitable<std::expected<InsideImage, Problem>> look_into_image(std::shared_ptr<engine::Client> client,
                                                                     std::string image, std::uint32_t uid,
                                                                     std::vector<std::string> folders) {
    engine::ContainerSpec spec{.image = std::move(image), .cmd = std::vector<std::string>{"true"}};
    spec.labels.emplace()["dockwright.purpose"] = "look";
    std::string body;
    encode(body, spec);
    const std::string name = name_for_look();
    auto made = co_await engine::create_container(client, name, std::string(), std::move(body));
    if (!made) {
        co_return std::unexpected(co_await not_looked(client, name, std::move(made.error())));
    }
    InsideImage inside;
    Beginning users = co_await beginning_of(client, made->id, "/etc/passwd", 2);
    inside.knows_user = has_user(users.content, uid);
    for (std::string& folder : folders) {
        const Beginning there = co_await beginning_of(client, made->id, folder, 2);
        if (there.members > 1) {
            inside.filled.push_back(std::move(folder));
        }
    }
    const bool cancelled = co_await was_cancelled();
    co_await no_more_interruptions();
    auto removed = co_await take_away(client, made->id);
    co_await take_back_by_myself();
    if (!removed) {
        co_return std::unexpected(with_leftover(std::move(removed.error()), name));
    }
    if (cancelled) {
        co_return std::unexpected(cancelled_by_person());
    }
    co_return inside;
}

} // namespace dockwright::actions
