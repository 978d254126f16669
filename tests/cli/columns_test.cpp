#include "cli/columns.hpp"
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

TEST(Columns, AreAlignedWithoutBlanksAtTheEnd) {
    EXPECT_EQ(columns_text({{"NAME", "SIZE", "BY"}, {"é", "12 MB", "-"}, {"long", "1 B", ""}}, {1}),
              "NAME    SIZE   BY\n"
              "é      12 MB   -\n"
              "long     1 B\n");
    EXPECT_EQ(columns_text({}), "");
}

TEST(Columns, CutByCharactersAndSayIt) {
    EXPECT_EQ(shortened("ééééé", 3), "éé…");
    EXPECT_EQ(shortened("abc", 3), "abc");
    EXPECT_EQ(shortened("abc", 0), "");
}

} // namespace
} // namespace dockwright::cli
