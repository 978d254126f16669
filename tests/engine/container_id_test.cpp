#include "engine/container_id.hpp"
#include <gtest/gtest.h>
#include <string>

namespace dockwright::engine {
namespace {

TEST(ContainerIds, AreTwelveToSixtyFourLowerCaseHexadecimalDigits) {
    EXPECT_TRUE(is_container_id("0123456789ab"));
    EXPECT_TRUE(is_container_id(std::string(64, 'f')));
    for (const std::string& text :
         {std::string(), std::string("0123456789a"), std::string(65, 'f'), std::string("0123456789AB"),
          std::string("0123456789ag"), std::string("--privileged"), std::string("0123456789ab\n")}) {
        EXPECT_FALSE(is_container_id(text)) << text;
    }
}

TEST(ContainerReferences, AreNamesOrIdsWithOrWithoutTheSlash) {
    for (const char* text : {"train", "/train", "my_app-1.2", "a", "0123", "7"}) {
        EXPECT_TRUE(is_container_reference(text)) << text;
    }
}

TEST(ContainerReferences, AreNeverOptionsPathsOrCommands) {
    for (const char* text : {"", "/", "-it", "--help", "..", "../../images", "a/b", "a b", "a;b", "$(id)",
                             "a\nb", "a?x=1", "a%2f", "\xc3\xa4"}) {
        EXPECT_FALSE(is_container_reference(text)) << text;
    }
}

} // namespace
} // namespace dockwright::engine
