#include "host/doctor.hpp"
#include "host/machines.hpp"
#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::host::testing {
namespace {

std::string first_failure(const Facts& facts) {
    const auto findings = examine(facts);
    const auto found = std::ranges::find(findings, Status::failure, &Finding::status);
    return found == findings.end() ? "" : std::string(found->check);
}

std::vector<std::string> failures(const Facts& facts) {
    std::vector<std::string> out;
    for (const Finding& one : examine(facts)) {
        if (one.status == Status::failure) {
            out.emplace_back(one.check);
        }
    }
    return out;
}

/// As without_module, and neither PCI nor the kernel was seen to tell of a GPU: nvidia-smi's words are all.
Facts with_words(std::string_view words) {
    Facts facts = without_module();
    facts.vendors.clear();
    facts.module.installed_version.clear();
    facts.module.disk_asked = false;
    facts.module.secure_boot = true;
    facts.nvidia.words = words;
    return facts;
}

/// Docker 29.3 that looks for CDI specifications and finds none.
Facts without_cdi() {
    Facts facts = untried_machine();
    facts.engine.version = "29.3.0";
    facts.engine.api = "1.54";
    facts.engine.cdi_folders = {"/etc/cdi", "/var/run/cdi"};
    facts.toolkit.cdi_files.clear();
    facts.toolkit.cdi_driver.reset();
    return facts;
}

Finding found_by(std::string_view check, const Facts& facts) {
    for (Finding& one : examine(facts)) {
        if (one.check == check) {
            return std::move(one);
        }
    }
    return {};
}

struct Broken {
    std::string_view machine;
    std::string_view first;
    void (*breaks)(Facts& facts);
    Facts (*from)() = untried_machine;
};

const Broken broken[] = {
    {"without a GPU", "gpu-present",
     [](Facts& f) {
         f.vendors.clear();
         f.toolkit = {};
         f.toolkit.installed = false;
         f.engine.runtimes = {"runc"};
     },
     without_driver},
    {"with a GPU of AMD", "gpu-present",
     [](Facts& f) {
         f.vendors = {Vendor::amd};
         f.device_nodes = {"/dev/kfd", "/dev/dri/renderD128"};
     },
     without_driver},
    {"with a GPU of Intel", "gpu-present", [](Facts& f) { f.vendors = {Vendor::intel}; }, without_driver},
    {"whose engine does not run", "engine-reachable",
     [](Facts& f) {
         f.engine = {};
         f.engine.reachable = false;
         f.engine.problem = "No engine listens on /var/run/docker.sock";
         f.engine.problem_kind = "engine-not-running";
     }},
    {"whose engine may not be used", "engine-reachable",
     [](Facts& f) {
         f.engine = {};
         f.engine.reachable = false;
         f.engine.problem = "You may not open /var/run/docker.sock";
         f.engine.problem_kind = "engine-no-permission";
     }},
    {"with an engine of 2018", "engine-version", [](Facts& f) { f.engine.version = "1.11.2"; }},
    {"without a driver", "driver-installed", [](Facts&) {}, without_driver},
    {"without a driver, and so with nouveau", "driver-installed", [](Facts& f) { f.module.nouveau = true; },
     without_driver},
    {"whose module is not loaded", "driver-loaded", [](Facts&) {}, without_module},
    {"with nouveau", "nouveau", [](Facts& f) { f.module.nouveau = true; }, without_module},
    {"with Secure Boot", "secure-boot", [](Facts& f) { f.module.secure_boot = true; }, without_module},
    {"with a new kernel", "kernel-update", [](Facts& f) { f.module.installed_version.clear(); },
     without_module},
    {"whose driver was updated", "driver-mismatch",
     [](Facts& f) {
         f.nvidia = {};
         f.nvidia.state = NvidiaSmi::State::failed;
         f.nvidia.words = "Failed to initialize NVML: Driver/library version mismatch";
         f.module.installed_version = "570.86.10";
     }},
    {"that lost its GPU", "driver-answers",
     [](Facts& f) {
         f.nvidia = {};
         f.nvidia.state = NvidiaSmi::State::failed;
         f.nvidia.words = "Unable to determine the device handle for GPU 0000:01:00.0: GPU is lost.";
     }},
    {"of which nvidia-smi alone tells, by a mismatch", "driver-mismatch",
     [](Facts& f) { f = with_words("Failed to initialize NVML: Driver/library version mismatch"); }},
    {"of which nvidia-smi alone tells, by a lost GPU", "driver-answers",
     [](Facts& f) {
         f = with_words("Unable to determine the device handle for GPU 0000:01:00.0: Unknown Error");
     }},
    {"of which nvidia-smi alone tells, by a missing module", "driver-loaded",
     [](Facts& f) {
         f = with_words("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make "
                        "sure that the latest NVIDIA driver is installed and running.");
     }},
    {"of which device nodes alone tell", "driver-installed",
     [](Facts& f) { f.device_nodes = {"/dev/nvidia0", "/dev/nvidiactl"}; }, without_driver},
    {"of which the engine's CDI devices alone tell", "driver-installed",
     [](Facts& f) {
         f.vendors.clear();
         f.engine.cdi_devices = {"nvidia.com/gpu=0", "nvidia.com/gpu=all"};
     },
     without_driver},
    {"with a GPU of AMD and an nvidia-smi", "gpu-present", [](Facts& f) { f.vendors = {Vendor::amd}; },
     without_module},
    {"whose engine finds no CDI specification and knows no hook", "cdi-current",
     [](Facts& f) {
         f.toolkit.hook = false;
         f.toolkit.cdi_files = {"/etc/cdi/nvidia.yaml"};
         f.engine.runtimes = {"runc"};
         f.engine.daemon_json = "";
     },
     without_cdi},
    {"with an old driver", "driver-version",
     [](Facts& f) {
         f.nvidia.driver = f.module.version = f.module.installed_version = "390.157";
         f.toolkit.cdi_files.clear();
     }},
    {"with an old GPU", "gpu-generation", [](Facts& f) { f.nvidia.gpus = {gpu("Tesla C2075", 20)}; }},
    {"without nvidia_uvm", "unified-memory", [](Facts& f) { f.module.uvm = false; }},
    {"without Fabric Manager", "fabric-manager",
     [](Facts& f) {
         f.fabric_manager_needed = true;
         f.fabric_manager_running = false;
     }},
    {"with MIG and no part", "mig-instances", [](Facts& f) { f.nvidia.gpus.front().mig = true; }},
    {"that lets nobody in", "compute-mode",
     [](Facts& f) { f.nvidia.gpus.front().compute_mode = "Prohibited"; }},
    {"without the toolkit", "toolkit-installed",
     [](Facts& f) {
         f.toolkit = {};
         f.toolkit.installed = false;
         f.engine.runtimes = {"runc"};
         f.engine.daemon_json = "";
     }},
    {"whose engine was not restarted", "engine-gpu-support",
     [](Facts& f) {
         f.engine.runtimes = {"runc"};
         f.engine.older_than_toolkit = true;
         f.engine.daemon_json = "";
     }},
    {"whose engine was set up but not restarted", "engine-gpu-support",
     [](Facts& f) { f.engine.runtimes = {"runc"}; }},
    {"with a stale CDI specification", "cdi-current",
     [](Facts& f) {
         f.engine.version = "29.3.0";
         f.toolkit.cdi_driver = "535.183.01";
     }},
    {"with a snap", "snap-engine", [](Facts& f) { f.engine.snap = true; }},
    {"with Docker Desktop", "docker-desktop", [](Facts& f) { f.engine.desktop = true; }},
    {"whose disk is full", "disk-space", [](Facts& f) { f.engine.disk_free = 100ULL << 20U; }},
    {"of another processor", "platform", [](Facts& f) { f.architecture = "ppc64le"; }},
    {"with an old kernel", "kernel", [](Facts& f) { f.kernel = "2.6.32-754.el6.x86_64"; }},
    {"in WSL without a GPU", "wsl",
     [](Facts& f) {
         f.wsl = true;
         f.vendors.clear();
     },
     without_driver},
    {"in WSL with a driver of Linux", "wsl",
     [](Facts& f) {
         f.wsl = true;
         f.device_nodes = {"/dev/dxg"};
     }},
    {"with podman and no specification", "engine-gpu-support",
     [](Facts& f) {
         f.engine.podman = true;
         f.engine.version = "5.4.0";
         f.engine.runtimes.clear();
         f.toolkit.cdi_files.clear();
         f.toolkit.cdi_driver.reset();
     }},
    {"with podman 3.0", "podman",
     [](Facts& f) {
         f.engine.podman = true;
         f.engine.version = "3.0.1";
     }},
    {"whose registry is not reached", "registry-access",
     [](Facts& f) { f.registries.front().reachable = false; }},
    {"whose container gets no CUDA", "gpu-container",
     [](Facts& f) {
         f.trial.cu_init = 999;
         f.trial.devices = 0;
     },
     good_machine},
};

TEST(Doctor, TheRightFailureComesFirst) {
    for (const Broken& one : broken) {
        Facts facts = one.from();
        one.breaks(facts);
        EXPECT_EQ(first_failure(facts), one.first) << "a machine " << one.machine;
    }
}

TEST(Doctor, WhatFollowsFromAFailureIsNoFailureOfItsOwn) {
    using ::testing::ElementsAre;
    for (const Broken& one : broken) {
        Facts facts = one.from();
        one.breaks(facts);
        EXPECT_THAT(failures(facts), ElementsAre(one.first)) << "a machine " << one.machine;
    }
}

TEST(Doctor, AWorkingMachineHasNoFailureAndNoWarning) {
    const auto findings = examine(good_machine());
    for (const Finding& one : findings) {
        EXPECT_TRUE(one.status == Status::ok || one.status == Status::skipped)
            << one.check << ": " << one.found;
        EXPECT_FALSE(one.found.empty()) << one.check;
    }
    EXPECT_EQ(verdict(findings).status, Status::ok);
    EXPECT_EQ(verdict(findings).first, nullptr);
}

TEST(Doctor, AJetsonIsNotTakenForAMachineWithoutADriver) {
    Facts facts = without_driver();
    facts.architecture = facts.engine.architecture = "aarch64";
    facts.kernel = "5.15.148-tegra";
    facts.vendors.clear();
    facts.device_nodes = {"/dev/nvgpu/igpu0/ctrl", "/dev/nvhost-ctrl-gpu"};
    facts.toolkit.mode = "csv";
    EXPECT_THAT(failures(facts), ::testing::IsEmpty());
    facts.engine.runtimes = {"runc"};
    facts.engine.daemon_json = "";
    EXPECT_THAT(failures(facts), ::testing::ElementsAre("engine-gpu-support"))
        << "the hook alone does not do there";
}

TEST(Doctor, OfAMachineThatNobodyCouldSeeNothingIsClaimed) {
    const auto findings = examine({});
    for (const Finding& one : findings) {
        EXPECT_TRUE(one.status == Status::unknown || one.status == Status::skipped)
            << one.check << ": " << name(one.status) << ": " << one.found;
    }
    EXPECT_EQ(verdict(findings).status, Status::unknown);
}

TEST(Doctor, ASkippedCheckNamesTheFailureThatItFollowsFrom) {
    const auto findings = examine(without_driver());
    const auto loaded = std::ranges::find(findings, std::string_view("driver-loaded"), &Finding::check);
    ASSERT_NE(loaded, findings.end());
    EXPECT_EQ(loaded->status, Status::skipped);
    EXPECT_EQ(loaded->follows, "driver-installed");
    const auto mismatch = std::ranges::find(findings, std::string_view("driver-mismatch"), &Finding::check);
    EXPECT_EQ(mismatch->follows, "driver-installed") << "the cause, not the step between";
    EXPECT_EQ(mismatch->found, "Not looked at, since it follows from: NVIDIA's driver is not installed");
}

TEST(Doctor, TheVerdictNamesWhatToMendFirst) {
    Facts facts = without_driver();
    facts.engine.disk_free = 10ULL << 30U; // a warning that stands before it
    const auto findings = examine(facts);
    const Verdict result = verdict(findings);
    EXPECT_EQ(result.status, Status::failure);
    ASSERT_NE(result.first, nullptr);
    EXPECT_EQ(result.first->check, "driver-installed");
    EXPECT_EQ(result.sentence, "Containers can't use a GPU here: NVIDIA's driver is not installed");
}

TEST(Doctor, ARegistryThatIsNotReachedIsNotSaidToKeepFromTheGpu) {
    Facts facts = untried_machine();
    facts.registries.front().reachable = false;
    const auto findings = examine(facts);
    EXPECT_EQ(verdict(findings).sentence, "New images can't be pulled here: docker.io does not answer");
    facts.trial = good_machine().trial;
    const auto working = examine(facts);
    EXPECT_EQ(verdict(working).status, Status::warning) << "what is there works";
}

TEST(Doctor, ALimitOfPullsIsSeenInTheEnginesWords) {
    const auto found_of = [](const Facts& facts) {
        const auto findings = examine(facts);
        const auto one = std::ranges::find(findings, "pull-limit", [](const auto& f) { return f.check; });
        return one == findings.end() ? std::string() : one->found;
    };
    Facts facts = good_machine();
    EXPECT_EQ(found_of(facts), "docker.io refuses no pull for now");
    facts.registries.front().words = "toomanyrequests: You have reached your pull rate limit";
    EXPECT_EQ(found_of(facts), "docker.io allows no further pull for now");
    facts.registries.front().words = "unauthorized: incorrect username or password";
    EXPECT_EQ(found_of(facts), "docker.io refuses no pull for now") << "without a login none can be wrong";
    facts.registries.front().login = true;
    EXPECT_EQ(found_of(facts), "docker.io refuses the login that Docker has for it");
}

TEST(Doctor, WithoutATrialThereIsNoProof) {
    Facts facts = untried_machine();
    const auto findings = examine(facts);
    EXPECT_EQ(verdict(findings).status, Status::unknown);
    EXPECT_EQ(verdict(findings).sentence, "Nothing wrong was seen, but no container has used a GPU yet");
    facts.engine.disk_free = 10ULL << 30U;
    const auto warned = examine(facts);
    EXPECT_EQ(verdict(warned).first->check, "disk-space");
    EXPECT_THAT(verdict(warned).sentence,
                ::testing::StartsWith("No container has used a GPU yet; to look at: "));
}

TEST(Doctor, ATrialWithoutCudaIsSaidToHaveSeenTheGpus) {
    Facts facts = good_machine();
    facts.trial.cu_init.reset();
    facts.trial.image = "toy:1";
    const auto findings = examine(facts);
    EXPECT_EQ(verdict(findings).status, Status::unknown);
    EXPECT_EQ(verdict(findings).sentence,
              "Nothing wrong was seen: toy:1 saw 1 GPU(s); whether CUDA starts in it was not tried");
}

TEST(Doctor, AnEngineThatFindsNoCdiSpecificationGoesTheOtherWay) {
    Facts facts = without_cdi();
    Finding found = found_by("cdi-current", facts);
    EXPECT_EQ(found.status, Status::warning);
    EXPECT_EQ(found.found,
              "The engine finds no CDI specification of NVIDIA's GPUs in /etc/cdi, /var/run/cdi");
    facts.trial = good_machine().trial;
    facts.toolkit.cdi_files = {"/etc/cdi/nvidia.yaml"};
    found = found_by("cdi-current", facts);
    EXPECT_EQ(found.status, Status::warning);
    EXPECT_EQ(found.found, "The engine finds no GPU in /etc/cdi/nvidia.yaml: it can't be read, or it names "
                           "none; the container that was tried got its GPUs by the toolkit's hook instead");
    facts.toolkit.mode = "cdi";
    facts.trial = {};
    EXPECT_EQ(found_by("cdi-current", facts).status, Status::failure) << "then the hook refuses";
    facts = without_cdi();
    facts.engine.version = "28.3.0"; // whose --gpus is the hook's
    EXPECT_EQ(found_by("cdi-current", facts).status, Status::skipped);
    facts = without_cdi();
    facts.engine.api = "1.49"; // which names no devices
    EXPECT_EQ(found_by("cdi-current", facts).found, "There is no CDI specification");
}

TEST(Doctor, ABuildBetweenReleasesIsNotTakenForAnOldEngine) {
    Facts facts = good_machine();
    facts.engine.version = "2.0.0-beta.24";
    facts.engine.api = "1.56";
    EXPECT_EQ(found_by("engine-version", facts).found, "Docker 2.0.0-beta.24, API 1.56");
    EXPECT_EQ(found_by("engine-version", facts).status, Status::ok);
}

TEST(Doctor, OfLongWordsOfTheEngineTheCauseIsShown) {
    Facts facts = good_machine();
    facts.trial.started = false;
    facts.trial.gpus.clear();
    facts.trial.words =
        "failed to create task for container: failed to create shim task: OCI runtime create failed: runc "
        "create "
        "failed: unable to start container process: error during container init: error running prestart hook "
        "#0: exit status 1, stdout: , stderr: Auto-detected mode as 'legacy'\n"
        "nvidia-container-cli: initialization error: nvml error: driver not loaded: unknown";
    EXPECT_THAT(found_by("gpu-container", facts).found,
                ::testing::EndsWith("nvidia-container-cli: initialization error: nvml error: driver not "
                                    "loaded: unknown"));
}

} // namespace
} // namespace dockwright::host::testing
