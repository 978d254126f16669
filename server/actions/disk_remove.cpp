#include "actions/disk_remove.hpp"
#include "actions/bytes.hpp"
#include "actions/cancelling.hpp"
#include "actions/consent.hpp"
#include "base/message.hpp"
#include "engine/calls/remove_container.hpp"
#include "engine/calls/remove_image.hpp"
#include "engine/calls/remove_volume.hpp"
#include "engine/image_reference.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <map>
#include <set>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Kind = Named::Kind;
using Found = std::expected<Named, Problem>;

Problem in_use(std::string sentence, std::string next_step) {
    return {.kind = "in-use", .message = std::move(sentence), .next_step = std::move(next_step)};
}

std::string joined(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& name : names) {
        out += (out.empty() ? "" : ", ") + printable(name);
    }
    return out;
}

std::optional<Found> container_named(const DiskUse& use, std::string_view name) {
    const auto each = std::ranges::find_if(use.containers, [&](const DiskContainer& container) {
        return container.name == name || (name.size() >= 4 && container.id.starts_with(name));
    });
    if (each == use.containers.end()) {
        return std::nullopt;
    }
    const std::string shown = printable(each->name);
    if (each->running) {
        return std::unexpected(in_use(message("container '{}' is {}", {shown, printable(each->state)}),
                                      message("Stop it first: dockwright stop {}", {shown})));
    }
    const std::string_view loss = each->rollback  ? ", kept for going back"
                                  : each->changed ? ", with files that were changed in it"
                                                  : "";
    return Named{.kind = Kind::container,
                 .id = each->id,
                 .words = message("container {} ({}{})", {shown, bytes_text(each->own), loss})};
}

bool is_called(const DiskImage& image, std::string_view name) {
    const std::string_view plain = std::string_view(image.id).substr(image.id.starts_with("sha256:") ? 7 : 0);
    return std::ranges::any_of(image.names,
                               [&](const std::string& each) { return engine::names_image(name, each); }) ||
           image.id == name || (name.size() >= 4 && plain.starts_with(name));
}

std::string image_words(const DiskImage& image) {
    return message("image {} ({} of its own{})",
                   {printable(shown_name(image)), bytes_text(image.own),
                    image.in_registry ? "" : ", no registry is known to have it"});
}

Problem used_image(const DiskImage& image, std::string_view name) {
    return in_use(message("image '{}' is used by {}", {printable(name), joined(image.used_by)}),
                  message("Remove those containers first: dockwright rm {}", {joined(image.used_by)}));
}

std::optional<Found> image_named(const DiskUse& use, std::string_view name) {
    const auto each =
        std::ranges::find_if(use.images, [&](const DiskImage& image) { return is_called(image, name); });
    if (each == use.images.end()) {
        return std::nullopt;
    }
    const auto called = std::ranges::find_if(
        each->names, [&](const std::string& known) { return engine::names_image(name, known); });
    const bool by_name = called != each->names.end();
    if (!each->used_by.empty() && (!by_name || each->names.size() == 1)) {
        return std::unexpected(used_image(*each, name));
    }
    const std::string id = by_name ? *called : each->id;
    const auto place = static_cast<std::size_t>(each - use.images.begin());
    if (by_name && each->names.size() > 1) {
        return Named{.kind = Kind::image,
                     .id = id,
                     .words = message("the name {} (the image keeps its other names)", {printable(id)}),
                     .one_name_of = place};
    }
    return Named{.kind = Kind::image,
                 .id = id,
                 .words = message("image {} ({} of its own{})",
                                  {printable(shown_name(*each)), bytes_text(each->own),
                                   each->in_registry ? "" : ", no registry is known to have it"})};
}

std::optional<Found> volume_named(const DiskUse& use, std::string_view name) {
    const auto each = std::ranges::find(use.volumes, name, &DiskVolume::name);
    if (each == use.volumes.end()) {
        return std::nullopt;
    }
    const std::string shown = printable(each->name);
    if (!each->used_by.empty()) {
        return std::unexpected(
            in_use(message("volume '{}' is used by {}", {shown, joined(each->used_by)}),
                   message("Remove those containers first: dockwright rm {}", {joined(each->used_by)})));
    }
    const std::optional<std::uint64_t>& size = each->size;
    return Named{.kind = Kind::volume,
                 .id = each->name,
                 .words = message("volume {} with all data in it ({})",
                                  {shown, size ? bytes_text(*size) : "size not known"})};
}

struct Asked {
    bool container = true;
    bool image = true;
    bool volume = true;
    std::string_view name;
};

Asked read_name(std::string_view name) {
    for (const std::string_view kind : {"container:", "image:", "volume:"}) {
        if (name.starts_with(kind)) {
            return {.container = kind == "container:",
                    .image = kind == "image:",
                    .volume = kind == "volume:",
                    .name = name.substr(kind.size())};
        }
    }
    return {.name = name};
}

asio::awaitable<std::optional<Problem>> remove(std::shared_ptr<engine::Client> client, Named named) {
    std::string id = named.id;
    if (named.kind == Kind::image) {
        const auto removed = co_await engine::remove_image(client, std::move(id));
        co_return removed ? std::nullopt : std::optional(removed.error());
    }
    if (named.kind == Kind::volume) {
        const auto removed = co_await engine::remove_volume(client, std::move(id));
        co_return removed ? std::nullopt : std::optional(removed.error());
    }
    const auto removed = co_await engine::remove_container(client, std::move(id), false);
    co_return removed ? std::nullopt : std::optional(removed.error());
}

Problem stopped_at(Problem problem, const std::vector<std::string>& removed) {
    if (!removed.empty()) {
        problem.message += message("; removed until then: {}", {joined(removed)});
    }
    return problem;
}

} // namespace

Found find_named(const DiskUse& use, std::string_view name) {
    const Asked asked = read_name(name);
    std::vector<Found> found;
    const auto keep = [&](std::optional<Found> one) {
        if (one) {
            found.push_back(std::move(*one));
        }
    };
    keep(asked.container ? container_named(use, asked.name) : std::nullopt);
    keep(asked.image ? image_named(use, asked.name) : std::nullopt);
    keep(asked.volume ? volume_named(use, asked.name) : std::nullopt);
    if (found.empty()) {
        return std::unexpected(Problem{
            .kind = "not-on-disk",
            .message = message("the engine has no container, image or volume '{}'", {printable(name)}),
            .next_step = "See what there is: dockwright df"});
    }
    if (found.size() > 1) {
        return std::unexpected(
            Problem{.kind = "name-not-clear",
                    .message = message("'{}' is the name of more than one thing", {printable(name)}),
                    .next_step = message("Write which is meant: container:{}, image:{} or volume:{}",
                                         {printable(name), printable(name), printable(name)})});
    }
    return std::move(found.front());
}

std::expected<std::vector<Named>, Problem> find_all_named(const DiskUse& use,
                                                          const std::vector<std::string>& names) {
    std::vector<Named> all;
    std::map<std::size_t, std::set<std::string>> by_image;
    for (const std::string& name : names) {
        auto named = find_named(use, name);
        if (!named) {
            return std::unexpected(std::move(named.error()));
        }
        if (const std::optional<std::size_t>& image = named->one_name_of) {
            by_image[*image].insert(named->id);
        }
        all.push_back(std::move(*named));
    }
    for (Named& named : all) {
        const std::optional<std::size_t>& place = named.one_name_of;
        if (!place || by_image[*place].size() < use.images[*place].names.size()) {
            continue;
        }
        const DiskImage& image = use.images[*place];
        if (!image.used_by.empty()) {
            return std::unexpected(used_image(image, named.id));
        }
        named.words = image_words(image) + ", as " + printable(named.id);
    }
    return all;
}

asio::awaitable<std::expected<std::vector<std::string>, Problem>>
disk_remove(std::shared_ptr<engine::Client> client, RemoveOptions options, OnProgress progress) {
    co_await take_back_by_myself();
    const auto use = co_await disk_use(client);
    if (!use) {
        co_return std::unexpected(use.error());
    }
    const auto all = find_all_named(*use, options.names);
    if (!all) {
        co_return std::unexpected(all.error());
    }
    if (!options.consent) {
        std::string what;
        for (const Named& named : *all) {
            what += (what.empty() ? "" : "; ") + named.words;
        }
        co_return std::unexpected(needs_consent("this removes for good: " + what, "Say so with --yes"));
    }
    std::vector<std::string> removed;
    for (const Named& named : *all) {
        if (co_await was_cancelled()) {
            co_return std::unexpected(stopped_at(cancelled_by_person(), removed));
        }
        tell(progress, {.what = "Removing " + named.words});
        Named one = named;
        auto problem = co_await remove(client, std::move(one));
        if (problem) {
            co_return std::unexpected(stopped_at(std::move(*problem), removed));
        }
        removed.push_back(named.words);
    }
    co_return removed;
}

} // namespace dockwright::actions
