#include "model/conda_spec.hpp"
#include <gtest/gtest.h>

namespace dockwright::model {
namespace {

/// `channel | name | version`.
std::string spec(std::string_view text) {
    const ListedPackage package = read_conda_spec(text);
    return package.channel + " | " + package.name + " | " + package.version;
}

TEST(CondaSpecs, HaveAChannelANameAndAVersion) {
    EXPECT_EQ(spec("pytorch"), " | pytorch | ");
    EXPECT_EQ(spec("pytorch=2.1"), " | pytorch | =2.1");
    EXPECT_EQ(spec("conda-forge::pytorch==2.1=cuda118*"), "conda-forge | pytorch | ==2.1=cuda118*");
    EXPECT_EQ(spec("nvidia/label/cuda-12.1.0::cuda-toolkit"), "nvidia/label/cuda-12.1.0 | cuda-toolkit | ");
    EXPECT_EQ(spec("numpy >=1.20, <2"), " | numpy | >=1.20,<2");
    EXPECT_EQ(spec("python 3.11"), " | python | ==3.11");
    EXPECT_EQ(spec("python 3.11 h123_0"), " | python | ==3.11=h123_0");
    EXPECT_EQ(spec("numpy[version='>=1', channel=conda-forge]"), "conda-forge | numpy | >=1");
    EXPECT_EQ(spec("pytorch=*=*cuda*  # with a GPU"), " | pytorch | =*=*cuda*");
}

TEST(CondaSpecs, OfAddressesAreCalledByTheFile) {
    const ListedPackage package =
        read_conda_spec("https://conda.example/pytorch/linux-64/pytorch-2.1.0-py3.10_cuda12.1_0.tar.bz2#abc");
    EXPECT_EQ(package.name, "pytorch");
    EXPECT_EQ(package.version, "=2.1.0=py3.10_cuda12.1_0");
    EXPECT_FALSE(package.url.empty());
}

TEST(CondaSpecs, StandOneALineInAFile) {
    const PackageList list = read_conda_list("# platform: linux-64\n@EXPLICIT\nnumpy=1.26\n\n=1\n", "r.txt");
    ASSERT_EQ(list.packages.size(), 1U);
    EXPECT_EQ(list.packages[0].name, "numpy");
    EXPECT_EQ(list.packages[0].line, 3U);
    EXPECT_EQ(list.broken_line, 5U);
}

} // namespace
} // namespace dockwright::model
