#include "ide/instruction_texts.hpp"
#include "base/ascii.hpp"
#include <algorithm>
#include <iterator>

namespace dockwright::ide {
namespace {

using syntax::Keyword;

constexpr InstructionText instructions[] = {
    {Keyword::add, "ADD [--chown=…] [--chmod=…] SOURCE… DESTINATION",
     "Puts files into the image as COPY does, and more: it unpacks local tar archives, and fetches URLs "
     "and Git repositories. Where plain files are meant, COPY says so."},
    {Keyword::arg, "ARG NAME[=DEFAULT]",
     "A variable for the build, which `docker build --build-arg NAME=…` sets. It is gone in the running "
     "container. Before the first FROM it serves the FROM lines alone, until a stage repeats `ARG NAME`. "
     "Not for secrets: its value stays visible in the image's history."},
    {Keyword::cmd, "CMD [\"PROGRAM\", \"ARGUMENT\"…]",
     "What the container runs unless `docker run IMAGE …` names something else; with an ENTRYPOINT, its "
     "default arguments. Only the last CMD counts. As a JSON list the program gets its signals itself; as "
     "plain text a shell stands in between."},
    {Keyword::copy, "COPY [--from=…] [--chown=…] [--chmod=…] SOURCE… DESTINATION",
     "Puts files of the build context (the folder given to `docker build`, without what `.dockerignore` "
     "lists), of another stage or of another image into this image. Several sources need a DESTINATION "
     "that ends in `/`."},
    {Keyword::entrypoint, "ENTRYPOINT [\"PROGRAM\", \"ARGUMENT\"…]",
     "The program that the container is. What stands in CMD, or behind the image's name in `docker run`, "
     "becomes its arguments. Only the last one counts. As plain text a shell runs it, which ignores those "
     "arguments and keeps signals from the program."},
    {Keyword::env, "ENV NAME=VALUE…",
     "Sets variables for the instructions that follow, for images built on this one, and for the running "
     "container. All names of one line get their values at once, so none sees another's."},
    {Keyword::expose, "EXPOSE PORT[/tcp|/udp]…",
     "Notes which ports the program listens on. It opens nothing: `docker run -p 8888:8888` publishes a "
     "port."},
    {Keyword::from, "FROM [--platform=…] IMAGE[:TAG|@DIGEST] [AS NAME]",
     "Begins a stage with the files and settings of an image, of an earlier stage, or of nothing "
     "(`scratch`). The last stage is the result; the others only lend it files. Without a tag, `latest` is "
     "taken."},
    {Keyword::healthcheck, "HEALTHCHECK [--interval=…] [--timeout=…] CMD …",
     "A command that the engine runs in the container again and again: 0 is healthy, 1 is not. `HEALTHCHECK "
     "NONE` switches off that of the base image. Only the last one counts."},
    {Keyword::label, "LABEL KEY=VALUE…",
     "Notes facts about the image, such as its source or its version, for people and tools. The keys that "
     "begin with `org.opencontainers.image.` are agreed on."},
    {Keyword::maintainer, "MAINTAINER NAME",
     "Names the image's author. Deprecated: `LABEL org.opencontainers.image.authors=…` says the same."},
    {Keyword::onbuild, "ONBUILD INSTRUCTION …",
     "Keeps an instruction for later: it runs at the beginning of a build that has this image in its FROM."},
    {Keyword::run, "RUN [--mount=…] COMMAND",
     "Runs a command while the image is built and keeps what it changed as a new layer. Each RUN is a shell "
     "of its own: a `cd` or an `export` is over at its end. What one RUN deletes of another's files makes "
     "the "
     "image no smaller."},
    {Keyword::shell, "SHELL [\"PROGRAM\", \"ARGUMENT\"…]",
     "The shell that runs the plain-text form of RUN, CMD and ENTRYPOINT from here on; `[\"/bin/sh\", "
     "\"-c\"]` unless it is set."},
    {Keyword::stopsignal, "STOPSIGNAL SIGNAL",
     "The signal with which `docker stop` asks the program to end, by name or number; SIGTERM unless it is "
     "set."},
    {Keyword::user, "USER NAME[:GROUP]",
     "The user that the following instructions and the container run as; root until one is set. A name must "
     "exist in the image, a number need not."},
    {Keyword::volume, "VOLUME PATH…",
     "Gives each container a fresh volume of its own at PATH, unless `docker run -v` puts another there. "
     "What "
     "later instructions change under PATH may be lost."},
    {Keyword::workdir, "WORKDIR PATH",
     "The folder in which the following instructions and the container run; it is made if it is not there. A "
     "relative PATH goes on from the one before."},
};
static_assert(std::ranges::is_sorted(instructions, {}, &InstructionText::keyword));

constexpr FlagText flags[] = {
    {"checksum", "--checksum", Keyword::add, "ADD --checksum=sha256:… URL DESTINATION",
     "The build fails unless what was fetched has this checksum."},
    {"keep-git-dir", "--keep-git-dir", Keyword::add, "ADD --keep-git-dir=true REPOSITORY DESTINATION",
     "Keeps the folder `.git` of a repository that is fetched."},
    {"unpack", "--unpack", Keyword::add, "ADD --unpack=true|false SOURCE DESTINATION",
     "Whether a tar archive is unpacked. Unless it is said, local ones are and fetched ones are not."},
    {"chmod", "--chmod", Keyword::copy, "COPY --chmod=755 SOURCE DESTINATION",
     "The permissions of the files in the image, in octal or as in `u=rwX,go=rX`. Saves a RUN chmod, which "
     "would store the files twice."},
    {"chown", "--chown", Keyword::copy, "COPY --chown=USER:GROUP SOURCE DESTINATION",
     "The owner of the files in the image; root unless it is said. Saves a RUN chown, which would store the "
     "files twice."},
    {"exclude", "--exclude", Keyword::copy, "COPY --exclude=PATTERN SOURCE DESTINATION",
     "Leaves out what matches the pattern. May be given several times."},
    {"from", "--from", Keyword::copy, "COPY --from=STAGE|IMAGE SOURCE DESTINATION",
     "Takes the files from an earlier stage (by name or number), from another image, or from a named build "
     "context, and not from the build context."},
    {"link", "--link", Keyword::copy, "COPY --link SOURCE DESTINATION",
     "Makes a layer that does not depend on those before it, so that it stays cached when they change. Links "
     "in the destination's path are not followed."},
    {"parents", "--parents", Keyword::copy, "COPY --parents SOURCE… DESTINATION",
     "Keeps the sources' folders: `a/b.txt` comes to DESTINATION/a/b.txt."},
    {"platform", "--platform", Keyword::from, "FROM --platform=linux/amd64 IMAGE",
     "Takes the image for this platform. Unless it is said, that of the build's target; `$BUILDPLATFORM` is "
     "the machine that builds."},
    {"interval", "--interval", Keyword::healthcheck, "HEALTHCHECK --interval=30s CMD …",
     "The time between two checks; 30 seconds unless it is said."},
    {"retries", "--retries", Keyword::healthcheck, "HEALTHCHECK --retries=3 CMD …",
     "So many failures in a row make the container unhealthy; 3 unless it is said."},
    {"start-interval", "--start-interval", Keyword::healthcheck, "HEALTHCHECK --start-interval=5s CMD …",
     "The time between two checks during the start period; 5 seconds unless it is said."},
    {"start-period", "--start-period", Keyword::healthcheck, "HEALTHCHECK --start-period=60s CMD …",
     "So long after the start failures don't count."},
    {"timeout", "--timeout", Keyword::healthcheck, "HEALTHCHECK --timeout=30s CMD …",
     "A check that takes longer has failed; 30 seconds unless it is said."},
    {"device", "--device", Keyword::run, "RUN --device=nvidia.com/gpu=all COMMAND",
     "Gives this command a device of the building machine, by its CDI name, such as a GPU."},
    {"mount", "--mount", Keyword::run, "RUN --mount=type=cache|bind|secret|ssh|tmpfs,target=PATH COMMAND",
     "Lends this command a folder or a file that does not become part of the image: `cache` keeps downloads "
     "between builds, `bind` shows files of the context or of a stage, `secret` a password, `ssh` the "
     "agent's "
     "keys."},
    {"network", "--network", Keyword::run, "RUN --network=default|none|host COMMAND",
     "The network that this command has."},
    {"security", "--security", Keyword::run, "RUN --security=insecure|sandbox COMMAND",
     "`insecure` runs this command with elevated privileges, which the builder must allow."},
};

constexpr DirectiveText directives[] = {
    {"check", "# check=skip=RULE,RULE;error=true",
     "Which of the build's own checks are skipped, and whether those that remain fail the build."},
    {"escape", "# escape=\\ or `",
     "The character that joins lines and escapes others; a backslash unless it is said. A backtick leaves "
     "Windows paths alone."},
    {"syntax", "# syntax=docker/dockerfile:1",
     "The image that reads this Dockerfile, so that its newest syntax works with an older engine. It must "
     "stand "
     "in the first lines."},
};

} // namespace

const InstructionText* instruction_text(Keyword keyword) {
    const auto* found = std::ranges::find(instructions, keyword, &InstructionText::keyword);
    return found == std::end(instructions) ? nullptr : found;
}

const FlagText* flag_text(Keyword keyword, std::string_view name) {
    const auto* found = std::ranges::find_if(flags, [&](const FlagText& flag) {
        const bool shared = keyword == Keyword::add && flag.keyword == Keyword::copy && flag.name != "from" &&
                            flag.name != "parents";
        return (flag.keyword == keyword || shared) && ascii::equal(flag.name, name);
    });
    return found == std::end(flags) ? nullptr : found;
}

const DirectiveText* directive_text(std::string_view name) {
    const auto* found = std::ranges::find_if(
        directives, [&](const DirectiveText& directive) { return ascii::equal(directive.name, name); });
    return found == std::end(directives) ? nullptr : found;
}

} // namespace dockwright::ide
