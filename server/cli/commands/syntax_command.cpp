#include "cli/command.hpp"
#include "cli/input.hpp"
#include "cli/parse.hpp"
#include "cli/syntax_output.hpp"
#include <vector>

namespace dockwright::cli::commands {
namespace {

struct Arguments {
    bool json = false;
    std::vector<std::string> paths;
};

/// Written when so much has gathered, so that memory does not grow with the number of files.
constexpr std::size_t large_write = 1U << 20U;

ExitCode print(const Arguments& arguments) {
    ExitCode code = ExitCode::nothing;
    std::string out;
    bool first = true;
    bool written = true;
    for (const std::string& path : arguments.paths) {
        const auto text = path == "-" ? read_standard_input() : read_file(path);
        if (!text) {
            say(text.error());
            code = ExitCode::failed;
            continue;
        }
        const syntax::File file = syntax::parse(*text);
        if (arguments.json) {
            out += first ? "[" : ",\n";
            append_syntax_json(out, path, file);
        } else {
            append_syntax_text(out, path, file);
        }
        first = false;
        if (out.size() > large_write) {
            written = written && write_output(out);
            out.clear();
        }
    }
    if (arguments.json) {
        out += first ? "[]\n" : "]\n";
    }
    written = written && write_output(out);
    return written ? code : ExitCode::failed;
}

ExitCode run(std::span<const std::string> given) {
    Arguments arguments;
    std::string format = "text";
    CLI::App app("Shows how BuildKit reads Dockerfiles", "dockwright syntax");
    add_choice(app, "--format", format, {"text", "json"}, "How it is printed");
    app.add_option("FILE", arguments.paths, "Dockerfiles; - is standard input")->required()->type_name("");
    if (const auto code = parse(app, given)) {
        return *code;
    }
    arguments.json = format == "json";
    return print(arguments);
}

} // namespace

extern constexpr Command syntax_command{
    .name = "syntax",
    .summary = "Shows how BuildKit reads Dockerfiles",
    .run = run,
};

} // namespace dockwright::cli::commands
