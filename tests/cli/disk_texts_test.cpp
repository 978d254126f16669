#include "cli/df.hpp"
#include "cli/images.hpp"
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

actions::DiskUse disk() {
    actions::DiskUse use;
    use.forest.add({"a"}, {3'000'000});
    use.forest.add({"a", "b"}, {3'000'000, 1'000'000});
    use.images = {{.id = "sha256:aaaaaaaaaaaaaaaa",
                   .names = {},
                   .size = 3'000'000,
                   .shared = 3'000'000,
                   .shares_with = {1},
                   .used_by = {"web"}},
                  {.id = "sha256:bb",
                   .names = {"toy:1"},
                   .size = 4'000'000,
                   .own = 1'000'000,
                   .shared = 3'000'000,
                   .shares_with = {0},
                   .in_registry = true}};
    use.layers = 4'000'000;
    use.containers = {
        {.id = "c1", .name = "web\x1b[2J", .image = "toy:0", .state = "running", .running = true}};
    use.volumes = {{.name = "data", .size = std::nullopt, .used_by = {}}};
    return use;
}

TEST(DfText, IsTablesUnderAChart) {
    EXPECT_EQ(df_text(disk()), "Images        2   4.0 MB   ##############################\n"
                               "Containers    1      0 B\n"
                               "Volumes       1      0 B\n"
                               "Build cache          0 B\n"
                               "\n"
                               "IMAGE            SIZE      OWN   SHARED   SHARES WITH    USED BY\n"
                               "toy:1          4.0 MB   1.0 MB   3.0 MB   aaaaaaaaaaaa   -\n"
                               "aaaaaaaaaaaa   3.0 MB      0 B   3.0 MB   toy:1          web\n"
                               "\n"
                               "CONTAINER    OWN LAYER   STATE     IMAGE\n"
                               "web\\x1b[2J         0 B   running   toy:0\n"
                               "\n"
                               "VOLUME   SIZE   USED BY\n"
                               "data        ?   -\n");
}

TEST(DfText, SaysWhatCanGoAndWhatStays) {
    const std::string text = plan_text(cleaning_plan(disk()));
    EXPECT_EQ(text, "Can go, which frees up to 1.0 MB:\n"
                    "  image   toy:1   no container uses it, and it can be pulled again\n"
                    "\n"
                    "Stays, unless named one by one (dockwright df --remove NAME):\n"
                    "  volume   data   ?   volumes hold data; no container uses it\n");
    EXPECT_EQ(plan_text({}), "Nothing can go without a loss.\n");
}

TEST(DfJson, HasThePlanToo) {
    const std::string text = df_json(disk(), cleaning_plan(disk()));
    EXPECT_TRUE(text.contains(R"("canGo":[{"kind":"image","name":"toy:1")")) << text;
    EXPECT_TRUE(text.contains(R"("canFree":1000000)")) << text;
    EXPECT_TRUE(text.contains(R"("kept":[{"kind":"volume","name":"data")")) << text;
}

TEST(ImagesText, HasALineForEachName) {
    const std::vector<actions::ImageRow> rows{{.id = "sha256:0123456789abcdef",
                                               .names = {"cuda:1", "cuda:2"},
                                               .created = 1000,
                                               .size = 1'500'000,
                                               .used_by = {"a", "b", "c", "d"},
                                               .gpu = "CUDA 12.4.1"},
                                              {.id = "sha256:ff", .names = {}, .created = 0, .size = 5}};
    EXPECT_EQ(images_text(rows, 1000 + 86400),
              "IMAGE       ID               SIZE   AGE     GPU           USED BY\n"
              "cuda:1      0123456789ab   1.5 MB   1 day   CUDA 12.4.1   a, b, c and 1 more\n"
              "cuda:2      0123456789ab   1.5 MB   1 day   CUDA 12.4.1   a, b, c and 1 more\n"
              "(no name)   ff                5 B   ?       -             -\n");
}

TEST(AgeText, IsInTheLargestUnit) {
    EXPECT_EQ(age_text(100, 100 + 59), "now");
    EXPECT_EQ(age_text(100, 100 + 60), "1 minute");
    EXPECT_EQ(age_text(100, 100 + 3 * 86400), "3 days");
    EXPECT_EQ(age_text(100, 50), "now");
    EXPECT_EQ(age_text(0, 50), "?");
}

} // namespace
} // namespace dockwright::cli
