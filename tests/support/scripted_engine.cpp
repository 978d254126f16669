#include "support/scripted_engine.hpp"
#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

namespace dockwright::testing {
namespace {

std::string reason(int status) {
    return status == 200   ? "OK"
           : status == 404 ? "Not Found"
           : status == 500 ? "Internal Server Error"
                           : "Some";
}

std::string chunks(const std::string& body, std::size_t size) {
    std::string out;
    for (std::size_t at = 0; at < body.size(); at += size) {
        const std::string piece = body.substr(at, size);
        std::array<char, 20> length{};
        std::snprintf(length.data(), length.size(), "%zx\r\n", piece.size());
        out += length.data() + piece + "\r\n";
    }
    return out + "0\r\n\r\n";
}

std::string answer_bytes(const Step& step) {
    if (!step.raw.empty()) {
        return step.raw;
    }
    std::string out = "HTTP/1.1 " + std::to_string(step.status) + " " + reason(step.status) + "\r\n";
    for (const auto& [name, value] : step.headers) {
        out += name + ": " + value + "\r\n";
    }
    out += step.chunked > 0 ? "Transfer-Encoding: chunked\r\n\r\n"
                            : "Content-Length: " + std::to_string(step.body.size()) + "\r\n\r\n";
    if (!step.request.starts_with("HEAD ")) {
        out += step.chunked > 0 ? chunks(step.body, step.chunked) : step.body;
    }
    if (step.cut_after == std::string::npos - 1) {
        out.pop_back();
    }
    return out.substr(0, step.cut_after);
}

sockaddr_un address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) {
        throw std::runtime_error("the temporary folder's path is too long for a socket");
    }
    std::memcpy(address.sun_path, path.data(), path.size());
    return address;
}

bool send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

struct Connection {
    int socket = -1;
    std::string received;
};

std::string new_folder() {
    const char* base = std::getenv("TMPDIR");
    std::string path = std::string(base != nullptr ? base : "/tmp") + "/dockwright-XXXXXX";
    if (mkdtemp(path.data()) == nullptr) {
        throw std::runtime_error("no temporary folder");
    }
    return path;
}

} // namespace

struct ScriptedEngine::State {
    std::string folder = new_folder();
    std::string path = folder + "/engine.sock";
    int listener = -1;
    std::array<int, 2> wake{-1, -1};
    std::vector<Connection> connections; // the thread's alone

    mutable std::mutex mutex;
    mutable std::condition_variable changed;
    Script script;
    std::vector<bool> used;
    std::vector<std::string> unexpected;
    std::size_t accepted = 0;
    std::size_t open = 0;
    std::size_t most_open = 0;

    std::thread thread;

    void listen_there();
    void serve();
    void accept_one();
    bool read_one(Connection& connection);
    bool reply(Connection& connection, const std::string& request);
    Step step_for(const std::string& request);
    void closed(const Connection& connection);
};

void ScriptedEngine::State::listen_there() {
    listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_un address = address_of(path);
    if (bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        listen(listener, 64) != 0 || pipe(wake.data()) != 0) {
        throw std::runtime_error("could not listen at " + path);
    }
}

void ScriptedEngine::State::serve() {
    while (true) {
        std::vector<pollfd> waits{{.fd = wake[0], .events = POLLIN}, {.fd = listener, .events = POLLIN}};
        for (const Connection& connection : connections) {
            waits.push_back({.fd = connection.socket, .events = POLLIN});
        }
        poll(waits.data(), waits.size(), -1);
        if (waits[0].revents != 0) {
            break;
        }
        for (std::size_t i = waits.size(); i-- > 2;) {
            if (waits[i].revents != 0 && !read_one(connections[i - 2])) {
                closed(connections[i - 2]);
                connections.erase(connections.begin() + static_cast<std::ptrdiff_t>(i - 2));
            }
        }
        if (waits[1].revents != 0) {
            accept_one();
        }
    }
    for (const Connection& connection : connections) {
        closed(connection);
    }
    connections.clear();
    close(listener);
}

void ScriptedEngine::State::accept_one() {
    const int socket = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) {
        return;
    }
    // A client that neither reads nor closes must not hold the thread for ever.
    const timeval limit{.tv_sec = 10, .tv_usec = 0};
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    connections.push_back({.socket = socket, .received = {}});
    const std::scoped_lock lock(mutex);
    ++accepted;
    most_open = std::max(most_open, ++open);
}

/// False once the connection is at its end.
bool ScriptedEngine::State::read_one(Connection& connection) {
    std::array<char, 4096> buffer{};
    const ssize_t size = recv(connection.socket, buffer.data(), buffer.size(), 0);
    if (size <= 0) {
        return false;
    }
    connection.received.append(buffer.data(), static_cast<std::size_t>(size));
    // The client sends no bodies yet, so a request ends with its header.
    const std::size_t end = connection.received.find("\r\n\r\n");
    if (end == std::string::npos) {
        return true;
    }
    const std::string line = connection.received.substr(0, connection.received.find(" HTTP/1.1\r\n"));
    connection.received.erase(0, end + 4);
    return reply(connection, line);
}

bool ScriptedEngine::State::reply(Connection& connection, const std::string& request) {
    const Step step = step_for(request);
    return send_all(connection.socket, answer_bytes(step)) && step.then != Step::Then::close;
}

Step ScriptedEngine::State::step_for(const std::string& request) {
    const std::scoped_lock lock(mutex);
    for (std::size_t i = 0; i < script.size(); ++i) {
        if (!used[i] && script[i].request == request) {
            used[i] = true;
            return script[i];
        }
    }
    unexpected.push_back(request);
    return expect(request).answer(599, "unexpected: " + request);
}

void ScriptedEngine::State::closed(const Connection& connection) {
    close(connection.socket);
    const std::scoped_lock lock(mutex);
    --open;
    changed.notify_all();
}

ScriptedEngine::ScriptedEngine(Script script) : state_(std::make_unique<State>()) {
    state_->used.resize(script.size());
    state_->script = std::move(script);
    state_->listen_there();
    state_->thread = std::thread([state = state_.get()] { state->serve(); });
}

ScriptedEngine::~ScriptedEngine() {
    stop();
    close(state_->wake[0]);
    close(state_->wake[1]);
    std::error_code ec;
    std::filesystem::remove_all(state_->folder, ec);
}

const std::string& ScriptedEngine::socket_path() const {
    return state_->path;
}
const std::string& ScriptedEngine::folder() const {
    return state_->folder;
}

void ScriptedEngine::stop() {
    if (state_->thread.joinable()) {
        [[maybe_unused]] const ssize_t written = write(state_->wake[1], "x", 1);
        state_->thread.join();
    }
}

std::vector<std::string> ScriptedEngine::unmet() const {
    const std::scoped_lock lock(state_->mutex);
    std::vector<std::string> left;
    for (std::size_t i = 0; i < state_->script.size(); ++i) {
        if (!state_->used[i]) {
            left.push_back(state_->script[i].request);
        }
    }
    return left;
}

std::vector<std::string> ScriptedEngine::unexpected() const {
    const std::scoped_lock lock(state_->mutex);
    return state_->unexpected;
}

std::size_t ScriptedEngine::connections_accepted() const {
    const std::scoped_lock lock(state_->mutex);
    return state_->accepted;
}

std::size_t ScriptedEngine::most_open() const {
    const std::scoped_lock lock(state_->mutex);
    return state_->most_open;
}

bool ScriptedEngine::all_closed_within(std::chrono::milliseconds limit) const {
    std::unique_lock lock(state_->mutex);
    return state_->changed.wait_for(lock, limit, [this] { return state_->open == 0; });
}

} // namespace dockwright::testing
