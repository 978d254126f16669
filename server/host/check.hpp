#pragma once
#include "host/facts.hpp"
#include "knowledge/tables.hpp"
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// A check of the doctor looks at one thing that containers need to run on a machine's GPU. One file in
/// host/checks/ each, collected by CMake like the lint rules; each is a pure function of what was seen.
namespace dockwright::host {

enum class Status : std::uint8_t {
    ok,
    warning, ///< works, or works today
    failure, ///< containers with a GPU can't run so
    unknown, ///< it could not be seen
    skipped  ///< it does not concern this machine, or follows from a failure
};
std::string_view name(Status status);

/// What a repair restarts, each more than the one before.
enum class Disturbs : std::uint8_t { nothing, engine, modules, machine };
std::string_view name(Disturbs disturbs);

/// A file to be written before the commands of a repair are run, in the folder where the person is.
/// Never one that is in use: a command puts it in its place after it was checked.
struct NewFile {
    std::string path;
    std::string text;

    bool operator==(const NewFile&) const = default;
};

/// One way of mending, for a person to read and to run; nothing here runs it.
struct Repair {
    std::string title; ///< `Install the NVIDIA Container Toolkit`
    std::vector<std::string>
        commands; ///< a line each, for this machine's distribution, with sudo where needed
    Disturbs disturbs = Disturbs::nothing;
    std::string explanation; ///< what to know beside the commands; may be empty
    std::vector<NewFile> files;

    bool operator==(const Repair&) const = default;
};

/// What a check found. Sentences without a full stop at their end, printable.
struct Finding {
    std::string_view check; ///< id; set by `examine`
    std::string_view title; ///< set by `examine`
    Status status = Status::ok;
    std::string found;
    std::string needed;          ///< empty where all is well
    std::string why;             ///< why that matters to the person; empty where all is well
    std::vector<Repair> repairs; ///< the likeliest first
    std::string no_repair;       ///< of a failure without repairs: why there is none
    std::string_view follows;    ///< of a skipped one: id of the failure that it follows from; else empty
    knowledge::Fact fact;        ///< what the judgement stands on; without a source where it is plain
};

struct Check {
    std::string_view id;    ///< kebab-case, the file's stem
    std::string_view title; ///< `Driver is loaded`
    /// Checks run in this order, and each need comes before: what a person must mend first, first.
    unsigned place = 0;
    std::span<const std::string_view> needs; ///< ids; where one has failed this one is not run
    Finding (*run)(const Facts& facts, const knowledge::Knowledge& knowledge) = nullptr;
};

namespace checks {
std::span<const Check* const> all();
} // namespace checks

/// For checks: findings that need no repair.
Finding ok(std::string found);
Finding warning(std::string found, std::string why);
Finding unknown(std::string found);
/// It does not concern this machine.
Finding skipped(std::string found);

} // namespace dockwright::host
