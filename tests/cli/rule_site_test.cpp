#include "cli/site/site.hpp"
#include "support/process.hpp"
#include "support/temporary_folder.hpp"
#include <expat.h>
#include <gmock/gmock.h>
#include <memory>
#include <set>

namespace dockwright::cli {
namespace {

using ::testing::HasSubstr;

struct Read {
    std::vector<std::string> links;
    std::string error;
};

/// By a reader that is not ours.
Read read(const std::string& page) {
    Read out;
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate("UTF-8"),
                                                                              XML_ParserFree);
    XML_SetUserData(parser.get(), &out);
    XML_SetStartElementHandler(parser.get(), [](void* data, const char*, const char** attributes) {
        for (; *attributes != nullptr; attributes += 2) {
            const std::string_view name = attributes[0];
            if (name == "href" || name == "src") {
                static_cast<Read*>(data)->links.emplace_back(attributes[1]);
            }
        }
    });
    if (XML_Parse(parser.get(), page.data(), static_cast<int>(page.size()), 1) == XML_STATUS_ERROR) {
        out.error = std::string(XML_ErrorString(XML_GetErrorCode(parser.get()))) + " in line " +
                    std::to_string(XML_GetCurrentLineNumber(parser.get()));
    }
    return out;
}

TEST(RuleSite, HasAPageForEachRuleAndOnlyLinksThatLeadSomewhere) {
    const std::vector<site::Page> pages = site::pages();
    std::set<std::string> names;
    for (const site::Page& page : pages) {
        EXPECT_TRUE(names.insert(page.name).second) << page.name;
    }
    for (const lint::Rule* rule : lint::rules::all()) {
        EXPECT_TRUE(names.contains(std::string(rule->id) + ".html")) << rule->id;
    }
    for (const site::Page& page : pages) {
        if (!page.name.ends_with(".html")) {
            continue;
        }
        const Read found = read(page.text);
        EXPECT_EQ(found.error, "") << page.name;
        for (const std::string& link : found.links) {
            EXPECT_TRUE(link.starts_with('#') || names.contains(link)) << page.name << " links to " << link;
        }
    }
}

TEST(RuleSite, LeadsFromTheFirstPageToEveryRule) {
    const Read index = read(site::index_page());
    const std::set<std::string> links(index.links.begin(), index.links.end());
    for (const lint::Rule* rule : lint::rules::all()) {
        EXPECT_TRUE(links.contains(std::string(rule->id) + ".html")) << rule->id;
    }
}

TEST(RuleSite, EscapesWhatWouldBeMarkup) {
    std::string out;
    site::append_prose(out, "a < b & `<c>` \"d\"");
    EXPECT_EQ(out, "a &lt; b &amp; <code>&lt;c&gt;</code> &quot;d&quot;");
}

TEST(RuleSite, IsWrittenOnceAndReplacedOnlyWhenAsked) {
    const testing::TemporaryFolder folder;
    const auto ask = [&](std::vector<std::string> arguments) {
        return testing::run_dockwright({.arguments = std::move(arguments), .folder = folder.path()});
    };
    const testing::Ended first = ask({"rules", "--site", "site"});
    EXPECT_EQ(first.exit_code, 0) << first.errors;
    EXPECT_THAT(folder.read("site/index.html"), HasSubstr("<h1>Rules of Dockwright</h1>"));
    folder.write("site/index.html", "mine");
    const testing::Ended second = ask({"rules", "--site", "site"});
    EXPECT_EQ(second.exit_code, 2);
    EXPECT_THAT(second.errors, HasSubstr("--force"));
    EXPECT_EQ(folder.read("site/index.html"), "mine");
    EXPECT_EQ(ask({"rules", "--site", "site", "--force"}).exit_code, 0);
    EXPECT_THAT(folder.read("site/index.html"), HasSubstr("<h1>Rules of Dockwright</h1>"));
}

} // namespace
} // namespace dockwright::cli
