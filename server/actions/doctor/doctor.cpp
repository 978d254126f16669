#include "actions/doctor/doctor.hpp"
#include "actions/cancelling.hpp"
#include "actions/doctor/gather.hpp"
#include "actions/doctor/gpu_trial.hpp"
#include "actions/doctor/registry_trial.hpp"
#include "actions/doctor/trial_images.hpp"
#include "actions/pull.hpp"
#include "base/message.hpp"
#include <algorithm>
#include <array>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Diagnosed = std::expected<Diagnosis, Problem>;

/// Failures after which a container with a GPU can't tell anything new. Those of the toolkit are not among
/// them: the engine may know programs that are not on the person's PATH.
constexpr auto final_failures =
    std::to_array<std::string_view>({"engine-reachable", "docker-desktop", "disk-space", "gpu-present",
                                     "driver-loaded", "driver-mismatch", "driver-answers"});

std::string no_image(const host::Facts& facts) {
    return message("No image is on the machine in which it could be tried; 'dockwright doctor --pull' "
                   "fetches {}",
                   {image_for_trial(facts, knowledge::built_in())});
}

struct Trial {
    std::shared_ptr<engine::Client> client;
    std::shared_ptr<host::Facts> facts;
    DoctorOptions options;
    engine::Environment environment;
    OnProgress progress;
    std::string left;
};

Problem cancelled_with(const std::string& left) {
    Problem problem = cancelled_by_person();
    if (!left.empty()) {
        problem.next_step = message("A container is left that could not be removed: docker rm -f {}", {left});
    }
    return problem;
}

/// Fills in facts->trial; whether it was cancelled.
asio::awaitable<bool> make_trial(std::shared_ptr<Trial> made) {
    Trial& what = *made;
    host::GpuTrial& trial = what.facts->trial;
    if (!what.options.container) {
        trial.why_not = "No container was tried, as was asked";
        co_return false;
    }
    if (auto reason = speaks_against_trial(*what.facts)) {
        trial.why_not = std::move(*reason);
        co_return false;
    }
    auto images = co_await trial_images(what.client);
    if (!images) {
        trial.why_not = images.error().message;
        co_return co_await was_cancelled();
    }
    if (images->empty() && what.options.pull) {
        const std::string image = image_for_trial(*what.facts, knowledge::built_in());
        PullOptions pulling;
        pulling.image = image;
        pulling.environment = what.environment;
        const auto pulled = co_await pull(what.client, std::move(pulling), what.progress);
        if (!pulled) {
            trial.why_not = pulled.error().message;
            co_return co_await was_cancelled();
        }
        images->push_back(image);
    }
    if (images->empty()) {
        trial.why_not = no_image(*what.facts);
        co_return false;
    }
    Tried tried =
        co_await try_gpu(what.client, what.facts, std::move(*images), fresh_trial_name(), what.progress);
    what.facts->trial = std::move(tried.trial);
    what.left = std::move(tried.left);
    co_return tried.cancelled;
}

} // namespace

std::optional<std::string> speaks_against_trial(const host::Facts& facts) {
    for (const host::Finding& finding : host::examine(facts)) {
        const bool is_final = std::ranges::find(final_failures, finding.check) != final_failures.end();
        if (is_final && finding.status == host::Status::failure) {
            return message("No container was tried, since it would fail: {}", {finding.found});
        }
    }
    return std::nullopt;
}

std::string image_for_trial(const host::Facts& facts, const knowledge::Knowledge& knowledge) {
    using knowledge::Version;
    const auto cuda = Version::parse(facts.nvidia.cuda);
    const knowledge::CudaImage* best = nullptr;
    for (const knowledge::CudaImage& image : knowledge.cuda_images) {
        const bool has_base = std::ranges::find(image.flavours, "base") != image.flavours.end();
        const bool active = image.state == knowledge::TagState::active && !image.distributions.empty();
        // A driver runs what is not newer than the CUDA that it names.
        const bool fits = !cuda || image.cuda.cut(2) <= *cuda;
        if (has_base && active && fits && (best == nullptr || image.cuda > best->cuda)) {
            best = &image;
        }
    }
    if (best == nullptr) {
        return "nvidia/cuda:12.4.1-base-ubuntu22.04";
    }
    const auto ubuntu = std::ranges::find_if(
        best->distributions, [](std::string_view name) { return name.starts_with("ubuntu"); });
    const std::string_view distribution =
        ubuntu == best->distributions.end() ? best->distributions.front() : *ubuntu;
    return message("nvidia/cuda:{}-base-{}", {knowledge::to_string(best->cuda), distribution});
}

asio::awaitable<Diagnosed> doctor(engine::Choice choice, engine::Environment environment,
                                  DoctorOptions options, std::optional<asio::any_io_executor> pool,
                                  OnProgress progress) {
    co_await take_back_by_myself();
    auto gathered = co_await gather(std::move(choice), environment, std::move(pool), progress);
    if (co_await was_cancelled()) {
        co_return std::unexpected(cancelled_by_person());
    }
    if (!gathered) {
        co_return std::unexpected(std::move(gathered.error()));
    }
    const auto facts = std::make_shared<host::Facts>(std::move(gathered->facts));
    std::string left;
    if (gathered->client) {
        const auto trial =
            std::make_shared<Trial>(Trial{gathered->client, facts, options, environment, progress, {}});
        const bool cancelled = co_await make_trial(trial);
        left = trial->left;
        if (cancelled) {
            co_return std::unexpected(cancelled_with(left));
        }
        for (const std::string& image : options.registry_images) {
            facts->registries.push_back(co_await try_registry(gathered->client, environment, image));
        }
    }
    if (co_await was_cancelled()) {
        co_return std::unexpected(cancelled_by_person());
    }
    Diagnosis out{
        .engine = gathered->endpoint.description(), .facts = *facts, .findings = {}, .left = std::move(left)};
    out.findings = host::examine(out.facts);
    co_return out;
}

} // namespace dockwright::actions
