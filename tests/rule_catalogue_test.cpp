#include "config/keys.hpp"
#include "lint/linter.hpp"
#include "lint/peers.hpp"
#include "lint/selectors.hpp"
#include "support/source_tree.hpp"
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <map>
#include <set>

/// What must hold for the table of rules as a whole. What holds for each example is tested in
/// tests/lint/examples_test.cpp.
namespace dockwright::lint {
namespace {

using testing::SourceFile;

/// hadolint's one code for whatever it cannot parse, of which each rule about syntax finds a part.
constexpr std::string_view parse_error = "DL1000";

constexpr std::string_view folder = "server/lint/rules/";

std::string symbol(const Rule& rule) {
    std::string out(rule.id);
    std::ranges::replace(out, '-', '_');
    return out;
}

TEST(RuleCatalogue, HasOneRuleForEachFile) {
    std::set<std::string> stems;
    for (const SourceFile& file : testing::source_files({folder}, {".cpp"})) {
        stems.insert(std::filesystem::path(file.path).stem().string());
    }
    std::set<std::string> symbols;
    for (const Rule* rule : rules::all()) {
        EXPECT_TRUE(symbols.insert(symbol(*rule)).second) << rule->id << " is there twice";
    }
    EXPECT_EQ(symbols, stems);
}

TEST(RuleCatalogue, IdsAreKebabCase) {
    for (const Rule* rule : rules::all()) {
        EXPECT_TRUE(std::ranges::all_of(rule->id, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        })) << rule->id;
    }
}

TEST(RuleCatalogue, EveryRuleSaysWhatAndWhy) {
    for (const Rule* rule : rules::all()) {
        SCOPED_TRACE(rule->id);
        EXPECT_FALSE(rule->title.empty());
        EXPECT_FALSE(rule->title.ends_with('.')) << rule->title;
        EXPECT_TRUE(rule->why.ends_with('.')) << "`why` is whole sentences: " << rule->why;
        EXPECT_FALSE(rule->why.contains('\n'));
        EXPECT_NE(rule->check == nullptr, rule->review == nullptr) << rule->id;
    }
}

TEST(RuleCatalogue, OptionsAreKeysOfTheConfiguration) {
    for (const Rule* rule : rules::all()) {
        const bool known =
            rule->option.empty() || config::find_key(config::Section::rules, rule->option) != nullptr;
        EXPECT_TRUE(known) << rule->id << ": " << rule->option;
    }
}

TEST(RuleCatalogue, EveryRuleShowsABadAndAGoodExample) {
    for (const Rule* rule : rules::all()) {
        EXPECT_TRUE(std::ranges::any_of(rule->examples, [](const Example& e) { return !e.bad.empty(); }))
            << rule->id;
        EXPECT_TRUE(std::ranges::any_of(rule->examples, [](const Example& e) { return !e.good.empty(); }))
            << rule->id;
        std::set<std::string_view> titles;
        for (const Example& example : rule->examples) {
            EXPECT_FALSE(example.title.empty()) << rule->id;
            EXPECT_TRUE(titles.insert(example.title).second) << rule->id << ": " << example.title;
        }
    }
}

/// dockerfile-utils has some codes that several of our rules find a part of, such as that for quotes
/// which are none in JSON.
bool may_be_shared(std::string_view code) {
    return code == parse_error || peer_of(code) == Peer::dockerfile_utils;
}

TEST(RuleCatalogue, OneCodeOfAPeerMeansOneRule) {
    std::map<std::string_view, std::string_view> owners;
    for (const Rule* rule : rules::all()) {
        for (const std::string_view code : rule->also) {
            const auto [owner, first] = owners.emplace(code, rule->id);
            EXPECT_TRUE(first || may_be_shared(code))
                << code << " is of " << owner->second << " and of " << rule->id;
        }
    }
}

TEST(RuleCatalogue, EveryRuleIsFoundByItsIdAndByEachOfItsCodes) {
    for (const Rule* rule : rules::all()) {
        EXPECT_EQ(find_rule(rule->id), rule) << rule->id;
        EXPECT_TRUE(is_known_selector(rule->id)) << rule->id;
        for (const std::string_view code : rule->also) {
            EXPECT_TRUE(find_rule(code) == rule || may_be_shared(code)) << code;
            EXPECT_TRUE(is_known_selector(code)) << code;
        }
    }
    EXPECT_EQ(find_rule("no-such-rule"), nullptr);
}

bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool mentions(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        // What stands in another scope, such as `Cause::…`, is not the rule of that name.
        const std::string_view before = text.substr(0, at);
        const bool other = before.ends_with("::") && !before.ends_with("rules::");
        if (!other && (at == 0 || !is_name(text[at - 1])) && (end == text.size() || !is_name(text[end]))) {
            return true;
        }
    }
    return false;
}

std::vector<std::string> places_of(std::string_view word, const std::vector<SourceFile>& files) {
    std::vector<std::string> places;
    for (const SourceFile& file : files) {
        if (mentions(file.text, word)) {
            places.push_back(file.path);
        }
    }
    return places;
}

/// A rule that stands for a cause of the judgement bears its name: in gpu/ it is the cause's alone.
void forget_causes(const Rule& rule, std::vector<std::string>& places) {
    if (gpu::cause(rule.id)) {
        std::erase_if(places, [](const std::string& place) { return place.starts_with("server/gpu/"); });
    }
}

/// The promise of server/ARCHITECTURE.md: a rule is one file. Nothing that ships and no test of
/// the project as a whole knows a rule by its id, and no layer that could see a rule by its symbol.
TEST(RuleCatalogue, AddingARuleTouchesOneFileAndNothingElse) {
    std::vector<SourceFile> everywhere = testing::source_files(
        {"server", "protocol", "extension/src", "extension/package.json", "tests/rule_catalogue_test.cpp",
         "tests/layering_test.cpp", "tests/rules_page_test.cpp", "tests/CMakeLists.txt"},
        {".cpp", ".hpp", ".in", ".txt", ".model", ".py", ".ts", ".json"});
    std::erase_if(everywhere,
                  [](const SourceFile& file) { return file.path.ends_with(".schema.json"); }); // derived
    std::vector<SourceFile> above = everywhere;
    std::erase_if(above, [](const SourceFile& file) {
        return std::ranges::any_of(std::initializer_list<std::string_view>{"base", "syntax", "model"},
                                   [&](std::string_view layer) {
                                       return file.path.starts_with("server/" + std::string(layer) + "/");
                                   });
    });
    for (const Rule* rule : rules::all()) {
        const std::vector own{std::string(folder) + symbol(*rule) + ".cpp"};
        std::vector<std::string> ids = places_of(rule->id, everywhere);
        std::vector<std::string> symbols = places_of(symbol(*rule), above);
        forget_causes(*rule, ids);
        forget_causes(*rule, symbols);
        EXPECT_EQ(ids, own) << rule->id;
        EXPECT_EQ(symbols, own) << symbol(*rule);
    }
}

} // namespace
} // namespace dockwright::lint
