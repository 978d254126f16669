#include "actions/secrets.hpp"
#include <gtest/gtest.h>

namespace dockwright::actions {
namespace {

using engine::recreate::LayerChange;
using engine::recreate::LayerChangeKind;
using Names = std::vector<std::string>;

TEST(SecretVariables, AreToldByTheirNames) {
    EXPECT_EQ(secret_variables({"PATH=/usr/bin", "HF_TOKEN=x", "DB_PASSWORD=y", "OMP_NUM_THREADS=4"}),
              (Names{"HF_TOKEN", "DB_PASSWORD"}));
}

TEST(SecretVariables, AreToldByTheLookOfTheirValues) {
    for (const std::string beginning :
         {"ghp_", "github_pat_", "glpat-", "hf_", "sk-", "xoxb-", "AKIA", "pypi-", "-----BEGIN"}) {
        EXPECT_EQ(secret_variables({"NOTE=" + beginning + "0123456789abcdef"}), Names{"NOTE"}) << beginning;
        EXPECT_EQ(secret_variables({"NOTE=see " + beginning + "0123456789abcdef"}), Names()) << beginning;
    }
    EXPECT_EQ(secret_variables({"MODEL=hf_tiny"}), Names()) << "too short for a token";
}

TEST(SecretVariables, WithoutAValueHoldNothing) {
    EXPECT_EQ(secret_variables({"HF_TOKEN=", "HF_TOKEN", "", "="}), Names());
}

TEST(SecretVariables, AreNamedAndNeverShown) {
    for (const std::string& name : secret_variables({"API_TOKEN=hunter2=more"})) {
        EXPECT_EQ(name, "API_TOKEN");
    }
    EXPECT_EQ(secret_variables({"API_TOKEN=hunter2=more"}).size(), 1U);
}

TEST(SecretFiles, AreThoseThatUsuallyHoldKeysOrPasswords) {
    for (const char* path :
         {"/root/.ssh/id_rsa", "/home/ada/.ssh/id_ed25519", "/root/.netrc", "/work/.env",
          "/work/.env.production", "/root/.git-credentials", "/root/.pypirc", "/root/.kaggle/kaggle.json",
          "/root/.aws/credentials", "/root/.docker/config.json", "/root/.kube/config",
          "/root/.cache/huggingface/token", "/root/.config/gcloud/application_default_credentials.json",
          "/root/.config/wandb/settings", "/work/server.pem", "/work/key.pem", ".env"}) {
        EXPECT_TRUE(is_secret_file(path)) << path;
    }
}

TEST(SecretFiles, AreNotThoseThatLookAlike) {
    for (const char* path :
         {"/root/.ssh/id_rsa.pub", "/root/.ssh/known_hosts", "/work/environment.yml", "/work/.envrc.md",
          "/work/credentials", "/work/config.json", "/work/token", "/work/train.py", "", "/"}) {
        EXPECT_FALSE(is_secret_file(path)) << path;
    }
}

TEST(SecretFiles, AreNotCertificatesThatPackagesBring) {
    for (const char* path :
         {"/opt/conda/lib/python3.12/site-packages/certifi/cacert.pem", "/opt/conda/ssl/cacert.pem",
          "/opt/conda/ssl/cert.pem", "/root/venv/lib/python3.12/site-packages/tornado/test/test.key.pem",
          "/etc/ssl/certs/ISRG_Root_X1.pem", "/usr/local/lib/python3.12/test/keycert.pem",
          "/work/fullchain.pem", "/work/ca-bundle.pem"}) {
        EXPECT_FALSE(is_secret_file(path)) << path;
    }
}

TEST(SecretFiles, AreNotExamplesOfThem) {
    for (const char* path : {"/work/.env.example", "/work/.env.sample", "/work/.env.template"}) {
        EXPECT_FALSE(is_secret_file(path)) << path;
    }
}

TEST(SecretFiles, OfALayerAreThoseThatAreStillThere) {
    const engine::recreate::Layer layer{
        .changes = {LayerChange{.kind = LayerChangeKind::added, .path = "/root/.netrc"},
                    LayerChange{.kind = LayerChangeKind::deleted, .path = "/work/.env"},
                    LayerChange{.kind = LayerChangeKind::modified, .path = "/root/.pypirc"},
                    LayerChange{.kind = LayerChangeKind::added, .path = "/work/train.py"}}};
    EXPECT_EQ(secret_files(layer), (Names{"/root/.netrc", "/root/.pypirc"}));
}

} // namespace
} // namespace dockwright::actions
