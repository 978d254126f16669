#include "engine/hijack.hpp"
#include "engine/problems.hpp"
#include "engine/stream.hpp"
#include "support/one_connection.hpp"
#include "support/scripted_engine.hpp"
#include "support/scripted_engine_run.hpp"
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::OneConnection;
using testing::read_until;
using testing::run_to_end;
using testing::write_all_to;

const std::string end_of_head = "\r\n\r\n";

class Streams : public ::testing::Test {
protected:
    std::shared_ptr<Client> client_at(const std::string& host) {
        return std::make_shared<Client>(loop_.get_executor(), *parse_host(host, Source::setting, "the test"),
                                        Limits{.connect = 2000ms, .request = 2000ms});
    }
    static Request request(Method method, std::string target) {
        Request made;
        made.method = method;
        made.target = std::move(target);
        return made;
    }
    std::expected<std::string, Problem> whole(const std::string& host) {
        const auto opened = run_to_end(loop_, open_stream(client_at(host), request(Method::get, "/x")));
        if (!opened) {
            return std::unexpected(opened.error());
        }
        return run_to_end(loop_, rest_of(*opened, 1 << 20U));
    }

    asio::io_context loop_{1};
};

TEST_F(Streams, GiveTheBodyToItsEndHoweverItIsCut) {
    const std::string answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                               "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n";
    for (std::size_t cut = 1; cut < answer.size(); ++cut) {
        const OneConnection engine([&](int socket) {
            read_until(socket, end_of_head);
            write_all_to(socket, answer.substr(0, cut));
            write_all_to(socket, answer.substr(cut));
        });
        const auto body = whole(engine.host());
        ASSERT_TRUE(body) << cut << ": " << body.error().message;
        ASSERT_EQ(*body, "hello world") << cut;
    }
}

TEST(AnswersInChunks, AreReadByteForByte) {
    const std::string answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                               "5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n";
    for (std::size_t piece = 1; piece < 8; ++piece) {
        ResponseReader reader(Method::get, ResponseReader::no_limit);
        std::string body;
        for (std::size_t at = 0; at < answer.size(); at += piece) {
            ASSERT_TRUE(reader.feed(std::string_view(answer).substr(at, piece)));
            body += reader.head_done() ? reader.take_body() : std::string();
        }
        EXPECT_TRUE(reader.done()) << piece;
        EXPECT_EQ(body, "hello!") << piece;
    }
}

TEST_F(Streams, ThatEndInTheMiddleAreAProblemAtEveryByte) {
    const std::string answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
    for (std::size_t cut = 0; cut < answer.size(); ++cut) {
        const OneConnection engine([&](int socket) {
            read_until(socket, end_of_head);
            write_all_to(socket, answer.substr(0, cut));
        });
        const auto body = whole(engine.host());
        ASSERT_FALSE(body) << cut;
        ASSERT_EQ(body.error().kind, problem_kind::connection_lost) << cut;
    }
}

TEST_F(Streams, OfARefusalGiveItsWords) {
    const testing::ScriptedEngine engine(
        {testing::expect("GET /x").answer(409, R"({"message":"it is paused"})")});
    const auto body = whole(engine.host());
    ASSERT_FALSE(body);
    EXPECT_EQ(body.error().kind, problem_kind::request_refused);
    EXPECT_THAT(body.error().message, HasSubstr("answered 409: it is paused"));
}

TEST_F(Streams, ThatNeverBeginEndByTheClientsLimit) {
    const testing::ScriptedEngine engine({testing::expect("GET /x").cut(0).hangs()});
    const auto client = std::make_shared<Client>(loop_.get_executor(),
                                                 *parse_host(engine.host(), Source::setting, "the test"),
                                                 Limits{.connect = 200ms, .request = 100ms});
    const auto opened = run_to_end(loop_, open_stream(client, request(Method::get, "/x")));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, problem_kind::timed_out);
}

TEST_F(Streams, WaitWithoutLimitForTheNextPieceUntilTheyAreCancelled) {
    const OneConnection engine([&](int socket) {
        read_until(socket, end_of_head);
        write_all_to(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        read_until(socket, "never"); // until the other side closes
    });
    const auto opened = run_to_end(loop_, open_stream(client_at(engine.host()), request(Method::get, "/x")));
    ASSERT_TRUE(opened);
    asio::cancellation_signal cancel;
    std::optional<std::expected<std::string, Problem>> piece;
    asio::co_spawn(loop_, next(*opened),
                   asio::bind_cancellation_slot(cancel.slot(), [&](const std::exception_ptr&, auto value) {
                       piece = std::move(value);
                       (*opened)->close();
                   }));
    asio::steady_timer timer(loop_, 20ms);
    timer.async_wait([&](const auto&) { cancel.emit(asio::cancellation_type::all); });
    loop_.restart();
    loop_.run();
    ASSERT_TRUE(piece);
    ASSERT_FALSE(*piece);
    EXPECT_EQ(piece->error().kind, problem_kind::cancelled);
}

/// A body of pieces that are ready, and then perhaps a failure.
asio::awaitable<std::expected<std::string, Problem>> give(std::shared_ptr<std::vector<std::string>> pieces,
                                                          bool fails) {
    if (pieces->empty()) {
        if (fails) {
            co_return std::unexpected(Problem{.kind = "file-unreadable", .message = "x", .next_step = {}});
        }
        co_return std::string();
    }
    std::string first = std::move(pieces->front());
    pieces->erase(pieces->begin());
    co_return first;
}

BodySource body_of(std::vector<std::string> pieces, bool fails = false) {
    const auto shared = std::make_shared<std::vector<std::string>>(std::move(pieces));
    return [shared, fails] { return give(shared, fails); };
}

TEST_F(Streams, UploadABodyInChunks) {
    std::string received;
    {
        const OneConnection engine([&](int socket) {
            read_until(socket, end_of_head);
            received = read_until(socket, "0\r\n\r\n");
            write_all_to(socket, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        });
        const auto opened =
            run_to_end(loop_, open_upload(client_at(engine.host()), request(Method::post, "/b"),
                                          body_of({"one", "two"})));
        ASSERT_TRUE(opened) << opened.error().message;
        EXPECT_EQ(run_to_end(loop_, rest_of(*opened, 100)).value(), "ok");
    }
    EXPECT_EQ(received, "3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n");
}

TEST_F(Streams, TakeAnAnswerThatComesBeforeTheBodyIsRead) {
    const OneConnection engine([&](int socket) {
        read_until(socket, end_of_head);
        write_all_to(socket, "HTTP/1.1 500 Oops\r\nContent-Length: 25\r\n\r\n{\"message\":\"no such file\"}");
        linger reset{.l_onoff = 1, .l_linger = 0};
        ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        ::shutdown(socket, SHUT_WR);
        read_until(socket, "0\r\n\r\n");
    });
    std::vector<std::string> much(200, std::string(100'000, 'x'));
    const auto opened = run_to_end(
        loop_, open_upload(client_at(engine.host()), request(Method::post, "/b"), body_of(std::move(much))));
    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().message, HasSubstr("500"));
}

TEST_F(Streams, ThatCannotReadTheirBodySaySo) {
    const OneConnection engine([&](int socket) { read_until(socket, "0\r\n\r\n"); });
    const auto opened = run_to_end(
        loop_, open_upload(client_at(engine.host()), request(Method::post, "/b"), body_of({"one"}, true)));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, "file-unreadable");
}

TEST_F(Streams, TurnedOverGiveEarlyBytesAndGoBothWays) {
    const OneConnection engine([&](int socket) {
        const std::string head = read_until(socket, end_of_head);
        EXPECT_THAT(head, HasSubstr("Upgrade: tcp\r\n"));
        write_all_to(socket, "HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\n"
                             "Connection: Upgrade\r\nUpgrade: tcp\r\n\r\nearly");
        write_all_to(socket, "heard " + read_until(socket, "\n"));
        EXPECT_EQ(read_until(socket, "never"), "") << "the input has ended";
        write_all_to(socket, "bye");
    });
    const auto opened = run_to_end(loop_, hijack(client_at(engine.host()), request(Method::post, "/attach")));
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ((*opened)->content_type(), "application/vnd.docker.raw-stream");
    std::string heard = run_to_end(loop_, read(*opened)).value();
    EXPECT_TRUE(run_to_end(loop_, write(*opened, "hello\n")));
    (*opened)->end_input();
    for (std::string piece = heard; !piece.empty();) {
        piece = run_to_end(loop_, read(*opened)).value();
        heard += piece;
    }
    EXPECT_EQ(heard, "earlyheard hello\nbye");
}

TEST_F(Streams, TurnedOverWithoutAnUpgradeAreTheBody) {
    const OneConnection engine([&](int socket) {
        read_until(socket, end_of_head);
        write_all_to(socket,
                     "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\nall of it");
    });
    const auto opened = run_to_end(loop_, hijack(client_at(engine.host()), request(Method::post, "/attach")));
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(run_to_end(loop_, read(*opened)).value(), "all of it");
    EXPECT_EQ(run_to_end(loop_, read(*opened)).value(), "");
}

TEST_F(Streams, ThatAreNotTurnedOverGiveTheEnginesWords) {
    const OneConnection engine([&](int socket) {
        read_until(socket, end_of_head);
        write_all_to(socket,
                     "HTTP/1.1 404 Not Found\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n"
                     "No such container: x\r\n");
    });
    const auto opened = run_to_end(loop_, hijack(client_at(engine.host()), request(Method::post, "/attach")));
    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().message, HasSubstr("No such container: x"));
}

} // namespace
} // namespace dockwright::engine
