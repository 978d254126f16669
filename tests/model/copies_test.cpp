#include "model/copies.hpp"
#include <gtest/gtest.h>

namespace dockwright::model {
namespace {

/// What the last stage gets, one a line: `from source -> target`, `?` where something is unknown,
/// `/` behind a target that is plainly a folder.
std::string copies(std::string source) {
    const auto document = Document::parse(std::move(source));
    constexpr std::string_view names[] = {"context", "stage", "image", "url", "heredoc"};
    std::string out;
    for (const Copied& copied : copies_of(*document, document->stages().back())) {
        out += std::string(names[static_cast<std::size_t>(copied.from)]) +
               (copied.stage ? " " + std::to_string(*copied.stage) : "") + " '" + copied.source + "'" +
               (copied.source_known ? "" : "?") + " -> " + copied.target + (copied.into_folder ? "/" : "") +
               (copied.target_known ? "" : "?") + "\n";
    }
    return out;
}

TEST(Copies, GoByTheWorkingFolder) {
    EXPECT_EQ(copies("FROM debian\nWORKDIR /app\nCOPY requirements.txt .\n"),
              "context 'requirements.txt' -> /app/\n");
    EXPECT_EQ(copies("FROM debian\nWORKDIR /app\nWORKDIR sub\nCOPY ./a ../b\n"), "context 'a' -> /app/b\n");
    EXPECT_EQ(copies("FROM debian\nCOPY a b\n"), "context 'a' -> b?\n");
    EXPECT_EQ(copies("FROM scratch\nCOPY a b\n"), "context 'a' -> /b\n");
    EXPECT_EQ(copies("FROM debian AS x\nWORKDIR /app\nFROM x\nCOPY a ./\n"), "context 'a' -> /app/\n");
}

TEST(Copies, HaveSeveralSourcesAndVariables) {
    EXPECT_EQ(copies("FROM debian\nENV D=/opt V=1\nCOPY [\"a b\", \"c\", \"$D/x/\"]\nCOPY f-$V $D\n"),
              "context 'a b' -> /opt/x/\ncontext 'c' -> /opt/x/\ncontext 'f-1' -> /opt\n");
    EXPECT_EQ(copies("FROM debian\nARG V\nCOPY f-$V /\n"), "context 'f-$V'? -> //\n");
    EXPECT_EQ(copies("FROM debian\nCOPY . /app\n"), "context '' -> /app\n");
}

TEST(Copies, ComeFromElsewhere) {
    EXPECT_EQ(copies("FROM a AS b\nFROM c\nCOPY --from=B /x /y\nCOPY --from=0 x /y\n"),
              "stage 0 'x' -> /y\nstage 0 'x' -> /y\n");
    EXPECT_EQ(copies("FROM c\nCOPY --from=nginx:1 /x /y\n"), "image 'x' -> /y\n");
    EXPECT_EQ(copies("FROM c\nADD https://example.org/a.tar.gz /y/\nADD a.tar.gz /y/\n"),
              "url 'https://example.org/a.tar.gz' -> /y/\ncontext 'a.tar.gz' -> /y/\n");
    EXPECT_EQ(copies("FROM c\nCOPY <<EOF /etc/x\nhello\nEOF\n"), "heredoc 'EOF' -> /etc/x\n");
}

TEST(Copies, OfTheStagesBelowCount) {
    EXPECT_EQ(copies("FROM a AS b\nCOPY x /x\nFROM b\nCOPY y /y\n"),
              "context 'x' -> /x\ncontext 'y' -> /y\n");
}

/// Where in the context a file comes from that the last COPY has brought; "-": not by it.
std::string origin(std::string copy, std::string_view path) {
    const auto document = Document::parse("FROM debian\nWORKDIR /app\n" + std::move(copy) + "\n");
    return origin_of(copies_of(*document, document->stages().back()).back(), path).value_or("-");
}

TEST(Copies, TellWhereAFileComesFrom) {
    EXPECT_EQ(origin("COPY requirements.txt .", "/app/requirements.txt"), "requirements.txt");
    EXPECT_EQ(origin("COPY docker/req.txt /tmp/requirements.txt", "/tmp/requirements.txt"), "docker/req.txt");
    EXPECT_EQ(origin("COPY . .", "/app/docker/req.txt"), "docker/req.txt");
    EXPECT_EQ(origin("COPY . /", "/req.txt"), "req.txt");
    EXPECT_EQ(origin("COPY src/ /opt/src", "/opt/src/a/b.txt"), "src/a/b.txt");
    EXPECT_EQ(origin("COPY requirements*.txt ./", "/app/requirements-dev.txt"), "requirements-dev.txt");
    EXPECT_EQ(origin("COPY req/*.txt ./", "/app/a.txt"), "req/a.txt");
    EXPECT_EQ(origin("COPY requirements.txt .", "/app/other.txt"), "-");
    EXPECT_EQ(origin("COPY requirements.txt .", "/tmp/requirements.txt"), "-");
    EXPECT_EQ(origin("COPY *.toml ./", "/app/a.txt"), "-");
    EXPECT_EQ(origin("COPY --from=x requirements.txt .", "/app/requirements.txt"), "-");
}

} // namespace
} // namespace dockwright::model
