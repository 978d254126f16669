#include "engine/http.hpp"
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::engine {
namespace {

constexpr std::size_t limit = 1000;

constexpr std::string_view with_length =
    "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 11\r\n\r\nhello world";
constexpr std::string_view with_chunks = "HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n"
                                         "5\r\nhello\r\n6;ext=1\r\n world\r\n0\r\nTrailer: x\r\n\r\n";
constexpr std::string_view until_close =
    "HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\n\r\nhello world";

TEST(Requests, AreBytesWithAHostThatEnginesTake) {
    Request request;
    request.target = "/_ping";
    EXPECT_EQ(encode(request), "GET /_ping HTTP/1.1\r\nHost: docker\r\nUser-Agent: dockwright\r\n\r\n");
}

TEST(Requests, WithABodySayItsTypeAndLength) {
    Request request{.method = Method::post,
                    .target = "/v1.41/containers/create",
                    .content_type = "application/json",
                    .body = "{}"};
    EXPECT_EQ(encode(request),
              "POST /v1.41/containers/create HTTP/1.1\r\nHost: docker\r\nUser-Agent: dockwright\r\n"
              "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
}

TEST(Requests, ToPostNothingSayLengthZero) {
    Request request{
        .method = Method::post, .target = "/v1.41/containers/x/start", .content_type = {}, .body = {}};
    EXPECT_THAT(encode(request), ::testing::HasSubstr("\r\nContent-Length: 0\r\n"));
}

TEST(PercentEncoding, KeepsOnlyWhatNeedsNone) {
    EXPECT_EQ(percent_encoded("a-Z0._~"), "a-Z0._~");
    EXPECT_EQ(percent_encoded("/a b?\xc3\xa4\r\n"), "%2Fa%20b%3F%C3%A4%0D%0A");
}

/// Reads an answer that comes in these pieces, and then the end of the stream.
Response read(std::string_view first, std::string_view second) {
    ResponseReader reader(Method::get, limit);
    EXPECT_TRUE(reader.feed(first));
    EXPECT_TRUE(reader.feed(second));
    EXPECT_TRUE(reader.end_of_stream());
    EXPECT_TRUE(reader.done());
    return reader.take();
}

TEST(Answers, ReadTheSameWhereverTheyAreCut) {
    for (const std::string_view bytes : {with_length, with_chunks, until_close}) {
        for (std::size_t at = 0; at <= bytes.size(); ++at) {
            const Response response = read(bytes.substr(0, at), bytes.substr(at));
            EXPECT_EQ(response.body, "hello world") << "cut at " << at;
        }
    }
}

TEST(Answers, WithoutAByteInTheirChunksAreReadWhereverTheyAreCut) {
    constexpr std::string_view bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    for (std::size_t at = 0; at <= bytes.size(); ++at) {
        EXPECT_EQ(read(bytes.substr(0, at), bytes.substr(at)).body, "") << "cut at " << at;
    }
}

TEST(Answers, WithAMalformedTrailerAreMalformedInPiecesToo) {
    std::string_view bytes = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nab\xac\xac\xac"
                             "c\r\n0\r\n\r\n";
    ResponseReader reader(Method::get, limit);
    std::expected<void, ReadFailure> fed;
    for (; fed && !bytes.empty(); bytes.remove_prefix(std::min<std::size_t>(bytes.size(), 4))) {
        fed = reader.feed(bytes.substr(0, 4));
    }
    ASSERT_FALSE(fed);
    EXPECT_EQ(fed.error(), ReadFailure::malformed);
}

TEST(Answers, ReadTheSameByteByByte) {
    for (const std::string_view bytes : {with_length, with_chunks}) {
        ResponseReader reader(Method::get, limit);
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            EXPECT_FALSE(reader.done());
            ASSERT_TRUE(reader.feed(bytes.substr(i, 1)));
        }
        ASSERT_TRUE(reader.done());
        EXPECT_EQ(reader.take().body, "hello world");
    }
}

TEST(Answers, HaveStatusReasonAndHeaders) {
    const Response response = read(with_length, "");
    EXPECT_EQ(response.status, 200U);
    EXPECT_EQ(response.reason, "OK");
    EXPECT_EQ(response.header("api-version"), "1.41");
    EXPECT_EQ(response.header("absent"), "");
    EXPECT_TRUE(response.keep_alive);
}

TEST(Answers, EndTheConnectionWhereTheySaySo) {
    EXPECT_FALSE(read(until_close, "").keep_alive);
    EXPECT_FALSE(read(std::string(with_length) + "more", "").keep_alive);
}

TEST(Answers, ToHeadHaveNoBodyWhateverTheirLength) {
    ResponseReader reader(Method::head, limit);
    ASSERT_TRUE(reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n"));
    ASSERT_TRUE(reader.done());
    EXPECT_EQ(reader.take().body, "");
}

TEST(Answers, CutAnywhereAreCutShort) {
    for (const std::string_view bytes : {with_length, with_chunks}) {
        for (std::size_t at = 0; at < bytes.size(); ++at) {
            ResponseReader reader(Method::get, limit);
            ASSERT_TRUE(reader.feed(bytes.substr(0, at)));
            const auto end = reader.end_of_stream();
            ASSERT_FALSE(end) << "cut at " << at;
            EXPECT_EQ(end.error(), at == 0 ? ReadFailure::nothing : ReadFailure::cut_short)
                << "cut at " << at;
        }
    }
}

ReadFailure failure_of(std::string_view bytes) {
    ResponseReader reader(Method::get, limit);
    const auto fed = reader.feed(bytes);
    EXPECT_FALSE(fed) << bytes;
    return fed ? ReadFailure::nothing : fed.error();
}

TEST(Answers, ThatAreNotHttpAreMalformed) {
    for (const std::string_view bytes :
         {std::string_view("SSH-2.0-OpenSSH_9.2\r\n\r\n"),
          std::string_view("\x15\x03\x01\x00\x02\x02\x46\r\n\r\n"),
          std::string_view("HTTP/1.1 abc OK\r\n\r\n"),
          std::string_view("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"),
          std::string_view("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")}) {
        EXPECT_EQ(failure_of(bytes), ReadFailure::malformed) << bytes;
    }
}

TEST(Answers, OverTheLimitAreTooLargeHoweverTheyCome) {
    EXPECT_EQ(failure_of("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n"), ReadFailure::too_large);
    EXPECT_EQ(failure_of("HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551615\r\n\r\n"),
              ReadFailure::too_large);
    EXPECT_EQ(
        failure_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" + std::string(1001, 'x')),
        ReadFailure::too_large);
    EXPECT_EQ(failure_of("HTTP/1.1 200 OK\r\n\r\n" + std::string(1001, 'x')), ReadFailure::too_large);
    EXPECT_EQ(failure_of("HTTP/1.1 200 OK\r\nX: " + std::string(70000, 'x')), ReadFailure::too_large);
}

TEST(Answers, ThatPromiseMoreBytesThanThereIsMemoryTakeNoneBeforeTheyCome) {
    ResponseReader reader(Method::get, ResponseReader::no_limit);
    ASSERT_TRUE(reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 6304763018308164717\r\n\r\nhello"));
    EXPECT_EQ(reader.take_body(), "hello");
    const auto end = reader.end_of_stream();
    ASSERT_FALSE(end);
    EXPECT_EQ(end.error(), ReadFailure::cut_short);
}

TEST(Answers, OfExactlyTheLimitFit) {
    const std::string body(limit, 'x');
    EXPECT_EQ(read("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", body).body, body);
}

} // namespace
} // namespace dockwright::engine
