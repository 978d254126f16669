#include "cli/doctor/doctor.hpp"
#include "cli/why/why.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

host::Facts machine_without_driver() {
    host::Facts facts;
    facts.kernel = "6.8.0-45-generic";
    facts.architecture = "x86_64";
    facts.distribution = "ubuntu";
    facts.vendors = {host::Vendor::nvidia};
    facts.nvidia.state = host::NvidiaSmi::State::absent;
    facts.module.loaded = false;
    facts.engine.reachable = true;
    facts.engine.version = "28.3.0";
    facts.engine.architecture = "x86_64";
    facts.running_containers = {"train of ada (toy:1)"};
    return facts;
}

Examined examined(host::Facts facts) {
    actions::Diagnosis diagnosis{.engine = "unix:///run/docker.sock", .facts = std::move(facts)};
    diagnosis.findings = host::examine(diagnosis.facts);
    return {.name = "", .diagnosis = std::move(diagnosis)};
}

TEST(DoctorText, ShowsAFailureWithItsReasonAndCommands) {
    const std::string text = doctor_text(examined(machine_without_driver()));
    EXPECT_THAT(text, HasSubstr("unix:///run/docker.sock\n"));
    EXPECT_THAT(text, HasSubstr("\nfailure: "));
    EXPECT_THAT(text, HasSubstr("why it matters: "));
    EXPECT_THAT(text, HasSubstr("      sudo "));
    EXPECT_THAT(text, HasSubstr("Containers can't use a GPU here: "));
}

TEST(DoctorText, SaysWhatARepairWouldEndBeforeItsCommands) {
    const std::string text = doctor_text(examined(machine_without_driver()));
    const std::size_t ends = text.find("  - container train of ada (toy:1)");
    ASSERT_NE(ends, std::string::npos) << text;
    EXPECT_LT(ends, text.find("reboot", ends)) << text;
}

TEST(DoctorText, EscapesWhatAMachineSays) {
    host::Facts facts = machine_without_driver();
    facts.running_containers = {"\x1b[2Jevil"};
    facts.nvidia.driver = "5\x1b[2J";
    EXPECT_THAT(doctor_text(examined(facts)), Not(HasSubstr("\x1b")));
}

TEST(DoctorText, OfAMachineThatCouldNotBeAskedIsTheProblem) {
    Examined machine;
    machine.name = "gpubox";
    machine.diagnosis = std::unexpected(Problem{
        .kind = "ssh-timed-out", .message = "gpubox does not answer", .next_step = "Try: ssh gpubox"});
    EXPECT_EQ(doctor_text(machine), "gpubox\n  not asked: gpubox does not answer\n  Try: ssh gpubox\n");
    EXPECT_THAT(doctor_json(machine), HasSubstr(R"("status":"not-asked")"));
}

TEST(DoctorJson, NamesTheFailureToMendFirst) {
    const std::string json = doctor_json(examined(machine_without_driver()));
    EXPECT_THAT(json, HasSubstr(R"("status":"failure")"));
    EXPECT_THAT(json, HasSubstr(R"("first":"driver-)"));
    EXPECT_THAT(json, HasSubstr(R"("ends":["This )"));
}

TEST(WhyText, NamesCausesAndWhatToType) {
    actions::Why why;
    why.seen.container.name = "/blind";
    why.reasons = actions::why_reasons(why.seen);
    why.verdict = actions::why_verdict(why.seen, why.reasons);
    why.sentence = "blind can't use a GPU";
    EXPECT_THAT(why_text(why), HasSubstr("gpu-not-requested: "));
    EXPECT_THAT(why_text(why), HasSubstr("--gpus all"));
    EXPECT_THAT(why_json(why), HasSubstr(R"("cause":"gpu-not-requested")"));
    EXPECT_THAT(why_json(why), HasSubstr(R"("verdict":"fails")"));
}

} // namespace
} // namespace dockwright::cli
