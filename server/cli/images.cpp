#include "cli/images.hpp"
#include "actions/bytes.hpp"
#include "base/message.hpp"
#include "cli/columns.hpp"
#include "cli/with_engine.hpp"
#include "engine/objects_json.gen.hpp"
#include <array>
#include <chrono>

namespace dockwright::cli {
namespace {

using actions::ImageRow;

constexpr std::size_t names_shown = 3;

std::string short_id(std::string_view id) {
    id.remove_prefix(id.starts_with("sha256:") ? 7 : 0);
    return printable(id.substr(0, 12));
}

std::string used_by(const std::vector<std::string>& names) {
    std::string out;
    for (std::size_t i = 0; i < names.size() && i < names_shown; ++i) {
        out += (i == 0 ? "" : ", ") + printable(names[i]);
    }
    if (names.size() > names_shown) {
        out += message(" and {} more", {std::to_string(names.size() - names_shown)});
    }
    return out.empty() ? "-" : out;
}

std::string json_of(const std::vector<ImageRow>& rows) {
    std::string out = "[";
    for (const ImageRow& row : rows) {
        out += out.size() > 1 ? ",\n " : "";
        const engine::ListedImage listed{.id = row.id,
                                         .names = row.names,
                                         .created = row.created,
                                         .size = static_cast<std::int64_t>(row.size),
                                         .used_by = row.used_by,
                                         .gpu = row.gpu};
        encode(out, listed);
    }
    return out + "]\n";
}

} // namespace

std::string age_text(std::int64_t since, std::int64_t now) {
    struct Unit {
        std::int64_t seconds;
        std::string_view name;
    };
    constexpr std::array<Unit, 5> units{{{.seconds = 31'536'000, .name = "year"},
                                         {.seconds = 2'592'000, .name = "month"},
                                         {.seconds = 86'400, .name = "day"},
                                         {.seconds = 3'600, .name = "hour"},
                                         {.seconds = 60, .name = "minute"}}};
    if (since <= 0) {
        return "?";
    }
    for (const Unit& unit : units) {
        const std::int64_t count = (now - since) / unit.seconds;
        if (count > 0) {
            return message("{} {}{}", {std::to_string(count), unit.name, count == 1 ? "" : "s"});
        }
    }
    return "now";
}

std::string images_text(const std::vector<ImageRow>& rows, std::int64_t now) {
    std::vector<Row> lines{{"IMAGE", "ID", "SIZE", "AGE", "GPU", "USED BY"}};
    for (const ImageRow& row : rows) {
        std::vector<std::string> names = row.names;
        if (names.empty()) {
            names.emplace_back("(no name)");
        }
        for (const std::string& name : names) {
            lines.push_back({printable(name), short_id(row.id), actions::bytes_text(row.size),
                             age_text(row.created, now), row.gpu.empty() ? "-" : printable(row.gpu),
                             used_by(row.used_by)});
        }
    }
    return columns_text(lines, {2});
}

int images(const ImagesArguments& arguments, const Streams& streams) {
    auto rows =
        with_engine<std::vector<ImageRow>>(arguments.engine, [](std::shared_ptr<engine::Client> client) {
            return actions::image_list(std::move(client));
        });
    if (!rows) {
        return fail(rows.error(), streams);
    }
    std::erase_if(*rows, [&](const ImageRow& row) {
        return (arguments.gpu_only && row.gpu.empty()) || (arguments.dangling_only && !row.names.empty());
    });
    if (arguments.engine.json) {
        print(streams.out, json_of(*rows));
    } else if (rows->empty()) {
        print(streams.err, "no such images\n");
    } else {
        const auto now = std::chrono::duration_cast<std::chrono::seconds>(
            std::chrono::system_clock::now().time_since_epoch());
        print(streams.out, images_text(*rows, now.count()));
    }
    return 0;
}

} // namespace dockwright::cli
