#include "engine/log_frames.hpp"
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace dockwright::engine {
namespace {

std::string frame(char stream, const std::string& payload) {
    const auto byte = [&](unsigned shift) { return static_cast<char>(payload.size() >> shift & 0xFFU); };
    return std::string{stream, 0, 0, 0, byte(24), byte(16), byte(8), byte(0)} + payload;
}

/// What a stream holds, the pieces of each run of one stream joined, and the fault that ends it.
struct Read {
    std::vector<std::pair<LogStream, std::string>> runs;
    std::optional<FrameFault> fault;

    void take(LogFrames& frames, std::string_view bytes) {
        std::vector<LogPiece> pieces;
        fault = frames.feed(bytes, pieces);
        for (const LogPiece& piece : pieces) {
            EXPECT_FALSE(piece.bytes.empty());
            if (runs.empty() || runs.back().first != piece.stream) {
                runs.emplace_back(piece.stream, "");
            }
            runs.back().second += piece.bytes;
        }
    }
    bool operator==(const Read&) const = default;
};

Read read(std::string_view bytes, std::size_t cut) {
    Read result;
    LogFrames frames(LogFrames::Form::frames);
    result.take(frames, bytes.substr(0, cut));
    result.take(frames, bytes.substr(cut));
    if (!result.fault) {
        result.fault = frames.finish();
    }
    return result;
}

const std::string& both() {
    static const std::string bytes = frame(1, "loss 0.5\n") + frame(2, "") + frame(2, "warning\n") +
                                     frame(1, std::string(300, 'x')) + frame(3, "broken") + frame(0, "in");
    return bytes;
}

TEST(LogFrames, GiveTheSameBytesOfEachStreamWhereverTheyAreCut) {
    const Read expected{.runs = {{LogStream::standard_output, "loss 0.5\n"},
                                 {LogStream::standard_error, "warning\n"},
                                 {LogStream::standard_output, std::string(300, 'x')},
                                 {LogStream::system, "broken"},
                                 {LogStream::standard_input, "in"}},
                        .fault = std::nullopt};
    for (std::size_t cut = 0; cut <= both().size(); ++cut) {
        EXPECT_EQ(read(both(), cut), expected) << cut;
    }
    Read single;
    LogFrames frames(LogFrames::Form::frames);
    for (const char byte : both()) {
        single.take(frames, {&byte, 1});
    }
    EXPECT_EQ(single, expected);
    EXPECT_EQ(frames.finish(), std::nullopt);
}

TEST(LogFrames, ThatEndInsideAFrameAreCutShort) {
    const std::string bytes = frame(1, "ab") + frame(2, "cd");
    for (std::size_t size = 0; size <= bytes.size(); ++size) {
        const bool whole = size == 0 || size == bytes.size() / 2 || size == bytes.size();
        EXPECT_EQ(read(bytes.substr(0, size), size / 2).fault,
                  whole ? std::nullopt : std::optional(FrameFault::cut_short))
            << size;
    }
}

TEST(LogFrames, RefuseWhatIsNoFrameAndKeepWhatCameBefore) {
    for (const std::string& bad : {std::string("loss 0.5\n"), frame(4, "x"),
                                   std::string("\1x\0\0\0\0\0\1a", 9), std::string("\1\0\0x\0\0\0\1a", 9)}) {
        const std::string bytes = frame(1, "before") + bad;
        const Read expected{.runs = {{LogStream::standard_output, "before"}},
                            .fault = FrameFault::bad_header};
        for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
            EXPECT_EQ(read(bytes, cut), expected) << cut;
        }
    }
    EXPECT_NE(describe(FrameFault::bad_header), describe(FrameFault::cut_short));
}

TEST(LogFrames, OfAnyLengthAreNotHeldBack) {
    LogFrames frames(LogFrames::Form::frames);
    std::vector<LogPiece> pieces;
    ASSERT_EQ(frames.feed(std::string("\2\0\0\0\xff\xff\xff\xff", 8), pieces), std::nullopt);
    const std::string part(1000, 'x');
    ASSERT_EQ(frames.feed(part, pieces), std::nullopt);
    ASSERT_EQ(pieces, (std::vector<LogPiece>{{.stream = LogStream::standard_error, .bytes = part}}));
    EXPECT_EQ(pieces[0].bytes.data(), part.data());
    EXPECT_EQ(frames.finish(), FrameFault::cut_short);
}

TEST(LogFrames, OfATerminalAreItsBytes) {
    LogFrames frames(LogFrames::Form::raw);
    std::vector<LogPiece> pieces;
    const std::string& bytes = both();
    EXPECT_EQ(frames.feed(bytes, pieces), std::nullopt);
    EXPECT_EQ(frames.feed("", pieces), std::nullopt);
    EXPECT_EQ(pieces, (std::vector<LogPiece>{{.stream = LogStream::standard_output, .bytes = bytes}}));
    EXPECT_EQ(frames.finish(), std::nullopt);
}

} // namespace
} // namespace dockwright::engine
