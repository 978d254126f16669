#include "project/tree/tree.hpp"
#include <gtest/gtest.h>

namespace dockwright::project {
namespace {

/// The tree in one line, each scalar and each key with its line: `{a@1: [b@2]}`, strings in quotes.
std::string drawn(const Tree& tree) {
    std::string out;
    switch (tree.kind) {
    case Tree::Kind::none: return "-";
    case Tree::Kind::text:
        return (tree.quoted ? "'" + tree.text + "'" : tree.text) + "@" + std::to_string(tree.line);
    case Tree::Kind::list:
        for (const Tree& item : tree.items) {
            out += (out.empty() ? "" : ", ") + drawn(item);
        }
        return "[" + out + "]";
    case Tree::Kind::table:
        for (std::size_t i = 0; i < tree.keys.size(); ++i) {
            out += (out.empty() ? "" : ", ") + tree.keys[i] + ": " + drawn(tree.items[i]);
        }
        return "{" + out + "}";
    }
    return out;
}

TEST(Trees, OfTomlHaveLines) {
    EXPECT_EQ(drawn(read_toml("a = 1\nb = [\n 'x',\n true]\n[c]\nd.e = 1.5\n").root),
              "{a: 1@1, b: ['x'@3, true@4], c: {d: {e: 1.5@6}}}");
}

TEST(Trees, OfTomlHaveNoCharactersBeyondAscii) {
    EXPECT_EQ(drawn(read_toml("a = 'J\u00f6' # \u00e9\n").root), "{a: 'J?\?'@1}");
    EXPECT_EQ(read_toml("\nj\u00f6 = 1\n").broken_line, 2U);
}

TEST(Trees, OfJsonMayHaveCommentsAndTrailingCommas) {
    const TreeFile file = read_json(
        "// one\n{\n \"a\": [1, /* two\n */ \"b\\u0041\",\n],\n \"c\": {\"d\": null, \"e\":\n false}, }\n\n");
    EXPECT_EQ(drawn(file.root), "{a: [1@3, 'bA'@4], c: {d: -, e: false@6}}");
    EXPECT_EQ(file.broken_line, 0U);
    EXPECT_EQ(drawn(read_json("12").root), "12@1");
    EXPECT_EQ(read_json("").broken_line, 1U);
    EXPECT_EQ(read_json("{\n\"a\": 1,\nx}").broken_line, 3U);
    EXPECT_EQ(drawn(read_json("{\n\"a\": 1,\nx}").root), "{a: 1@2}");
}

TEST(Trees, OfYamlTakeInWhatAnchorsName) {
    EXPECT_EQ(
        drawn(read_yaml_tree("a: &x\n  b: 1\n  c: 'true'\nd:\n  <<: *x\n  b: yes\ne: [*x, &y z, *y]\n").root),
        "{a: {b: 1@2, c: 'true'@3}, d: {b: yes@6, c: 'true'@3}, e: [{b: 1@2, c: 'true'@3}, z@7, z@7]}");
    EXPECT_EQ(drawn(read_yaml_tree("a: &x {b: 1}\nc: &y {d: 2, b: 3}\ne: {<<: [*x, *y]}\n").root),
              "{a: {b: 1@1}, c: {d: 2@2, b: 3@2}, e: {b: 1@1, d: 2@2}}");
    EXPECT_EQ(read_yaml_tree("a: 'b\n").broken_line, 1U);
    EXPECT_EQ(read_yaml_tree("a: b\nc: *none\n").broken_line, 2U);
}

TEST(Trees, OfAliasesOfAliasesAreBounded) {
    std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 30; ++i) {
        const std::string below = "*a" + std::to_string(i - 1);
        text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
        for (int k = 0; k < 10; ++k) {
            text += below + ", ";
        }
        text += "]\n";
    }
    std::size_t count = 0;
    const auto visit = [&count](auto&& self, const Tree& tree) -> void {
        ++count;
        for (const Tree& item : tree.items) {
            self(self, item);
        }
    };
    visit(visit, read_yaml_tree(text).root);
    EXPECT_GT(count, 1000U);
    EXPECT_LT(count, 300'000U);
}

TEST(Trees, AreAskedByPath) {
    const TreeFile file = read_json(R"({"a": {"b": "x", "b": "y"}, "l": ["p", "q"], "s": "one"})");
    EXPECT_EQ(file.root.find({"a", "b"})->text, "y");
    EXPECT_EQ(file.root.find({"a", "c", "d"}), nullptr);
    EXPECT_EQ(file.root.text_of("l"), "");
    EXPECT_EQ(file.root.list_of("l").size(), 2U);
    EXPECT_EQ(file.root.list_of("s").size(), 1U);
    EXPECT_EQ(file.root.list_of("a").size(), 0U);
}

} // namespace
} // namespace dockwright::project
