#include "actions/import_images.hpp"
#include "actions/bytes.hpp"
#include "actions/cancelling.hpp"
#include "actions/image_archive.hpp"
#include "actions/image_problem.hpp"
#include "actions/pull_space.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "engine/calls/load_images.hpp"
#include "engine/on_pool.hpp"
#include "engine/problems.hpp"
#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <functional>
#include <system_error>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using Imported = std::expected<ImportedImages, Problem>;
using Piece = std::expected<std::string, Problem>;

constexpr std::size_t piece_size = std::size_t{256} << 10U;
constexpr std::size_t most_names = 1000;

struct Archive {
    std::string path;
    std::ifstream file;
    std::uint64_t size = 0;
    std::uint64_t sent = 0;
    OnProgress progress;
};

std::string shown_file(const std::string& path) {
    return printable(std::filesystem::path(path).filename().string());
}

Piece read_piece(Archive& archive) {
    std::string piece(piece_size, '\0');
    archive.file.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    if (archive.file.bad()) {
        return std::unexpected(Problem{.kind = "file-unreadable",
                                       .message = message("{} can't be read", {printable(archive.path)}),
                                       .next_step = "Check the disk that it lies on"});
    }
    piece.resize(static_cast<std::size_t>(archive.file.gcount()));
    return piece;
}

asio::awaitable<Piece> next_piece(std::shared_ptr<engine::Client> client, std::shared_ptr<Archive> archive) {
    std::function<Piece()> reading = [archive] { return read_piece(*archive); };
    Piece piece = co_await engine::on_pool<Piece>(client->pool(), std::move(reading));
    if (piece && !piece->empty()) {
        archive->sent += piece->size();
        const double share = archive->size == 0 ? -1
                                                : 0.9 * static_cast<double>(archive->sent) /
                                                      static_cast<double>(archive->size);
        tell(archive->progress, {.what = "Importing " + shown_file(archive->path),
                                 .fraction = std::min(share, 0.9),
                                 .done = archive->sent,
                                 .total = archive->size});
    }
    co_return piece;
}

Problem not_imported(const std::string& path, std::string_view said) {
    if (said.contains("no space left on device")) {
        return {.kind = image_problem_kind::disk_full,
                .message = message("no space is left on the disk of the engine for {}", {printable(path)}),
                .next_step = "See what takes it and what can go: dockwright df"};
    }
    return {.kind = "images-not-imported",
            .message = message("the engine can't make an image of {}: {}",
                               {printable(path), printable(said.substr(0, 300))}),
            .next_step = "Check that the file was copied whole, and export it again if not"};
}

/// "Loaded image: toy:1" and "Loaded image ID: sha256:…", and podman's "Loaded image(s): a:1,b:1".
void take_words(std::string_view said, ImportedImages& into) {
    said = ascii::trimmed(said);
    for (const std::string_view sign : {"Loaded image: ", "Loaded image ID: ", "Loaded image(s): "}) {
        if (!said.starts_with(sign)) {
            continue;
        }
        std::string_view rest = said.substr(sign.size());
        while (!rest.empty() && into.names.size() < most_names) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            into.names.emplace_back(ascii::trimmed(rest.substr(0, comma)));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
        return;
    }
    if (said.starts_with("The image ") && into.notes.size() < most_names) {
        into.notes.emplace_back(said);
    }
}

asio::awaitable<Imported> read_answer(std::shared_ptr<engine::Stream> stream, ImportOptions options,
                                      std::shared_ptr<Archive> archive) {
    const auto messages = std::make_shared<ProgressMessages>(std::move(stream), options.silence);
    ImportedImages done{.bytes = archive->size};
    while (true) {
        auto read = co_await next(messages);
        if (!read) {
            co_return std::unexpected(std::move(read.error()));
        }
        const std::optional<std::vector<engine::ProgressMessage>>& messages_now = *read;
        if (!messages_now) {
            break;
        }
        for (const engine::ProgressMessage& each : *messages_now) {
            if (!each.error.empty()) {
                co_return std::unexpected(not_imported(options.path, each.error));
            }
            take_words(each.stream, done);
            tell(archive->progress, {.what = "Importing " + shown_file(options.path),
                                     .fraction = 0.95,
                                     .done = archive->size,
                                     .total = archive->size,
                                     .detail = "the engine unpacks it"});
        }
    }
    if (done.names.empty()) {
        co_return std::unexpected(not_imported(options.path, "it found none in it"));
    }
    co_return done;
}

std::expected<std::shared_ptr<Archive>, Problem> open_archive(const std::string& path) {
    if (auto wrong = archive_problem(path)) {
        return std::unexpected(std::move(*wrong));
    }
    const auto archive = std::make_shared<Archive>();
    std::error_code ec;
    archive->path = path;
    archive->file.open(path, std::ios::binary);
    archive->size = std::filesystem::file_size(path, ec);
    if (ec || !archive->file) {
        return std::unexpected(Problem{
            .kind = "file-unreadable",
            .message = message("{} can't be read: {}",
                               {printable(path), ec ? ec.message() : std::generic_category().message(errno)}),
            .next_step = "Check that you may read it"});
    }
    return archive;
}

/// The engine keeps the archive's content, packed as it is or more.
asio::awaitable<std::optional<Problem>> no_room(std::shared_ptr<engine::Client> client, std::string path,
                                                std::uint64_t size) {
    const auto root = co_await local_data_root(client);
    if (!root) {
        co_return std::nullopt;
    }
    std::string folder = *root;
    const auto free = co_await free_space(client, std::move(folder));
    if (!free || *free >= size) {
        co_return std::nullopt;
    }
    co_return Problem{.kind = image_problem_kind::disk_full,
                      .message =
                          message("{} ({}) does not fit on the engine's disk: {} of free space is left in {}",
                                  {printable(path), bytes_text(size), bytes_text(*free), printable(*root)}),
                      .next_step = "See what takes it and what can go: dockwright df"};
}

} // namespace

asio::awaitable<Imported> import_images(std::shared_ptr<engine::Client> client, ImportOptions options,
                                        OnProgress progress) {
    using Opened = std::expected<std::shared_ptr<Archive>, Problem>;
    co_await take_back_by_myself();
    std::function<Opened()> opening = [path = options.path] { return open_archive(path); };
    Opened archive = co_await engine::on_pool<Opened>(client->pool(), std::move(opening));
    if (!archive) {
        co_return std::unexpected(std::move(archive.error()));
    }
    (*archive)->progress = std::move(progress);
    auto full = co_await no_room(client, options.path, (*archive)->size);
    if (full) {
        co_return std::unexpected(std::move(*full));
    }
    if (co_await was_cancelled()) {
        co_return std::unexpected(cancelled_by_person());
    }
    engine::BodySource source = [client, file = *archive] { return next_piece(client, file); };
    auto stream = co_await engine::load_images(client, std::move(source));
    if (!stream) {
        const bool refused = stream.error().kind == engine::problem_kind::request_refused;
        co_return std::unexpected(refused ? not_imported(options.path, stream.error().message)
                                          : std::move(stream.error()));
    }
    co_return co_await read_answer(std::move(*stream), std::move(options), *archive);
}

} // namespace dockwright::actions
