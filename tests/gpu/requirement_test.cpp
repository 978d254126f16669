#include "gpu/requirement.hpp"
#include <gtest/gtest.h>

namespace dockwright::gpu {
namespace {

using knowledge::Version;

/// A GeForce RTX 3090 with driver 535.104.05.
constexpr Properties machine{.cuda = *Version::parse("12.2"),
                             .driver = *Version::parse("535.104.05"),
                             .arch = *Version::parse("8.6"),
                             .brand = "geforce"};

// The grammar of NVIDIA's container toolkit documentation: a blank is "or", a comma "and".
TEST(Requirement, OfAPlainCudaIsAboutTheDriversOwn) {
    EXPECT_EQ(holds("cuda>=12.2", machine), true);
    EXPECT_EQ(holds("cuda>=12.4", machine), false);
    EXPECT_EQ(holds("cuda>=9.0 cuda>=99", machine), true);
}

TEST(Requirement, LetsADriverBranchInForItsBrandsAlone) {
    EXPECT_EQ(holds("cuda>=12.4 brand=tesla,driver>=535,driver<536", machine), false);
    EXPECT_EQ(holds("cuda>=12.4 brand=GeForce,driver>=535,driver<536", machine), true);
    EXPECT_EQ(holds("brand!=geforce", machine), false);
}

TEST(Requirement, ComparesPartByPart) {
    EXPECT_EQ(holds("driver>=535.104.5", machine), true);
    EXPECT_EQ(holds("driver<535.104", machine), false);
    EXPECT_EQ(holds("arch>=8.9", machine), false);
}

TEST(Requirement, ThatCantBeReadIsNoAnswer) {
    EXPECT_EQ(holds("cuda=>12", machine), std::nullopt);
    EXPECT_EQ(holds("colour=red", machine), std::nullopt);
    EXPECT_EQ(holds("brand>=tesla", machine), std::nullopt);
}

TEST(Requirement, OfWhatIsNotKnownIsSatisfied) {
    EXPECT_EQ(holds("cuda>=12.4,brand=tesla", {}), true);
    EXPECT_EQ(holds("", machine), true);
}

} // namespace
} // namespace dockwright::gpu
