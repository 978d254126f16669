#include "cli/typed_input.hpp"
#include "support/scripted_engine_run.hpp"
#include <array>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <gtest/gtest.h>
#include <unistd.h>

namespace dockwright::cli {
namespace {

namespace asio = boost::asio;

class Typing : public ::testing::Test {
protected:
    Typing() {
        if (::pipe(pipe.data()) == 0) {
            input = std::make_shared<TypedInput>(loop.get_executor(), pipe[0]);
        }
    }
    ~Typing() override {
        input.reset();
        end();
        ::close(pipe[0]);
    }

    void type(std::string_view text) const {
        ASSERT_EQ(::write(pipe[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
    }
    void end() {
        if (pipe[1] >= 0) {
            ::close(pipe[1]);
            pipe[1] = -1;
        }
    }
    std::string read() { return testing::run_to_end(loop, next(input)); }

    asio::io_context loop;
    std::array<int, 2> pipe{-1, -1};
    std::shared_ptr<TypedInput> input;
};

TEST_F(Typing, ComesAsItIsTyped) {
    type("nvidia-smi\n");
    EXPECT_EQ(read(), "nvidia-smi\n");
    type(std::string_view("\0\x03\xff", 3));
    EXPECT_EQ(read(), std::string("\0\x03\xff", 3));
}

TEST_F(Typing, HasAnEndAndStaysThere) {
    type("last");
    end();
    EXPECT_EQ(read(), "last");
    EXPECT_EQ(read(), "");
    EXPECT_EQ(read(), "");
}

TEST_F(Typing, ThatNobodyAskedForStaysForOthers) {
    type("one");
    EXPECT_EQ(read(), "one");
    type("for the shell");
    input.reset(); // its thread has ended
    std::array<char, 100> left{};
    EXPECT_EQ(::read(pipe[0], left.data(), left.size()), 13);
    EXPECT_EQ(std::string_view(left.data(), 13), "for the shell");
}

TEST_F(Typing, IsHandedOverInPiecesOfABoundedSize) {
    const std::string much(60'000, 'x'); // within what a pipe holds
    type(much);
    std::string all;
    while (all.size() < much.size()) {
        const std::string piece = read();
        ASSERT_FALSE(piece.empty());
        ASSERT_LE(piece.size(), std::size_t{64} * 1024);
        all += piece;
    }
    EXPECT_EQ(all, much);
}

TEST_F(Typing, ThatIsClosedEndsForWhoeverWaits) {
    asio::post(loop, [this] { input->close(); });
    EXPECT_EQ(read(), "");
    type("later");
    EXPECT_EQ(read(), "") << "and for ever";
}

TEST_F(Typing, ThatIsCancelledEndsForWhoeverWaits) {
    asio::cancellation_signal cancel;
    std::optional<std::string> got;
    bool ended = false;
    asio::co_spawn(
        loop, next(input),
        asio::bind_cancellation_slot(cancel.slot(), [&](const std::exception_ptr& failure, std::string text) {
            ended = true;
            if (!failure) {
                got = std::move(text);
            }
        }));
    asio::post(loop, [&] { cancel.emit(asio::cancellation_type::terminal); });
    loop.run();
    EXPECT_TRUE(ended);
    EXPECT_EQ(got.value_or(""), "");
}

TEST_F(Typing, WaitsForNobodyWhenItGoes) {
    asio::post(loop, [this] { input->close(); });
    EXPECT_EQ(read(), ""); // its thread waits for a byte that never comes
    input.reset();         // and is joined all the same
    EXPECT_FALSE(input);
}

TEST(TypedInputs, OfADescriptorThatIsNotOpenAreAtTheirEnd) {
    constexpr int nobodys = 1000;
    asio::io_context loop;
    const auto input = std::make_shared<TypedInput>(loop.get_executor(), nobodys);
    EXPECT_EQ(testing::run_to_end(loop, next(input)), "");
}

} // namespace
} // namespace dockwright::cli
