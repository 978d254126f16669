#include "living_state.hpp"
#include <boost/asio/ip/host_name.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace dockwright::testing {
namespace {

namespace json = boost::json;
using One = LivingWorld::One;

json::object summary(const std::string& id, const One& one) {
    return {{"Id", id}, {"Names", json::array{"/" + one.name}}, {"State", one.state}, {"Image", "toy:1"}};
}

json::object inspected(const std::string& id, const One& one) {
    json::object networks;
    for (const std::string& name : one.networks) {
        networks[name] = json::object{{"NetworkID", name}, {"Aliases", json::array{id.substr(0, 12)}}};
    }
    const bool up = one.state == "running" || one.state == "paused";
    json::array requests;
    if (one.gpus) {
        requests.push_back(json::parse(R"({"Count":-1,"Capabilities":[["gpu"]]})"));
    }
    return {{"Id", id},
            {"Name", "/" + one.name},
            {"Image", LivingWorld::image_id()},
            {"State",
             json::object{
                 {"Status", one.state}, {"Running", up}, {"Paused", one.state == "paused"}, {"ExitCode", 0}}},
            {"Config", json::object{{"Image", "toy:1"},
                                    {"Hostname", id.substr(0, 12)},
                                    {"Labels", json::object{{"dockwright.owner", "ada@laptop"}}}}},
            {"HostConfig",
             json::object{{"NetworkMode", one.networks.empty() ? "default" : *one.networks.begin()},
                          {"DeviceRequests", requests},
                          {"RestartPolicy", json::object{{"Name", one.policy}, {"MaximumRetryCount", 0}}}}},
            {"NetworkSettings", json::object{{"Networks", networks}}},
            {"Mounts", json::array()},
            {"SizeRw", 24}};
}

std::string policy_in(const std::string& body) {
    boost::system::error_code ec;
    const json::value value = json::parse(body, ec);
    const json::value* found = ec ? nullptr : value.find_pointer("/HostConfig/RestartPolicy/Name", ec);
    found = found == nullptr && !value.is_null() ? value.find_pointer("/RestartPolicy/Name", ec) : found;
    return found != nullptr && found->is_string() ? std::string(found->as_string()) : std::string();
}

std::set<std::string> networks_in(const std::string& body) {
    boost::system::error_code ec;
    const json::value value = json::parse(body);
    const json::value* found = value.find_pointer("/NetworkingConfig/EndpointsConfig", ec);
    std::set<std::string> out;
    if (found != nullptr && found->is_object()) {
        for (const auto& [name, ignored] : found->as_object()) {
            out.insert(std::string(name));
        }
    }
    return out;
}

bool asks_for_gpus(const std::string& body) {
    boost::system::error_code ec;
    const json::value value = json::parse(body);
    const json::value* found = value.find_pointer("/HostConfig/DeviceRequests", ec);
    return found != nullptr && found->is_array() && !found->as_array().empty();
}

Step answer(int status, std::string body = {}) {
    return expect("").answer(status, std::move(body));
}

Step refusal(int status, const std::string& why) {
    return answer(status, R"({"message":")" + why + R"("})");
}

/// How a container answers to what changes it: pure but for the container.
Step change(One& one, const std::string& verb) {
    const bool up = one.state == "running" || one.state == "paused";
    if (verb == "stop" || verb == "start") {
        const bool wanted = verb == "start";
        const bool changes = up != wanted;
        one.state = changes ? (wanted ? "running" : "exited") : one.state;
        return answer(changes ? 204 : 304);
    }
    if (verb == "restart") {
        one.state = "running";
        return answer(204);
    }
    const std::map<std::string, std::pair<std::string, std::string>> states{
        {"kill", {"running", "exited"}},
        {"pause", {"running", "paused"}},
        {"unpause", {"paused", "running"}}};
    const auto found = states.find(verb);
    if (found == states.end()) {
        return refusal(599, "unexpected " + verb);
    }
    if (one.state != found->second.first) {
        return refusal(409, "it is " + one.state);
    }
    one.state = found->second.second;
    return answer(204);
}

} // namespace

LivingState::Found LivingState::find(const std::string& reference) {
    for (auto at = world.containers.begin(); at != world.containers.end(); ++at) {
        if (at->first == reference || at->second.name == reference) {
            return at;
        }
    }
    return world.containers.end();
}

Step LivingState::create(const Asked& asked) {
    const std::string name = asked.parameter("name");
    if (name.empty() || find(name) != world.containers.end()) {
        return refusal(409, "Conflict. The container name is already in use by container x");
    }
    const std::string id(64, "bcde0123456789"[made++ % 14]);
    const std::string policy = policy_in(asked.body);
    world.containers[id] = {.name = name,
                            .state = "created",
                            .policy = policy.empty() ? "no" : policy,
                            .networks = networks_in(asked.body),
                            .gpus = asks_for_gpus(asked.body)};
    return answer(201, R"({"Id":")" + id + R"("})");
}

Step LivingState::remove(const std::string& reference, bool force) {
    const auto found = find(reference);
    if (found == world.containers.end()) {
        return refusal(404, "No such container");
    }
    if (!force && found->second.state == "running") {
        return refusal(409, "it runs");
    }
    world.containers.erase(found);
    return answer(204);
}

Step LivingState::about(const Asked& asked, const std::string& reference, const std::string& verb) {
    const auto found = find(reference);
    if (found == world.containers.end()) {
        return refusal(404, "No such container");
    }
    auto& [id, one] = *found;
    if (verb == "json") {
        return answer(200, json::serialize(inspected(id, one)));
    }
    if (verb == "changes") {
        return answer(200, changes);
    }
    if (verb == "update") {
        const std::string policy = policy_in(asked.body);
        one.policy = policy.empty() ? one.policy : policy;
        return answer(200, R"({"Warnings":[]})");
    }
    if (verb == "rename") {
        const std::string name = asked.parameter("name");
        if (find(name) != world.containers.end()) {
            return refusal(409, "Conflict. The container name is already in use by container x");
        }
        one.name = name;
        return answer(204);
    }
    if (verb == "exec") {
        programs.emplace_back(json::parse(asked.body).at("Cmd").at(0).as_string());
        return answer(201, R"({"Id":")" + std::to_string(programs.size() - 1) + R"("})");
    }
    if (verb == "archive") {
        return asked.method == "GET" ? refusal(404, "no such path") : answer(200);
    }
    return change(one, verb);
}

Step LivingState::image(const std::string& method, std::string name) {
    if (name.ends_with("/json")) {
        name.resize(name.size() - 5);
    }
    name = Asked::decoded(name);
    const auto found = world.images.find(name);
    const bool there = name.starts_with("sha256:") || found != world.images.end();
    if (!there) {
        return refusal(404, "No such image");
    }
    if (method == "DELETE") {
        world.images.erase(name);
        return answer(200, "[]");
    }
    const std::string id = found == world.images.end() ? name : found->second;
    const bool committed = id == LivingWorld::committed_id();
    const json::object labels{{"dockwright.committed-at", "1"}};
    return answer(
        200, json::serialize(json::object{
                 {"Id", id}, {"Config", json::object{{"Labels", committed ? labels : json::object()}}}}));
}

Step LivingState::program(const std::string& id, const std::string& verb) const {
    const auto printed = prints.find(programs.at(static_cast<std::size_t>(std::stoi(id))));
    if (verb == "json") {
        return answer(200, printed == prints.end() ? R"({"Running":false,"ExitCode":127})"
                                                   : R"({"Running":false,"ExitCode":0})");
    }
    if (printed == prints.end()) {
        return refusal(400, "executable file not found in $PATH");
    }
    const std::string& text = printed->second;
    std::string frame("\1\0\0\0\0\0\0", 7);
    frame += static_cast<char>(text.size());
    return expect("").bytes("HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\n"
                            "Connection: Upgrade\r\nUpgrade: tcp\r\n\r\n" +
                            frame + text);
}

Step LivingState::engine_wide(const Asked& asked) {
    if (asked.path == "/info") {
        return answer(200, json::serialize(json::object{{"Name", boost::asio::ip::host_name()},
                                                        {"OSType", "linux"},
                                                        {"Architecture", "x86_64"}}));
    }
    if (asked.path == "/containers/json") {
        json::array all;
        for (const auto& [id, one] : world.containers) {
            all.push_back(summary(id, one));
        }
        return answer(200, json::serialize(all));
    }
    if (asked.path == "/containers/create") {
        return create(asked);
    }
    if (asked.path == "/commit") {
        world.images[asked.parameter("repo") + ":" + asked.parameter("tag")] = LivingWorld::committed_id();
        return answer(201, json::serialize(json::object{{"Id", LivingWorld::committed_id()}}));
    }
    if (asked.path == "/volumes/create") {
        const json::value body = json::parse(asked.body);
        world.volumes.insert(std::string(body.at("Name").as_string()));
        return answer(201, asked.body);
    }
    return refusal(599, "unexpected " + asked.path);
}

Step LivingState::handle(const Asked& asked) {
    const std::string containers = "/containers/";
    const std::string images = "/images/";
    const std::string programs_there = "/exec/";
    const std::string networks = "/networks/";
    if (asked.path.starts_with(programs_there)) {
        const std::string rest = asked.path.substr(programs_there.size());
        const std::size_t slash = rest.find('/');
        return program(rest.substr(0, slash), rest.substr(slash + 1));
    }
    if (asked.path.starts_with(images)) {
        return image(asked.method, asked.path.substr(images.size()));
    }
    if (asked.path.starts_with(networks) && asked.path.ends_with("/connect")) {
        const json::value body = json::parse(asked.body);
        const auto found = find(std::string(body.at("Container").as_string()));
        const std::string name = asked.path.substr(networks.size());
        found->second.networks.insert(name.substr(0, name.find('/')));
        return answer(200);
    }
    const std::string rest =
        asked.path.starts_with(containers) ? asked.path.substr(containers.size()) : std::string();
    const std::size_t slash = rest.find('/');
    if (asked.method == "DELETE" && !rest.empty()) {
        return remove(rest, asked.parameter("force") == "1");
    }
    if (slash != std::string::npos) {
        return about(asked, rest.substr(0, slash), rest.substr(slash + 1));
    }
    return engine_wide(asked);
}

std::string LivingWorld::text() const {
    std::string out;
    for (const auto& [id, one] : containers) {
        out += id.substr(0, 4) + " " + one.name + " " + one.state + " " + one.policy + ", " +
               std::to_string(one.networks.size()) + " networks\n";
    }
    for (const auto& [name, image] : images) {
        out += "image " + name + "\n";
    }
    for (const std::string& volume : volumes) {
        out += "volume " + volume + "\n";
    }
    return out;
}

} // namespace dockwright::testing
