#include "support/line_changes.hpp"
#include "support/source_tree.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <regex>
#include <set>

/// The invariants of server/ARCHITECTURE.md that include lines show.
namespace dockwright::testing {
namespace {

using Layers = std::map<std::string, std::set<std::string>>;

/// The lines `layer(folder may-include...)` of server/CMakeLists.txt.
Layers layers() {
    Layers out;
    static const std::regex line_pattern(R"(^layer\((\w+)((?: \w+)*)\)$)");
    for (const SourceFile& file : source_files({"server/CMakeLists.txt"}, {".txt"})) {
        for (const std::string_view line : lines_of(file.text)) {
            std::match_results<std::string_view::const_iterator> match;
            if (std::regex_match(line.begin(), line.end(), match, line_pattern)) {
                std::istringstream words(match[2].str());
                std::set<std::string>& allowed = out[match[1].str()];
                allowed.insert(std::istream_iterator<std::string>(words), {});
            }
        }
    }
    return out;
}

struct Include {
    std::string path; ///< of the file that has it
    std::string name; ///< what stands between the quotes or the angles
    bool angled = false;

    std::string layer() const {
        const std::size_t slash = path.find('/', 7);
        return slash == std::string::npos ? "" : path.substr(7, slash - 7);
    }
    bool in_header() const { return path.ends_with(".hpp"); }
};

std::vector<Include> includes() {
    std::vector<Include> out;
    for (const SourceFile& file : source_files({"server"}, {".cpp", ".hpp", ".in"})) {
        for (const std::string_view line : lines_of(file.text)) {
            if (!line.starts_with("#include ") || line.size() < 11) {
                continue;
            }
            const std::size_t end = line.find_first_of(">\"", 10);
            out.push_back({file.path, std::string(line.substr(10, end - 10)), line[9] == '<'});
        }
    }
    return out;
}

std::string said(const Include& include) {
    return include.path + " includes " + include.name;
}

const std::set<std::string> pure = {"base", "syntax", "shell", "model", "knowledge", "gpu", "lint", "ide"};

TEST(Layering, TheLayersOfServerAreRead) {
    EXPECT_EQ(layers().size(), 16U);
    EXPECT_TRUE(layers().at("base").empty());
    EXPECT_TRUE(layers().at("lint").contains("model"));
    EXPECT_GT(includes().size(), 100U);
}

TEST(Layering, EveryLayerIncludesOnlyWhatItsLineNames) {
    const Layers allowed = layers();
    for (const Include& include : includes()) {
        const std::string layer = include.layer();
        if (include.angled || layer.empty() || layer == "tools") {
            continue;
        }
        ASSERT_TRUE(allowed.contains(layer)) << include.path << " lies in no layer";
        const std::string other = include.name.substr(0, include.name.find('/'));
        EXPECT_TRUE(other == layer || allowed.at(layer).contains(other) || include.name == "@HEADER@")
            << said(include);
    }
}

TEST(Layering, LowerLayersComeFirstSoThatNoTwoNeedEachOther) {
    std::set<std::string> above;
    for (const auto& [layer, allowed] : layers()) {
        for (const std::string& lower : allowed) {
            EXPECT_TRUE(layers().contains(lower)) << layer << " may include " << lower << ", which is none";
            EXPECT_FALSE(layers().at(lower).contains(layer)) << layer << " and " << lower;
        }
    }
}

TEST(Layering, ThePureLayersDoNoInputOrOutputAndReadNoClock) {
    static const std::regex impure("(boost|yaml-cpp|sys|netinet|unistd)[/.].*|filesystem|fstream|iostream|"
                                   "cstdio|chrono|ctime|thread|mutex|random");
    for (const Include& include : includes()) {
        if (pure.contains(include.layer())) {
            EXPECT_FALSE(std::regex_match(include.name, impure)) << said(include);
        }
    }
}

TEST(Layering, HeadersOfAsioStayWhereBytesAreAwaited) {
    const std::set<std::string> may = {"rpc", "engine", "host", "actions"};
    for (const Include& include : includes()) {
        if (include.in_header() &&
            (include.name.starts_with("boost/asio") || include.name.starts_with("boost/beast"))) {
            EXPECT_TRUE(may.contains(include.layer()) || include.path == "server/lsp/async_feature.hpp")
                << said(include);
        }
    }
}

TEST(Layering, YamlIsReadInThreePlaces) {
    for (const Include& include : includes()) {
        if (include.name.starts_with("yaml-cpp/")) {
            EXPECT_TRUE(include.layer() == "config" || include.layer() == "project" ||
                        include.layer() == "tools")
                << said(include);
        }
    }
}

TEST(Layering, TomlIsReadInOneFile) {
    for (const Include& include : includes()) {
        if (include.name.starts_with("toml++/")) {
            EXPECT_EQ(include.path, "server/project/tree/toml.cpp");
        }
    }
}

TEST(Layering, JsonIsReadInFiveLayers) {
    const std::set<std::string> may = {"rpc", "lsp", "engine", "host", "project"};
    for (const Include& include : includes()) {
        if (include.name.starts_with("boost/json")) {
            EXPECT_TRUE(may.contains(include.layer())) << said(include);
        }
    }
}

TEST(Layering, JsonStringsAreEscapedInOnePlace) {
    const std::set<std::string> may = {"base", "rpc", "lsp", "engine", "cli", "config"};
    for (const Include& include : includes()) {
        if (include.name == "base/json_text.hpp") {
            EXPECT_TRUE(may.contains(include.layer())) << said(include);
        }
    }
    for (const SourceFile& file : source_files({"server"}, {".cpp", ".hpp"})) {
        if (file.path != "server/base/json_text.cpp") {
            EXPECT_FALSE(file.text.contains(R"("\\u00")")) << file.path << " escapes by itself";
        }
    }
}

/// In `lsp` mode standard output is the protocol's: descriptors.cpp takes it away for the one
/// writer, and server.cpp prints its usage before that. The other subcommands write in cli/.
/// child.cpp names the standard output of the programs that it starts.
TEST(Layering, OnlyTheOneWriterTouchesStandardOutput) {
    const std::vector<std::string_view> output = {"std::cout",     "printf(", "(stdout", " stdout",
                                                  "STDOUT_FILENO", "puts(",   "putchar("};
    const auto writes = [&](std::string_view text) {
        return std::ranges::any_of(output, [&](std::string_view word) { return text.contains(word); });
    };
    std::set<std::string> places;
    for (const SourceFile& file : source_files({"server"}, {".cpp", ".hpp"})) {
        if (!file.path.starts_with("server/cli/") && writes(file.text)) {
            places.insert(file.path);
        }
    }
    EXPECT_EQ(places, (std::set<std::string>{"server/engine/child.cpp", "server/lsp/descriptors.cpp",
                                             "server/lsp/server.cpp"}));
}

TEST(Layering, EveryHeaderIsReadOnce) {
    for (const SourceFile& file : source_files({"server", "tests"}, {".hpp"})) {
        EXPECT_TRUE(file.text.contains("#pragma once\n")) << file.path;
    }
}

TEST(Files, NoneIsLongerThanFiveHundredLinesUnlessItIsGenerated) {
    for (const SourceFile& file :
         source_files({"server", "tests", "protocol", "extension/src"},
                      {".cpp", ".hpp", ".py", ".ts", ".mjs", ".txt", ".lua", "run"})) {
        const bool is_recorded = file.path.contains("/judged"); // answers of other tools
        if (!is_generated(file.path) && !is_recorded) {
            EXPECT_LE(std::ranges::count(file.text, '\n'), 500) << file.path;
        }
    }
}

} // namespace
} // namespace dockwright::testing
