#pragma once
#include "actions/progress.hpp"
#include "engine/client.hpp"
#include "engine/discovery.hpp"
#include "engine/environment.hpp"
#include "host/doctor.hpp"
#include "host/facts.hpp"
#include <optional>
#include <string>
#include <vector>

namespace dockwright::actions {

struct DoctorOptions {
    bool container = true; ///< try one with a GPU
    bool pull = false;     ///< fetch an image for it, where none is there that would do
    /// Names of images whose registries are asked whether they answer, by the engine. None unless named:
    /// nothing is sent to a registry that the person did not name.
    std::vector<std::string> registry_images;
};

/// What is wrong with one machine.
struct Diagnosis {
    std::string engine; ///< its address, for a person
    host::Facts facts;
    std::vector<host::Finding> findings; ///< in the order of the checks
    std::string left;                    ///< name of the trial's container, if it could not be removed
};

/// Gathers the facts, tries a container with a GPU where nothing seen speaks against it, and judges. The
/// container is removed, also when it is cancelled. The problem: the machine could not be asked at all.
boost::asio::awaitable<std::expected<Diagnosis, Problem>>
doctor(engine::Choice choice, engine::Environment environment, DoctorOptions options,
       std::optional<boost::asio::any_io_executor> pool, OnProgress progress);

/// Whether these facts leave a trial something to show; else the sentence why it was not made.
std::optional<std::string> speaks_against_trial(const host::Facts& facts);

/// The image of nvidia/cuda, fully tagged, that this machine's driver can run; the smallest kind.
std::string image_for_trial(const host::Facts& facts, const knowledge::Knowledge& knowledge);

} // namespace dockwright::actions
