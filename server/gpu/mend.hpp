#pragma once
#include "base/text_edit.hpp"
#include "gpu/check.hpp"
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

/// One possible change. Without edits, `commands` say what to do on the machine or at the start.
struct Offer {
    std::string title;
    std::vector<TextEdit> edits;
    std::vector<std::string> commands;
    Version driver; ///< that the commands install; not known: they do not change it
};

class Offers {
public:
    void add(std::string title, std::vector<TextEdit> edits) {
        all_.push_back({.title = std::move(title), .edits = std::move(edits)});
    }
    void advise(std::string title, std::vector<std::string> commands, Version driver = {}) {
        all_.push_back({.title = std::move(title), .commands = std::move(commands), .driver = driver});
    }
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
/// The instruction that covers a place, or null.
const model::Instruction* instruction_at(const model::Document& document, Span place);
/// A line of its own in front of an instruction, or behind it.
TextEdit line_before(const model::Instruction& instruction, std::string_view line);
TextEdit line_behind(const model::Document& document, const model::Instruction& instruction,
                     std::string_view line);
/// The whole instruction with its line's end.
TextEdit without(const model::Document& document, const model::Instruction& instruction);
/// The package's word with another version behind its name: `torch` and `==2.4.1`.
TextEdit with_version(const model::Document& document, const model::Package& package,
                      std::string_view version);
/// Whether these targets and this CUDA work on all of the hosts, by the tables alone.
bool suits(const Ailing& ailing, const knowledge::Variant& variant);
bool suits_driver(const Ailing& ailing, const Version& cuda);

} // namespace dockwright::gpu
