#include "actions/export_image.hpp"
#include "actions/cancelling.hpp"
#include "actions/consent.hpp"
#include "actions/image_archive.hpp"
#include "actions/part_file.hpp"
#include "base/message.hpp"
#include "engine/calls/inspect_image.hpp"
#include "engine/calls/save_image.hpp"
#include "engine/on_pool.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <filesystem>
#include <functional>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Exported = std::expected<ExportedImage, Problem>;
using File = std::expected<std::shared_ptr<PartFile>, Problem>;
using Written = std::expected<void, Problem>;

File begin(const ExportOptions& options) {
    if (options.descriptor >= 0) {
        return PartFile::onto(options.descriptor, "standard output");
    }
    std::error_code ec;
    const auto status = std::filesystem::status(options.path, ec);
    if (std::filesystem::is_directory(status)) {
        return std::unexpected(
            Problem{.kind = "file-not-written",
                    .message = message("{} is a folder", {printable(options.path)}),
                    .next_step = message("Name a file in it: {}/image.tar", {printable(options.path)})});
    }
    if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
        return std::unexpected(
            Problem{.kind = "file-not-written",
                    .message = message("{} is no ordinary file", {printable(options.path)}),
                    .next_step = "Name a new file"});
    }
    if (std::filesystem::exists(status) && !options.consent) {
        return std::unexpected(
            needs_consent(message("{} is there already and would be replaced", {printable(options.path)}),
                          "Say so with --yes, or name another file"));
    }
    return PartFile::begin(options.path);
}

asio::awaitable<Written> write(std::shared_ptr<engine::Client> client, std::shared_ptr<PartFile> file,
                               std::string bytes) {
    std::function<Written()> writing = [file, bytes = std::move(bytes)] { return file->write(bytes); };
    co_return co_await engine::on_pool<Written>(client->pool(), std::move(writing));
}

/// That it is whole is looked at, since engines have written archives without layers and said nothing.
Written finish(PartFile& file, const std::string& image) {
    if (!file.part().empty()) {
        if (auto wrong = archive_problem(file.part())) {
            wrong->message = message("the engine's archive of '{}' is not whole", {printable(image)});
            wrong->next_step =
                message("Fetch it anew (dockwright df --remove image:{}, dockwright pull {}) and "
                        "export it again; with containerd's image store engines may keep too "
                        "little of an image to export it",
                        {printable(image), printable(image)});
            return std::unexpected(std::move(*wrong));
        }
    }
    return file.finish();
}

struct Saving {
    std::shared_ptr<engine::Stream> stream;
    std::shared_ptr<PartFile> file;
    std::string what;
    /// Of the layers unpacked: near the archive's where the engine doesn't pack it.
    std::uint64_t expected = 0;
    OnProgress progress;
};

asio::awaitable<std::expected<std::uint64_t, Problem>> save(std::shared_ptr<engine::Client> client,
                                                            Saving saving) {
    std::uint64_t done = 0;
    while (true) {
        auto piece = co_await engine::next(saving.stream);
        if (!piece) {
            co_return std::unexpected(std::move(piece.error()));
        }
        if (piece->empty()) {
            co_return done;
        }
        done += piece->size();
        const auto written = co_await write(client, saving.file, std::move(*piece));
        if (!written) {
            saving.stream->close();
            co_return std::unexpected(written.error());
        }
        const double share =
            saving.expected == 0
                ? -1
                : std::min(0.99, static_cast<double>(done) / static_cast<double>(saving.expected));
        tell(saving.progress, {.what = saving.what, .fraction = share, .done = done});
    }
}

asio::awaitable<std::expected<std::uint64_t, Problem>> size_of(std::shared_ptr<engine::Client> client,
                                                               std::string name) {
    std::string reference = name;
    const auto image = co_await engine::inspect_image(client, std::move(reference));
    if (!image) {
        co_return std::unexpected(image.error());
    }
    const std::optional<engine::Image>& found = *image;
    if (!found) {
        co_return std::unexpected(Problem{
            .kind = engine::problem_kind::image_not_there,
            .message = message("no image '{}' at {}", {printable(name), client->endpoint().description()}),
            .next_step = message("See which there are (dockwright images), or fetch it: dockwright pull {}",
                                 {printable(name)})});
    }
    co_return static_cast<std::uint64_t>(std::max<std::int64_t>(found->size, 0));
}

} // namespace

asio::awaitable<Exported> export_image(std::shared_ptr<engine::Client> client, ExportOptions options,
                                       OnProgress progress) {
    co_await take_back_by_myself();
    const auto size = co_await size_of(client, options.image);
    if (!size) {
        co_return std::unexpected(size.error());
    }
    std::function<File()> beginning = [options] { return begin(options); };
    const File file = co_await engine::on_pool<File>(client->pool(), std::move(beginning));
    if (!file) {
        co_return std::unexpected(file.error());
    }
    std::string image = options.image;
    auto stream = co_await engine::save_image(client, std::move(image));
    if (!stream) {
        co_return std::unexpected(std::move(stream.error()));
    }
    Saving saving{.stream = std::move(*stream),
                  .file = *file,
                  .what = "Exporting " + printable(options.image),
                  .expected = *size,
                  .progress = std::move(progress)};
    auto done = co_await save(client, std::move(saving));
    if (!done) {
        co_return std::unexpected(std::move(done.error()));
    }
    if (co_await was_cancelled()) {
        co_return std::unexpected(cancelled_by_person());
    }
    std::function<Written()> finishing = [part = *file, name = options.image] { return finish(*part, name); };
    const Written finished = co_await engine::on_pool<Written>(client->pool(), std::move(finishing));
    if (!finished) {
        co_return std::unexpected(finished.error());
    }
    co_return ExportedImage{.name = options.image, .path = options.path, .bytes = *done};
}

} // namespace dockwright::actions
