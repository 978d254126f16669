#pragma once
#include "engine/recreate/body.hpp"
#include "support/read_file.hpp"
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <gtest/gtest.h>

namespace dockwright::engine::recreate {

/// A container and its image as an engine of API 1.41 showed them (tests/engine/data/, recorded and
/// shortened), to be changed at will before they are asked about.
struct Case {
    boost::json::value container =
        boost::json::parse(testing::read_file("tests/engine/data/recreate_container.json"));
    boost::json::value image =
        boost::json::parse(testing::read_file("tests/engine/data/recreate_image.json"));
    ApiVersion version{1, 41};
    bool podman = false;
    bool image_is_gone = false;
    /// What the container's image name means today.
    std::string named = id_of_image();
    std::string default_runtime = "runc";
    std::string container_text;
    std::string image_text;

    /// A member at a JSON pointer; its parent must be there.
    void set(std::string_view pointer, std::string_view json) { set_in(container, pointer, json); }
    void set_image(std::string_view pointer, std::string_view json) { set_in(image, pointer, json); }
    static void set_in(boost::json::value& where, std::string_view pointer, std::string_view json) {
        const std::size_t last = pointer.rfind('/');
        where.at_pointer(pointer.substr(0, last)).as_object()[pointer.substr(last + 1)] =
            boost::json::parse(json);
    }
    std::string id_of_image() const { return container.at_pointer("/Image").as_string().c_str(); }

    Source source() {
        container_text = boost::json::serialize(container);
        image_text = image_is_gone ? "" : boost::json::serialize(image);
        return {.container = container_text,
                .image = image_text,
                .named_image_id = named,
                .version = version,
                .podman = podman,
                .default_runtime = default_runtime,
                .host_name = "machine",
                .os = "linux",
                .arch = "amd64"};
    }
};

struct Made {
    CreateRequest request;
    boost::json::value body;

    /// The member as text, or "absent".
    std::string at(std::string_view pointer) const {
        boost::system::error_code ec;
        const boost::json::value* found = body.find_pointer(pointer, ec);
        return found == nullptr ? "absent" : boost::json::serialize(*found);
    }
};

inline Made make(Case given, const Changes& changes = {}) {
    const auto request = create_request(given.source(), changes);
    EXPECT_TRUE(request) << request.error().message;
    if (!request) {
        return {};
    }
    return {.request = *request, .body = boost::json::parse(request->body)};
}

inline Problem refused(Case given, const Changes& changes) {
    const auto request = create_request(given.source(), changes);
    EXPECT_FALSE(request);
    return request ? Problem() : request.error();
}

} // namespace dockwright::engine::recreate
