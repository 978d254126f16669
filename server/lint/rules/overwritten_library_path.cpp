#include "lint/gpu_stages.hpp"
#include "lint/pairs.hpp"

namespace dockwright::lint::rules {
namespace {

constexpr std::string_view name = "LD_LIBRARY_PATH";

bool holds(std::string_view path, std::string_view folder) {
    while (!path.empty()) {
        const auto colon = path.find(':');
        std::string_view one = path.substr(0, colon);
        one.remove_suffix(one.ends_with('/') ? 1U : 0U);
        if (one == folder) {
            return true;
        }
        path = colon == std::string_view::npos ? std::string_view() : path.substr(colon + 1);
    }
    return false;
}

/// The first folder of the old path that the new one lacks, or "".
std::string_view lost(std::string_view old_path, std::string_view new_path) {
    while (!old_path.empty()) {
        const auto colon = old_path.find(':');
        const std::string_view folder = old_path.substr(0, colon);
        const bool narrow = folder == "/usr/local/nvidia/lib"; // for programs of 32 bits
        if (!folder.empty() && !narrow && !holds(new_path, folder)) {
            return folder;
        }
        old_path = colon == std::string_view::npos ? std::string_view() : old_path.substr(colon + 1);
    }
    return {};
}

/// In front of the quote that ends the value. Nothing between single quotes, where `$` is a letter.
std::optional<TextEdit> appended(const Variable& variable) {
    if (variable.written.starts_with('\'') || variable.written.ends_with('\'')) {
        return std::nullopt;
    }
    const Offset end = variable.value_span.end;
    const Offset at = variable.written.ends_with('"') ? end - 1 : end;
    return TextEdit{.span = {at, at}, .text = ":$LD_LIBRARY_PATH"};
}

void check(const Facts& facts, Report& report) {
    if (facts.images.empty()) {
        return;
    }
    const model::Stage* told = nullptr;
    for (const Variable& variable : variables_of(facts.document, name)) {
        const model::Stage* stage = facts.document.stage_of(*variable.instruction);
        if (stage == nullptr || !stage->shipped || stage == told || !variable.value || !variable.whole ||
            variable.written.contains('$')) {
            continue;
        }
        const std::string there = inherited_value(facts, *stage, name).value_or("");
        const std::string_view folder = lost(there, *variable.value);
        if (folder.empty()) {
            continue;
        }
        told = stage;
        Reported found =
            report.at(variable.name_span,
                      "This takes {} out of the path that the base image sets, where programs may "
                      "find CUDA or a driver that the machine mounts there",
                      folder);
        if (auto edit = appended(variable)) {
            found.fix(Safety::unsafe, "Keep what the base image sets", {*std::move(edit)});
        }
    }
}

constexpr Example examples[] = {
    {.title = "a path that forgets the base image's",
     .bad = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | ENV LD_LIBRARY_PATH=/opt/app/lib
       ~     ^^^^^^^^^^^^^^^ This takes /usr/local/nvidia/lib64 out of the path that the base image sets, where programs may find CUDA or a driver that the machine mounts there
     )",
     .good = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | ENV LD_LIBRARY_PATH=/opt/app/lib:$LD_LIBRARY_PATH
     )"},
    {.title = "in quotes, and a stage below", .bad = R"(
       | FROM nvidia/cuda:13.0.2-runtime-ubuntu24.04 AS base
       | RUN true
       | FROM base
       | ENV APP=/app LD_LIBRARY_PATH="/opt/app/lib"
       ~              ^^^^^^^^^^^^^^^ This takes /usr/local/nvidia/lib64 out of the path that the base image sets, where programs may find CUDA or a driver that the machine mounts there
     )"},
    {.title = "all of it is named, and a base that sets none", .good = R"(
       | FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
       | ENV LD_LIBRARY_PATH=/usr/local/nvidia/lib:/usr/local/nvidia/lib64:/usr/local/cuda/lib64
       | FROM python:3.12
       | ENV LD_LIBRARY_PATH=/opt/app/lib
     )"},
};

} // namespace

extern constexpr Rule overwritten_library_path{
    .id = "overwritten-library-path",
    .title = "LD_LIBRARY_PATH without what the base image has in it",
    .why =
        "Programs look for their libraries in the folders of LD_LIBRARY_PATH first. CUDA images list there "
        "where their own libraries lie and where some clusters mount the driver, as Google's Kubernetes "
        "Engine does. An ENV without `$LD_LIBRARY_PATH` in its value throws that away: there, the program "
        "finds no GPU.",
    .group = Group::gpu,
    .severity = Severity::info,
    .fixes = Fixes::always,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
