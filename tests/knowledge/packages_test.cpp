#include "knowledge/queries.hpp"
#include <gmock/gmock.h>

/// Facts about packages, images, variables, mirrors and rules, spot by spot.
namespace dockwright::knowledge {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::Field;
using ::testing::Not;

const Knowledge& facts() {
    return built_in();
}

Version v(std::string_view text) {
    return Version::parse(text).value();
}

/// The build of a release, or an empty one.
Variant build(std::string_view package, std::string_view version, std::string_view tag) {
    const Release* found = release(facts(), package, v(version));
    const Variant* of_it = found == nullptr ? nullptr : variant(*found, tag);
    return of_it == nullptr ? Variant{.tag = "no such build"} : *of_it;
}

TEST(Tensorflow, TakesCudaOfTheImageOrBringsIt) {
    EXPECT_EQ(build("tensorflow", "2.15.1", "").libraries, Libraries::image);
    EXPECT_EQ(build("tensorflow", "2.15.1", "").cuda, v("12.2"));
    EXPECT_EQ(build("tensorflow", "2.15.1", "and-cuda").libraries, Libraries::itself);
    EXPECT_EQ(build("tensorflow", "2.15.1", "and-cuda").cudnn, v("8.9.4.25"));
    EXPECT_EQ(build("tensorflow", "2.13.0", "and-cuda").tag, "no such build");
    EXPECT_TRUE(build("tensorflow", "2.15.0", "and-cuda").own_page);
    EXPECT_EQ(build("tensorflow", "2.0.0", "").libraries, Libraries::none);
}

TEST(Tensorflow, HasNoCodeForBlackwell) {
    EXPECT_THAT(build("tensorflow", "2.20.0", "").targets, Not(Contains(120)));
    EXPECT_THAT(build("tensorflow", "2.20.0", "").targets, Contains(90));
    EXPECT_EQ(build("tensorflow", "2.20.0", "").ptx, 90);
}

TEST(Tensorflow, ANameThatHasEndedSaysWhatToTake) {
    EXPECT_EQ(package(facts(), "tensorflow-gpu")->last, "2.11.0");
    EXPECT_EQ(package(facts(), "tensorflow-gpu")->replacement, "tensorflow[and-cuda]");
    EXPECT_EQ(release(facts(), "tensorflow-gpu", v("2.12.0")), nullptr);
    EXPECT_TRUE(release(facts(), "tensorflow", v("2.22.0rc0"))->prerelease);
}

TEST(Jax, WorksOnTheCpuUnlessAnExtraIsNamed) {
    const Release* of_0_4_30 = release(facts(), "jax", v("0.4.30"));
    ASSERT_NE(of_0_4_30, nullptr);
    EXPECT_EQ(variant(*of_0_4_30, of_0_4_30->variant)->libraries, Libraries::none);
    EXPECT_EQ(build("jax", "0.4.30", "cuda12").libraries, Libraries::itself);
    EXPECT_EQ(build("jax", "0.4.30", "cuda12-local").libraries, Libraries::image);
    EXPECT_EQ(build("jax", "0.4.30", "cuda13").tag, "no such build");
    EXPECT_EQ(build("jax", "0.8.0", "cuda13").cuda, v("13.0"));
    EXPECT_FALSE(has(release(facts(), "jax", v("0.4.33"))->pythons, v("3.13")));
    EXPECT_TRUE(has(release(facts(), "jax", v("0.4.34"))->pythons, v("3.13")));
}

TEST(Jax, KnowsBlackwellFrom060On) {
    EXPECT_THAT(build("jax", "0.5.3", "cuda12").targets, Not(Contains(120)));
    EXPECT_THAT(build("jax", "0.6.0", "cuda12").targets, Contains(120));
}

TEST(Onnxruntime, ChangesCudaAndCudnn) {
    EXPECT_EQ(build("onnxruntime-gpu", "1.18.0", "").cuda, v("11.8"));
    EXPECT_EQ(build("onnxruntime-gpu", "1.18.0", "").cudnn.major(), 8U);
    EXPECT_EQ(build("onnxruntime-gpu", "1.19.2", "").cudnn.major(), 9U);
    EXPECT_EQ(build("onnxruntime-gpu", "1.27.0", "").cuda.major(), 13U);
    EXPECT_EQ(build("onnxruntime-gpu", "1.27.0", "cuda,cudnn").tag, "no such build");
    EXPECT_EQ(build("onnxruntime-gpu", "1.28.0", "cuda,cudnn").libraries, Libraries::itself);
}

TEST(Cupy, IsOnePackageForEachCuda) {
    EXPECT_EQ(build("cupy-cuda12x", "13.3.0", "").libraries, Libraries::image);
    EXPECT_EQ(build("cupy-cuda12x", "13.3.0", "ctk").tag, "no such build");
    EXPECT_EQ(build("cupy-cuda12x", "14.0.0", "ctk").libraries, Libraries::itself);
    EXPECT_EQ(package(facts(), "cupy-cuda11x")->last, "13.6.0");
    EXPECT_TRUE(package(facts(), "cupy")->needs_nvcc);
}

TEST(Pairs, SayWhichTorchAPackageAsksFor) {
    const auto asks = [](std::string_view name, std::string_view version) {
        for (const Pair& pair : pairs(facts(), name)) {
            if (pair.partner == "torch" && pair.first <= v(version) && v(version) <= pair.last) {
                return pair.specifier;
            }
        }
        return std::string_view();
    };
    EXPECT_EQ(asks("xformers", "0.0.27.post2"), "==2.4.0");
    EXPECT_EQ(asks("xformers", "0.0.28"), "==2.4.1");
    EXPECT_EQ(asks("vllm", "0.6.6.post1"), "==2.5.1");
    EXPECT_EQ(asks("torchaudio", "2.1.2"), "==2.1.2");
    EXPECT_EQ(asks("torchvision", "0.29.2"), ">=2.14.0");
}

TEST(FlashAttention, IsCompiledAndNeedsAmpere) {
    const PythonPackage* flash = package(facts(), "flash_attn");
    ASSERT_NE(flash, nullptr);
    EXPECT_TRUE(flash->source_only && flash->needs_nvcc && flash->gpu);
    EXPECT_EQ(flash->min_capability, 80);
}

TEST(ImageTags, OfTensorflowHaveCudaWithGpuInTheirName) {
    EXPECT_FALSE(image_tag(facts(), "tensorflow/tensorflow", "2.15.0")->cuda.known());
    EXPECT_EQ(image_tag(facts(), "tensorflow/tensorflow", "2.15.0-gpu")->cuda, v("12.2"));
    EXPECT_EQ(image_tag(facts(), "tensorflow/tensorflow", "2.15.0-gpu")->flavour, "runtime");
}

TEST(ImageTags, OfNvidiaAndOthers) {
    EXPECT_EQ(image_tag(facts(), "nvcr.io/nvidia/pytorch", "24.05-py3")->cuda, v("12.4.1"));
    EXPECT_EQ(image_tag(facts(), "rapidsai/base", "24.12-cuda12.5-py3.12")->python, v("3.12"));
    EXPECT_EQ(image_tag(facts(), "vllm/vllm-openai", "v0.9.2")->packages.front().package, "vllm");
    EXPECT_EQ(image_family(facts(), "jupyter/scipy-notebook")->replacement, "quay.io/jupyter/scipy-notebook");
    EXPECT_EQ(image_family(facts(), "quay.io/jupyter/scipy-notebook")->user, "jovyan");
}

TEST(Variables, AreFoundByNameOrByTheBeginningOfAGroup) {
    EXPECT_NE(variable(facts(), "NVIDIA_VISIBLE_DEVICES"), nullptr);
    EXPECT_EQ(variable(facts(), "NVIDIA_REQUIRE_CUDA")->name, "NVIDIA_REQUIRE_CUDA");
    EXPECT_EQ(variable(facts(), "NVIDIA_REQUIRE_MINE")->name, "NVIDIA_REQUIRE_*");
    EXPECT_EQ(variable(facts(), "PATH"), nullptr);
}

TEST(Mirrors, SayWhetherTheyWork) {
    EXPECT_FALSE(mirror(facts(), "docker.mirrors.ustc.edu.cn")->works);
    EXPECT_TRUE(mirror(facts(), "mirrors.ustc.edu.cn", "pip")->works);
    EXPECT_EQ(mirror(facts(), "mirrors.ustc.edu.cn", "docker"), nullptr);
}

TEST(Principles, HaveTheNamesThatReasonsGive) {
    for (const std::string_view id :
         {"sass-minor", "ptx-jit", "ptx-forward", "forward-compatibility", "geforce-from-12.5", "pep668",
          "docker-19.03-gpus", "ptx-only-newest", "driver-in-image", "aarch64-cpu-only-until-2.10"}) {
        EXPECT_NE(principle(facts(), id), nullptr) << id;
    }
    EXPECT_EQ(principle(facts(), "no-such-rule"), nullptr);
}

TEST(Facts, EachSaysWhereItWasRead) {
    EXPECT_EQ(facts().as_of.substr(0, 2), "20");
    EXPECT_THAT(facts().releases, Each(Field(&Release::fact, Field(&Fact::source, Not("")))));
    EXPECT_THAT(facts().image_tags, Each(Field(&ImageTag::fact, Field(&Fact::source, Not("")))));
    EXPECT_THAT(facts().principles, Each(Field(&Principle::fact, Field(&Fact::source, Not("")))));
    for (const Release& release : facts().releases) {
        for (const Variant& variant : release.variants) {
            EXPECT_NE(variant.fact.source, "") << release.package << " " << variant.tag;
        }
    }
}

TEST(Tables, AreSortedAsTheQueriesExpect) {
    EXPECT_TRUE(std::ranges::is_sorted(facts().releases, {}, &Release::package));
    EXPECT_TRUE(std::ranges::is_sorted(facts().packages, {}, &PythonPackage::name));
    EXPECT_TRUE(std::ranges::is_sorted(facts().image_tags, {}, &ImageTag::repository));
    EXPECT_TRUE(std::ranges::is_sorted(facts().drivers, {}, &DriverBranch::branch));
    EXPECT_TRUE(std::ranges::is_sorted(facts().toolkits, std::ranges::greater{}, &Toolkit::version));
    for (const Release& one : facts().releases) {
        const auto of_it = releases(facts(), one.package);
        EXPECT_TRUE(std::ranges::is_sorted(of_it, std::ranges::greater{}, &Release::first)) << one.package;
    }
}

TEST(Tables, EachVariantThatAnOrdinaryInstallTakesIsDescribedOrUnnamed) {
    for (const Release& one : facts().releases) {
        for (const std::string_view tag : {one.variant, one.variant_arm}) {
            EXPECT_TRUE(tag.empty() || variant(one, tag) != nullptr)
                << one.package << " " << to_string(one.first) << " " << tag;
        }
    }
}

TEST(Tables, WhatAnImageBundlesIsARelease) {
    for (const ImageTag& tag : facts().image_tags) {
        for (const Bundled& bundled : tag.packages) {
            const Release* found = release(facts(), bundled.package, v(bundled.version));
            if (!bundled.variant.empty()) {
                ASSERT_NE(found, nullptr) << tag.repository << ":" << tag.tag;
                EXPECT_NE(variant(*found, bundled.variant), nullptr) << tag.tag << " " << bundled.variant;
            }
        }
    }
}

} // namespace
} // namespace dockwright::knowledge
