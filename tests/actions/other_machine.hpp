#pragma once
#include "support/temporary_folder.hpp"
#include <cstdlib>
#include <filesystem>
#include <string>

namespace dockwright::actions {

/// While it lives, programs of this process that are found by PATH see another machine: `sh` is this script
/// instead, so the probe of a machine prints what the script prints, and nvidia-smi is the other one.
class OtherMachine {
public:
    explicit OtherMachine(const std::string& script, const std::string& nvidia_smi = "exit 9")
        : path_(std::getenv("PATH")) {
        add("sh", script);
        add("nvidia-smi", nvidia_smi);
        ::setenv("PATH", (programs_.path().string() + ":" + path_).c_str(), 1);
    }
    OtherMachine(const OtherMachine&) = delete;
    OtherMachine& operator=(const OtherMachine&) = delete;
    ~OtherMachine() { ::setenv("PATH", path_.c_str(), 1); }

private:
    void add(const std::string& name, const std::string& script) const {
        programs_.write(name, "#!/bin/sh\n" + script + "\n");
        std::filesystem::permissions(programs_.path() / name, std::filesystem::perms::owner_all);
    }
    testing::TemporaryFolder programs_;
    std::string path_;
};

} // namespace dockwright::actions
