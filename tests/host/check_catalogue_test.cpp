#include "host/doctor.hpp"
#include "host/machines.hpp"
#include "support/source_tree.hpp"
#include <algorithm>
#include <gtest/gtest.h>
#include <set>

/// What holds for every check, whatever it looks at.
namespace dockwright::host::testing {
namespace {

using dockwright::testing::source_files;

std::string stem(std::string_view path) {
    const std::size_t slash = path.rfind('/') + 1;
    std::string out(path.substr(slash, path.rfind('.') - slash));
    std::ranges::replace(out, '_', '-');
    return out;
}

TEST(CheckCatalogue, AnIdIsTheStemOfItsFile) {
    std::set<std::string> files;
    for (const auto& file : source_files({"server/host/checks"}, {".cpp"})) {
        files.insert(stem(file.path));
    }
    std::set<std::string> ids;
    for (const Check* check : checks::all()) {
        EXPECT_TRUE(ids.insert(std::string(check->id)).second) << check->id;
    }
    EXPECT_EQ(ids, files);
}

TEST(CheckCatalogue, EachHasAPlaceOfItsOwnBehindWhatItNeeds) {
    std::set<unsigned> places;
    for (const Check* check : checks::all()) {
        EXPECT_TRUE(places.insert(check->place).second) << check->id;
        EXPECT_FALSE(check->title.empty()) << check->id;
        for (const std::string_view need : check->needs) {
            const auto all = checks::all();
            const auto found = std::ranges::find(all, need, &Check::id);
            ASSERT_NE(found, all.end()) << check->id << " needs " << need << ", which is none";
            EXPECT_LT((*found)->place, check->place) << check->id << " comes before its need " << need;
        }
    }
}

TEST(CheckCatalogue, ErrorTextsNameChecksThatExist) {
    const auto all = checks::all();
    for (const knowledge::ErrorText& error : knowledge::built_in().errors) {
        EXPECT_TRUE(error.check.empty() || std::ranges::find(all, error.check, &Check::id) != all.end())
            << error.id << ": " << error.check;
    }
}

/// Many machines, each with something wrong, so that every check has failed or warned on one of them.
std::vector<Facts> machines() {
    std::vector<Facts> out = {good_machine(), untried_machine(), without_driver(), without_module()};
    const auto with = [&](Facts from, auto breaks) {
        breaks(from);
        out.push_back(std::move(from));
    };
    with(good_machine(), [](Facts& f) { f.architecture = "ppc64le"; });
    with(good_machine(), [](Facts& f) { f.architecture = "aarch64"; });
    with(good_machine(), [](Facts& f) { f.kernel = "2.6.32"; });
    for (const char* kind :
         {"engine-not-running", "engine-no-permission", "engine-not-there", "engine-timed-out"}) {
        with(good_machine(), [&](Facts& f) {
            f.engine = {};
            f.engine.reachable = false;
            f.engine.problem_kind = kind;
        });
    }
    for (const char* version : {"1.11.2", "18.09.1", "24.0.7", "26.0.0", "29.3.0", "30.0.0"}) {
        for (const char* driver : {"550.54.15", "390.157"}) {
            with(untried_machine(), [&](Facts& f) {
                f.engine.version = version;
                f.engine.runtimes = {"runc"};
                f.toolkit.hook = false;
                f.engine.daemon_json = "";
                f.toolkit.version = "1.19.1";
                f.nvidia.driver = f.module.version = driver;
            });
        }
    }
    for (const char* version : {"3.0.1", "4.3.1", "5.4.0"}) {
        with(untried_machine(), [&](Facts& f) {
            f.engine.podman = true;
            f.engine.version = version;
            f.toolkit.cdi_files = {};
        });
    }
    with(untried_machine(), [](Facts& f) { f.engine.snap = true; });
    with(untried_machine(), [](Facts& f) { f.engine.desktop = true; });
    with(untried_machine(), [](Facts& f) { f.engine.rootless = true; });
    with(untried_machine(), [](Facts& f) { f.engine.disk_free = 0; });
    with(without_driver(), [](Facts& f) { f.wsl = true; });
    with(untried_machine(), [](Facts& f) {
        f.wsl = true;
        f.device_nodes = {"/dev/dxg"};
    });
    with(without_driver(), [](Facts& f) { f.vendors = {Vendor::amd}; });
    with(without_driver(), [](Facts& f) { f.vendors = {Vendor::intel}; });
    with(without_driver(), [](Facts& f) { f.vendors = {}; });
    with(good_machine(), [](Facts& f) { f.nvidia.gpus = {gpu("Tesla C2075", 20), gpu("Tesla K80", 37)}; });
    with(good_machine(), [](Facts& f) { f.nvidia.gpus = {gpu("Tesla K80", 37)}; });
    with(without_module(), [](Facts& f) { f.module.nouveau = true; });
    with(without_module(), [](Facts& f) { f.module.secure_boot = true; });
    with(without_module(), [](Facts& f) { f.module.installed_version.clear(); });
    with(untried_machine(), [](Facts& f) { f.module.installed_version = "570.86.10"; });
    with(untried_machine(), [](Facts& f) {
        f.nvidia.state = NvidiaSmi::State::failed;
        f.nvidia.words = "Failed to initialize NVML: Driver/library version mismatch";
    });
    with(untried_machine(), [](Facts& f) {
        f.nvidia.state = NvidiaSmi::State::failed;
        f.nvidia.words = "something else";
    });
    with(untried_machine(), [](Facts& f) { f.nvidia.gpus.clear(); });
    with(untried_machine(), [](Facts& f) { f.module.models.emplace_back("NVIDIA A100"); });
    for (const unsigned code : {13U, 31U, 48U, 63U, 64U, 74U, 79U, 94U, 95U, 119U, 120U, 4711U}) {
        with(good_machine(), [&](Facts& f) { f.xids = {Xid{code, "0000:01:00", "NVRM: Xid"}}; });
    }
    with(untried_machine(), [](Facts& f) { f.module.uvm = false; });
    with(untried_machine(), [](Facts& f) {
        f.fabric_manager_needed = true;
        f.fabric_manager_running = false;
    });
    with(untried_machine(), [](Facts& f) {
        f.fabric_manager_needed = f.fabric_manager_running = true;
        f.fabric_manager_version = "535.183.01";
    });
    with(untried_machine(), [](Facts& f) { f.nvidia.gpus.front().mig = true; });
    with(untried_machine(), [](Facts& f) { f.nvidia.gpus.front().compute_mode = "Prohibited"; });
    with(untried_machine(), [](Facts& f) { f.nvidia.gpus.front().compute_mode = "Exclusive_Process"; });
    with(untried_machine(), [](Facts& f) { f.nvidia.gpus.front().persistence = false; });
    with(untried_machine(), [](Facts& f) { f.toolkit.version = "1.17.5"; });
    with(untried_machine(), [](Facts& f) { f.engine.cgroup_driver = "systemd"; });
    with(untried_machine(), [](Facts& f) { f.toolkit.installed = false; });
    with(untried_machine(), [](Facts& f) {
        f.engine.older_than_toolkit = true;
        f.engine.runtimes.clear();
    });
    with(untried_machine(), [](Facts& f) { f.toolkit.cdi_driver = "535.183.01"; });
    for (const int code : {1, 35, 46, 100, 802, 803, 804, 999}) {
        with(good_machine(), [&](Facts& f) { f.trial.cu_init = code; });
    }
    with(good_machine(), [](Facts& f) {
        f.trial.started = false;
        f.trial.words = "could not select device driver \"\" with capabilities: [[gpu]]";
    });
    with(good_machine(), [](Facts& f) { f.trial.nvidia_smi_exit = 9; });
    with(untried_machine(), [](Facts& f) {
        f.registries.front().reachable = false;
        f.engine.https_proxy = "http://proxy:3128";
    });
    with(untried_machine(), [](Facts& f) {
        f.registries.front().host = "nvcr.io";
        f.registries.front().reachable = false;
    });
    with(untried_machine(), [](Facts& f) { f.engine.registry_mirrors = {"https://hub-mirror.c.163.com/"}; });
    with(untried_machine(), [](Facts& f) { f.registries.front().words = "toomanyrequests: limit"; });
    with(untried_machine(), [](Facts& f) {
        f.registries.front().login = true;
        f.registries.front().words = "unauthorized: incorrect username or password";
    });
    return out;
}

/// On several distributions, as root and not.
void on_all_systems(auto use) {
    for (Facts facts : machines()) {
        for (const char* system :
             {"ubuntu", "debian", "fedora", "rocky", "amzn", "sles", "arch", "nixos", ""}) {
            facts.distribution = system;
            facts.distribution_like.clear();
            facts.root = facts.distribution == "debian";
            use(facts, examine(facts));
        }
    }
}

TEST(CheckCatalogue, EveryCheckCanFailOrWarnAndBeWell) {
    std::set<std::string_view> bad;
    std::set<std::string_view> good;
    for (const Facts& facts : machines()) {
        for (const Finding& one : examine(facts)) {
            (one.status == Status::failure || one.status == Status::warning ? bad : good).insert(one.check);
        }
    }
    for (const Check* check : checks::all()) {
        const bool only_tells = check->id == "driver-cuda" || check->id == "persistence";
        EXPECT_NE(bad.contains(check->id), only_tells) << check->id;
        EXPECT_TRUE(good.contains(check->id)) << check->id;
    }
}

TEST(CheckCatalogue, AFailureSaysWhatIsNeededWhyAndWhatToDo) {
    on_all_systems([](const Facts& facts, const std::vector<Finding>& findings) {
        for (const Finding& one : findings) {
            const std::string where = facts.distribution + ": " + std::string(one.check);
            EXPECT_FALSE(one.found.empty()) << where;
            EXPECT_FALSE(one.found.ends_with('.')) << where << ": " << one.found;
            EXPECT_FALSE(one.why.ends_with('.')) << where << ": " << one.why;
            if (one.status == Status::failure) {
                EXPECT_FALSE(one.needed.empty()) << where;
                EXPECT_FALSE(one.repairs.empty() && one.no_repair.empty()) << where;
            }
            if (one.status == Status::failure || one.status == Status::warning) {
                EXPECT_FALSE(one.why.empty()) << where;
            }
            for (const Repair& repair : one.repairs) {
                EXPECT_FALSE(repair.title.empty()) << where;
            }
        }
    });
}

TEST(CheckCatalogue, CommandsAreProgramsWithArgumentsAndNoScripts) {
    on_all_systems([](const Facts& facts, const std::vector<Finding>& findings) {
        for (const Finding& one : findings) {
            for (const Repair& repair : one.repairs) {
                for (const std::string& command : repair.commands) {
                    EXPECT_EQ(command.find_first_of("|;&<>`"), std::string::npos)
                        << one.check << ": " << command;
                    EXPECT_FALSE(facts.root && command.starts_with("sudo ")) << command;
                    EXPECT_EQ(command.find("{"), std::string::npos) << command;
                }
            }
        }
    });
}

TEST(CheckCatalogue, WhatRestartsSomethingSaysSo) {
    on_all_systems([](const Facts& /*facts*/, const std::vector<Finding>& findings) {
        for (const Finding& one : findings) {
            for (const Repair& repair : one.repairs) {
                for (const std::string& command : repair.commands) {
                    const bool machine = command.ends_with("reboot") || command.ends_with("--shutdown");
                    const bool engine = command.find("restart docker") != std::string::npos;
                    const bool modules = command.find("modprobe -r") != std::string::npos;
                    const auto least = machine   ? Disturbs::machine
                                       : modules ? Disturbs::modules
                                       : engine  ? Disturbs::engine
                                                 : Disturbs::nothing;
                    EXPECT_GE(repair.disturbs, least) << one.check << ": " << command;
                }
            }
        }
    });
}

/// Words that a person who knows Python need not know: where one is used, the finding explains it.
TEST(CheckCatalogue, JargonIsExplainedWhereItStands) {
    struct Word {
        std::string_view word;
        std::string_view explained; ///< one of the words of its explanation, parted by |
    };
    constexpr Word words[] = {{"NVML", "nvidia-smi|loses its GPU"},
                              {"cgroup", "rights|groups processes|keep|control groups"},
                              {"nouveau", "free driver|not loaded|nouveau is"},
                              {"Fabric Manager", "NVSwitch|runs"},
                              {"MIG", "divide|parts|part each"},
                              {"Xid", "error"},
                              {"nvidia_uvm", "memory|loaded"},
                              {"cuInit", "CUDA can't start"},
                              {"rootless", "as you, not as root"}};
    for (const Facts& facts : machines()) {
        for (const Finding& one : examine(facts)) {
            const std::string all = one.found + " / " + one.needed + " / " + one.why;
            for (const Word& word : words) {
                if ((one.status != Status::failure && one.status != Status::warning) ||
                    all.find(word.word) == std::string::npos) {
                    continue;
                }
                std::string_view rest = word.explained;
                bool explained = false;
                while (!rest.empty() && !explained) {
                    const std::size_t end = std::min(rest.find('|'), rest.size());
                    explained = all.find(rest.substr(0, end)) != std::string::npos;
                    rest.remove_prefix(std::min(end + 1, rest.size()));
                }
                EXPECT_TRUE(explained) << one.check << " uses '" << word.word << "': " << all;
            }
        }
    }
}

} // namespace
} // namespace dockwright::host::testing
