#include "engine/recreate/journal.hpp"
#include <gtest/gtest.h>

namespace dockwright::engine::recreate {
namespace {

Journal example() {
    return {.engine = "unix:///run/docker.sock",
            .old_id = std::string(64, 'a'),
            .new_id = std::string(64, 'b'),
            .name = "train",
            .temporary_name = "train.new-3f2a",
            .retired_name = "train.old-20261126-130501",
            .policy = {.name = "on-failure", .maximum_retries = 3},
            .ran = true,
            .paused = true,
            .committed_image = "kept/train:1",
            .stage = Stage::old_renamed};
}

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    const std::size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

TEST(RecreateJournal, ReadsWhatItWrote) {
    for (int stage = 0; stage <= static_cast<int>(Stage::undone); ++stage) {
        Journal journal = example();
        journal.stage = static_cast<Stage>(stage);
        const auto read = decode_journal(encode(journal));
        ASSERT_TRUE(read) << stage << read.error().message;
        EXPECT_EQ(*read, journal);
    }
    Journal early = example();
    early.new_id.clear();
    early.committed_image.clear();
    early.stage = Stage::planned;
    EXPECT_EQ(decode_journal(encode(early)), early);
}

TEST(RecreateJournal, IsOneLineOfJson) {
    EXPECT_EQ(encode(example()),
              R"({"dockwright_recreate":1,"engine":"unix:///run/docker.sock","old_id":")" +
                  std::string(64, 'a') + R"(","new_id":")" + std::string(64, 'b') +
                  R"(","name":"train","temporary_name":"train.new-3f2a",)"
                  R"("retired_name":"train.old-20261126-130501","committed_image":"kept/train:1",)"
                  R"("policy":{"name":"on-failure","maximum_retries":3},"ran":true,"paused":true,)"
                  R"("stage":"old-renamed"})"
                  "\n");
}

TEST(RecreateJournal, ThatWasCutIsRefusedAtEveryByte) {
    const std::string text = encode(example());
    for (std::size_t size = 0; size + 1 < text.size(); ++size) {
        const auto read = decode_journal(std::string_view(text).substr(0, size));
        ASSERT_FALSE(read) << size;
        EXPECT_EQ(read.error().kind, "recreate-journal-unreadable");
    }
}

TEST(RecreateJournal, OfAnotherVersionIsRefused) {
    const auto read = decode_journal(
        replaced(encode(example()), R"("dockwright_recreate":1)", R"("dockwright_recreate":2)"));
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().message.find("another version"), std::string::npos);
    EXPECT_FALSE(decode_journal(replaced(encode(example()), "dockwright_recreate", "something_else")));
}

TEST(RecreateJournal, WithForeignWordsIsRefused) {
    const std::string text = encode(example());
    for (const auto& [what, by] : std::initializer_list<std::pair<std::string, std::string>>{
             {R"("train")", R"("--rm")"},
             {R"("train")", R"("/train")"},
             {R"("train")", R"("")"},
             {R"("train")", R"("train.new-3f2a")"},
             {R"("train.new-3f2a")", R"("a b")"},
             {R"("train.old-20261126-130501")", R"("../x")"},
             {std::string(64, 'a'), "nonsense"},
             {std::string(64, 'b'), std::string(64, 'a')},
             {std::string(64, 'b'), "-f"},
             {std::string(64, 'b'), ""},
             {"kept/train:1", "-v"},
             {"kept/train:1", "a b"},
             {"on-failure", "sometimes"},
             {R"("maximum_retries":3)", R"("maximum_retries":-3)"},
             {"old-renamed", "halfway"},
             {R"("ran":true)", R"("ran":1)"},
             {R"("paused":true)", R"("paused":null)"},
             {R"("engine":"unix:///run/docker.sock")", R"("engine":7)"},
             {"unix:///run/docker.sock", std::string(5000, 'x')},
             {R"("policy":{)", R"("other":{)"}}) {
        EXPECT_FALSE(decode_journal(replaced(text, what, by))) << what << " by " << by;
    }
}

TEST(RecreateJournal, OfAnySizeIsBounded) {
    EXPECT_FALSE(decode_journal(encode(example()) + std::string(70000, ' ')));
    EXPECT_FALSE(decode_journal(std::string(60000, '[')));
}

} // namespace
} // namespace dockwright::engine::recreate
