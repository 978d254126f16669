#include "gpu/image/marker.hpp"
#include <gtest/gtest.h>

namespace dockwright::gpu {
namespace {

using knowledge::Version;

std::optional<bool> holds(std::string_view marker, std::string_view python = "3.11", bool arm = false) {
    return marker_holds(marker, {.python = Version::parse(python).value_or(Version()), .arm = arm});
}

// As pip decides on Linux: PEP 508.
TEST(Marker, OfAnotherSystemDoesNotHold) {
    EXPECT_EQ(holds("sys_platform == 'darwin'"), false);
    EXPECT_EQ(holds("sys_platform != \"win32\""), true);
    EXPECT_EQ(holds("platform_system == 'Linux' and platform_machine == 'x86_64'"), true);
    EXPECT_EQ(holds("platform_machine == 'x86_64'", "3.11", true), false);
    EXPECT_EQ(holds("platform_machine in 'x86_64 amd64'"), true);
}

TEST(Marker, ComparesPythonsAsVersions) {
    EXPECT_EQ(holds("python_version < '3.9'"), false);
    EXPECT_EQ(holds("python_version >= '3.9'", "3.10"), true);
    EXPECT_EQ(holds("python_version >= '3.9' and (sys_platform == 'linux' or os_name == 'nt')"), true);
    EXPECT_EQ(holds("python_version < '3.9' or python_version >= '3.12'"), false);
}

TEST(Marker, OfWhatIsNotKnownIsNotKnown) {
    EXPECT_EQ(holds("python_version < '3.9'", ""), std::nullopt);
    EXPECT_EQ(holds("extra == 'gpu'"), std::nullopt);
    EXPECT_EQ(holds("extra == 'gpu' and sys_platform == 'win32'"), false);
    EXPECT_EQ(holds("sys_platform = 'linux'"), std::nullopt);
    EXPECT_EQ(holds("((("), std::nullopt);
}

TEST(Marker, ThatIsNotThereHolds) {
    EXPECT_EQ(holds(""), true);
}

} // namespace
} // namespace dockwright::gpu
