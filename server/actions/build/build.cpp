#include "actions/build/build.hpp"
#include "actions/build/classic_output.hpp"
#include "actions/build/context.hpp"
#include "actions/build/raw_output.hpp"
#include "actions/cancelling.hpp"
#include "actions/client_program.hpp"
#include "actions/known_images.hpp"
#include "actions/registry_auth.hpp"
#include "base/message.hpp"
#include "engine/calls/build_image.hpp"
#include "engine/calls/inspect_image.hpp"
#include "engine/image_reference.hpp"
#include "engine/on_pool.hpp"
#include "engine/problems.hpp"
#include "engine/run_program.hpp"
#include "engine/stream_transport.hpp"
#include "project/surroundings.hpp"
#include <algorithm>
#include <array>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Client = std::shared_ptr<engine::Client>;
using Done = std::expected<void, Problem>;
using Source = std::expected<BuildSource, Problem>;
using Piece = std::expected<std::string, Problem>;
using Pipe = engine::StreamTransport<asio::local::stream_protocol::socket>;

asio::awaitable<Source> read_source(Client client, BuildOptions options) {
    std::function<Source()> reading = [options = std::move(options)] { return read_build_source(options); };
    co_return co_await engine::on_pool<Source>(client->pool(), std::move(reading));
}

/// How docker's own builder is started for this engine; nothing where there is none that can.
asio::awaitable<std::optional<engine::ProgramCall>> find_buildx(Client client, BuildOptions options) {
    const std::string docker = find_client_programs(options.environment.path).docker;
    auto environment = buildx_environment(client->endpoint(), options.variables);
    if (docker.empty() || options.variables.empty() || client->spoken().podman || !environment) {
        co_return std::nullopt;
    }
    engine::ProgramCall call{.program = docker,
                             .arguments = {"buildx", "version"},
                             .environment = std::move(*environment),
                             .folder = {}};
    engine::ProgramCall asking = call;
    const engine::ProgramLimits limits;
    auto answer = co_await engine::run_program(client->executor(), std::move(asking), std::string(), limits);
    if (!answer || answer->exit_code != 0 || !is_new_buildx(answer->output)) {
        co_return std::nullopt;
    }
    co_return call;
}

asio::awaitable<Done> build_by_program(Client client, BuildSource source, engine::ProgramCall call,
                                       OnProgress progress) {
    call.errors_in_output = true;
    auto started = engine::Child::start(client->executor(), call);
    if (!started) {
        co_return std::unexpected(std::move(started.error()));
    }
    const std::shared_ptr<engine::Child> child = std::move(*started);
    const auto pipe = std::make_shared<Pipe>(std::move(child->stream()));
    pipe->shutdown_send();
    RawOutput output(std::move(progress));
    const auto buffer = std::make_unique<std::array<char, 64 * 1024>>();
    while (true) {
        const engine::Transfer step = co_await pipe->read_some(asio::buffer(*buffer));
        if (!step || *step == 0) {
            break;
        }
        output.feed({buffer->data(), *step});
    }
    if (co_await was_cancelled()) {
        co_await no_more_interruptions();
        child->terminate();
        co_await child->wait(); // BuildKit ends the build when its client has gone
        co_return std::unexpected(cancelled_by_person());
    }
    const int code = co_await child->wait();
    if (co_await was_cancelled()) {
        co_return std::unexpected(cancelled_by_person());
    }
    if (code != 0) {
        co_return std::unexpected(build_problem(source, output.failure()));
    }
    co_return Done();
}

struct Sending {
    explicit Sending(ContextPlan plan) : archive(std::move(plan)) {}
    ContextArchive archive;
    OnProgress progress;
};

asio::awaitable<Piece> next_piece(Client client, std::shared_ptr<Sending> sending) {
    std::function<Piece()> reading = [sending] { return sending->archive.next(); };
    Piece piece = co_await engine::on_pool<Piece>(client->pool(), std::move(reading));
    const std::uint64_t total = sending->archive.total();
    const std::uint64_t sent = sending->archive.sent();
    const double share = total == 0 ? -1 : static_cast<double>(sent) / static_cast<double>(total);
    tell(sending->progress, {.what = "Sending the folder to the builder",
                             .fraction = share,
                             .done = sent,
                             .total = total,
                             .detail = {},
                             .line = {}});
    co_return piece;
}

std::vector<std::string> registries_of(const model::Document& document) {
    std::vector<std::string> out;
    for (const std::string& image : images_of(document)) {
        const auto reference = engine::parse_image_reference(image);
        if (reference && std::ranges::find(out, reference->registry) == out.end()) {
            out.push_back(reference->registry);
        }
    }
    return out;
}

asio::awaitable<Done> read_classic(std::shared_ptr<engine::Stream> stream, BuildSource source,
                                   std::chrono::milliseconds silence, OnProgress progress) {
    const auto messages = std::make_shared<ProgressMessages>(std::move(stream), silence);
    ClassicOutput output(std::move(progress));
    while (true) {
        auto read = co_await next(messages);
        if (!read) {
            co_return std::unexpected(std::move(read.error()));
        }
        const std::optional<std::vector<engine::ProgressMessage>>& messages_now = *read;
        if (!messages_now) {
            break;
        }
        for (const engine::ProgressMessage& message : *messages_now) {
            output.add(message);
        }
        if (const auto& failure = output.failure()) {
            messages->close();
            co_return std::unexpected(build_problem(source, *failure));
        }
    }
    if (!output.is_built()) { // else an older image of the same name would be taken for what was built
        co_return std::unexpected(
            Problem{.kind = "build-failed",
                    .message = "the builder's answer ended before it said that the image is built",
                    .next_step = "Build again"});
    }
    co_return Done();
}

asio::awaitable<Done> build_by_engine(Client client, BuildSource source, BuildOptions options,
                                      OnProgress progress) {
    using Planned = std::expected<ContextPlan, Problem>;
    std::function<Planned()> planning = [source, limit = options.context_limit] {
        return plan_context(source, limit);
    };
    Planned plan = co_await engine::on_pool<Planned>(client->pool(), std::move(planning));
    if (!plan) {
        co_return std::unexpected(std::move(plan.error()));
    }
    const auto sending = std::make_shared<Sending>(std::move(*plan));
    sending->progress = progress;
    std::vector<std::string> registries = registries_of(*source.document);
    std::string logins = co_await build_logins(client, options.environment, std::move(registries));
    if (co_await was_cancelled()) {
        co_return std::unexpected(cancelled_by_person());
    }
    engine::BodySource body = [client, sending] { return next_piece(client, sending); };
    std::string query = build_query(source, options);
    auto stream = co_await engine::build_image(client, std::move(query), std::move(logins), std::move(body));
    if (!stream) {
        const bool refused = stream.error().kind == engine::problem_kind::request_refused;
        const BuildFailure failure{.said = stream.error().message};
        co_return std::unexpected(refused && stream.error().message.contains("ockerfile")
                                      ? build_problem(source, failure)
                                      : std::move(stream.error()));
    }
    co_return co_await read_classic(std::move(*stream), std::move(source), options.silence,
                                    std::move(progress));
}

} // namespace

asio::awaitable<std::expected<JudgedImage, Problem>> judged_source(Client client, BuildOptions options) {
    Source source = co_await read_source(client, std::move(options));
    if (!source) {
        co_return std::unexpected(std::move(source.error()));
    }
    JudgedImage out{.document = source->document, .surroundings = {}, .stage = source->stage};
    out.surroundings = project::read_surroundings(source->file, *source->document, source->context);
    std::vector<std::string> named = images_of(*source->document);
    auto images = co_await known_images(client, std::move(named));
    if (images) { // without them the judge goes by what it knows of the names
        out.surroundings.images = std::move(*images);
    }
    co_return out;
}

asio::awaitable<std::expected<BuiltImage, Problem>> build(Client client, BuildOptions options,
                                                          OnProgress progress) {
    co_await take_back_by_myself();
    Source source = co_await read_source(client, options);
    if (!source) {
        co_return std::unexpected(std::move(source.error()));
    }
    BuiltImage built{.name = source->name, .id = {}};
    auto program = co_await find_buildx(client, options);
    if (co_await was_cancelled()) {
        co_return std::unexpected(cancelled_by_person());
    }
    built.by_buildkit = program.has_value();
    Done done;
    if (program) {
        program->arguments = buildx_arguments(*source, options);
        done =
            co_await build_by_program(client, std::move(*source), std::move(*program), std::move(progress));
    } else {
        done = co_await build_by_engine(client, std::move(*source), std::move(options), std::move(progress));
    }
    if (!done) {
        co_return std::unexpected(std::move(done.error()));
    }
    auto image = co_await engine::inspect_image(client, built.name);
    if (!image) {
        co_return std::unexpected(std::move(image.error()));
    }
    const std::optional<engine::Image>& found = *image;
    if (!found) {
        co_return std::unexpected(
            Problem{.kind = "build-failed",
                    .message = message("the builder ended without an error, but the engine has no image {}",
                                       {printable(built.name)}),
                    .next_step = "Build again"});
    }
    built.id = found->id;
    built.size = static_cast<std::uint64_t>(std::max<std::int64_t>(found->size, 0));
    co_return built;
}

} // namespace dockwright::actions
