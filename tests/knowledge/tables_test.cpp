#include "knowledge/queries.hpp"
#include <gmock/gmock.h>

/// Facts from documents, spot by spot, and what holds for each table.
namespace dockwright::knowledge {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

const Knowledge& facts() {
    return built_in();
}

Version v(std::string_view text) {
    return Version::parse(text).value();
}

TEST(Toolkits, TheNewestThatBeginsSoIsFound) {
    ASSERT_NE(toolkit(facts(), v("12.4")), nullptr);
    EXPECT_EQ(toolkit(facts(), v("12.4"))->version, v("12.4.1"));
    EXPECT_EQ(toolkit(facts(), v("12.7")), nullptr);
    EXPECT_EQ(toolkit(facts(), v("11.8"))->max_gcc, 11);
}

TEST(Toolkits, ADriverIsNativeFromTheFirstReleaseOfAMinorOn) {
    EXPECT_EQ(native_driver(facts(), v("12.4")), v("550.54.14"));
    EXPECT_EQ(native_driver(facts(), v("12.4.1")), v("550.54.15"));
    EXPECT_EQ(native_driver(facts(), v("10.2")), v("440.33"));
    EXPECT_FALSE(native_driver(facts(), v("13.4")).known());
}

TEST(Toolkits, Cuda13CompilesForTuringAndNewer) {
    EXPECT_THAT(toolkit(facts(), v("13.0"))->targets, Not(Contains(70)));
    EXPECT_THAT(toolkit(facts(), v("12.9"))->targets, Contains(50));
    EXPECT_THAT(toolkit(facts(), v("12.6"))->targets, Not(Contains(120)));
}

TEST(CudaMajors, HaveTheirLowestDriver) {
    EXPECT_EQ(cuda_major(facts(), 11)->min_driver, v("450.80.02"));
    EXPECT_EQ(cuda_major(facts(), 12)->min_driver, v("525.60.13"));
    EXPECT_EQ(cuda_major(facts(), 13)->min_driver, v("580.65.06"));
    EXPECT_FALSE(cuda_major(facts(), 10)->min_driver.known());
}

TEST(Drivers, SayWhatCudaTheyReport) {
    EXPECT_EQ(cuda_of_driver(facts(), v("535.104.05")), v("12.2"));
    EXPECT_EQ(cuda_of_driver(facts(), v("572.13")), v("12.8"));
    EXPECT_FALSE(cuda_of_driver(facts(), v("304.1")).known());
    EXPECT_FALSE(cuda_of_driver(facts(), Version{}).known());
    EXPECT_EQ(driver(facts(), 535)->kind, "LTS");
}

TEST(Architectures, KnowTheirLastDriverAndToolkit) {
    EXPECT_EQ(architecture(facts(), 35)->last_driver, 470);
    EXPECT_EQ(architecture(facts(), 70)->last_driver, 580);
    EXPECT_EQ(architecture(facts(), 70)->last_cuda, v("12.9"));
    EXPECT_EQ(architecture(facts(), 89)->first_cuda, v("11.8"));
    EXPECT_TRUE(architecture(facts(), 87)->tegra);
}

TEST(Distributions, AreFoundByNameAndCodename) {
    EXPECT_EQ(distribution(facts(), "ubuntu22.04")->glibc, v("2.35"));
    EXPECT_EQ(distribution_of_codename(facts(), "bookworm"), distribution(facts(), "debian12"));
    EXPECT_TRUE(distribution(facts(), "debian12")->externally_managed);
    EXPECT_FALSE(distribution(facts(), "ubuntu22.04")->externally_managed);
    EXPECT_FALSE(distribution(facts(), "alpine")->glibc.known());
    EXPECT_EQ(distribution_of_codename(facts(), ""), nullptr);
}

TEST(CudaImages, ExistOnlyAsTheyWereBuilt) {
    EXPECT_NE(cuda_image(facts(), v("12.4.1"), "cudnn-runtime", "ubuntu22.04"), nullptr);
    EXPECT_EQ(cuda_image(facts(), v("12.4.0"), "cudnn-runtime", "ubuntu22.04"), nullptr);
    EXPECT_EQ(cuda_image(facts(), v("12.4.1"), "cudnn8-runtime", "ubuntu22.04"), nullptr);
    EXPECT_EQ(cuda_image(facts(), v("12.4"), "base", "ubuntu22.04"), nullptr);
    EXPECT_EQ(cuda_image(facts(), v("12.4.1"), "base", "ubuntu18.04"), nullptr);
    EXPECT_EQ(cuda_image(facts(), v("10.2"), "base", "ubuntu18.04")->state, TagState::gone);
    EXPECT_EQ(cuda_image(facts(), v("13.3.1"), "devel", "ubuntu24.04")->state, TagState::seen);
}

TEST(CudaImages, AskForADriverByBrand) {
    const CudaRequirement* of_12_4 = cuda_requirement(facts(), v("12.4.1"), "ubuntu22.04");
    ASSERT_NE(of_12_4, nullptr);
    EXPECT_EQ(of_12_4->brands, Brands::all);
    EXPECT_THAT(of_12_4->branches, ElementsAre(470, 525, 535));
    EXPECT_EQ(cuda_requirement(facts(), v("12.5.1"), "ubuntu22.04")->brands, Brands::professional);
    EXPECT_THAT(cuda_requirement(facts(), v("11.4.3"), "ubuntu20.04")->branches, IsEmpty());
    EXPECT_THAT(cuda_requirement(facts(), v("11.4.3"), "ubuntu18.04")->branches, ElementsAre(418, 450));
    EXPECT_EQ(cuda_requirement(facts(), v("11.3.1"), "ubuntu20.04")->any_brand_from, 450);
    EXPECT_EQ(cuda_requirement(facts(), v("13.2.0"), "ubuntu24.04"), nullptr);
}

TEST(Torch, ThePlainWheelChangesItsCuda) {
    EXPECT_EQ(release(facts(), "torch", v("1.12.1"))->variant, "cu102");
    EXPECT_EQ(release(facts(), "torch", v("2.4"))->variant, "cu121");
    EXPECT_EQ(release(facts(), "torch", v("2.4.1"))->variant_arm, "cpu");
    EXPECT_EQ(release(facts(), "torch", v("2.11.0"))->variant, "cu130");
    EXPECT_EQ(release(facts(), "torch", v("2.11.0"))->variant_arm, "cu130");
    EXPECT_EQ(release(facts(), "torch", v("2.15.0"))->variant, "cu132");
    EXPECT_EQ(release(facts(), "torch", v("2.4.9")), nullptr);
    EXPECT_EQ(release(facts(), "torch", v("2.4.0rc1")), nullptr);
}

TEST(Torch, HasWheelsForSomePythonsOnly) {
    const Release* of_2_5 = release(facts(), "torch", v("2.5.1"));
    EXPECT_FALSE(has(of_2_5->pythons, v("3.8")));
    EXPECT_TRUE(has(of_2_5->pythons, v("3.13")));
    EXPECT_TRUE(has(release(facts(), "torch", v("1.4.0"))->pythons, v("2.7")));
    EXPECT_FALSE(has(release(facts(), "torch", v("1.7.0"))->pythons, v("3.9")));
    EXPECT_TRUE(has(release(facts(), "torch", v("1.7.1"))->pythons, v("3.9")));
}

TEST(Torch, VariantsSayWhatTheyWereCompiledFor) {
    const Release* of_2_7 = release(facts(), "torch", v("2.7.0"));
    const Variant* blackwell = variant(*of_2_7, "cu128");
    ASSERT_NE(blackwell, nullptr);
    EXPECT_THAT(blackwell->targets, ElementsAre(75, 80, 86, 90, 100, 120));
    EXPECT_EQ(blackwell->ptx, 120);
    EXPECT_THAT(variant(*of_2_7, "cu126")->targets, Not(Contains(120)));
    EXPECT_EQ(variant(*of_2_7, "cpu")->libraries, Libraries::none);
    EXPECT_FALSE(variant(*of_2_7, "cpu")->cuda.known());
    EXPECT_EQ(variant(*of_2_7, "cu121"), nullptr);
    EXPECT_EQ(variant(*release(facts(), "torch", v("2.6.0")), "cu126")->glibc, v("2.28"));
}

TEST(Torch, BelongsToOneTorchvision) {
    const auto all = pairs(facts(), "torchvision");
    const auto of_0_19_1 =
        std::ranges::find_if(all, [](const Pair& pair) { return pair.first == v("0.19.1"); });
    ASSERT_NE(of_0_19_1, all.end());
    EXPECT_EQ(of_0_19_1->partner, "torch");
    EXPECT_EQ(of_0_19_1->specifier, "==2.4.1");
    EXPECT_TRUE(std::ranges::is_sorted(all, std::ranges::greater{}, &Pair::first));
}

TEST(ImageTags, OfPytorchSayWhatIsInside) {
    const ImageTag* tag = image_tag(facts(), "pytorch/pytorch", "2.4.1-cuda12.1-cudnn9-runtime");
    ASSERT_NE(tag, nullptr);
    EXPECT_EQ(tag->python_kind, PythonKind::conda);
    EXPECT_EQ(tag->packages.front().package, "torch");
    EXPECT_EQ(tag->packages.front().version, "2.4.1");
    EXPECT_EQ(tag->packages.front().variant, "cu121");
    const ImageTag* newer = image_tag(facts(), "pytorch/pytorch", "2.10.0-cuda12.8-cudnn9-devel");
    ASSERT_NE(newer, nullptr);
    EXPECT_TRUE(newer->externally_managed);
    EXPECT_EQ(newer->flavour, "devel");
    EXPECT_EQ(image_tag(facts(), "pytorch/pytorch", "2.4.1-cuda12.6-cudnn9-runtime"), nullptr);
}

TEST(ImageTags, OfPythonSayTheDebianBelow) {
    const auto below = [](std::string_view tag) {
        const ImageTag* found = image_tag(facts(), "python", tag);
        return found == nullptr ? std::string_view() : found->distribution;
    };
    EXPECT_EQ(below("3.12-slim"), "debian13");
    EXPECT_EQ(below("3.11.9-slim"), "debian12");
    EXPECT_EQ(below("3.11.2-slim"), "debian11");
    EXPECT_EQ(below("3.11-slim-bookworm"), "debian12");
    EXPECT_EQ(below("3.11.2-slim-bookworm"), "debian12");
    EXPECT_EQ(below("3.10-alpine"), "alpine");
    EXPECT_EQ(below("3.11.9-alpine3.19"), "alpine3.19");
    EXPECT_EQ(below("3.11.9-windowsservercore"), "");
    EXPECT_EQ(image_tag(facts(), "docker.io/library/python", "3.10")->python, v("3.10"));
}

TEST(ImageTags, OfDistributionsAreThatDistribution) {
    EXPECT_EQ(image_tag(facts(), "ubuntu", "latest")->distribution, "ubuntu26.04");
    EXPECT_EQ(image_tag(facts(), "ubuntu", "jammy-20240416")->distribution, "ubuntu22.04");
    EXPECT_EQ(image_tag(facts(), "debian", "bookworm-slim")->distribution, "debian12");
    EXPECT_EQ(image_tag(facts(), "redhat/ubi8", "8.9-1028")->distribution, "ubi8");
    EXPECT_EQ(image_tag(facts(), "some/thing", "latest"), nullptr);
}

TEST(ImageFamilies, AreFoundByEachOfTheirRepositories) {
    EXPECT_NE(image_family(facts(), "nvidia/cuda"), nullptr);
    EXPECT_EQ(image_family(facts(), "nvcr.io/nvidia/cuda"), image_family(facts(), "docker.io/nvidia/cuda"));
}

TEST(Packages, AreFoundByAnySpellingOfTheirName) {
    EXPECT_EQ(normalized("Flash__Attn"), "flash-attn");
    EXPECT_NE(package(facts(), "Torch"), nullptr);
    EXPECT_EQ(package(facts(), "torch.vision"), nullptr);
}

TEST(RunsOn, MachineCodeRunsOnTheSameMajorAndNoOlderMinor) {
    const auto runs = [](Capability target, Capability device) {
        return runs_on(facts(), std::span(&target, 1), device);
    };
    EXPECT_TRUE(runs(80, 86));
    EXPECT_TRUE(runs(80, 89));
    EXPECT_FALSE(runs(86, 80));
    EXPECT_FALSE(runs(80, 87));
    EXPECT_FALSE(runs(87, 89));
    EXPECT_TRUE(runs(87, 87));
    EXPECT_FALSE(runs(90, 120));
    EXPECT_FALSE(runs(100, 120));
    EXPECT_TRUE(runs(100, 103));
    EXPECT_TRUE(runs(120, 121));
    EXPECT_FALSE(runs_on(facts(), {}, 80));
}

} // namespace
} // namespace dockwright::knowledge
