#include "actions/doctor/gpu_trial.hpp"
#include "actions/cancelling.hpp"
#include "actions/doctor/cu_init.hpp"
#include "actions/doctor/output_of.hpp"
#include "actions/doctor/trial_text.hpp"
#include "base/message.hpp"
#include "engine/calls/attach_container.hpp"
#include "engine/calls/create_container.hpp"
#include "engine/calls/put_archive.hpp"
#include "engine/calls/remove_container.hpp"
#include "engine/calls/start_container.hpp"
#include "engine/problems.hpp"
#include "engine/tar.hpp"
#include <random>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using engine::Client;
using host::GpuTrial;

constexpr auto longest_run = std::chrono::seconds(90);
constexpr std::size_t most_output = std::size_t{256} << 10U;

/// The engine's own words: what stands behind `answered 500: `.
std::string words_of(const Problem& problem) {
    const std::size_t answered = problem.message.find(" answered ");
    const std::size_t colon = problem.message.find(": ", answered);
    return answered == std::string::npos || colon == std::string::npos ? problem.message
                                                                       : problem.message.substr(colon + 2);
}

std::string archive_of_program() {
    const std::string_view bytes = cu_init_program;
    std::string out = engine::tar_header(
        {.name = std::string(trial_program), .size = bytes.size(), .target = {}, .mode = 0755});
    out += bytes;
    out += std::string(engine::tar_padding(bytes.size()), '\0');
    return out + engine::tar_end();
}

asio::awaitable<std::expected<std::string, Problem>> whole(std::shared_ptr<std::string> rest) {
    co_return std::exchange(*rest, std::string());
}

/// Without it CUDA stays unasked, which is no reason to give up.
asio::awaitable<void> put_program(std::shared_ptr<Client> client, std::string name) {
    const auto rest = std::make_shared<std::string>(archive_of_program());
    engine::BodySource source = [rest] { return whole(rest); };
    std::string folder = "/";
    static_cast<void>(co_await engine::put_archive(std::move(client), std::move(name), std::move(folder),
                                                   std::move(source)));
}

/// The image has no shell, which says nothing of GPUs.
bool lacks_shell(std::string_view words) {
    return words.find("\"sh\"") != std::string_view::npos ||
           words.find("exec: sh") != std::string_view::npos || words.find("`sh`") != std::string_view::npos;
}

/// How one image fared.
struct Attempt {
    GpuTrial trial;
    bool decided = false; ///< another image would say nothing more
};

Attempt not_tried(std::string image, const Problem& problem) {
    return {.trial = {.why_not = problem.message, .image = std::move(image)}, .decided = false};
}

/// From the container's making to its output; whoever calls it removes the container.
asio::awaitable<Attempt> run_container(std::shared_ptr<Client> client, std::string name, std::string image,
                                       host::RequestWay way) {
    const auto made =
        co_await engine::create_container(client, name, std::string(), trial_container(image, way));
    if (!made) {
        co_return not_tried(std::move(image), made.error());
    }
    co_await put_program(client, name);
    const auto streams = co_await engine::attach_container(client, name, false, false);
    if (!streams) {
        co_return not_tried(std::move(image), streams.error());
    }
    const auto started = co_await engine::start_container(client, name);
    Attempt out{.trial = {.tried = true, .image = std::move(image)}, .decided = true};
    if (!started) {
        (*streams)->close();
        out.trial.words = words_of(started.error());
        out.decided = !lacks_shell(out.trial.words);
        out.trial.tried = out.decided && started.error().kind == engine::problem_kind::request_refused;
        out.trial.why_not = out.trial.tried ? "" : started.error().message;
        co_return out;
    }
    const OutputLimits limits{.time = longest_run, .bytes = most_output};
    const ProgramOutput printed = co_await output_of(*streams, limits);
    out.trial.started = true;
    out.trial = read_trial(printed.text, std::move(out.trial));
    if (!out.trial.nvidia_smi_exit) {
        out.trial.words += printed.ended ? "" : "\nnvidia-smi did not answer in the container";
        out.trial.nvidia_smi_exit = 124; // as timeout has it
    }
    out.decided = out.trial.nvidia_smi_exit != 0 || out.trial.libcuda.has_value();
    co_return out;
}

/// The name of what could not be removed; empty: nothing is left.
asio::awaitable<std::string> remove_trial(std::shared_ptr<Client> client, std::string name) {
    constexpr int tries = 2; // a connection that was kept open may have been cut meanwhile
    for (int i = 0; i < tries; ++i) {
        const auto removed = co_await engine::remove_container(client, name, true);
        if (removed || removed.error().kind == engine::problem_kind::no_such_container) {
            co_return std::string();
        }
    }
    co_return name;
}

} // namespace

std::string fresh_trial_name() {
    std::random_device random;
    constexpr std::string_view digits = "0123456789abcdef";
    std::string name = "dockwright-doctor-";
    for (int i = 0; i < 12; ++i) {
        name += digits[random() % digits.size()];
    }
    return name;
}

asio::awaitable<Tried> try_gpu(std::shared_ptr<Client> client, std::shared_ptr<const host::Facts> facts,
                               std::vector<std::string> images, std::string name, OnProgress progress) {
    Tried out;
    const auto way = host::request_way(*facts);
    if (!way) {
        out.trial.why_not =
            "Podman before 5.4 takes no request for GPUs over its API; try it with podman run "
            "--rm --device nvidia.com/gpu=all IMAGE nvidia-smi -L";
        co_return out;
    }
    for (const std::string& image : images) {
        tell(progress,
             {.what = message("Trying a container of {} with a GPU", {printable(image)}), .line = {}});
        Attempt attempt = co_await run_container(client, name, image, *way);
        out.cancelled = co_await was_cancelled();
        co_await no_more_interruptions();
        out.left = co_await remove_trial(client, name);
        co_await take_back_by_myself();
        // The first image is the likeliest one; what a later one says counts if it says more.
        if (attempt.decided || out.trial.image.empty() || (attempt.trial.tried && !out.trial.tried)) {
            out.trial = std::move(attempt.trial);
        }
        if (attempt.decided || out.cancelled || !out.left.empty()) {
            break;
        }
    }
    co_return out;
}

} // namespace dockwright::actions
