#include "model/downloads.hpp"
#include "model/options.hpp"
#include "model/shell_values.hpp"
#include <algorithm>
#include <iterator>

namespace dockwright::model {
namespace {

/// What a program's options say, as far as it matters here.
struct Fetcher {
    std::string_view program;
    Download::Tool tool;
    std::string_view valued; ///< the letters that take a value
    char output;
    char folder;
    bool writes_input; ///< to standard output, unless it is told a file
};

constexpr Fetcher fetchers[] = {
    {"aria2c", Download::Tool::aria2c, "dijklmostuxCST", 'o', 'd', false},       // aria2c(1)
    {"curl", Download::Tool::curl, "AbcCdDeEFhHKmoPQrtTuUwxXyYz", 'o', 0, true}, // curl(1)
    {"wget", Download::Tool::wget, "aABDeiIloOPQRtTUwX", 'O', 'P', false},       // wget(1)
};

/// The long options that take the next word. wget's and aria2c's mostly have an `=`.
constexpr std::string_view valued_options[] = {
    "--append-output",
    "--branch",
    "--cacert",
    "--cert",
    "--config",
    "--connect-timeout",
    "--continue-at",
    "--cookie",
    "--data",
    "--data-binary",
    "--data-raw",
    "--depth",
    "--dir",
    "--directory-prefix",
    "--execute",
    "--form",
    "--header",
    "--input-file",
    "--interface",
    "--key",
    "--limit-rate",
    "--max-redirs",
    "--max-time",
    "--netrc-file",
    "--oauth2-bearer",
    "--origin",
    "--out",
    "--output",
    "--output-dir",
    "--output-document",
    "--output-file",
    "--password",
    "--progress",
    "--proto",
    "--proto-default",
    "--proto-redir",
    "--proxy",
    "--range",
    "--reference",
    "--referer",
    "--request",
    "--resolve",
    "--retry",
    "--retry-delay",
    "--retry-max-time",
    "--speed-limit",
    "--speed-time",
    "--stderr",
    "--template",
    "--timeout",
    "--tries",
    "--upload-pack",
    "--url",
    "--user",
    "--user-agent",
    "--waitretry",
    "--write-out",
};
static_assert(std::ranges::is_sorted(valued_options));

bool is_valued(std::string_view option) {
    return std::ranges::binary_search(valued_options, option);
}

/// Calls `use(name, argument that holds the value, value)` for each option with a value, and
/// `use("", argument, text)` for each operand. A letter's name is that letter.
template <class Use>
void each_option(Arguments arguments, std::string_view valued, Use use) {
    bool options = true;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view word = arguments[i].text;
        const bool has_next = i + 1 < arguments.size();
        if (!options || word.size() < 2 || word[0] != '-') {
            use(std::string_view{}, arguments[i], word);
        } else if (word == "--") {
            options = false;
        } else if (word.starts_with("--")) {
            const std::size_t equals = word.find('=');
            if (equals != std::string_view::npos) {
                use(word.substr(0, equals), arguments[i], word.substr(equals + 1));
            } else if (is_valued(word) && has_next) {
                ++i;
                use(word, arguments[i], arguments[i].text);
            } else {
                use(word, arguments[i], std::string_view{});
            }
        } else {
            std::size_t at = 1;
            while (at < word.size() && !valued.contains(word[at])) {
                use(word.substr(at, 1), arguments[i], std::string_view{});
                ++at;
            }
            if (at + 1 < word.size()) {
                use(word.substr(at, 1), arguments[i], word.substr(at + 1));
            } else if (at < word.size() && has_next) {
                ++i;
                use(word.substr(at, 1), arguments[i], arguments[i].text);
            }
        }
    }
}

class Reader {
public:
    explicit Reader(const Document& document) : document_(document), commands_(document.commands()) {}

    Downloads run() {
        for (const ShellText& text : commands_.texts) {
            if (document_.instruction(text).keyword == Keyword::run) {
                read(text);
            }
        }
        for (const Instruction& add : document_.all(Keyword::add)) {
            this->add(add);
        }
        std::ranges::sort(out_.downloads, {}, [](const Download& one) { return one.url_span.begin; });
        // `sh -c "$(curl …)"` is read as the string and once more as what the string runs.
        const auto again = std::ranges::unique(out_.downloads, {}, &Download::url_span);
        out_.downloads.erase(again.begin(), again.end());
        link();
        return std::move(out_);
    }

private:
    void read(const ShellText& text) {
        const std::size_t first = out_.downloads.size();
        for (const Command& command : commands_.of(text)) {
            const auto fetcher = std::ranges::find(fetchers, command.name, &Fetcher::program);
            if (fetcher != std::end(fetchers)) {
                fetch(*fetcher, command);
            } else if (command.name == "git") {
                clone(command);
            } else if (is_check(command)) {
                for (Download& download : std::span(out_.downloads).subspan(first)) {
                    download.checked = download.checked || download.url_span.begin < command.span.begin;
                }
            } else {
                unpack(command);
            }
        }
    }

    std::uint32_t index(const Command& command) const {
        return static_cast<std::uint32_t>(&command - commands_.all.data());
    }

    void url(const Command& command, const Argument& argument, std::string_view text, Download& download) {
        download.instruction = commands_.text_of(command).instruction;
        download.command = index(command);
        download.url_span = argument.span;
        download.url = std::string(text);
        if (!argument.plain) {
            const auto known = text.size() == argument.text.size()
                                   ? ShellVariables(document_, command).text(argument)
                                   : std::nullopt;
            download.url_known = known.has_value();
            download.url = known.value_or(download.url);
        }
    }

    void fetch(const Fetcher& fetcher, const Command& command) {
        std::vector<Download> found;
        std::vector<std::string_view> outputs;
        std::string_view folder;
        bool remote_name = false;
        each_option(commands_.arguments_of(command), fetcher.valued,
                    [&](std::string_view name, const Argument& argument, std::string_view value) {
                        const char letter = name.size() == 1 ? name[0] : '\0';
                        if (name.empty() || name == "--url") {
                            Download one{.tool = fetcher.tool};
                            url(command, argument, value, one);
                            found.push_back(std::move(one));
                        } else if (letter == fetcher.output || name == "--output" ||
                                   name == "--output-document" || name == "--out") {
                            outputs.push_back(value);
                        } else if ((fetcher.folder != 0 && letter == fetcher.folder) || name == "--dir" ||
                                   name == "--directory-prefix" || name == "--output-dir") {
                            folder = value;
                        } else if (fetcher.writes_input && (letter == 'O' || name == "--remote-name" ||
                                                            name == "--remote-name-all")) {
                            remote_name = true;
                        }
                    });
        for (std::size_t i = 0; i < found.size(); ++i) {
            Download& one = found[i];
            one.folder = folder;
            const bool shared = fetcher.tool != Download::Tool::curl && !outputs.empty();
            one.output = shared ? outputs.back() : i < outputs.size() ? outputs[i] : std::string_view{};
            const bool to_output = one.output == "-" || one.output == "/dev/stdout" ||
                                   (fetcher.writes_input && one.output.empty() && !remote_name);
            if (to_output) {
                one.output = redirected(command);
                one.reader = reader(command);
                one.into = one.reader ? Download::Into::command : Download::Into::file;
            }
            out_.downloads.push_back(std::move(one));
        }
    }

    void clone(const Command& command) {
        Download one{.tool = Download::Tool::git, .into = Download::Into::folder};
        bool clones = false;
        bool has_url = false;
        each_option(commands_.arguments_of(command), "bcCjou",
                    [&](std::string_view name, const Argument& argument, std::string_view value) {
                        if (name == "b" || name == "--branch") {
                            one.revision = value;
                        } else if (!name.empty()) {
                            return;
                        } else if (!clones) {
                            clones = value == "clone";
                        } else if (!has_url) {
                            url(command, argument, value, one);
                            has_url = true;
                        } else {
                            one.output = value;
                        }
                    });
        if (has_url) {
            out_.downloads.push_back(std::move(one));
        }
    }

    void add(const Instruction& instruction) {
        const auto words = document_.words(instruction);
        const bool checked = std::ranges::any_of(
            document_.flags(instruction), [](const syntax::Flag& flag) { return flag.name == "checksum"; });
        for (std::size_t i = 0; i + 1 < words.size(); ++i) {
            const std::string_view source = words[i].text;
            if (source.contains("://") || source.starts_with("git@")) {
                out_.downloads.push_back({.tool = Download::Tool::add,
                                          .instruction = document_.index(instruction),
                                          .url = std::string(source),
                                          .url_known = !source.contains('$'),
                                          .url_span = words[i].span,
                                          .into = Download::Into::folder,
                                          .output = words.back().text,
                                          .checked = checked});
            }
        }
    }

    /// sha256sum -c, gpg --verify and their like.
    bool is_check(const Command& command) const {
        const Arguments arguments = commands_.arguments_of(command);
        if (command.name.ends_with("sum") || command.name == "shasum") {
            return letter_option(arguments, 'c') != nullptr || long_option(arguments, "check") != nullptr;
        }
        return (command.name.starts_with("gpg") && long_option(arguments, "verify") != nullptr) ||
               (command.name == "cosign" && !arguments.empty() && arguments[0].text.starts_with("verify"));
    }

    void unpack(const Command& command) {
        Unpacking one{.command = index(command)};
        if (command.name == "tar" || command.name == "bsdtar") {
            if (!tar(command, one)) {
                return;
            }
        } else if (command.name == "unzip") {
            bool named = false;
            each_option(commands_.arguments_of(command), "dxP",
                        [&](std::string_view name, const Argument&, std::string_view value) {
                            if (name == "d") {
                                one.target = value;
                            } else if (name.empty() && !named) {
                                one.archive = value;
                                named = true;
                            }
                        });
        } else if (command.name == "gunzip" || command.name == "unxz" || command.name == "bunzip2" ||
                   command.name == "unzstd") {
            const Argument* operand = first_operand(commands_.arguments_of(command));
            one.archive = operand != nullptr ? operand->text : std::string_view{};
        } else {
            return;
        }
        one.archive = one.archive == "-" ? std::string_view{} : one.archive;
        out_.unpackings.push_back(one);
    }

    /// tar(1): the first word may be letters without a dash, which take their values in turn.
    bool tar(const Command& command, Unpacking& out) const {
        Arguments arguments = commands_.arguments_of(command);
        bool extracts = false;
        if (!arguments.empty() && !arguments[0].text.starts_with('-')) {
            const std::string_view letters = arguments[0].text;
            arguments = arguments.subspan(1);
            for (const char letter : letters) {
                extracts = extracts || letter == 'x';
                if ((letter == 'f' || letter == 'C' || letter == 'b') && !arguments.empty()) {
                    if (letter != 'b') {
                        (letter == 'f' ? out.archive : out.target) = arguments[0].text;
                    }
                    arguments = arguments.subspan(1);
                }
            }
        }
        each_option(arguments, "bCfFgHIKLNTVX",
                    [&](std::string_view name, const Argument& argument, std::string_view value) {
                        if (name == "x" || name == "--extract" || name == "--get") {
                            extracts = true;
                        } else if (name == "f" || name == "--file") {
                            out.archive = value.empty() ? argument.text : value;
                        } else if (name == "C" || name == "--directory") {
                            out.target = value;
                        }
                    });
        return extracts;
    }

    /// The command behind the next `|`.
    std::optional<std::uint32_t> reader(const Command& command) const {
        const ShellText& text = commands_.text_of(command);
        for (std::uint32_t i = text.nodes.begin; i < text.nodes.end; ++i) {
            const shell::Node& pipeline = commands_.script.nodes[i];
            const auto parts = commands_.script.children_of(pipeline);
            if (pipeline.kind != shell::Node::Kind::pipeline) {
                continue;
            }
            const auto own = std::ranges::find(parts, command.node);
            if (own == parts.end() || own + 1 == parts.end()) {
                continue;
            }
            const auto all = commands_.of(text);
            const auto next = std::ranges::find(all, *(own + 1), &Command::node);
            return next == all.end() ? std::nullopt : std::optional(index(*next));
        }
        return std::nullopt;
    }

    /// `> file`.
    std::string_view redirected(const Command& command) const {
        if (command.node == shell::no_node) {
            return {};
        }
        const auto& script = commands_.script;
        for (const shell::Redirection& redirection : script.redirections_of(script.nodes[command.node])) {
            const bool output = redirection.descriptor.empty() || redirection.descriptor == "1";
            if (output && (redirection.operation == ">" || redirection.operation == ">>")) {
                return redirection.target.text;
            }
        }
        return {};
    }

    /// Which download an unpacking reads: by the pipe, else the last one before it that made a file
    /// of that name.
    void link() {
        for (Unpacking& unpacking : out_.unpackings) {
            const Command& command = commands_.all[unpacking.command];
            const std::uint32_t instruction = commands_.text_of(command).instruction;
            for (std::size_t i = 0; i < out_.downloads.size(); ++i) {
                const Download& download = out_.downloads[i];
                const bool piped = download.reader && commands_.all[*download.reader].node == command.node;
                const bool before =
                    download.instruction < instruction ||
                    (download.instruction == instruction && download.url_span.begin < command.span.begin);
                if (piped || (before && !unpacking.archive.empty() &&
                              base_name(unpacking.archive) == file_of(download) &&
                              same_stage(download.instruction, instruction))) {
                    unpacking.download = i;
                }
            }
        }
    }

    bool same_stage(std::uint32_t a, std::uint32_t b) const {
        return document_.stage_of(document_.instructions()[a]) ==
               document_.stage_of(document_.instructions()[b]);
    }

    static std::string_view base_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

    static std::string_view file_of(const Download& download) {
        if (download.into != Download::Into::file) {
            return {};
        }
        if (!download.output.empty()) {
            return base_name(download.output);
        }
        const std::string_view url = download.url;
        return base_name(url.substr(0, url.find_first_of("?#")));
    }

    const Document& document_;
    const Commands& commands_;
    Downloads out_;
};

} // namespace

Downloads read_downloads(const Document& document) {
    return Reader(document).run();
}

} // namespace dockwright::model
