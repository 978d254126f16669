#include "actions/event_resume.hpp"
#include <gtest/gtest.h>

namespace {

using dockwright::actions::EventResume;

constexpr std::int64_t base = 1'764'000'000'000'000'000;

TEST(EventResume, begins_anew_a_second_before_the_newest_event) {
    EventResume resume;
    EXPECT_FALSE(resume.has_begun());
    EXPECT_TRUE(resume.take("a", base + 5));
    EXPECT_TRUE(resume.take("b", base + 2)); // the older one came later
    EXPECT_TRUE(resume.has_begun());
    EXPECT_EQ(resume.since(), "1763999999.000000005");
}

TEST(EventResume, passes_over_what_comes_again_but_not_what_was_never_seen) {
    EventResume resume;
    resume.take("a", base + 1);
    resume.take("c", base + 3);
    resume.lost();
    EXPECT_FALSE(resume.take("a", base + 1));
    EXPECT_TRUE(resume.take("b", base + 2)) << "it happened before the newest one, and was on its way";
    EXPECT_FALSE(resume.take("c", base + 3));
    EXPECT_TRUE(resume.take("d", base + 4));
    EXPECT_FALSE(resume.may_have_missed());
}

TEST(EventResume, of_two_equal_ones_each_counts) {
    EventResume resume;
    EXPECT_TRUE(resume.take("a", base));
    EXPECT_TRUE(resume.take("a", base));
    resume.lost();
    EXPECT_FALSE(resume.take("a", base));
    EXPECT_FALSE(resume.take("a", base));
    EXPECT_TRUE(resume.take("a", base));
}

TEST(EventResume, says_so_where_the_engine_has_forgotten) {
    EventResume resume;
    resume.take("a", base);
    resume.lost();
    EXPECT_TRUE(resume.take("z", base + 9'000'000'000));
    EXPECT_TRUE(resume.may_have_missed());
    resume.lost();
    EXPECT_FALSE(resume.may_have_missed()) << "a new loss is judged for itself";
}

TEST(EventResume, nothing_can_have_been_missed_before_the_first_event) {
    EventResume resume;
    resume.lost();
    EXPECT_TRUE(resume.take("a", base));
    EXPECT_FALSE(resume.may_have_missed());
}

TEST(EventResume, remembers_no_more_than_it_needs) {
    EventResume resume;
    for (int i = 0; i < 5000; ++i) {
        EXPECT_TRUE(resume.take(std::to_string(i), base));
    }
    resume.lost();
    EXPECT_TRUE(resume.take("0", base)) << "forgotten: engines don't know so many either";
    EXPECT_FALSE(resume.take("4999", base));
}

} // namespace
