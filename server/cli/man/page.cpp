#include "cli/man/page.hpp"
#include "base/message.hpp"
#include <array>

namespace dockwright::cli {
namespace {

/// One line of describe(): kind, name, value, text.
using Line = std::array<std::string_view, 4>;

std::vector<Line> lines_of(std::string_view text) {
    std::vector<Line> out;
    while (!text.empty()) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const bool option = line.starts_with("option\t");
        Line parts{};
        for (std::size_t at = 0; at < parts.size(); ++at) {
            if (at == 2 && !option) {
                continue; // commands and arguments have no value
            }
            const std::size_t end = at == 3 ? line.size() : std::min(line.find('\t'), line.size());
            parts[at] = line.substr(0, end);
            line.remove_prefix(std::min(end + 1, line.size()));
        }
        out.push_back(parts);
    }
    return out;
}

/// man(7) reads backslashes, dashes and a line's first dot or quote in its own way.
std::string roff(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";
        } else if (out.empty() && (c == '.' || c == '\'')) {
            out += "\\&" + std::string(1, c);
        } else {
            out += c;
        }
    }
    return out;
}

std::string joined(const std::vector<std::string>& path) {
    std::string out = "dockwright";
    for (const std::string& word : path) {
        out += " " + word;
    }
    return out;
}

std::string option_text(const Line& line) {
    std::string names;
    for (std::string_view rest = line[1]; !rest.empty();) {
        const std::string_view name = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(name.size() + 1, rest.size()));
        names += (names.empty() ? "\\fB" : ", \\fB") + roff(name) + "\\fR";
    }
    const std::string value = line[2] == "-" || line[2].empty() ? "" : " \\fI" + roff(line[2]) + "\\fR";
    return ".TP\n" + names + value + "\n" + roff(line[3]) + "\n";
}

void add_command(std::string& out, const Describe& describe, std::vector<std::string> path,
                 std::string_view summary) {
    const std::string described = describe(path);
    std::string inner;
    std::vector<Line> below;
    for (const Line& line : lines_of(described)) {
        if (line[0] == "command" && path.size() < 3) {
            below.push_back(line);
        } else if (line[0] == "argument") {
            inner += ".TP\n\\fI" + roff(line[1]) + "\\fR\n" + roff(line[3]) + "\n";
        } else if (line[0] == "option" && !line[1].contains("--help")) {
            inner += option_text(line);
        }
    }
    out += ".SS " + roff(joined(path)) + "\n" + roff(summary) + ".\n" + inner;
    for (const Line& line : below) {
        path.emplace_back(line[1]);
        add_command(out, describe, path, line[3]);
        path.pop_back();
    }
}

} // namespace

std::string manual_page(const Describe& describe, std::string_view version, std::string_view date) {
    std::string out =
        message(".TH DOCKWRIGHT 1 \"{}\" \"dockwright {}\" \"User Commands\"\n", {date, version});
    out += ".SH NAME\ndockwright \\- reads Dockerfiles, judges them for GPUs, and runs their containers\n"
           ".SH SYNOPSIS\n.B dockwright\n\\fISUBCOMMAND\\fR [\\fIARGUMENTS\\fR]\n"
           ".SH DESCRIPTION\nFinds what is wrong with Dockerfiles and mends it, says whether an image will "
           "run on a machine's GPUs, and runs containers on the machine that has a free one.\n"
           ".SH COMMANDS\n";
    for (const Line& line : lines_of(describe({}))) {
        add_command(out, describe, {std::string(line[1])}, line[3]);
    }
    out +=
        ".SH EXIT STATUS\n0: nothing found, or done. 1: findings, or a verdict that fails. 2: wrong use, an "
        "unreadable file or a failed action.\n"
        ".SH ENVIRONMENT\n.TP\n\\fBDOCKER_HOST\\fR, \\fBDOCKER_CONTEXT\\fR, \\fBDOCKER_CONFIG\\fR, "
        "\\fBDOCKER_TLS_VERIFY\\fR, \\fBDOCKER_CERT_PATH\\fR, \\fBDOCKER_API_VERSION\\fR\n"
        "As the docker client reads them.\n.TP\n\\fBNO_COLOR\\fR\nNo colours.\n"
        ".SH FILES\n.TP\n\\fI.dockwright.yaml\\fR\nThe configuration, found upward from a Dockerfile.\n"
        ".TP\n\\fI~/.config/dockwright/machines.yaml\\fR\nYour machines (dockwright hosts).\n";
    return out;
}

} // namespace dockwright::cli
