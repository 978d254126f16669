#include "engine/container_name.hpp"
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace dockwright::engine {
namespace {

std::string suggested(std::string_view image, const std::vector<std::string>& taken = {}) {
    return suggested_container_name(image, taken);
}

TEST(ContainerNames, AreLettersDigitsAndThreeMarksAfterALetterOrDigit) {
    for (const char* name : {"train", "ab", "0a", "my_app-1.2", "A__"}) {
        EXPECT_TRUE(is_container_name(name)) << name;
    }
    for (const char* name : {"", "a", "/train", "-it", ".a", "_a", "a b", "a/b", "a\n", "\xc3\xa4\xc3\xa4"}) {
        EXPECT_FALSE(is_container_name(name)) << name;
    }
}

TEST(ContainerNames, AreSuggestedAfterTheImage) {
    EXPECT_EQ(suggested("pytorch/pytorch:2.4.0-cuda12.4"), "pytorch");
    EXPECT_EQ(suggested("registry.example:5000/team/my_train.v2@sha256:12"), "my_train.v2");
    EXPECT_EQ(suggested("python"), "python");
}

TEST(ContainerNames, AreNumberedWhereTheFirstIsTaken) {
    EXPECT_EQ(suggested("python", {"python"}), "python-2");
    EXPECT_EQ(suggested("python", {"/python", "/python-2", "python-3", "python-5"}), "python-4");
    EXPECT_EQ(suggested("python", {"pytho", "python2", "//python"}), "python");
}

TEST(ContainerNames, AreSuggestedForAnyImage) {
    const std::string long_name(300, 'x');
    EXPECT_EQ(suggested(long_name).size(), 63U);
    EXPECT_EQ(suggested(long_name, {suggested(long_name)}), std::string(61, 'x') + "-2");
    for (const std::string& image : {std::string(), std::string("r"), "sha256:" + std::string(64, 'a'),
                                     std::string(64, 'a'), std::string("0123456789ab"), std::string("--"),
                                     std::string("/"), std::string("\n"), std::string("<none>:<none>")}) {
        EXPECT_TRUE(is_container_name(suggested(image))) << image;
    }
    EXPECT_EQ(suggested("sha256:" + std::string(64, 'a')), "container");
    EXPECT_EQ(suggested("r", {"container"}), "container-2");
}

} // namespace
} // namespace dockwright::engine
