#pragma once
#include "base/text_edit.hpp"
#include "gpu/check.hpp"
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A mend offers edits that may take a reason away. One file in gpu/mends/ each, collected by CMake;
/// what really helps is found by judging the edited text (repairs.cpp).
namespace dockwright::gpu {

/// What is to be mended.
struct Ailing {
    const model::Document& document;
    const model::Surroundings& surroundings;
    const knowledge::Knowledge& knowledge;
    const ImageState& state;
    const Reason& reason;
    std::span<const Host* const> hosts; ///< null entries: no machine
};

/// What the commands of an offer change, so that it can be judged as edits are.
enum class Remedy : std::uint8_t {
    none,
    driver,       ///< the machine's, to Offer::driver
    request,      ///< the container is started with --gpus
    toolkit,      ///< the machine gets the container toolkit
    shared_memory ///< the container is started with more of it
};

/// Another version for a line of a file that lists packages.
struct ListedVersion {
    std::string_view file; ///< as in Surroundings
    std::uint32_t line = 0;
    std::string package; ///< as the file writes it
    std::string version; ///< with its operator
};

/// One possible change. Without edits, `commands` say what to do on the machine, at the start or to
/// another file than the Dockerfile.
struct Offer {
    std::string title;
    std::vector<TextEdit> edits;
    std::vector<std::string> commands;
    Remedy remedy = Remedy::none;
    Version driver;
    std::optional<ListedVersion> listed;
};

class Offers {
public:
    void add(std::string title, std::vector<TextEdit> edits) {
        all_.push_back({.title = std::move(title), .edits = std::move(edits)});
    }
    void add(Offer offer) { all_.push_back(std::move(offer)); }
    std::vector<Offer>& all() { return all_; }

private:
    std::vector<Offer> all_;
};

/// In the order in which they are tried: the smaller change first.
struct Mend {
    std::string_view name;
    int rank = 0; ///< lower first
    void (*offer)(const Ailing& ailing, Offers& offers) = nullptr;
};

namespace mends {
std::span<const Mend* const> all();
} // namespace mends

/// The installation that the reason's place stands in, or null.
const model::PackageCommand* installation_at(const model::Document& document, Span place);
/// The word of an installation with this name, compared as PEP 503 does, or null.
const model::Package* package_of(const model::Document& document, const model::PackageCommand& command,
                                 std::string_view name);
/// The word names a package of the index; its version may be a variable.
bool names_package(const model::Package& package);
/// Its version as the installer gets it: `==2.4.1` of `==${TORCH}`; as written where that is not known.
std::string version_of(const model::Document& document, const model::PackageCommand& command,
                       const model::Package& package);
const model::Command& shell_of(const model::Document& document, const model::PackageCommand& command);
/// pip itself or `uv pip`: what takes pip's options.
bool takes_options_of_pip(const model::Document& document, const model::PackageCommand& command);
/// The instruction that covers a place, or null.
const model::Instruction* instruction_at(const model::Document& document, Span place);

/// A line of its own in front of an instruction, or behind it.
TextEdit line_before(const model::Instruction& instruction, std::string_view line);
TextEdit line_behind(const model::Document& document, const model::Instruction& instruction,
                     std::string_view line);
/// The whole instruction with its line's end.
TextEdit without(const model::Document& document, const model::Instruction& instruction);
/// The command's words are elements of a JSON list.
bool is_json(const model::Document& document, const model::Command& command);
/// Words behind the last one of a command; nothing where it is a JSON list.
std::optional<TextEdit> with_words(const model::Document& document, const model::Command& command,
                                   std::string_view words);
/// The package's word and the blank in front of it are taken out; nothing in a JSON list.
std::optional<TextEdit> without_word(const model::Document& document, const model::PackageCommand& command,
                                     const model::Package& package);
/// A word in the quotes that may stand in this command, if a shell would read it as more.
std::string quoted(const model::Document& document, const model::Command& command, std::string_view word);
/// Another requirement in place of the package's word: `torch==2.4.1`.
TextEdit with_requirement(const model::Document& document, const model::PackageCommand& command,
                          const model::Package& package, std::string_view requirement);
/// The package's word with another version behind its name and extras; where a variable says the
/// version, its default or its value.
TextEdit with_version(const model::Document& document, const model::PackageCommand& command,
                      const model::Package& package, std::string_view version);
/// Another value for a variable of an ENV, or none: then the variable goes, and an ENV that says
/// nothing else with it. Nothing if this is not an ENV that sets it.
std::optional<TextEdit> with_value(const model::Document& document, const model::Instruction& instruction,
                                   std::string_view variable, std::optional<std::string_view> value);
/// An index's address in place of the one that is named, in its quotes.
TextEdit with_address(const model::Document& document, const model::PackageIndex& index,
                      std::string_view url);
/// Another image in place of the one that the state builds on: in its FROM, or as the default of the
/// build argument that the FROM takes it from. Nothing where that can't be written so.
std::optional<TextEdit> with_base(const Ailing& ailing, std::string_view reference);

/// Whether these targets and this CUDA work on all of the hosts, by the tables alone.
bool suits(const Ailing& ailing, const knowledge::Variant& variant);
bool suits_driver(const Ailing& ailing, const Version& cuda);
/// All drivers carry this CUDA without the promise that holds within a major version.
bool carried_natively(const Ailing& ailing, const Version& cuda);
/// A build that is named by an extra and brings CUDA, not one that takes the image's.
bool is_extra_with_cuda(const knowledge::Variant& variant);
/// The machines are of that architecture, or the image is built for it.
bool is_arm(const Ailing& ailing);
/// A release with a wheel for the Python of this home.
bool has_wheel(const Ailing& ailing, const knowledge::Release& release, std::uint32_t home);
/// Versions of an installed package that these machines and this Python take, by the tables alone: the
/// newest of the same minor number, the nearest newer one, the newest, the nearest older one.
std::vector<Version> other_versions(const Ailing& ailing, const Installed& installed);
/// The targets of the image's nvcc that run on the machines' GPUs, the best one for each; empty where
/// one of them has none.
std::vector<knowledge::Capability> compile_targets(const Ailing& ailing);
/// The instruction is run by root, as far as is known.
bool runs_as_root(const Ailing& ailing, const model::Instruction& instruction);

} // namespace dockwright::gpu
