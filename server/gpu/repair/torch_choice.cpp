#include "gpu/repair/torch_choice.hpp"
#include "gpu/image/resolve.hpp"
#include "gpu/image/sources.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <tuple>

namespace dockwright::gpu {

using knowledge::Release;
using knowledge::Variant;

namespace {

/// Machine code for all of the machines: what is compiled at the first start is no repair.
bool has_code(const Ailing& ailing, const Variant& variant) {
    Variant without = variant;
    without.ptx = 0;
    return suits(ailing, without);
}

/// The build of a release that suits the machines: the one that is asked for, the ordinary one, which
/// needs no index, or else the newest CUDA that the drivers carry; what nobody looked up comes last.
const Variant* suiting(const Ailing& ailing, const Release& release, std::string_view asked, bool index) {
    const bool arm = is_arm(ailing);
    const std::string_view ordinary = arm ? release.variant_arm : release.variant;
    const auto rank = [&](const Variant& one) {
        const bool extended = ailing.reason.cause == Cause::wheel_cuda_mismatch &&
                              one.cuda.major() == ailing.state.cuda.cuda.major();
        return std::tuple(extended, one.tag == asked, one.tag == ordinary && !index,
                          one.fact.confidence == knowledge::Confidence::verified,
                          carried_natively(ailing, one.cuda), one.tag == ordinary, one.cuda);
    };
    const Variant* best = nullptr;
    for (const Variant& variant : release.variants) {
        // Before 2.11 the wheels of aarch64 are for CPUs only (torch.yaml).
        const bool fits = has_code(ailing, variant) && (!arm || ordinary.starts_with("cu"));
        if (fits && (best == nullptr || rank(*best) < rank(variant))) {
            best = &variant;
        }
    }
    return best;
}

} // namespace

bool in_torch_family(std::string_view name) {
    return name == "torch" || name == "torchaudio" || name == "torchvision";
}

const model::PackageIndex* torch_index(const Ailing& ailing, const model::PackageCommand& command) {
    for (const model::PackageIndex& index : ailing.document.packages().indexes_of(command)) {
        if (!torch_tag(index.url).empty() || index.kind == model::PackageIndex::Kind::backend) {
            return &index;
        }
    }
    return nullptr;
}

TorchWish torch_wish(const Ailing& ailing, const model::PackageCommand& command, const Installed& torch) {
    TorchWish out{.asked = torch.asked,
                  .version = torch.version,
                  .tag = torch.variant_tag,
                  .index = torch_index(ailing, command) != nullptr,
                  .home = torch.home};
    // A later installation may have exchanged it.
    if (const model::Package* word = package_of(ailing.document, command, "torch"); word != nullptr) {
        out.asked = version_of(ailing.document, command, *word);
        const Version exact = pinned(out.asked);
        out.version = exact.known() ? exact : out.version;
    }
    out.exact = pinned(out.asked).known();
    return out;
}

std::vector<TorchBuild> torch_builds(const Ailing& ailing, const TorchWish& wish) {
    std::vector<TorchBuild> same;
    std::vector<TorchBuild> newer;
    std::vector<TorchBuild> older;
    const Version& version = wish.version;
    for (const Release& release : knowledge::releases(ailing.knowledge, "torch")) {
        const Variant* variant = suiting(ailing, release, wish.tag, wish.index);
        if (release.prerelease || variant == nullptr || !has_wheel(ailing, release, wish.home)) {
            continue;
        }
        const bool is_same = release.first <= version && version <= release.last;
        const bool lets_in = knowledge::satisfies(release.last, without_local(wish.asked)).value_or(false) ||
                             wish.asked.empty();
        const TorchBuild build{&release, variant, is_same ? version : release.last, wish.exact || !lets_in};
        (is_same ? same : release.last < version ? older : newer).push_back(build);
    }
    std::vector<TorchBuild> out = same;
    if (!newer.empty()) {
        out.push_back(newer.front());
    }
    if (!older.empty()) {
        out.push_back(older.front());
    }
    if (newer.size() > 1) {
        out.push_back(newer.back());
    }
    // An index may have no newer build than one of those: where nothing is pinned, that says enough.
    const std::size_t unpinned = out.size();
    for (std::size_t i = 0; i < unpinned; ++i) {
        if (!out[i].pins) {
            TorchBuild named = out[i];
            named.pins = true;
            out.push_back(named);
        }
    }
    return out;
}

bool brings_torch(const Ailing& ailing, const model::PackageCommand& command, const Installed& torch) {
    if (!shell_of(ailing.document, command).span.covers(torch.place.span)) {
        return false;
    }
    const bool bound = std::ranges::any_of(ailing.state.installed, [&](const Installed& other) {
        const auto* package = knowledge::package(ailing.knowledge, other.name);
        const bool compiled = package != nullptr && package->needs_nvcc;
        return other.place.span == torch.place.span && other.place.line == torch.place.line &&
               (compiled || other.name == "vllm" || other.name == "sglang");
    });
    return !torch.place.file.empty() || (torch.as_dependency && !bound);
}

} // namespace dockwright::gpu
