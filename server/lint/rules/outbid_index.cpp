#include "gpu/image/index_order.hpp"
#include "lint/gpu_stages.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// `cu118` of `https://download.pytorch.org/whl/cu118`, else "".
std::string_view cuda_of(std::string_view url) {
    const auto at = url.find("/whl/cu");
    if (!url.contains("download.pytorch.org") || at == std::string_view::npos) {
        return {};
    }
    std::string_view tag = url.substr(at + std::string_view("/whl/").size());
    return tag.substr(0, tag.find('/'));
}

/// `11.8` of `cu118`.
std::string number_of(std::string_view tag) {
    std::string digits(tag.substr(2));
    return digits.size() < 2 ? digits : digits.insert(digits.size() - 1, ".");
}

bool is_on_it(std::string_view package) {
    return package == "torch" || package == "torchvision" || package == "torchaudio";
}

/// `--extra-index-url` as a word in front of the address; what else says so is not replaced.
std::optional<TextEdit> as_only_index(const model::Document& document, const model::PackageCommand& packages,
                                      const model::PackageIndex& index) {
    const bool all = std::ranges::all_of(document.packages().of(packages), [](const model::Package& package) {
        return is_on_it(package.name);
    });
    constexpr std::string_view option = "--extra-index-url";
    for (const model::Argument& word :
         document.commands().arguments_of(document.commands().all[packages.command])) {
        const bool own = word.span.covers(index.span);
        const bool before =
            word.span.end < index.span.begin && index.span.begin.index() - word.span.end.index() < 2;
        if (all && packages.files.size() == 0 && (own || before) &&
            word.span.of(document.text()).starts_with(option)) {
            return TextEdit{.span = {word.span.begin, word.span.begin + option.size()},
                            .text = "--index-url"};
        }
    }
    return std::nullopt;
}

/// How the installation comes to take another build.
std::string reason(const gpu::IndexOrder& order) {
    return order.uv ? message("uv {} takes the first index that has a package, and asks PyPI before this one",
                              {to_string(order.old_uv)})
                    : "pip looks at PyPI too and takes the highest version of both";
}

void check_command(const Facts& facts, Report& report, const gpu::ImageState& state,
                   const model::PackageCommand& packages, const model::PackageIndex& index,
                   const gpu::IndexOrder& order) {
    const std::string_view tag = cuda_of(index.url);
    const model::Document& document = facts.document;
    const Span command = document.commands().all[packages.command].span;
    for (const gpu::Installed& installed : state.installed) {
        const bool here =
            command.covers(installed.place.span) && installed.name == "torch" && !installed.of_base;
        if (!here || installed.variant == nullptr || installed.variant->tag == tag ||
            installed.unresolved != gpu::Unresolved::none) {
            continue;
        }
        Reported found = report.at(index.span, "{}: torch {} for CUDA {}, not one for CUDA {}", reason(order),
                                   to_string(installed.version), to_string(installed.variant->cuda.cut(2)),
                                   number_of(tag));
        if (auto edit = as_only_index(document, packages, index)) {
            found.fix(Safety::unsafe, "Look at this index alone", {*std::move(edit)});
        }
    }
}

void check(const Facts& facts, Report& report) {
    each_state(facts, [&](const gpu::ImageState& state, const model::Stage& stage) {
        for (const model::PackageCommand& packages : facts.document.package_commands(stage)) {
            const gpu::IndexOrder order = gpu::index_order(facts.document, packages);
            if (packages.manager != model::PackageManager::pip || (order.uv && !order.old_uv.known())) {
                continue;
            }
            for (const model::PackageIndex& index : facts.document.packages().indexes_of(packages)) {
                if (index.kind == model::PackageIndex::Kind::extra && !cuda_of(index.url).empty()) {
                    check_command(facts, report, state, packages, index, order);
                }
            }
        }
    });
}

constexpr Example examples[] = {
    {.title = "PyPI has a newer version than the index",
     .bad = R"(
       | FROM python:3.11-slim
       | RUN pip install torch torchvision --extra-index-url https://download.pytorch.org/whl/cu118
       ~                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ pip looks at PyPI too and takes the highest version of both: torch 2.15.0 for CUDA 13.2, not one for CUDA 11.8
     )",
     .good = R"(
       | FROM python:3.11-slim
       | RUN pip install torch torchvision --index-url https://download.pytorch.org/whl/cu118
     )"},
    {.title = "other packages need PyPI, so a version must decide",
     .bad = R"(
       | FROM python:3.11-slim
       | RUN pip install torch transformers --extra-index-url=https://download.pytorch.org/whl/cu118
       ~                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ pip looks at PyPI too and takes the highest version of both: torch 2.15.0 for CUDA 13.2, not one for CUDA 11.8
     )",
     .good = R"(
       | FROM python:3.11-slim
       | RUN pip install torch==2.4.1 transformers --extra-index-url https://download.pytorch.org/whl/cu118
     )"},
    {.title = "uv takes the first index that has the name: the extra one, but for old versions",
     .bad = R"(
       | FROM python:3.11-slim
       | RUN pip install uv==0.1.11 && python3.11 -m uv pip install torch --extra-index-url https://download.pytorch.org/whl/cu118
       ~                                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ uv 0.1.11 takes the first index that has a package, and asks PyPI before this one: torch 2.15.0 for CUDA 13.2, not one for CUDA 11.8
     )",
     .good = R"(
       | FROM python:3.11-slim
       | RUN uv pip install --system torch --extra-index-url https://download.pytorch.org/whl/cu118
       | RUN python3 -m uv pip install --system torch --extra-index-url https://download.pytorch.org/whl/cu118
     )"},
};

} // namespace

extern constexpr Rule outbid_index{
    .id = "outbid-index",
    .title = "An extra index for a CUDA whose builds pip does not take",
    .why =
        "With `--extra-index-url` pip puts all indexes together and takes the highest version. PyTorch's "
        "folder "
        "of an older CUDA ends with the last release that was built for it, and PyPI has newer ones: so pip "
        "installs those, for the newest CUDA, and without a word. `--index-url` looks at that folder alone; "
        "a "
        "version that the folder has, as in `torch==2.4.1`, is taken from it. uv before 0.1.13 asks PyPI "
        "first.",
    .group = Group::gpu,
    .severity = Severity::warning,
    .fixes = Fixes::sometimes,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
