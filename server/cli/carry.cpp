#include "cli/carry.hpp"
#include "actions/bytes.hpp"
#include "actions/consent.hpp"
#include "actions/export_image.hpp"
#include "actions/import_images.hpp"
#include "actions/push.hpp"
#include "base/message.hpp"
#include "cli/ask.hpp"
#include "cli/progress_bar.hpp"
#include "cli/with_engine.hpp"
#include "engine/objects_json.gen.hpp"
#include <unistd.h>

namespace dockwright::cli {
namespace {

using actions::bytes_text;
using actions::ExportedImage;
using actions::ImportedImages;
using actions::PushedImage;

ProgressBar::Kind bar_kind(const EngineOptions& options, const Streams& streams) {
    return options.json ? ProgressBar::Kind::none : progress_kind(streams.err);
}

template <typename T>
void print_json(const T& report, const Streams& streams) {
    std::string out;
    encode(out, report);
    print(streams.out, out + "\n");
}

} // namespace

int push(const PushArguments& arguments, const Streams& streams) {
    ProgressBar bar(streams.err, bar_kind(arguments.engine, streams));
    const actions::PushOptions options{
        .image = arguments.image, .as = arguments.as, .environment = arguments.engine.environment};
    const auto pushed =
        with_engine<PushedImage>(arguments.engine, [&](std::shared_ptr<engine::Client> client) {
            return actions::push(std::move(client), options, bar.sink());
        });
    bar.clear();
    if (!pushed) {
        return fail(pushed.error(), streams);
    }
    if (arguments.engine.json) {
        print_json(engine::PushedReport{.name = pushed->name,
                                        .digest = pushed->digest,
                                        .sent = static_cast<std::int64_t>(pushed->bytes)},
                   streams);
        return 0;
    }
    print(streams.out,
          message("Pushed {} ({} sent)\n", {printable(pushed->name), bytes_text(pushed->bytes)}));
    if (!pushed->digest.empty()) {
        print(streams.out, printable(pushed->digest) + "\n");
    }
    return 0;
}

int export_image(const ExportArguments& arguments, const Streams& streams) {
    const bool to_output = arguments.path == "-";
    if (to_output && ::isatty(::fileno(streams.out)) == 1) {
        return fail({.kind = "output-is-terminal",
                     .message = "an image is no text for a terminal",
                     .next_step = "Send standard output to a file or another program, or name a file"},
                    streams);
    }
    ProgressBar bar(streams.err, bar_kind(arguments.engine, streams));
    actions::ExportOptions options{.image = arguments.image,
                                   .path = arguments.path,
                                   .descriptor = to_output ? ::fileno(streams.out) : -1,
                                   .consent = arguments.yes};
    const auto once = [&] {
        return with_engine<ExportedImage>(arguments.engine, [&](std::shared_ptr<engine::Client> client) {
            return actions::export_image(std::move(client), options, bar.sink());
        });
    };
    auto done = once();
    bar.clear();
    if (!done && done.error().kind == actions::consent_needed &&
        ask(streams, done.error().message + ". Replace it?")) {
        options.consent = true;
        done = once();
        bar.clear();
    }
    if (!done) {
        return fail(done.error(), streams);
    }
    if (to_output) {
        return 0;
    }
    if (arguments.engine.json) {
        print_json(engine::ExportedReport{.name = done->name,
                                          .path = done->path,
                                          .size = static_cast<std::int64_t>(done->bytes)},
                   streams);
        return 0;
    }
    print(streams.out, message("Exported {} to {} ({})\n",
                               {printable(done->name), printable(done->path), bytes_text(done->bytes)}));
    print(streams.err, message("On the other machine: dockwright import {}\n", {printable(done->path)}));
    return 0;
}

int import_images(const ImportArguments& arguments, const Streams& streams) {
    ProgressBar bar(streams.err, bar_kind(arguments.engine, streams));
    const actions::ImportOptions options{.path = arguments.path};
    const auto done =
        with_engine<ImportedImages>(arguments.engine, [&](std::shared_ptr<engine::Client> client) {
            return actions::import_images(std::move(client), options, bar.sink());
        });
    bar.clear();
    if (!done) {
        return fail(done.error(), streams);
    }
    if (arguments.engine.json) {
        print_json(engine::ImportedReport{.names = done->names,
                                          .notes = done->notes,
                                          .size = static_cast<std::int64_t>(done->bytes)},
                   streams);
        return 0;
    }
    for (const std::string& name : done->names) {
        print(streams.out, message("Imported {}\n", {printable(name)}));
    }
    for (const std::string& note : done->notes) {
        print(streams.err, "note: " + printable(note) + "\n");
    }
    return 0;
}

} // namespace dockwright::cli
