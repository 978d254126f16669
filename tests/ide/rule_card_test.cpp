#include "ide/rule_card.hpp"
#include "lint/linter.hpp"
#include "lint/selectors.hpp"
#include <gmock/gmock.h>

namespace dockwright::ide {
namespace {

using ::testing::HasSubstr;

std::string found_at(std::string_view source, std::size_t at) {
    const auto document = model::Document::parse(std::string(source));
    const auto findings = lint::lint(*document, {.preset = lint::Preset::recommended}, {});
    const lint::Finding* finding = finding_at(findings, offset(at));
    return finding == nullptr ? "" : std::string(finding->rule->id);
}

TEST(RuleCard, IsOfTheSmallestFindingAtThePlace) {
    EXPECT_EQ(found_at("FROM ubuntu\n", 7), "untagged-base-image");
    EXPECT_EQ(found_at("FROM ubuntu\nADD a /b\n", 16), "");
}

TEST(RuleCard, SaysWhyAndShowsWhatIsRight) {
    const lint::Rule* rule = lint::find_rule("DL3006");
    ASSERT_NE(rule, nullptr);
    const std::string card = markdown(rule_card(*rule));
    EXPECT_THAT(card, HasSubstr("**untagged-base-image**, also known as DL3006"));
    EXPECT_THAT(card, HasSubstr("Right:\n\n```\nFROM "));
    EXPECT_THAT(card, HasSubstr("`# dockwright ignore=untagged-base-image: the reason`"));
}

TEST(RuleCard, OfEveryRuleIsReadAtAGlance) {
    for (const lint::Rule* rule : lint::rules::all()) {
        const std::string card = plain(rule_card(*rule));
        EXPECT_LE(std::ranges::count(card, '\n'), 30) << rule->id;
        EXPECT_THAT(card, HasSubstr(rule->id));
    }
}

} // namespace
} // namespace dockwright::ide
