#include "model/document.hpp"
#include <gtest/gtest.h>

namespace dockwright::model {
namespace {

/// One download a line: `tool address -> file` (`| command`, `folder/`), `checked` behind it; then
/// `unpack archive -> folder`, with `< address` if it was fetched.
std::string downloads(std::string source) {
    const auto document = Document::parse("FROM debian\n" + std::move(source) + "\n");
    const Downloads all = document->downloads();
    constexpr std::string_view tools[] = {"curl", "wget", "aria2c", "git", "add"};
    std::string out;
    for (const Download& one : all.downloads) {
        out += std::string(tools[static_cast<std::size_t>(one.tool)]) + " " + one.url +
               (one.url_known ? "" : "?") + (one.revision.empty() ? "" : "@" + std::string(one.revision));
        if (one.into == Download::Into::command) {
            out += " | " + std::string(document->commands().all[*one.reader].name);
        } else {
            out += " -> " + (one.folder.empty() ? "" : std::string(one.folder) + "/") +
                   std::string(one.output) + (one.into == Download::Into::folder ? "/" : "");
        }
        out += one.checked ? " checked\n" : "\n";
    }
    for (const Unpacking& one : all.unpackings) {
        out += "unpack " + std::string(one.archive) + " -> " + std::string(one.target) +
               (one.download ? " < " + all.downloads[*one.download].url : "") + "\n";
    }
    return out;
}

TEST(Downloads, OfCurl) {
    EXPECT_EQ(downloads("RUN curl -fsSLo x.tar.gz -H 'A: b' https://e.org/a"),
              "curl https://e.org/a -> x.tar.gz\n");
    EXPECT_EQ(downloads("RUN curl -O https://e.org/a --retry 3"), "curl https://e.org/a -> \n");
    EXPECT_EQ(downloads("RUN curl https://e.org/a > b"), "curl https://e.org/a -> b\n");
    EXPECT_EQ(downloads("RUN curl -s https://e.org/a | sudo bash -s -- x"), "curl https://e.org/a | sudo\n");
    EXPECT_EQ(downloads("RUN curl --output b --url https://e.org/a"), "curl https://e.org/a -> b\n");
    EXPECT_EQ(downloads("RUN curl -o a https://e.org/a -o b https://e.org/b"),
              "curl https://e.org/a -> a\ncurl https://e.org/b -> b\n");
}

TEST(Downloads, OfWgetAndAria) {
    EXPECT_EQ(downloads("RUN wget -q -P /tmp https://e.org/a"), "wget https://e.org/a -> /tmp/\n");
    EXPECT_EQ(downloads("RUN wget -qO- https://e.org/a | sh"), "wget https://e.org/a | sh\n");
    EXPECT_EQ(downloads("RUN wget --output-document=x https://e.org/a"), "wget https://e.org/a -> x\n");
    EXPECT_EQ(downloads("RUN wget -nv --tries 3 -O x https://e.org/a"), "wget https://e.org/a -> x\n");
    EXPECT_EQ(downloads("RUN aria2c -x 16 -d /m -o f https://e.org/a"), "aria2c https://e.org/a -> /m/f\n");
}

TEST(Downloads, OfGitAndAdd) {
    EXPECT_EQ(downloads("RUN git clone --depth 1 -b v1.2 https://e.org/a.git /src && git pull"),
              "git https://e.org/a.git@v1.2 -> /src/\n");
    EXPECT_EQ(downloads("RUN git -C /x clone https://e.org/a"), "git https://e.org/a -> /\n");
    EXPECT_EQ(downloads("ADD --checksum=sha256:0 https://e.org/a /x\nADD a /y"),
              "add https://e.org/a -> /x/ checked\n");
}

TEST(Downloads, HaveTheirVariablesReplaced) {
    EXPECT_EQ(downloads("ARG V=1.2\nRUN curl -O https://e.org/a-$V.tar.gz && wget \"https://e.org/$W\""),
              "curl https://e.org/a-1.2.tar.gz -> \nwget https://e.org/$W? -> \n");
}

TEST(Downloads, MayBeChecked) {
    EXPECT_EQ(
        downloads("RUN curl -O https://e.org/a && echo '0  a' | sha256sum -c - && wget https://e.org/b"),
        "curl https://e.org/a ->  checked\nwget https://e.org/b -> \n");
    EXPECT_EQ(downloads("RUN wget https://e.org/a && gpg --batch --verify a.asc a"),
              "wget https://e.org/a ->  checked\n");
    EXPECT_EQ(downloads("RUN wget https://e.org/a && sha256sum a"), "wget https://e.org/a -> \n");
}

TEST(Downloads, AreUnpacked) {
    EXPECT_EQ(downloads("RUN curl -fsSL https://e.org/a.tar.gz | tar -xz -C /opt --strip-components=1"),
              "curl https://e.org/a.tar.gz | tar\nunpack  -> /opt < https://e.org/a.tar.gz\n");
    EXPECT_EQ(downloads("RUN wget https://e.org/a.zip?x=1 && unzip -q a.zip -d /opt"),
              "wget https://e.org/a.zip?x=1 -> \nunpack a.zip -> /opt < https://e.org/a.zip?x=1\n");
    EXPECT_EQ(downloads("RUN curl -o /tmp/x.tgz https://e.org/a\nRUN tar xzfC /tmp/x.tgz /opt"),
              "curl https://e.org/a -> /tmp/x.tgz\nunpack /tmp/x.tgz -> /opt < https://e.org/a\n");
    EXPECT_EQ(downloads("RUN tar czf a.tgz b && tar tf a.tgz && gunzip c.gz"), "unpack c.gz -> \n");
}

} // namespace
} // namespace dockwright::model
