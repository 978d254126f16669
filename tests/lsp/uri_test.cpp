#include "lsp/uri.hpp"
#include <gtest/gtest.h>

namespace dockwright::lsp {
namespace {

TEST(UriKey, IsTheSameForSpellingsOfOneDocument) {
    EXPECT_EQ(uri_key("file:///c%3A/x"), uri_key("file:///C:/x"));
    EXPECT_EQ(uri_key("file:///a%2Bb%20c"), uri_key("file:///a+b c"));
    EXPECT_EQ(uri_key("FILE://localhost/a"), uri_key("file:///a"));
    EXPECT_EQ(uri_key("file:///%c3%a4"), uri_key("file:///\xC3\xA4"));
    EXPECT_EQ(uri_key("file:///a%2fb"), uri_key("file:///a%2Fb"));
}

TEST(UriKey, DiffersForOtherDocuments) {
    EXPECT_NE(uri_key("file:///a"), uri_key("file:///A"));
    EXPECT_NE(uri_key("file:///a%2Fb"), uri_key("file:///a/b"));
    EXPECT_NE(uri_key("file:///a%2541"), uri_key("file:///a%41"));
    EXPECT_NE(uri_key("file://server/a"), uri_key("file:///a"));
    EXPECT_NE(uri_key("untitled:Untitled-1"), uri_key("untitled:untitled-1"));
    EXPECT_NE(uri_key("vscode-remote://x/C:/a"), uri_key("vscode-remote://x/c:/a"));
}

TEST(UriPath, IsThatOfAFileOnThisMachine) {
    EXPECT_EQ(path_of("file:///a%20b/%C3%A4%2Fc"), "/a b/\xC3\xA4/c");
    EXPECT_EQ(path_of("FILE://localhost/a"), "/a");
    EXPECT_EQ(path_of("file:/a"), "/a");
    for (const char* other :
         {"untitled:a", "file://server/a", "vscode-remote://x/a", "file:", "file://", "file:///a%00b", "a"}) {
        EXPECT_EQ(path_of(other), std::nullopt) << other;
    }
}

TEST(UriOfAPath, IsReadBackAsThePath) {
    EXPECT_EQ(uri_of("/a b/\xC3\xA4%2F#?c.yaml"), "file:///a%20b/%C3%A4%252F%23%3Fc.yaml");
    for (const char* path : {"/", "/w/.dockwright.yaml", "/a b/\xC3\xA4%2F#?:c", "/\xFF"}) {
        EXPECT_EQ(path_of(uri_of(path)), path);
    }
}

TEST(UriKey, TakesWhatIsNoUri) {
    for (const char* text : {"", ":", "%", "file:", "file:%4", "%zz", "file:///", "file:///C"}) {
        EXPECT_EQ(uri_key(text), uri_key(text));
        EXPECT_EQ(uri_key(text).size(), std::string_view(text).size()) << text;
    }
}

} // namespace
} // namespace dockwright::lsp
