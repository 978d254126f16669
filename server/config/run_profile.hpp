#pragma once
#include "config/mistake.hpp"
#include <string>
#include <string_view>
#include <vector>

/// How a workspace's container is run, under a name: `.dockwright/run/NAME.yaml`.
namespace dockwright::config {

/// Each as the option of `dockwright run` has it; empty: not said. Where it runs is not in it: a workspace
/// doesn't decide where this program connects to.
struct RunProfile {
    std::string image{};
    /// Of a Dockerfile in place of an image; relative to the working folder.
    std::string context{};
    std::string file{};
    std::string target{};
    std::string platform{};
    std::vector<std::string> build_args{}; ///< "NAME=value"
    std::vector<std::string> command{};
    std::string name{};
    std::string gpus{};
    std::vector<std::string> env{};     ///< "NAME=value", or a NAME whose value is taken from here
    std::vector<std::string> secrets{}; ///< names alone; taken from here, and missed where they aren't set
    std::vector<std::string> data{};
    std::vector<std::string> results{};
    std::vector<std::string> ports{};
    std::string shm_size{};
    std::string user{};
    std::string workdir{};
    std::string network{};
    bool share = false;
    bool public_ports = false;
    bool no_caches = false;
    bool remove = false;

    bool operator==(const RunProfile&) const = default;
};

struct RunProfileFile {
    RunProfile profile;
    std::vector<Mistake> mistakes; ///< by place
};

/// Total. A wrong value is a mistake and is left out.
RunProfileFile read_run_profile(std::string_view text);

/// The file's text. What read_run_profile makes of it is the same profile again, whatever bytes of UTF-8 are
/// in it.
std::string write_run_profile(const RunProfile& profile);

/// Whether it can be a file's name: letters, digits, `.`, `_` and `-`, neither `.` nor `-` in front.
bool is_profile_name(std::string_view name);

} // namespace dockwright::config
