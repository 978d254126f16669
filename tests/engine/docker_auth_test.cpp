#include "engine/base64.hpp"
#include "engine/docker_auth.hpp"
#include "engine/image_reference.hpp"
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace dockwright::engine {
namespace {

constexpr std::string_view hub = "https://index.docker.io/v1/";

DockerAuths auths_of(std::string_view text) {
    const auto read = read_docker_auths(text, "config.json");
    EXPECT_TRUE(read) << text;
    return read.value_or(DockerAuths{});
}

/// auth is `ada:hub?>~ü`, `old:x`, `t:` and `a:b` with two zero bytes.
constexpr std::string_view config = R"({"currentContext":"x","HttpHeaders":{"a":"b"},"auths":{
    "https://index.docker.io/v1/":{"auth":"YWRhOmh1Yj8+fsO8"},
    "https://old.example/v1/":{"auth":"b2xkOng="},
    "token.example:5000":{"auth":"dDo=","identitytoken":"idtok"},
    "plain.example":{"username":"u","password":"p","email":"u@example"},
    "nul.example":{"auth":"YTpiAAA="},
    "empty.example":{},
    "null.example":null,
    "registry.example":{"auth":"cjpy","registrytoken":"rt"}}})";

/// docker 28.2.2 was given this configuration, and its X-Registry-Auth was read for each.
TEST(DockerAuth, FindsTheCredentialsThatDockerSends) {
    const DockerAuths auths = auths_of(config);
    const std::pair<std::string_view, Credentials> cases[] = {
        {"python", {.username = "ada", .password = "hub?>~\xc3\xbc", .server_address = std::string(hub)}},
        {"old.example/x", {.username = "old", .password = "x", .server_address = "https://old.example/v1/"}},
        {"token.example:5000/x",
         {.username = "t", .identity_token = "idtok", .server_address = "token.example:5000"}},
        {"plain.example/x", {.username = "u", .password = "p", .server_address = "plain.example"}},
        {"nul.example/x", {.username = "a", .password = "b", .server_address = "nul.example"}},
        {"registry.example/x",
         {.username = "r", .password = "r", .registry_token = "rt", .server_address = "registry.example"}},
        {"token.example/x", {}},
        {"none.example/x", {}},
    };
    for (const auto& [image, expected] : cases) {
        const auto reference = parse_image_reference(image);
        ASSERT_TRUE(reference) << image;
        const std::string key = auth_key(reference->registry);
        EXPECT_EQ(find_credentials(auths, nullptr, key),
                  (CredentialSource{.key = key, .credentials = expected}))
            << image;
    }
    EXPECT_TRUE(find_credentials(auths, nullptr, "empty.example").credentials.is_anonymous());
    EXPECT_TRUE(find_credentials(auths, nullptr, "null.example").credentials.is_anonymous());
}

TEST(DockerAuth, PrefersTheRegistrysHelperThenTheCommonOneThenTheFile) {
    const DockerAuths auths = auths_of(R"({"credsStore":"desktop","credHelpers":{"a.example":"ecr-login",
        "file.example":""},"auths":{"a.example":{"auth":"dTpw"},"file.example":{"auth":"dTpw"}}})");
    EXPECT_EQ(find_credentials(auths, nullptr, "a.example").helper, "ecr-login");
    EXPECT_EQ(find_credentials(auths, nullptr, hub).helper, "desktop");
    EXPECT_EQ(find_credentials(auths, nullptr, hub).key, hub);
    EXPECT_EQ(find_credentials(auths, nullptr, "file.example").helper, "");
    EXPECT_EQ(find_credentials(auths, nullptr, "file.example").credentials.username, "u");
}

TEST(DockerAuth, IsOverriddenForTheRegistriesThatTheEnvironmentKnows) {
    const DockerAuths file = auths_of(R"({"credsStore":"desktop"})");
    const DockerAuths environment = auths_of(R"({"auths":{"a.example":{"auth":"ZTpl"}}})");
    const CredentialSource source = find_credentials(file, &environment, "a.example");
    EXPECT_EQ(source.helper, "");
    EXPECT_EQ(source.credentials.username, "e");
    EXPECT_EQ(find_credentials(file, &environment, "b.example").helper, "desktop");
}

TEST(DockerAuth, ReadsWhatDockerReadsAndNamesWhatItWarnsOf) {
    for (const std::string_view text : {"", "  \n", "null", "{}", R"({"auths":null,"credsStore":null})"}) {
        EXPECT_EQ(auths_of(text), DockerAuths()) << text;
    }
    EXPECT_EQ(auths_of("{\"auths\":{\"a\":{\"auth\":\"YTpi\\n\"}}}").stored.at("a").password, "b");
    // Not base64, no colon, no user, the other alphabet, no padding, not text.
    for (const std::string_view entry :
         {R"({"auth":"x"})", R"({"auth":"bm9jb2xvbg=="})", R"({"auth":"OnA="})", R"({"auth":"YTp-"})",
          R"({"auth":"YTo"})", R"({"username":1})", "[]"}) {
        const DockerAuths auths = auths_of(R"({"auths":{"bad.example":)" + std::string(entry) +
                                           R"(,"b.example":{"auth":"dTpw"}}})");
        EXPECT_EQ(auths.damaged, std::vector<std::string>{"bad.example"}) << entry;
        EXPECT_EQ(auths.stored.at("b.example").username, "u");
    }
}

TEST(DockerAuth, RefusesWhatIsNoConfigurationWithoutSayingASecret) {
    for (const std::string_view text :
         {"{\"auths\":{\"a\":{\"auth\":\"c2VjcmV0OnNlY3JldA==\"}", R"({"secret":"secret"} x)",
          R"(["secret"])", R"({"auths":["secret"]})", R"({"credsStore":1,"secret":""})",
          R"({"credHelpers":{"secret":1}})", R"({"credsStore":"../secret"})",
          R"({"credHelpers":{"a":"secret;id"}})", R"({"credsStore":"a/secret"})"}) {
        const auto refused = read_docker_auths(text, "/home/\x1b/config.json");
        ASSERT_FALSE(refused) << text;
        EXPECT_EQ(refused.error().kind, "docker-config-unreadable");
        for (const std::string& said : {refused.error().message, refused.error().next_step}) {
            EXPECT_FALSE(said.contains("secret") || said.contains("c2Vj") || said.contains('\x1b')) << said;
        }
    }
}

TEST(CredentialHelpers, AnswerLoginsTokensOrThatThereIsNone) {
    EXPECT_EQ(read_helper_answer("desktop", hub, 0, R"({"ServerURL":"x","Username":"ada","Secret":"pw"})"),
              (Credentials{.username = "ada", .password = "pw", .server_address = std::string(hub)}));
    EXPECT_EQ(read_helper_answer("desktop", "a.example", 0, R"({"Username":"<token>","Secret":"tok"})"),
              (Credentials{.identity_token = "tok", .server_address = "a.example"}));
    const auto none = read_helper_answer("desktop", hub, 1, "credentials not found in native keychain\n");
    ASSERT_TRUE(none);
    EXPECT_TRUE(none->is_anonymous());
}

TEST(CredentialHelpers, ThatFailAreNamedAndNotQuoted) {
    const std::pair<int, std::string_view> cases[] = {
        {1, "secret"},
        {1, ""},
        {1, R"({"Username":"a","Secret":"secret"})"},
        {0, "credentials not found in native keychain"},
        {0, "secret"},
        {0, R"(["secret"])"},
        {0, R"({"Username":"a","Secret":{"secret":1}})"},
        {-9, "secret"},
    };
    for (const auto& [status, output] : cases) {
        const auto failed = read_helper_answer("desktop", "a.example", status, output);
        ASSERT_FALSE(failed) << output;
        EXPECT_EQ(failed.error().kind, "credential-helper-failed");
        EXPECT_TRUE(failed.error().message.contains("docker-credential-desktop")) << failed.error().message;
        EXPECT_FALSE(failed.error().message.contains("secret")) << failed.error().message;
        EXPECT_FALSE(failed.error().next_step.contains("secret")) << failed.error().next_step;
    }
}

TEST(RegistryAuth, IsPaddedBase64ForUrlsOfJson) {
    EXPECT_EQ(registry_auth({}), "e30=");
    EXPECT_EQ(registry_auth({.server_address = "none.example"}), "e30=");
    // As docker 28.2.2 sent it.
    EXPECT_EQ(
        registry_auth({.username = "old", .password = "x", .server_address = "https://old.example/v1/"}),
        "eyJ1c2VybmFtZSI6Im9sZCIsInBhc3N3b3JkIjoieCIsInNlcnZlcmFkZHJlc3MiOiJodHRwczovL29sZC5leGFtcGxlL3YxLyJ"
        "9");
    EXPECT_EQ(registry_auth({.username = "~~?", .password = "~\"\xff\n", .server_address = "a"}),
              base64::url_encoded(
                  "{\"username\":\"~~?\",\"password\":\"~\\\"\xef\xbf\xbd\\n\",\"serveraddress\":\"a\"}"));
    EXPECT_EQ(registry_config({{"a.example", {.identity_token = "t"}}, {"b.example", {}}}),
              base64::url_encoded(R"({"a.example":{"identitytoken":"t"},"b.example":{}})"));
}

TEST(Base64, IsThatOfRfc4648) {
    const std::pair<std::string_view, std::string_view> cases[] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
    };
    for (const auto& [bytes, text] : cases) {
        EXPECT_EQ(base64::url_encoded(bytes), text);
        EXPECT_EQ(base64::decoded(text), bytes);
    }
    EXPECT_EQ(base64::url_encoded("\xfb\xff\xfe"), "-__-");
    EXPECT_EQ(base64::decoded("+//+"), "\xfb\xff\xfe");
    for (const std::string_view bad :
         {"Zg", "Zg=", "Z===", "====", "Zg==Zg==", "Z g=", "-__-", "Zm9v=", "Z"}) {
        EXPECT_EQ(base64::decoded(bad), std::nullopt) << bad;
    }
}

} // namespace
} // namespace dockwright::engine
