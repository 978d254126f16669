#include "packages_text.hpp"
#include <gtest/gtest.h>

namespace dockwright::testing {
namespace {

TEST(PackagesOfNpm, HaveVersionsAndScopes) {
    EXPECT_EQ(packages_of("npm install"), "install");
    EXPECT_EQ(packages_of("npm install -g yarn@1.22 @angular/cli @vue/cli@5"),
              "install yarn@1.22 @angular/cli @vue/cli@5");
    EXPECT_EQ(packages_of("npm i lodash@^4 left-pad@latest"), "install lodash@^4 left-pad@latest");
    EXPECT_EQ(packages_of("npm install o/r o/r#v1"), "install repository:o/r repository:o/r#v1#v1");
    EXPECT_EQ(packages_of("npm install git+https://h/o/r.git#1"),
              "install repository:git+https://h/o/r.git#1#1");
    EXPECT_EQ(packages_of("npm install https://h/x.tgz ./y file:z a.tgz"),
              "install url:https://h/x.tgz file:./y file:file:z file:a.tgz");
    EXPECT_EQ(packages_of("npm install a@npm:b@1"), "install a@npm:b@1");
    EXPECT_EQ(packages_of("npm install a@$V $P"), "install a@$V unknown:$P");
    EXPECT_EQ(packages_of("npm --prefix /x install --registry https://r a@1"),
              "install a@1 @@https://r -> /x");
    EXPECT_EQ(packages_of("npm install --omit dev --loglevel error a@1"), "install a@1");
}

TEST(CommandsOfNpm, HaveManyNames) {
    EXPECT_EQ(packages_of("npm ci && npm run build && npm test"), "install");
    EXPECT_EQ(packages_of("npm cache clean --force"), "clean");
    EXPECT_EQ(packages_of("npm config set registry https://r"), "");
    EXPECT_EQ(packages_of("npm uninstall x && npm update"), "remove x\nupgrade");
    EXPECT_EQ(packages_of("yarn && yarn install --frozen-lockfile"), "install\ninstall");
    EXPECT_EQ(packages_of("yarn global add x@1 && yarn cache clean"), "install x@1\nclean");
    EXPECT_EQ(packages_of("yarn --version && yarn build"), "");
    EXPECT_EQ(packages_of("pnpm add -g x && pnpm install --frozen-lockfile && pnpm store prune"),
              "install x\ninstall\nclean");
}

TEST(PackagesOfGem, HaveVersions) {
    EXPECT_EQ(packages_of("gem install bundler"), "install bundler");
    EXPECT_EQ(packages_of("gem install bundler:2.5 rake"), "install bundler:2.5 rake");
    EXPECT_EQ(packages_of("gem install bundler -v 2.5 --no-document"), "install bundler2.5");
    EXPECT_EQ(packages_of("gem install --version '~> 2' bundler"), "install bundler~> 2");
    EXPECT_EQ(packages_of("gem install x.gem $Y"), "install file:x.gem unknown:$Y");
    EXPECT_EQ(packages_of("gem install pg:1 -- --with-pg-config=/x"), "install pg:1");
    EXPECT_EQ(packages_of("gem install -i /d --source https://s x"), "install x @@https://s -> /d");
    EXPECT_EQ(packages_of("gem i x && gem update --system && gem cleanup"), "install x\nupgrade\nclean");
    EXPECT_EQ(packages_of("gem list && gem sources --add https://s"), "");
    EXPECT_EQ(packages_of("bundle install --jobs 4 --path /v && bundle exec rake"), "install -> /v");
    EXPECT_EQ(packages_of("bundle add x --version 1"), "install x1");
}

TEST(PackagesOfGo, HaveVersions) {
    EXPECT_EQ(packages_of("go install h/x@v1.2.3"), "install h/x@v1.2.3");
    EXPECT_EQ(packages_of("go install -v -ldflags '-s -w' h/x@latest h/y"), "install h/x@latest h/y");
    EXPECT_EQ(packages_of("go get -u h/x/..."), "install h/x/...");
    EXPECT_EQ(packages_of("go install ./... && go install ."), "install file:./...\ninstall file:.");
    EXPECT_EQ(packages_of("go run -mod mod h/x@v1 a b"), "install h/x@v1");
    EXPECT_EQ(packages_of("go run main.go"), "install file:main.go");
    EXPECT_EQ(packages_of("go get $P h/x@$V"), "install unknown:$P h/x@$V");
    EXPECT_EQ(packages_of("go mod download && go clean -modcache"), "install\nclean");
    EXPECT_EQ(packages_of("go build ./... && go mod verify && go test"), "");
}

TEST(PackagesOfCargo, HaveVersions) {
    EXPECT_EQ(packages_of("cargo install ripgrep --version 14.1 --locked"), "install ripgrep14.1");
    EXPECT_EQ(packages_of("cargo install ripgrep@14.1 fd-find"), "install ripgrep@14.1 fd-find");
    EXPECT_EQ(packages_of("cargo install --git https://h/o/r --tag v1 x"), "install repository:xv1");
    EXPECT_EQ(packages_of("cargo install --git https://h/o/r"), "install repository:https://h/o/r");
    EXPECT_EQ(packages_of("cargo install --path ."), "install file:.");
    EXPECT_EQ(packages_of("cargo install --root /usr/local --features a,b x"), "install x -> /usr/local");
    EXPECT_EQ(packages_of("cargo +nightly install x"), "install x");
    EXPECT_EQ(packages_of("cargo add x && cargo fetch"), "install x\ninstall");
    EXPECT_EQ(packages_of("cargo build --release"), "");
}

} // namespace
} // namespace dockwright::testing
