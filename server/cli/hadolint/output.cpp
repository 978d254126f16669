#include "cli/hadolint/output.hpp"
#include "base/message.hpp"
#include "cli/terminal.hpp"
#include <algorithm>
#include <fstream>

namespace dockwright::cli::hadolint {
namespace {

bool write_file(const std::string& path, std::string_view text) {
    std::ofstream file(path, std::ios::binary);
    file << text;
    file.close();
    if (!file) {
        say(Problem{"output-unwritable", message("Cannot write to '{}'", {path}),
                    "Check that its folder is there and may be written to"});
    }
    return file.good();
}

} // namespace

bool write_reports(std::span<const FileReport> files, const Configuration& configuration,
                   const Arguments& arguments) {
    const Look look{.color = !configuration.no_color, .path_in_report = arguments.path_in_report};
    const auto& formats = configuration.formats;
    const auto& outputs = arguments.outputs;
    const std::size_t count = std::max({formats.size(), outputs.size(), std::size_t{1}});
    bool written = true;
    for (std::size_t i = 0; i < count; ++i) {
        const Format* format = find_format(i < formats.size() ? formats[i] : std::string(default_format));
        std::string text;
        format->append(text, files, look);
        const bool done = i < outputs.size() ? write_file(outputs[i], text) : write_output(text);
        written = written && done;
    }
    return written;
}

bool never_fails(const Configuration& configuration) {
    return std::ranges::any_of(configuration.formats,
                               [](const std::string& name) { return find_format(name)->never_fails; });
}

} // namespace dockwright::cli::hadolint
