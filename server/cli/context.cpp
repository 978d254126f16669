#include "cli/context.hpp"
#include "actions/bytes.hpp"
#include "base/json_text.hpp"
#include "base/message.hpp"
#include "cli/columns.hpp"
#include "cli/terminal.hpp"
#include "project/context_listing.hpp"
#include "project/surroundings.hpp"
#include <algorithm>
#include <map>

namespace dockwright::cli {
namespace {

namespace fs = std::filesystem;
using actions::bytes_text;
using project::ContextListing;

constexpr std::size_t most_shown = 20;

std::string counted_files(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " file" : " files");
}

/// What lies at the context's root, the largest first.
std::string largest(const ContextListing& listing) {
    struct Part {
        std::string name;
        std::size_t files = 0;
        std::uint64_t bytes = 0;
    };
    std::map<std::string, Part> by_name;
    for (const ContextListing::Sent& sent : listing.sent) {
        const std::size_t slash = sent.path.find('/');
        const std::string name = sent.path.substr(0, slash == std::string::npos ? slash : slash + 1);
        Part& part = by_name[name];
        part.name = name;
        ++part.files;
        part.bytes += sent.bytes;
    }
    std::vector<Part> parts;
    parts.reserve(by_name.size());
    for (auto& [name, part] : by_name) {
        parts.push_back(std::move(part));
    }
    std::ranges::sort(parts, [](const Part& a, const Part& b) {
        return std::pair(b.bytes, std::string_view(a.name)) < std::pair(a.bytes, std::string_view(b.name));
    });
    std::vector<Row> rows;
    for (const Part& part : parts) {
        if (rows.size() == most_shown) {
            rows.push_back({"", "", message("and {} more", {std::to_string(parts.size() - most_shown)})});
            break;
        }
        rows.push_back({"  " + bytes_text(part.bytes),
                        part.name.ends_with('/') ? counted_files(part.files) : "", printable(part.name)});
    }
    return rows.empty() ? std::string() : columns_text(rows, {0, 1});
}

std::string all_files(const ContextListing& listing) {
    std::vector<Row> rows;
    rows.reserve(listing.sent.size());
    for (const ContextListing::Sent& sent : listing.sent) {
        rows.push_back({"  " + bytes_text(sent.bytes), printable(sent.path)});
    }
    return rows.empty() ? std::string() : columns_text(rows, {0});
}

std::string left_out(const ContextListing& listing, const model::Dockerignore& ignored) {
    if (ignored.broken_line() != 0) {
        return message("The pattern in line {} of {} is none that an engine takes: it refuses to build\n",
                       {std::to_string(ignored.broken_line()), printable(ignored.name())});
    }
    if (listing.left_out.empty()) {
        return {};
    }
    std::vector<Row> rows;
    rows.reserve(listing.left_out.size());
    for (const ContextListing::LeftOut& one : listing.left_out) {
        rows.push_back({"  " + bytes_text(one.bytes), counted_files(one.files),
                        message("by line {}: {}", {std::to_string(one.line), printable(one.pattern)})});
    }
    return message("Left out by {}:\n", {printable(ignored.name())}) + columns_text(rows, {0, 1});
}

std::string text_of(const ContextListing& listing, const model::Dockerignore& ignored,
                    const ContextOptions& options) {
    std::string out = message("Sent to the builder: {} in {}\n",
                              {bytes_text(listing.bytes), counted_files(listing.sent.size())});
    out += options.files ? all_files(listing) : largest(listing);
    out += left_out(listing, ignored);
    for (const std::string& folder : listing.unread) {
        out += message("Not counted, since it can't be read: {}\n", {printable(folder)});
    }
    out += listing.whole ? "" : "There are more than 500000 files: the rest is not counted\n";
    return out;
}

void append_text(std::string& out, std::string_view key, std::string_view value) {
    out += key;
    json_text::append(out, value);
}

std::string json_of(const ContextListing& listing, const model::Dockerignore& ignored) {
    std::string out = "{\"files\":" + std::to_string(listing.sent.size()) +
                      ",\"bytes\":" + std::to_string(listing.bytes) +
                      ",\"whole\":" + (listing.whole ? "true" : "false");
    append_text(out, ",\"ignoreFile\":", ignored.name());
    out += ",\"sent\":[";
    std::string_view separator;
    for (const ContextListing::Sent& sent : listing.sent) {
        append_text(out.append(separator), "{\"path\":", sent.path);
        out += ",\"bytes\":" + std::to_string(sent.bytes) + "}";
        separator = ",\n";
    }
    out += "],\"leftOut\":[";
    separator = {};
    for (const ContextListing::LeftOut& one : listing.left_out) {
        append_text(out.append(separator), "{\"pattern\":", one.pattern);
        out += ",\"line\":" + std::to_string(one.line) + ",\"files\":" + std::to_string(one.files) +
               ",\"bytes\":" + std::to_string(one.bytes) + "}";
        separator = ",\n";
    }
    return out + "]}\n";
}

/// "data/a.csv: left out by line 3 of .dockerignore: `data`".
std::string explained(const std::string& path, const fs::path& folder, const model::Dockerignore& ignored) {
    const std::string clean = model::clean_path(path);
    std::error_code ec;
    const bool is_there = fs::exists(fs::symlink_status(folder / clean, ec));
    const auto reason = ignored.reason(clean);
    std::string out = printable(path) + ": ";
    if (clean.starts_with("..") || clean.starts_with('/')) {
        return out + "lies outside of the build context, so no build sees it\n";
    }
    const std::string where =
        reason ? message("line {} of {}: `{}`", {std::to_string(reason->line), printable(ignored.name()),
                                                 printable(reason->pattern)})
               : std::string();
    if (!reason) {
        out += "sent, since no pattern names it";
    } else {
        out += (reason->excludes ? "left out by " : "sent, taken back by ") + where;
    }
    return out + (is_there ? "\n" : " (there is no such file)\n");
}

std::string explained_json(const std::string& path, const model::Dockerignore& ignored) {
    const auto reason = ignored.reason(model::clean_path(path));
    std::string out;
    append_text(out, "{\"path\":", path);
    out += reason && reason->excludes ? ",\"sent\":false" : ",\"sent\":true";
    if (reason) {
        append_text(out, ",\"pattern\":", reason->pattern);
        out += ",\"line\":" + std::to_string(reason->line);
    }
    return out + "}";
}

std::string why(const ContextOptions& options, const model::Dockerignore& ignored) {
    std::string out = options.json ? "[" : "";
    for (const std::string& path : options.why) {
        out += options.json && out.size() > 1 ? ",\n" : "";
        out += options.json ? explained_json(path, ignored) : explained(path, options.folder, ignored);
    }
    return out + (options.json ? "]\n" : "");
}

} // namespace

ExitCode show_context(const ContextOptions& options) {
    std::error_code ec;
    if (!fs::is_directory(options.folder, ec)) {
        say({"context-unreadable", message("There is no folder '{}'", {printable(options.folder)}),
             "Name the folder that docker build is given"});
        return ExitCode::failed;
    }
    const fs::path dockerfile =
        options.dockerfile.empty() ? fs::path(options.folder) / "Dockerfile" : fs::path(options.dockerfile);
    const model::Dockerignore ignored =
        project::read_dockerignore(dockerfile, options.folder).value_or(model::Dockerignore::read(""));
    std::string out;
    if (!options.why.empty()) {
        out = why(options, ignored);
    } else {
        const ContextListing listing = project::list_context(options.folder, ignored);
        out = options.json ? json_of(listing, ignored) : text_of(listing, ignored, options);
    }
    return write_output(out) ? ExitCode::nothing : ExitCode::failed;
}

} // namespace dockwright::cli
