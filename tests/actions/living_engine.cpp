#include "living_engine.hpp"
#include "living_state.hpp"
#include <array>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

namespace dockwright::testing {
namespace {

Asked read_request(const std::string& received) {
    Asked out;
    const std::string line = received.substr(0, received.find(" HTTP/1.1\r\n"));
    const std::size_t space = line.find(' ');
    out.method = line.substr(0, space);
    const std::string target = line.substr(space + 1);
    const std::size_t question = std::min(target.find('?'), target.size());
    out.path = target.substr(0, question);
    out.path.erase(0, out.path.starts_with("/v1") ? out.path.find('/', 1) : 0);
    out.query = target.substr(std::min(question + 1, target.size()));
    out.body = received.substr(received.find("\r\n\r\n") + 4);
    return out;
}

bool is_whole(const std::string& received) {
    const std::size_t end = received.find("\r\n\r\n");
    if (end == std::string::npos) {
        return false;
    }
    const std::string head = received.substr(0, end);
    if (head.find("Transfer-Encoding: chunked") != std::string::npos) {
        return received.ends_with("0\r\n\r\n");
    }
    const std::size_t length = head.find("Content-Length: ");
    return length == std::string::npos ||
           received.size() - end - 4 >= static_cast<std::size_t>(std::stoi(head.substr(length + 16)));
}

std::string bytes_of(const Step& step) {
    if (!step.raw.empty()) {
        const bool all_but_one = step.cut_after == std::string::npos - 1;
        return step.raw.substr(0, all_but_one ? step.raw.size() - 1 : step.cut_after);
    }
    std::string out = "HTTP/1.1 " + std::to_string(step.status) + " Some\r\nConnection: close\r\n";
    for (const auto& [name, value] : step.headers) {
        out += name + ": " + value + "\r\n";
    }
    out += "Content-Length: " + std::to_string(step.body.size()) + "\r\n\r\n" + step.body;
    if (step.cut_after == std::string::npos - 1) {
        out.pop_back();
    }
    return out.substr(0, step.cut_after);
}

} // namespace

struct LivingEngine::State {
    std::string folder;
    std::string path;
    int listener = -1;
    std::array<int, 2> wake{-1, -1};
    std::set<int> open;

    mutable std::mutex mutex;
    LivingState working;
    Wrong wrong;
    std::size_t count = 0;
    std::vector<std::string> requests;
    std::map<std::string, std::function<void()>> calls;
    std::function<void()> on_hang;

    std::thread thread;

    void serve();
    bool serve_one(int socket);
    int accept_one();
    void close_one(int socket);
    Step step_for(const Asked& asked);
};

Step LivingEngine::State::step_for(const Asked& asked) {
    if (asked.path == "/_ping") {
        Step ping = expect_ping("1.41");
        ping.then = Step::Then::close;
        return ping;
    }
    const std::string line = asked.method + " " + asked.path + (asked.query.empty() ? "" : "?" + asked.query);
    const std::scoped_lock lock(mutex);
    requests.push_back(line);
    for (auto& [part, call] : calls) {
        if (call && line.find(part) != std::string::npos) {
            std::exchange(call, nullptr)();
        }
    }
    const std::size_t index = count++;
    const bool goes_wrong = index >= wrong.at && index - wrong.at < wrong.count;
    if (!goes_wrong) {
        return working.handle(asked);
    }
    const LivingWorld before = working.world;
    Step step = working.handle(asked);
    if (!wrong.done || index != wrong.at) {
        working.world = before;
    }
    if (wrong.status != 0) {
        return expect("").answer(wrong.status, R"({"message":"no"})");
    }
    if (wrong.cut != Wrong::never) {
        return std::move(step).cut(wrong.cut);
    }
    const bool another = wrong.failure == Failure::not_json || wrong.failure == Failure::server_error ||
                         wrong.failure == Failure::other_shape;
    step.raw = another ? std::string() : step.raw;
    return failing(std::move(step), wrong.failure);
}

/// Whether the connection is at its end.
bool LivingEngine::State::serve_one(int socket) {
    std::string received;
    std::array<char, 65536> buffer{};
    while (!is_whole(received)) {
        const ssize_t size = recv(socket, buffer.data(), buffer.size(), 0);
        if (size <= 0) {
            return true;
        }
        received.append(buffer.data(), static_cast<std::size_t>(size));
    }
    const Step step = step_for(read_request(received));
    const std::string bytes = bytes_of(step);
    static_cast<void>(send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL));
    if (step.then != Step::Then::hang) {
        return true;
    }
    const std::scoped_lock lock(mutex);
    if (on_hang) {
        on_hang();
    }
    return false;
}

int LivingEngine::State::accept_one() {
    const std::scoped_lock lock(mutex);
    const int socket = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket >= 0) {
        open.insert(socket);
    }
    return socket;
}

void LivingEngine::State::close_one(int socket) {
    const std::scoped_lock lock(mutex);
    open.erase(socket);
    close(socket);
}

void LivingEngine::State::serve() {
    while (true) {
        std::array<pollfd, 2> waits{{{.fd = wake[0], .events = POLLIN, .revents = 0},
                                     {.fd = listener, .events = POLLIN, .revents = 0}}};
        poll(waits.data(), waits.size(), -1);
        if (waits[0].revents != 0) {
            break;
        }
        const int socket = accept_one();
        if (socket >= 0 && serve_one(socket)) {
            close_one(socket);
        }
    }
    for (const int socket : open) {
        close(socket);
    }
    close(listener);
}

LivingEngine::LivingEngine(LivingWorld world, Wrong wrong) : state_(std::make_unique<State>()) {
    state_->working.world = std::move(world);
    state_->wrong = wrong;
    state_->folder = (std::filesystem::temp_directory_path() / "dockwright-XXXXXX").string();
    if (mkdtemp(state_->folder.data()) == nullptr) {
        throw std::runtime_error("no temporary folder");
    }
    state_->path = state_->folder + "/engine.sock";
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (state_->path.size() >= sizeof address.sun_path) {
        throw std::runtime_error("the temporary folder's path is too long for a socket");
    }
    std::memcpy(address.sun_path, state_->path.data(), state_->path.size());
    state_->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (bind(state_->listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        listen(state_->listener, 64) != 0 || pipe(state_->wake.data()) != 0) {
        throw std::runtime_error("could not listen at " + state_->path);
    }
    state_->thread = std::thread([state = state_.get()] { state->serve(); });
}

LivingEngine::~LivingEngine() {
    [[maybe_unused]] const ssize_t written = write(state_->wake[1], "x", 1);
    state_->thread.join();
    close(state_->wake[0]);
    close(state_->wake[1]);
    std::error_code ec;
    std::filesystem::remove_all(state_->folder, ec);
}

std::string LivingEngine::host() const {
    return "unix://" + state_->path;
}

LivingWorld LivingEngine::world() const {
    const std::scoped_lock lock(state_->mutex);
    return state_->working.world;
}

std::vector<std::string> LivingEngine::requests() const {
    const std::scoped_lock lock(state_->mutex);
    return state_->requests;
}

void LivingEngine::set_wrong(Wrong wrong) {
    const std::scoped_lock lock(state_->mutex);
    state_->wrong = wrong;
    state_->count = 0;
    state_->requests.clear();
}

void LivingEngine::forget_containers() {
    const std::scoped_lock lock(state_->mutex);
    state_->working.world.containers.clear();
}

void LivingEngine::set_changes(std::string text) {
    const std::scoped_lock lock(state_->mutex);
    state_->working.changes = std::move(text);
}

void LivingEngine::before(std::string request_part, std::function<void()> call) {
    const std::scoped_lock lock(state_->mutex);
    state_->calls[std::move(request_part)] = std::move(call);
}

std::size_t LivingEngine::open_descriptors() const {
    const std::scoped_lock lock(state_->mutex);
    const auto all = std::distance(std::filesystem::directory_iterator("/proc/self/fd"),
                                   std::filesystem::directory_iterator());
    return static_cast<std::size_t>(all) - state_->open.size();
}

void LivingEngine::set_printed(std::string program, std::string text) {
    const std::scoped_lock lock(state_->mutex);
    state_->working.prints[std::move(program)] = std::move(text);
}

void LivingEngine::cancel_action() {
    const std::scoped_lock lock(state_->mutex);
    if (state_->on_hang) {
        state_->on_hang();
    }
}

void LivingEngine::when_hanging(std::function<void()> call) {
    const std::scoped_lock lock(state_->mutex);
    state_->on_hang = std::move(call);
}

} // namespace dockwright::testing
