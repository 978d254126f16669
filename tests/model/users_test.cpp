#include "model/users.hpp"
#include <gtest/gtest.h>

namespace dockwright::model {
namespace {

/// What the last stage makes, one a line: `user name id home shell group`, `-` for what is not said.
std::string users(std::string source) {
    const auto document = Document::parse(std::move(source));
    std::string out;
    const auto said = [](std::string_view text) { return text.empty() ? "-" : std::string(text); };
    for (const MadeUser& made : users_of(*document, document->stages().back())) {
        out += made.kind == MadeUser::Kind::user ? "user " : "group ";
        out += std::string(made.name->text) + " " + said(made.id_text) + " " + said(made.home) + " " +
               said(made.shell) + " " + said(made.group) + (made.is_system ? " system" : "") +
               (made.makes_home ? " home" : "") + "\n";
    }
    return out;
}

TEST(Users, AreMadeByUseradd) {
    EXPECT_EQ(users("FROM debian\nRUN groupadd -g 1000 w && useradd -m -u 1000 -g w -s /bin/bash w\n"),
              "group w 1000 - - -\nuser w 1000 - /bin/bash w home\n");
    EXPECT_EQ(users("FROM debian\nRUN useradd -rmu 999 -d/opt/x --gid=5 x\n"),
              "user x 999 /opt/x - 5 system home\n");
    EXPECT_EQ(users("FROM debian\nRUN sudo useradd --uid $ID --create-home --shell /bin/sh x\n"),
              "user x $ID - /bin/sh - home\n");
    EXPECT_EQ(users("FROM debian\nRUN useradd -c 'A B' -G sudo,video x\n"), "user x - - - -\n");
}

TEST(Users, AreMadeByAdduser) {
    EXPECT_EQ(users("FROM alpine\nRUN addgroup -S -g 7 w && adduser -S -D -u 7 -G w -h /home/w w\n"),
              "group w 7 - - - system\nuser w 7 /home/w - w system\n");
    EXPECT_EQ(users("FROM debian\nRUN adduser --disabled-password --gecos '' --uid 1000 --home /h w\n"),
              "user w 1000 /h - -\n");
    EXPECT_EQ(users("FROM debian\nRUN adduser w sudo && addgroup w video\n"), "");
}

TEST(Users, OfTheStagesBelowAreThereToo) {
    EXPECT_EQ(users("FROM debian AS a\nRUN useradd x\nFROM a\nRUN useradd y\nONBUILD RUN useradd z\n"),
              "user x - - - -\nuser y - - - -\n");
    EXPECT_EQ(users("FROM debian\nRUN useradd\nCMD useradd x\n"), "");
}

RunsAs runs_as(std::string source) {
    const auto document = Document::parse(std::move(source));
    return runs_as(*document, document->commands().texts.back());
}

TEST(Users, SayAsWhomARunIsExecuted) {
    EXPECT_EQ(runs_as("FROM debian:12\nRUN a\n"), RunsAs::root);
    EXPECT_EQ(runs_as("FROM docker.io/library/python:3.12\nRUN a\n"), RunsAs::root);
    EXPECT_EQ(runs_as("FROM nvcr.io/nvidia/cuda:12.4.1-base-ubuntu22.04 AS b\nFROM b\nRUN a\n"),
              RunsAs::root);
    EXPECT_EQ(runs_as("FROM jupyter/base-notebook\nRUN a\n"), RunsAs::unknown);
    EXPECT_EQ(runs_as("FROM jupyter/base-notebook\nUSER root\nRUN a\n"), RunsAs::root);
    EXPECT_EQ(runs_as("FROM debian\nUSER 0:0\nRUN a\n"), RunsAs::root);
    EXPECT_EQ(runs_as("FROM debian\nARG U=w\nUSER $U\nRUN a\n"), RunsAs::other);
    EXPECT_EQ(runs_as("FROM debian\nARG U\nUSER $U\nRUN a\n"), RunsAs::unknown);
    EXPECT_EQ(runs_as("FROM debian\nONBUILD RUN a\n"), RunsAs::unknown);
}

} // namespace
} // namespace dockwright::model
