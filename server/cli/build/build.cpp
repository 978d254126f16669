#include "cli/build/build.hpp"
#include "actions/bytes.hpp"
#include "actions/run/variables.hpp"
#include "base/message.hpp"
#include "cli/progress_bar.hpp"
#include "cli/with_engine.hpp"
#include "engine/objects_json.gen.hpp"
#include <cstdlib>
#include <unistd.h>

namespace dockwright::cli {
namespace {

struct Built {
    actions::BuiltImage image;
    std::string engine;
};

boost::asio::awaitable<actions::Answer<Built>>
work(std::shared_ptr<engine::Client> client, actions::BuildOptions options, actions::OnProgress progress) {
    auto image = co_await actions::build(client, std::move(options), std::move(progress));
    if (!image) {
        co_return std::unexpected(std::move(image.error()));
    }
    co_return Built{.image = std::move(*image), .engine = client->endpoint().description()};
}

std::string json_of(const Built& built) {
    const engine::ListedBuild out{.id = built.image.id,
                                  .name = built.image.name,
                                  .size = static_cast<std::int64_t>(built.image.size),
                                  .builder = built.image.by_buildkit ? "buildkit" : "classic",
                                  .engine = built.engine};
    std::string text;
    encode(text, out);
    return text + "\n";
}

std::vector<std::string> process_variables() {
    std::vector<std::string> out;
    for (char** one = environ; *one != nullptr; ++one) {
        out.emplace_back(*one);
    }
    return out;
}

} // namespace

void add_build_options(CLI::App& app, actions::BuildOptions& options, BuildTexts& texts) {
    app.add_option("-f,--file", options.file, "The Dockerfile, if it isn't the folder's own")
        ->type_name("FILE");
    app.add_option("--target", options.target, "Stop at this stage")->type_name("STAGE");
    app.add_option("--build-arg", texts.arguments, "The value of an ARG; without one that of here")
        ->type_name("NAME[=VALUE]")
        ->allow_extra_args(false);
    app.add_option("--platform", options.platform, "Another platform than the machine's own")
        ->type_name("OS/ARCH");
    app.add_flag("--pull", options.pull, "Ask registries for newer base images");
    app.add_flag("--no-cache", options.no_cache, "Do every step again");
    app.add_option("--context-limit", texts.context_limit,
                   "How large the folder may be that is sent to the builder; else 4g")
        ->type_name("SIZE");
}

std::optional<Problem> finish_build_options(const BuildTexts& texts, const EngineOptions& engine,
                                            actions::BuildOptions& options) {
    for (const std::string& text : texts.arguments) {
        const std::size_t equals = text.find('=');
        const std::string name = text.substr(0, equals);
        const char* const here = std::getenv(name.c_str());
        if (name.empty()) {
            return Problem{"wrong-use", message("'{}' is no build argument", {printable(text)}),
                           "Write it as --build-arg NAME=VALUE"};
        }
        if (equals != std::string::npos) {
            options.arguments.emplace_back(name, text.substr(equals + 1));
        } else if (here != nullptr) {
            options.arguments.emplace_back(name, here);
        }
    }
    if (!texts.context_limit.empty()) {
        const auto size = actions::read_size(texts.context_limit);
        if (!size) {
            return Problem{"wrong-use", message("'{}' is no size", {printable(texts.context_limit)}),
                           "Write it as 8g or 512m"};
        }
        options.context_limit = *size;
    }
    options.environment = engine.environment;
    options.variables = process_variables();
    return std::nullopt;
}

int build_image(const BuildArguments& arguments, const Streams& streams) {
    ProgressBar bar(streams.err,
                    arguments.engine.json ? ProgressBar::Kind::none : progress_kind(streams.err));
    const auto built = with_engine<Built>(arguments.engine, [&](std::shared_ptr<engine::Client> client) {
        return work(std::move(client), arguments.options, bar.sink());
    });
    bar.clear();
    if (!built) {
        return fail(built.error(), streams);
    }
    print(streams.out,
          arguments.engine.json
              ? json_of(*built)
              : message("Built {} ({}) on {}\n", {printable(built->image.name),
                                                  actions::bytes_text(built->image.size), built->engine}));
    return 0;
}

} // namespace dockwright::cli
