#include "rpc/message_splitter.hpp"
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace dockwright::rpc {
namespace {

/// Everything that comes out when the bytes arrive in the given pieces; an error ends it.
std::vector<std::string> split(std::initializer_list<std::string_view> pieces, std::size_t limit = 1000) {
    MessageSplitter splitter(limit);
    std::vector<std::string> out;
    for (const std::string_view piece : pieces) {
        splitter.feed(piece);
        for (;;) {
            const auto message = splitter.next();
            if (!message) {
                out.push_back("error: " + std::string(describe(message.error())));
                return out;
            }
            if (!*message) {
                break;
            }
            out.emplace_back(**message);
        }
    }
    if (splitter.inside_message()) {
        out.emplace_back("(more to come)");
    }
    return out;
}

using Bodies = std::vector<std::string>;

constexpr std::string_view three_messages =
    "Content-Length: 2\r\n\r\n{}"
    "content-length:8\r\nContent-Type: x; charset=utf-8\r\n\r\n\"\xC3\xA4\r\n\r\n\""
    "CONTENT-LENGTH:\t0 \r\n\r\n"
    "Content-Length: 1\r\n\r\n7";

TEST(MessageSplitter, FindsTheSameMessagesWhereverTheBytesAreCut) {
    const Bodies expected{"{}", "\"\xC3\xA4\r\n\r\n\"", "", "7"};
    const std::string_view bytes = three_messages;
    EXPECT_EQ(split({bytes}), expected);
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
        EXPECT_EQ(split({bytes.substr(0, cut), bytes.substr(cut)}), expected) << "cut at " << cut;
    }
}

TEST(MessageSplitter, FindsTheSameMessagesByteByByte) {
    MessageSplitter splitter;
    Bodies out;
    for (const char byte :
         std::string_view("Content-Length: 3\r\n\r\nabcContent-Length: 2\r\nX: y\r\n\r\nde")) {
        splitter.feed({&byte, 1});
        const auto message = splitter.next();
        ASSERT_TRUE(message);
        if (*message) {
            out.emplace_back(**message);
        }
    }
    EXPECT_EQ(out, (Bodies{"abc", "de"}));
    EXPECT_FALSE(splitter.inside_message());
}

TEST(MessageSplitter, KnowsThatAMessageIsIncomplete) {
    EXPECT_EQ(split({"Content-Le"}), (Bodies{"(more to come)"}));
    EXPECT_EQ(split({"Content-Length: 3\r\n\r\n"}), (Bodies{"(more to come)"}));
    EXPECT_EQ(split({"Content-Length: 3\r\n\r\nab"}), (Bodies{"(more to come)"}));
}

TEST(MessageSplitter, RefusesBrokenHeaders) {
    const auto refused = [](std::string_view bytes) { return split({bytes}).back(); };
    EXPECT_EQ(refused("\r\n\r\n"), "error: the header of a message has no Content-Length");
    EXPECT_EQ(refused("Content-Type: x\r\n\r\n"), "error: the header of a message has no Content-Length");
    EXPECT_EQ(refused("hello\r\n\r\n"), "error: a line of a message's header is not 'Name: value'");
    EXPECT_EQ(refused("Content-Length: 2\n\nContent-Length: 2\r\n\r\n"),
              "error: a line of a message's header is not 'Name: value'");
    for (const std::string_view length : {"x", "", "-1", "+2", "2x", "0x2", "1.0"}) {
        EXPECT_EQ(refused("Content-Length: " + std::string(length) + "\r\n\r\n"),
                  "error: Content-Length is not a number of bytes")
            << length;
    }
    EXPECT_EQ(refused("Content-Length: 2\r\nContent-Length: 3\r\n\r\n"),
              "error: the header of a message has two different Content-Lengths");
}

TEST(MessageSplitter, BoundsMessagesAndHeaders) {
    EXPECT_EQ(split({"Content-Length: 1001\r\n\r\n"}), (Bodies{"error: a message is longer than the limit"}));
    EXPECT_EQ(split({"Content-Length: 99999999999999999999999\r\n\r\n"}),
              (Bodies{"error: a message is longer than the limit"}));
    EXPECT_EQ(split({"X: " + std::string(9000, 'x')}),
              (Bodies{"error: the header of a message is longer than 8192 bytes"}));
}

TEST(MessageSplitter, StaysBrokenOnceBroken) {
    MessageSplitter splitter;
    splitter.feed(std::string_view("nonsense\r\n\r\n"));
    EXPECT_FALSE(splitter.next());
    splitter.feed(std::string_view("Content-Length: 2\r\n\r\n{}"));
    EXPECT_FALSE(splitter.next());
}

TEST(MessageSplitter, SplitsManyMessagesThatArriveTogether) {
    std::string bytes;
    const std::string body(700, 'b');
    for (int i = 0; i < 5000; ++i) {
        bytes += "Content-Length: 700\r\n\r\n" + body;
    }
    MessageSplitter splitter;
    std::size_t count = 0;
    for (std::size_t at = 0; at < bytes.size(); at += 65536) {
        splitter.feed(std::string_view(bytes).substr(at, 65536));
        while (const auto message = *splitter.next()) {
            EXPECT_EQ(*message, body);
            ++count;
        }
    }
    EXPECT_EQ(count, 5000U);
}

} // namespace
} // namespace dockwright::rpc
