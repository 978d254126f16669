#include "packages_text.hpp"
#include <gtest/gtest.h>

namespace dockwright::testing {
namespace {

TEST(PackagesOfConda, HaveVersionsAndBuilds) {
    EXPECT_EQ(packages_of("conda install -y numpy"), "install numpy");
    EXPECT_EQ(packages_of("conda install numpy=1.26 pandas==2.1.0"), "install numpy=1.26 pandas==2.1.0");
    EXPECT_EQ(packages_of("conda install pytorch=2.1=py3.10_cuda11.8_cudnn8.7_0"),
              "install pytorch=2.1=py3.10_cuda11.8_cudnn8.7_0");
    EXPECT_EQ(packages_of("conda install 'python>=3.9,<3.11'"), "install python>=3.9,<3.11");
    EXPECT_EQ(packages_of("conda install \"numpy[version='>=1.2']\""), "install numpy[version='>=1.2']");
    EXPECT_EQ(packages_of("conda install 'numpy 1.26.*'"), "install numpy 1.26.*");
    EXPECT_EQ(packages_of("conda install pytorch::pytorch=2.1 conda-forge/linux-64::x"),
              "install pytorch::pytorch=2.1 conda-forge/linux-64::x");
    EXPECT_EQ(packages_of("conda install cudatoolkit=$CUDA"), "install cudatoolkit=$CUDA");
    EXPECT_EQ(packages_of("conda install $PACKAGES"), "install unknown:$PACKAGES");
    EXPECT_EQ(packages_of("conda install https://h/x.conda ./y.tar.bz2"),
              "install url:https://h/x.conda file:./y.tar.bz2");
}

TEST(ChannelsOfConda, AreNamed) {
    EXPECT_EQ(packages_of("conda install -y -c pytorch -c nvidia pytorch pytorch-cuda=12.1"),
              "install pytorch pytorch-cuda=12.1 #pytorch #nvidia");
    EXPECT_EQ(packages_of("conda install --channel=conda-forge --override-channels x"),
              "install x #conda-forge");
    EXPECT_EQ(packages_of("conda install -c \"nvidia/label/cuda-11.8.0\" cuda-toolkit"),
              "install cuda-toolkit #nvidia/label/cuda-11.8.0");
    EXPECT_EQ(packages_of("conda install -qyc conda-forge x"), "install x #conda-forge");
    EXPECT_EQ(packages_of("conda config --add channels conda-forge"), "other #conda-forge");
    EXPECT_EQ(packages_of("conda config --system --prepend channels a"), "other #a");
    EXPECT_EQ(packages_of("micromamba config append channels a"), "other #a");
    EXPECT_EQ(packages_of("conda config --set auto_update_conda false"), "");
    EXPECT_EQ(packages_of("conda config --add pkgs_dirs /x"), "");
}

TEST(TargetsOfConda, AreEnvironments) {
    EXPECT_EQ(packages_of("conda create -n env python=3.10 -y"), "install python=3.10 -> env");
    EXPECT_EQ(packages_of("conda create --prefix /opt/env --clone base"), "install -> /opt/env");
    EXPECT_EQ(packages_of("mamba install -p $CONDA_DIR x"), "install x -> $CONDA_DIR");
    EXPECT_EQ(packages_of("conda env create -f environment.yml"), "install -f environment.yml");
    EXPECT_EQ(packages_of("conda env update -n base --file env.yaml"), "upgrade -f env.yaml -> base");
    EXPECT_EQ(packages_of("micromamba install -y -n base -f /tmp/env.yaml"),
              "install -f /tmp/env.yaml -> base");
    EXPECT_EQ(packages_of("conda install --file requirements.txt"), "install -r requirements.txt");
    EXPECT_EQ(packages_of("conda install -f x"), "install x"); // --force, once.
}

TEST(CommandsOfConda, AreToldApart) {
    EXPECT_EQ(packages_of("mamba install x && micromamba create y"), "install x\ninstall y");
    EXPECT_EQ(packages_of("/opt/conda/bin/conda install x"), "install x");
    EXPECT_EQ(packages_of("conda update -n base conda"), "upgrade conda -> base");
    EXPECT_EQ(packages_of("conda remove x"), "remove x");
    EXPECT_EQ(packages_of("conda clean --all -f -y && conda clean -tipsy"), "clean\nclean");
    EXPECT_EQ(packages_of("conda init bash && conda activate x && conda list"), "");
    EXPECT_EQ(packages_of("conda run -n e python x.py"), "");
}

} // namespace
} // namespace dockwright::testing
