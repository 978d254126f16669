#include "actions/image_problem.hpp"
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

struct Case {
    std::string_view said;
    std::string_view kind;
};

ImageTransfer transfer(std::string_view name = "python:3.12", bool anonymous = true) {
    return {.image = engine::parse_image_reference(name).value(),
            .login = {.header = "e30=", .anonymous = anonymous}};
}

// As dockerd 20.10, 28 and 29 (with containerd's store) and podman 4.3 answered.
constexpr Case cases[] = {
    {"manifest for 127.0.0.1:5000/lab/none:1 not found: manifest unknown: manifest unknown",
     image_problem_kind::not_in_registry},
    {"pull access denied for nothere, repository does not exist or may require 'docker login': denied: "
     "requested access to the resource is denied",
     image_problem_kind::not_in_registry},
    {"Get \"https://127.0.0.1:1/v2/\": dial tcp 127.0.0.1:1: connect: connection refused",
     image_problem_kind::not_reached},
    {"Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io: no such host",
     image_problem_kind::not_reached},
    {"Get \"https://registry-1.docker.io/v2/\": net/http: request canceled while waiting for connection "
     "(Client.Timeout exceeded while awaiting headers)",
     image_problem_kind::not_reached},
    {"toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating",
     image_problem_kind::limit_reached},
    {"no matching manifest for linux/arm64/v8 in the manifest list entries", image_problem_kind::no_platform},
    {"unauthorized: authentication required", image_problem_kind::login_needed},
    {"Head \"https://127.0.0.1:5000/v2/x/manifests/1\": no basic auth credentials",
     image_problem_kind::login_needed},
    {"denied: requested access to the resource is denied", image_problem_kind::login_needed},
    {"write /var/lib/docker/tmp/GetImageBlob1: no space left on device", image_problem_kind::disk_full},
    {"http: server gave HTTP response to HTTPS client", image_problem_kind::not_trusted},
    {"something new", image_problem_kind::not_pulled},
};

TEST(ImageProblem, TellsTheReasonsApart) {
    for (const Case& each : cases) {
        const Problem problem = image_problem(transfer(), each.said);
        EXPECT_EQ(problem.kind, each.kind) << each.said;
        EXPECT_TRUE(problem.message.contains("python:3.12") || problem.message.contains("docker.io") ||
                    problem.kind == image_problem_kind::disk_full)
            << problem.message;
        EXPECT_FALSE(problem.message.ends_with('.')) << problem.message;
        EXPECT_FALSE(problem.next_step.empty()) << each.said;
    }
}

TEST(ImageProblem, QuotesTheEngineAndNotItsAddress) {
    const Problem problem = image_problem(
        transfer(), "the container engine at unix:///a: b answered 500: dial tcp: no such host");
    EXPECT_TRUE(problem.message.ends_with("'python:3.12': dial tcp: no such host")) << problem.message;
}

TEST(ImageProblem, OffersAMirrorForDockerHubAlone) {
    constexpr std::string_view said = "dial tcp: lookup registry: no such host";
    EXPECT_FALSE(working_hub_mirror().empty());
    EXPECT_TRUE(image_problem(transfer(), said).next_step.contains("--mirror"));
    EXPECT_TRUE(image_problem(transfer(), said).next_step.contains("registry-mirrors"));
    EXPECT_FALSE(image_problem(transfer("quay.io/a/b:1"), said).next_step.contains("mirror"));
}

TEST(ImageProblem, TellsALoginThatIsMissingFromOneThatIsNotEnough) {
    constexpr std::string_view said = "unauthorized: authentication required";
    const Problem missing = image_problem(transfer("quay.io/a/b:1"), said);
    EXPECT_TRUE(missing.message.contains("knows none")) << missing.message;
    EXPECT_TRUE(missing.next_step.ends_with("docker login quay.io")) << missing.next_step;
    const Problem refused = image_problem(transfer("quay.io/a/b:1", false), said);
    EXPECT_TRUE(refused.message.contains("may not read")) << refused.message;
}

TEST(ImageProblem, ShowsForeignWordsEscapedAndCut) {
    const Problem problem = image_problem(transfer(), "\x1b[31mred" + std::string(5000, 'x'));
    EXPECT_FALSE(problem.message.contains('\x1b'));
    EXPECT_LT(problem.message.size(), 600U);
}

} // namespace
} // namespace dockwright::actions
