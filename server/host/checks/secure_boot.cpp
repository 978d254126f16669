#include "host/check.hpp"
#include "host/repairs.hpp"
#include "host/smi_words.hpp"

namespace dockwright::host::checks {
namespace {

constexpr std::string_view needs[] = {"driver-installed"};

Finding run(const Facts& facts, const knowledge::Knowledge& knowledge) {
    if (!facts.module.secure_boot) {
        return unknown("Whether Secure Boot is on could not be seen");
    }
    if (!*facts.module.secure_boot) {
        return ok("Secure Boot is off");
    }
    if (facts.module.loaded.value_or(false) || words_say_loaded(facts.nvidia).value_or(false)) {
        return ok("Secure Boot is on, and the driver's module is signed for it");
    }
    if (facts.module.loaded != false || facts.module.installed_version.empty()) {
        return unknown("Secure Boot is on; whether it refuses the driver could not be seen");
    }
    Repair look;
    look.title = "Make sure that this is the reason";
    look.commands = {as_root(facts, "modprobe nvidia")};
    look.explanation = "It is, where the answer is \"Key was rejected by service\" or \"Required key not "
                       "available\"";
    Repair off;
    off.title = "Or switch Secure Boot off in the machine's firmware settings (BIOS)";
    off.disturbs = Disturbs::machine;
    off.explanation = "On a machine that others look after, ask them first";
    return {.status = Status::failure,
            .found = "Secure Boot is on, and the driver's module is on the disk but not loaded",
            .needed = "A module that is signed with a key that the machine's firmware knows",
            .why = "With Secure Boot Linux loads only signed modules; one that was built on this machine has "
                   "a key that must first be made known",
            .repairs = {
                from_recipe(facts, knowledge, "enroll-key", "Make the module's key known", Disturbs::machine),
                std::move(off)}};
}

} // namespace

extern constexpr Check secure_boot{
    .id = "secure-boot", .title = "Secure Boot lets the driver in", .place = 320, .needs = needs, .run = run};

} // namespace dockwright::host::checks
