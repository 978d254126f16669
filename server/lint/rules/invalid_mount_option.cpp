#include "base/ascii.hpp"
#include "base/nearest.hpp"
#include "lint/podman.hpp"
#include <algorithm>
#include <charconv>

namespace dockwright::lint::rules {
namespace {

using syntax::MountOption;

// What BuildKit 0.34 has (frontend/dockerfile/instructions/commands_runmount.go).
constexpr std::string_view types[] = {"bind", "cache", "tmpfs", "secret", "ssh"};
constexpr std::string_view sharings[] = {"shared", "private", "locked"};
constexpr std::string_view keys[] = {
    "type", "from", "source", "target", "readonly",    "id", "sharing", "required",  "size", "mode",
    "uid",  "gid",  "src",    "dst",    "destination", "ro", "rw",      "readwrite", "env"};

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
    return std::ranges::any_of(words, [&](std::string_view known) { return ascii::equal(known, word); });
}

/// Go's strconv.ParseBool.
bool is_truth(std::string_view value) {
    constexpr std::string_view truths[] = {"1", "t", "T", "TRUE",  "true",  "True",
                                           "0", "f", "F", "FALSE", "false", "False"};
    return std::ranges::find(truths, value) != std::end(truths);
}

bool is_number(std::string_view value, int base) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number, base);
    return error == std::errc{} && end == value.data() + value.size();
}

/// `512m`, `1.5 GiB`: github.com/docker/go-units.
bool is_size(std::string_view value) {
    const std::size_t digits = value.find_first_not_of("0123456789.");
    const std::string_view number = value.substr(0, digits);
    std::string_view unit = digits == std::string_view::npos ? std::string_view{} : value.substr(digits);
    const auto take = [&](std::string_view letters) {
        unit.remove_prefix(!unit.empty() && letters.contains(unit.front()) ? 1 : 0);
    };
    take(" ");
    take("kKmMgGtTpP");
    take("iI");
    take("bB");
    return !number.empty() && number.back() != '.' && unit.empty();
}

/// One --mount, read option by option as BuildKit does: what it finds out about the type counts for
/// those behind it alone.
class Mount {
public:
    Mount(const Facts& facts, const syntax::Flag& flag, bool has_workdir, Report& report)
        : document_(facts.document), flag_(flag), options_(document_.syntax().options_of(flag)),
          has_workdir_(has_workdir), for_podman_(is_for_podman(facts)), report_(report) {}

    void check() {
        if (flag_.text.find_first_of("\"'") != std::string_view::npos || flag_.value.contains("{{")) {
            return; // quotes may hold commas
        }
        for (const MountOption& option : options_) {
            if (!check_option(option)) {
                return; // what follows from it would be noise
            }
        }
        check_whole();
    }

private:
    /// The last option of one of these names, or null.
    const MountOption* option(std::initializer_list<std::string_view> names) const {
        const MountOption* found = nullptr;
        for (const MountOption& each : options_) {
            if (is_one_of(each.key, {names.begin(), names.size()})) {
                found = &each;
            }
        }
        return found;
    }
    bool is(std::string_view type) const { return ascii::equal(type_, type); }

    static bool has_value(const syntax::File& file, const MountOption& option) {
        return option.span.of(file.text).contains('=');
    }

    /// Whether reading can go on.
    bool check_option(const MountOption& option) {
        const std::string_view key = option.key;
        if (!has_value(document_.syntax(), option)) {
            return check_bare(option);
        }
        if (!is_one_of(key, keys)) {
            report_key(option);
            return true;
        }
        if (option.value.contains('$')) {
            const bool from = ascii::equal(key, "from");
            if (from) {
                at(option.span, "from= of a mount takes no variables, so the build stops here: name a stage "
                                "whose FROM has the variable");
            }
            return !from && !ascii::equal(key, "type");
        }
        if (ascii::equal(key, "type")) {
            return check_type(option);
        }
        return check_value(option);
    }

    bool check_bare(const MountOption& option) {
        const std::string_view key = option.key;
        if (key.empty()) {
            report_empty(option);
            return false;
        }
        constexpr std::string_view switches[] = {"readonly", "ro", "readwrite", "rw", "required"};
        if (ascii::equal(key, "required")) {
            return check_required(option);
        }
        if (!is_one_of(key, switches)) {
            if (is_one_of(key, keys)) {
                at(option.span, "'{}' needs a value behind '=', so the build stops here", key);
            } else {
                report_key(option);
            }
        }
        return true;
    }

    /// `type=cache, target=/x`: the flag ends at the blank.
    void report_empty(const MountOption& option) {
        const std::string_view text = document_.text();
        const std::size_t end = option.span.end.index();
        const std::size_t next = std::min(text.find_first_not_of(" \t", end), text.size());
        const std::string_view rest = text.substr(next);
        const std::string_view word = rest.substr(0, rest.find_first_of("= \t\r\n"));
        const bool goes_on = next > end && rest.substr(word.size()).starts_with('=') && is_one_of(word, keys);
        if (goes_on) {
            at({option.span.begin - 1, Offset{static_cast<std::uint32_t>(next)}},
               "A blank ends --mount, so '{}' behind it is read as the command, and the build stops here",
               word)
                .fix(Safety::safe, "Remove the blank",
                     {{{option.span.end, Offset{static_cast<std::uint32_t>(next)}}, ""}});
        } else {
            at(flag_.value_span.empty() ? flag_.name_span : flag_.value_span,
               "An option of this mount is empty (a comma too many), so the build stops here");
        }
    }

    void report_key(const MountOption& option) {
        const Span key{option.span.begin, option.span.begin + option.key.size()};
        constexpr std::string_view of_buildah[] = {"z", "U", "relabel", "idmap"};
        if (is_one_of(option.key, of_buildah)) {
            if (for_podman_) {
                return;
            }
            // hadolint knows them, too.
            report_
                .at(key, "'{}' is an option of Podman and Buildah alone: Docker's build stops here",
                    option.key)
                .severity(Severity::warning);
            return;
        }
        if (const auto meant = nearest(option.key, keys)) {
            at(key, "A mount has no option '{}', so the build stops here; did you mean '{}'?", option.key,
               *meant)
                .fix(Safety::unsafe, message("Use {}", {*meant}), {{key, std::string(*meant)}});
        } else {
            at(key, "A mount has no option '{}', so the build stops here", option.key);
        }
    }

    bool check_type(const MountOption& option) {
        if (is_one_of(option.value, types)) {
            type_ = option.value;
            return true;
        }
        const Span value{option.span.end - option.value.size(), option.span.end};
        if (const auto meant = nearest(option.value, types)) {
            at(value, "There is no mount of type '{}', so the build stops here; did you mean '{}'?",
               option.value, *meant)
                .fix(Safety::unsafe, message("Use {}", {*meant}), {{value, std::string(*meant)}});
        } else {
            at(value,
               "There is no mount of type '{}' (bind, cache, tmpfs, secret and ssh are), so the build stops "
               "here",
               option.value);
        }
        return false;
    }

    /// BuildKit asks for the type in front.
    bool check_required(const MountOption& option) {
        if (is("secret") || is("ssh")) {
            return true;
        }
        return belongs(option, "secret or ssh");
    }

    /// Says that the option is not of this type.
    bool belongs(const MountOption& option, std::string_view those) {
        const MountOption* type = this->option({"type"});
        if (type != nullptr && type->span.begin > option.span.begin) {
            at(option.span, "'{}' must stand behind type=, so the build stops here", option.key);
        } else {
            at(option.span, "'{}' is for a mount of type {}, so the build stops here", option.key, those);
        }
        return false;
    }

    bool check_value(const MountOption& option) {
        constexpr std::string_view truths[] = {"readonly", "ro", "readwrite", "rw", "required"};
        const std::string_view key = option.key;
        bool good = true;
        std::string_view wanted;
        if (is_one_of(key, truths)) {
            if (ascii::equal(key, "required") && !check_required(option)) {
                return false;
            }
            good = is_truth(option.value);
            wanted = "true or false";
        } else if (ascii::equal(key, "sharing")) {
            good = is_one_of(option.value, sharings);
            wanted = "shared, private or locked";
        } else if (ascii::equal(key, "mode")) {
            good = is_number(option.value, 8);
            wanted = "an octal number such as 0755";
        } else if (ascii::equal(key, "uid") || ascii::equal(key, "gid")) {
            good = is_number(option.value, 10);
            wanted = "a number, no name";
        } else if (ascii::equal(key, "size")) {
            if (!is("tmpfs")) {
                return belongs(option, "tmpfs");
            }
            good = is_size(option.value);
            wanted = "a size such as 512m or 2g";
        }
        if (!good) {
            at(option.span, "{}= takes {}; '{}' stops the build", key, wanted, option.value);
        }
        return true;
    }

    void check_whole() {
        if (!is("secret") && !is("ssh") && !is("cache")) {
            for (const MountOption& each : options_) {
                constexpr std::string_view owner[] = {"mode", "uid", "gid"};
                if (is_one_of(each.key, owner)) {
                    at(each.span, "'{}' is for a mount of type cache, secret or ssh, so the build stops here",
                       each.key);
                    return;
                }
            }
        }
        const MountOption* sharing = option({"sharing"});
        if (sharing != nullptr && !is("cache")) {
            at(sharing->span, "'sharing' is for a mount of type cache, so the build stops here");
        } else if (is("secret")) {
            check_secret();
        } else if (!is("ssh")) {
            check_target();
        }
    }

    void check_secret() {
        const MountOption* id = option({"id"});
        const MountOption* source = option({"source", "src"});
        if (const MountOption* from = option({"from"})) {
            at(from->span, "A secret comes from no stage, so the build stops here");
        } else if (id != nullptr && source != nullptr) {
            at(source->span, "A secret has an id or a source, not both, so the build stops here");
        } else if (id == nullptr && source == nullptr &&
                   option({"target", "dst", "destination"}) == nullptr) {
            at(flag_.value_span, "This secret lacks its id=, so the build stops here");
        }
    }

    void check_target() {
        const MountOption* target = option({"target", "dst", "destination"});
        if (target == nullptr || target->value.empty()) {
            if (has_workdir_) {
                return; // which it covers, as some like it
            }
            at(target == nullptr ? flag_.value_span : target->span,
               "This mount lacks its target=: it would cover the working folder, or, where that is /, stop "
               "the build")
                .severity(Severity::warning);
        } else if (target->value == "/") {
            at(target->span, "A mount can't cover the whole file system, so the build stops here");
        }
    }

    /// hadolint reads none of these, but for a size.
    template <class... Values>
    Reported at(Span span, std::string_view pattern, const Values&... values) {
        Reported found = report_.at(span, pattern, values...);
        found.as("DL1000");
        return found;
    }

    const model::Document& document_;
    const syntax::Flag& flag_;
    std::span<const MountOption> options_;
    bool has_workdir_; ///< one is in force
    bool for_podman_;
    Report& report_;
    std::string_view type_ = "bind";
};

void check(const Facts& facts, Report& report) {
    for (const model::Instruction& run : facts.document.all(model::Keyword::run)) {
        const bool has_workdir = facts.document.context(run).workdir.has_value();
        for (const syntax::Flag& flag : facts.document.flags(run)) {
            if (flag.name == "mount" && flag.has_value) {
                Mount(facts, flag, has_workdir, report).check();
            }
        }
    }
}

constexpr Example examples[] = {
    {.title = "types and options that there are not",
     .bad = R"(
       | FROM python:3.12
       | RUN --mount=type=cahce,target=/root/.cache/pip pip install torch
       ~                  ^^^^^ There is no mount of type 'cahce', so the build stops here; did you mean 'cache'?
       | RUN --mount=type=volume,target=/data make
       ~                  ^^^^^^ There is no mount of type 'volume' (bind, cache, tmpfs, secret and ssh are), so the build stops here
       | RUN --mount=type=cache,tagret=/root/.cache/pip,target=/x pip install torch
       ~                        ^^^^^^ A mount has no option 'tagret', so the build stops here; did you mean 'target'?
       | RUN --mount=type=cache,target=/root/.cache/pip,shared pip install torch
       ~                                                ^^^^^^ A mount has no option 'shared', so the build stops here
       | RUN --mount=type=cache,id,target=/x make
       ~                        ^^ 'id' needs a value behind '=', so the build stops here
     )",
     .good = R"(
       | FROM python:3.12
       | RUN --mount=type=cache,target=/root/.cache/pip,sharing=locked,mode=0755,uid=1000 pip install torch
       | RUN --mount=type=bind,source=.,target=/src,rw --mount=type=tmpfs,dst=/tmp,size=1g make
       | RUN --mount=type=secret,id=token,env=TOKEN,required --mount=type=ssh make
       | RUN --mount=target=$CACHE,TYPE=Cache,ro=false make
     )"},
    {.title = "a blank behind a comma",
     .bad = R"(
       | FROM python:3.12
       | RUN --mount=type=cache, target=/root/.cache/pip pip install torch
       ~                       ^^ A blank ends --mount, so 'target' behind it is read as the command, and the build stops here
       + RUN --mount=type=cache,target=/root/.cache/pip pip install torch
       | RUN --mount=type=cache,target=/x, make
       ~             ^^^^^^^^^^^^^^^^^^^^^ An option of this mount is empty (a comma too many), so the build stops here
     )",
     .good = R"(
       | FROM python:3.12
       | RUN --mount=type=cache,target=/root/.cache/pip pip install torch
     )"},
    {.title = "values", .bad = R"(
       | FROM python:3.12
       | RUN --mount=type=cache,target=/x,sharing=lock make
       ~                                  ^^^^^^^^^^^^ sharing= takes shared, private or locked; 'lock' stops the build
       | RUN --mount=type=cache,target=/x,uid=app make
       ~                                  ^^^^^^^ uid= takes a number, no name; 'app' stops the build
       | RUN --mount=type=cache,target=/x,mode=rwx make
       ~                                  ^^^^^^^^ mode= takes an octal number such as 0755; 'rwx' stops the build
       | RUN --mount=type=bind,target=/x,rw=yes make
       ~                                 ^^^^^^ rw= takes true or false; 'yes' stops the build
       | RUN --mount=type=tmpfs,target=/x,size=big make
       ~                                  ^^^^^^^^ size= takes a size such as 512m or 2g; 'big' stops the build
       | RUN --mount=type=bind,from=$STAGE,target=/x make
       ~                       ^^^^^^^^^^^ from= of a mount takes no variables, so the build stops here: name a stage whose FROM has the variable
     )"},
    {.title = "options of another type", .bad = R"(
       | FROM python:3.12
       | RUN --mount=type=cache,target=/x,required make
       ~                                  ^^^^^^^^ 'required' is for a mount of type secret or ssh, so the build stops here
       | RUN --mount=required,type=secret,id=token make
       ~             ^^^^^^^^ 'required' must stand behind type=, so the build stops here
       | RUN --mount=type=bind,target=/x,uid=1000 make
       ~                                 ^^^^^^^^ 'uid' is for a mount of type cache, secret or ssh, so the build stops here
       | RUN --mount=type=bind,target=/x,sharing=locked make
       ~                                 ^^^^^^^^^^^^^^ 'sharing' is for a mount of type cache, so the build stops here
       | RUN --mount=type=secret,id=token,src=token.txt make
       ~                                  ^^^^^^^^^^^^^ A secret has an id or a source, not both, so the build stops here
       | RUN --mount=type=secret,id=token,from=build make
       ~                                  ^^^^^^^^^^ A secret comes from no stage, so the build stops here
     )"},
    {.title = "nothing that says where or what", .bad = R"(
       | FROM python:3.12
       | RUN --mount=type=cache pip install torch
       ~             ^^^^^^^^^^ This mount lacks its target=: it would cover the working folder, or, where that is /, stop the build
       | RUN --mount=type=secret pip install torch
       ~             ^^^^^^^^^^^ This secret lacks its id=, so the build stops here
       | RUN --mount=type=tmpfs,target=/ pip install torch
       ~                        ^^^^^^^^ A mount can't cover the whole file system, so the build stops here
     )"},
    {.title = "the working folder, and what other builders know",
     .bad = R"(
       | FROM python:3.12
       | RUN --mount=type=bind,target=/src,z make
       ~                                   ^ 'z' is an option of Podman and Buildah alone: Docker's build stops here
     )",
     .good = R"(
       | FROM python:3.12
       | WORKDIR /src
       | RUN --mount=type=bind,rw make
     )"},
};

} // namespace

extern constexpr Rule invalid_mount_option{
    .id = "invalid-mount-option",
    .also = {"DL1000"},
    .title = "Option that the mount does not take",
    .why =
        "`RUN --mount=` takes options parted by commas, without blanks: a type, where it is seen, and what "
        "that type knows. Anything else stops the build.",
    .group = Group::syntax,
    .severity = Severity::error,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
