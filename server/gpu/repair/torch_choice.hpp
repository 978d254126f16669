#pragma once
#include "gpu/repair/mend.hpp"
#include <string>
#include <string_view>
#include <vector>

/// Private to gpu/: which build of torch suits the machines, for the mends that install it.
namespace dockwright::gpu {

inline constexpr std::string_view index_of_torch = "https://download.pytorch.org/whl/";

/// torch, torchaudio, torchvision: their builds are made together.
bool in_torch_family(std::string_view name);

/// One build of torch, and how an installation comes to it.
struct TorchBuild {
    const knowledge::Release* release = nullptr;
    const knowledge::Variant* variant = nullptr;
    Version version;
    bool pins = false; ///< the version is to be written
};

/// What an installation asks for.
struct TorchWish {
    std::string asked; ///< the specifier
    Version version;   ///< what it means today
    bool exact = false;
    std::string tag;    ///< of the build that it gets
    bool index = false; ///< it names PyTorch's index
    std::uint32_t home = 0;
};

TorchWish torch_wish(const Ailing& ailing, const model::PackageCommand& command, const Installed& torch);

/// The version that is there first, then the newest, then those next to it.
std::vector<TorchBuild> torch_builds(const Ailing& ailing, const TorchWish& wish);

/// The index option of an installation that names PyTorch's index, or null.
const model::PackageIndex* torch_index(const Ailing& ailing, const model::PackageCommand& command);

/// The installation brings torch without naming it: a file does, or another package that is not bound
/// to one build of it.
bool brings_torch(const Ailing& ailing, const model::PackageCommand& command, const Installed& torch);

} // namespace dockwright::gpu
