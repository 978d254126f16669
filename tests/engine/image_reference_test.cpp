#include "engine/image_reference.hpp"
#include <gtest/gtest.h>
#include <string>

namespace dockwright::engine {
namespace {

const std::string digest = "sha256:" + std::string(64, '0');

ImageReference parsed(std::string_view name) {
    return parse_image_reference(name).value_or(ImageReference{});
}

/// `fromImage` and `tag` as docker 28.2.2's pull sends them; it was asked for each of these names.
TEST(ImageReferences, MeanToDockerWhatTheyMeanToUs) {
    struct Case {
        std::string name;
        std::string pull_name;
        std::string tag;
        std::string familiar;
    };
    const Case cases[] = {
        {"python", "docker.io/library/python", "latest", "python:latest"},
        {"python:3.12", "docker.io/library/python", "3.12", "python:3.12"},
        {"docker.io/python", "docker.io/library/python", "latest", "python:latest"},
        {"index.docker.io/python", "docker.io/library/python", "latest", "python:latest"},
        {"library/python", "docker.io/library/python", "latest", "python:latest"},
        {"docker.io/library/python:1", "docker.io/library/python", "1", "python:1"},
        {"a/b", "docker.io/a/b", "latest", "a/b:latest"},
        {"docker.io/a/b", "docker.io/a/b", "latest", "a/b:latest"},
        {"library/a/b", "docker.io/library/a/b", "latest", "library/a/b:latest"},
        {"registry.example/x", "registry.example/x", "latest", "registry.example/x:latest"},
        {"registry.example/a/b:v", "registry.example/a/b", "v", "registry.example/a/b:v"},
        {"localhost/x", "localhost/x", "latest", "localhost/x:latest"},
        {"localhost:5000/x", "localhost:5000/x", "latest", "localhost:5000/x:latest"},
        {"Foo/x", "Foo/x", "latest", "Foo/x:latest"},
        {"[::1]:5000/x", "[::1]:5000/x", "latest", "[::1]:5000/x:latest"},
        {"python@" + digest, "docker.io/library/python", digest, "python@" + digest},
        {"python:3@" + digest, "docker.io/library/python", digest, "python:3@" + digest},
    };
    for (const auto& [name, pull, tag, familiar] : cases) {
        ASSERT_TRUE(parse_image_reference(name)) << name;
        EXPECT_EQ(pull_name(parsed(name)), pull) << name;
        EXPECT_EQ(pull_tag(parsed(name)), tag) << name;
        EXPECT_EQ(familiar_name(parsed(name)), familiar) << name;
        ImageReference again = parsed(full_name(parsed(name)));
        again.has_host = parsed(name).has_host;
        EXPECT_EQ(again, parsed(name)) << name;
    }
}

TEST(ImageReferences, AreNotShortenedToTheNameOfAnotherImage) {
    EXPECT_EQ(familiar_name(parsed("docker.io/libr.ary/python")), "docker.io/libr.ary/python:latest");
    EXPECT_EQ(familiar_name(parsed("docker.io/localhost/x:1")), "docker.io/localhost/x:1");
}

TEST(ImageReferences, AreCutIntoTheirParts) {
    EXPECT_EQ(parsed("registry.example:5000/team/train:v2@" + digest),
              (ImageReference{.registry = "registry.example:5000",
                              .repository = "team/train",
                              .tag = "v2",
                              .digest = digest,
                              .has_host = true}));
    EXPECT_EQ(parsed("python"),
              (ImageReference{.registry = "docker.io", .repository = "library/python", .tag = "latest"}));
}

TEST(ImageReferences, ThatCantBeAreRefusedInOneSentence) {
    for (const std::string& name :
         {std::string(), std::string("-x"), std::string("--privileged"), std::string("python:"),
          std::string("a//b"), std::string("a b"), std::string("a\nb"), std::string("../x"),
          std::string("/x"), std::string("a?x=1"), std::string("a@sha256:12"), std::string("a:-b"),
          std::string(64, 'a'), std::string("a\0b", 3), "a:" + std::string(129, 't'),
          std::string("sha256:") + std::string(63, 'a') + "/"}) {
        const auto refused = parse_image_reference(name);
        ASSERT_FALSE(refused) << name;
        EXPECT_EQ(refused.error().kind, "image-name-not-understood");
        EXPECT_FALSE(refused.error().message.contains('\n'));
        EXPECT_FALSE(refused.error().next_step.empty());
    }
    const auto upper = parse_image_reference("Python");
    ASSERT_FALSE(upper);
    EXPECT_TRUE(upper.error().next_step.contains("lower case")) << upper.error().next_step;
}

TEST(ImageReferences, AreFoundAmongWhatEnginesList) {
    EXPECT_TRUE(names_image("python", "python:latest"));
    EXPECT_TRUE(names_image("python:3.12", "docker.io/library/python:3.12"));
    EXPECT_TRUE(names_image("docker.io/library/python", "python:latest"));
    EXPECT_TRUE(names_image("train", "localhost/train:latest"));
    EXPECT_TRUE(names_image("lab/train:v2", "localhost/lab/train:v2"));
    EXPECT_TRUE(names_image("python@" + digest, "docker.io/library/python@" + digest));
    EXPECT_TRUE(names_image("python:3@" + digest, "python@" + digest));

    EXPECT_FALSE(names_image("python", "python:3.12"));
    EXPECT_FALSE(names_image("python", "python@" + digest));
    EXPECT_FALSE(names_image("docker.io/library/train", "localhost/train:latest"));
    EXPECT_FALSE(names_image("registry.example/train", "localhost/train:latest"));
    EXPECT_FALSE(names_image("library/train", "localhost/train:latest"));
    EXPECT_FALSE(names_image("<none>:<none>", "<none>:<none>"));
}

TEST(ImageReferences, HaveTheHubsHistoricKeyInCredentialStores) {
    EXPECT_EQ(auth_key(parsed("python").registry), "https://index.docker.io/v1/");
    EXPECT_EQ(auth_key(parsed("index.docker.io/a/b").registry), "https://index.docker.io/v1/");
    EXPECT_EQ(auth_key(parsed("registry.example:5000/x").registry), "registry.example:5000");
}

} // namespace
} // namespace dockwright::engine
