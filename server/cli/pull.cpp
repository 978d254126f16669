#include "cli/pull.hpp"
#include "actions/bytes.hpp"
#include "actions/pull.hpp"
#include "base/message.hpp"
#include "cli/progress_bar.hpp"
#include "cli/with_engine.hpp"
#include "engine/objects_json.gen.hpp"

namespace dockwright::cli {
namespace {

using actions::bytes_text;
using actions::PulledImage;

std::string text_of(const PulledImage& pulled) {
    const std::string digest = pulled.digest.empty() ? "" : ", " + printable(pulled.digest);
    return message(pulled.was_there ? "{} is up to date ({}{})\n" : "Pulled {} ({}{})\n",
                   {printable(pulled.name), bytes_text(pulled.size), digest});
}

std::string json_of(const PulledImage& pulled) {
    std::string out;
    const engine::PulledReport report{.name = pulled.name,
                                      .id = pulled.id,
                                      .digest = pulled.digest,
                                      .size = static_cast<std::int64_t>(pulled.size),
                                      .was_there = pulled.was_there,
                                      .notes = pulled.notes};
    encode(out, report);
    return out + "\n";
}

} // namespace

int pull(const PullArguments& arguments, const Streams& streams) {
    ProgressBar bar(streams.err,
                    arguments.engine.json ? ProgressBar::Kind::none : progress_kind(streams.err));
    const actions::PullOptions options{.image = arguments.image,
                                       .platform = arguments.platform,
                                       .mirror = arguments.mirror,
                                       .environment = arguments.engine.environment};
    const auto pulled =
        with_engine<PulledImage>(arguments.engine, [&](std::shared_ptr<engine::Client> client) {
            return actions::pull(std::move(client), options, bar.sink());
        });
    bar.clear();
    if (!pulled) {
        return fail(pulled.error(), streams);
    }
    if (arguments.engine.json) {
        print(streams.out, json_of(*pulled));
        return 0;
    }
    print(streams.out, text_of(*pulled));
    for (const std::string& note : pulled->notes) {
        print(streams.err, "note: " + printable(note) + "\n");
    }
    return 0;
}

} // namespace dockwright::cli
