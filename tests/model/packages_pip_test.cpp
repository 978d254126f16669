#include "packages_text.hpp"
#include <gtest/gtest.h>

namespace dockwright::testing {
namespace {

TEST(PackagesOfPip, HaveNamesExtrasAndVersions) {
    EXPECT_EQ(packages_of("pip install numpy"), "install numpy");
    EXPECT_EQ(packages_of("pip install numpy==2.1.0 pandas"), "install numpy==2.1.0 pandas");
    EXPECT_EQ(packages_of("pip install 'numpy>=1.2,<2,!=1.5'"), "install numpy>=1.2,<2,!=1.5");
    EXPECT_EQ(packages_of("pip install numpy~=1.2 torch===2.1"), "install numpy~=1.2 torch===2.1");
    EXPECT_EQ(packages_of("pip install 'numpy >= 1.2'"), "install numpy>= 1.2");
    EXPECT_EQ(packages_of("pip install tensorflow[and-cuda]==2.15"), "install tensorflow[and-cuda]==2.15");
    EXPECT_EQ(packages_of("pip install \"jax[cuda12, k8s] >=0.4\""), "install jax[cuda12, k8s]>=0.4");
    EXPECT_EQ(packages_of("pip install torch==2.1.0+cu121"), "install torch==2.1.0+cu121");
    EXPECT_EQ(packages_of("pip install torch==2.1.*"), "install torch==2.1.*");
    EXPECT_EQ(packages_of("pip install 'x==1; python_version<\"3.9\"'"),
              "install x==1; python_version<\"3.9\"");
    EXPECT_EQ(packages_of("pip install zope.interface_x-y"), "install zope.interface_x-y");
    EXPECT_EQ(packages_of("pip install numpy>1"), "install numpy"); // The shell writes to `1`.
}

TEST(PackagesOfPip, MayComeFromElsewhere) {
    EXPECT_EQ(packages_of("pip install ."), "install file:.");
    EXPECT_EQ(packages_of("pip install -e .[dev,test]"), "install file:.[dev,test]");
    EXPECT_EQ(packages_of("pip install ./x ../y /z a/b"), "install file:./x file:../y file:/z file:a/b");
    EXPECT_EQ(packages_of("pip install dist/*.whl x.tar.gz"), "install file:dist/*.whl file:x.tar.gz");
    EXPECT_EQ(packages_of("pip install https://h/torch-2.1-cp310-none.whl"),
              "install url:https://h/torch-2.1-cp310-none.whl");
    EXPECT_EQ(packages_of("pip install git+https://h/o/r.git@v1"),
              "install repository:git+https://h/o/r.git@v1@v1");
    EXPECT_EQ(packages_of("pip install git+https://h/o/r@v1#egg=apex"), "install repository:apex@v1");
    EXPECT_EQ(packages_of("pip install git+ssh://git@h/o/r"), "install repository:git+ssh://git@h/o/r");
    EXPECT_EQ(packages_of("pip install git+https://user:token@h/o/r"),
              "install repository:git+https://user:token@h/o/r");
    EXPECT_EQ(packages_of("pip install 'torch @ https://h/t.whl'"), "install url:torch@ https://h/t.whl");
    EXPECT_EQ(packages_of("pip install x[a]@git+https://h/o/r"), "install repository:x[a]@git+https://h/o/r");
    EXPECT_EQ(packages_of("pip install file:///x/y.whl"), "install file:file:///x/y.whl");
    EXPECT_EQ(packages_of("pip install -e 'git+https://h/o/r#egg=x&subdirectory=y'"), "install repository:x");
}

TEST(PackagesOfPip, MayBeUnknown) {
    EXPECT_EQ(packages_of("pip install $X"), "install unknown:$X");
    EXPECT_EQ(packages_of("pip install \"${X}\""), "install unknown:${X}");
    EXPECT_EQ(packages_of("pip install ${X}==1"), "install unknown:${X}==1");
    EXPECT_EQ(packages_of("pip install torch==${V}"), "install torch==${V}");
    EXPECT_EQ(packages_of("pip install torch${V:+==$V}"), "install unknown:torch${V:+==$V}");
    EXPECT_EQ(packages_of("pip install $(cat /list)"), "install unknown:$(cat /list)");
}

TEST(PackagesOfPip, AreNoValuesOfOptions) {
    EXPECT_EQ(packages_of("pip install --timeout 100 --retries 3 x"), "install x");
    EXPECT_EQ(packages_of("pip install --no-binary :all: x"), "install x");
    EXPECT_EQ(packages_of("pip install -qU --no-deps --pre --user x"), "install x -> user");
    EXPECT_EQ(packages_of("pip --no-cache-dir --cache-dir /c install x"), "install x");
    EXPECT_EQ(packages_of("pip install x --trusted-host h --progress-bar off"), "install x");
    EXPECT_EQ(packages_of("pip install --default-timeout=100 -vvv -- x"), "install x");
    EXPECT_EQ(packages_of("pip install --config-settings a=b -C c=d x"), "install x");
    EXPECT_EQ(packages_of("pip install --upgrade-strategy eager --root-user-action=ignore x"), "install x");
}

TEST(FilesOfPip, AreRequirementsAndConstraints) {
    EXPECT_EQ(packages_of("pip install -r a.txt -c b.txt x"), "install x -r a.txt -c b.txt");
    EXPECT_EQ(packages_of("pip install -ra.txt --constraint=b.txt"), "install -r a.txt -c b.txt");
    EXPECT_EQ(packages_of("pip install -Ur a.txt"), "install -r a.txt");
    EXPECT_EQ(packages_of("pip install --requirement \"$D/a.txt\""), "install -r $D/a.txt");
}

TEST(IndexesOfPip, ReplaceOrAdd) {
    EXPECT_EQ(packages_of("pip install torch --index-url https://i/cu121"),
              "install torch @@https://i/cu121");
    EXPECT_EQ(packages_of("pip install torch -ihttps://i/cu121"), "install torch @@https://i/cu121");
    EXPECT_EQ(packages_of("pip install torch --extra-index-url=https://i/cu121"),
              "install torch @https://i/cu121");
    EXPECT_EQ(packages_of("pip install torch==1.9.0+cu111 -f https://i/stable.html"),
              "install torch==1.9.0+cu111 ~https://i/stable.html");
    EXPECT_EQ(packages_of("pip install --index-url=\"https://i/cu$V\" torch"),
              "install torch @@https://i/cu$V");
    EXPECT_EQ(packages_of("pip install --find-links ./wheels --no-index x"), "install x ~./wheels");
    EXPECT_EQ(packages_of("pip config set global.extra-index-url https://i"), "other @https://i");
    EXPECT_EQ(packages_of("pip config --user set global.index-url https://i"), "other @@https://i");
}

TEST(TargetsOfPip, AreFoldersAndEnvironments) {
    EXPECT_EQ(packages_of("pip install -t /opt/x y"), "install y -> /opt/x");
    EXPECT_EQ(packages_of("pip install --prefix=/install -r r"), "install -r r -> /install");
    EXPECT_EQ(packages_of("/opt/venv/bin/pip install y"), "install y -> /opt/venv");
    EXPECT_EQ(packages_of("\"$VENV/bin/pip\" install y"), "install y -> $VENV");
    EXPECT_EQ(packages_of("/usr/bin/pip3 install y && /usr/local/bin/pip install z"), "install y\ninstall z");
    EXPECT_EQ(packages_of("/opt/venv/bin/python -m pip install y"), "install y -> /opt/venv");
}

TEST(CommandsOfPip, HaveManyNames) {
    EXPECT_EQ(packages_of("pip3 install x"), "install x");
    EXPECT_EQ(packages_of("pip3.11 install x"), "install x");
    EXPECT_EQ(packages_of("pip${V} install x"), "install x");
    EXPECT_EQ(packages_of("python3.11 -u -m pip install x"), "install x");
    EXPECT_EQ(packages_of("python -mpip install x"), "install x");
    EXPECT_EQ(packages_of("python -Im pip install x"), "install x");
    EXPECT_EQ(packages_of("python${V} -m pip install x"), "install x");
    EXPECT_EQ(packages_of("pypy3 -m pip install x"), "install x");
    EXPECT_EQ(packages_of("sudo -H pip install x"), "install x");
    EXPECT_EQ(packages_of("conda run -n e pip install x"), "install x -> e");
    EXPECT_EQ(packages_of("micromamba run --prefix=/p sudo pip install -t y x"), "install x -> y");
    EXPECT_EQ(packages_of("conda run --no-capture-output -p /p python -m pip install x"), "install x -> /p");
    EXPECT_EQ(packages_of("pip uninstall -y x && pip cache purge"), "remove x\nclean");
    EXPECT_EQ(packages_of("python setup.py install && python -c 'pip install x' && pip list"), "");
    EXPECT_EQ(packages_of("pip wheel x && pip download y && pip check"), "");
}

TEST(CommandsOfUv, AreReadAsPips) {
    EXPECT_EQ(packages_of("uv pip install --system torch==2.4 --torch-backend=cu124"),
              "install torch==2.4 backend:cu124");
    EXPECT_EQ(packages_of("uv pip install -p /venv/bin/python x"), "install x -> /venv/bin/python");
    EXPECT_EQ(packages_of("uv pip install --index-url https://i -r r.txt"), "install -r r.txt @@https://i");
    EXPECT_EQ(packages_of("uv pip install --index https://i x"), "install x @https://i");
    EXPECT_EQ(packages_of("uv pip sync r.txt"), "install -r r.txt");
    EXPECT_EQ(packages_of("uv add 'x>=1' --index https://i"), "install x>=1 @https://i");
    EXPECT_EQ(packages_of("uv add x@1.2"), "install x@1.2");
    EXPECT_EQ(packages_of("uv sync --frozen --no-dev --extra cu124"), "install");
    EXPECT_EQ(packages_of("uv tool install ruff==0.5 --with x"), "install ruff==0.5 x");
    EXPECT_EQ(packages_of("uv run --with torch python -m pip install y"), "install torch");
    EXPECT_EQ(packages_of("uv cache clean"), "clean");
    EXPECT_EQ(packages_of("uv venv /opt/venv && uv python install 3.12 && uv pip list"), "");
}

TEST(CommandsOfPythonsOtherTools, AreRead) {
    EXPECT_EQ(packages_of("poetry add torch@^2.1 'x==1' y[z] --source pytorch"),
              "install torch@^2.1 x==1 y[z]");
    EXPECT_EQ(packages_of("poetry install --no-root --only main"), "install");
    EXPECT_EQ(packages_of("poetry config virtualenvs.create false"), "");
    EXPECT_EQ(packages_of("pipenv install --system --deploy"), "install");
    EXPECT_EQ(packages_of("pipenv install x==1 -r r.txt"), "install x==1 -r r.txt");
    EXPECT_EQ(packages_of("pipx install poetry==1.8 --pip-args '-q'"), "install poetry==1.8");
    EXPECT_EQ(packages_of("pipx inject poetry x y"), "install x y -> poetry");
    EXPECT_EQ(packages_of("python3 -m pipx install black"), "install black");
}

} // namespace
} // namespace dockwright::testing
