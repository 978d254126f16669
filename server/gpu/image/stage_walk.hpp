#pragma once
#include "gpu/image/conda_install.hpp"
#include "gpu/image/image_state.hpp"
#include "gpu/image/locked.hpp"
#include "gpu/image/python_install.hpp"
#include "model/copies.hpp"
#include "model/document.hpp"
#include <span>
#include <string>
#include <vector>

/// Private to gpu/: follows the instructions of one stage and keeps an ImageState up to date.
namespace dockwright::gpu {

struct World {
    const model::Document& document;
    const model::Surroundings& surroundings;
    const knowledge::Knowledge& knowledge;
};

/// What holds while the commands of one RUN are followed.
struct Running {
    const model::Instruction& instruction;
    std::uint32_t index = 0; ///< of the instruction
    bool has_device = false;
    std::optional<std::uint32_t> active; ///< the Python that `activate` switched to
    std::string folder;                  ///< that `cd` went to, as written; "" for the working folder
};

class StageWalk {
public:
    StageWalk(const World& world, const model::Stage& stage, ImageState& state,
              const std::vector<ImageState>& earlier)
        : world_(world), stage_(stage), state_(state), earlier_(earlier) {}

    void run();

private:
    void environment(std::uint32_t instruction);
    void run_instruction(std::uint32_t instruction);
    void command(const model::Command& command, Running& running);
    void copy(const model::Copied& copied);

    void packages(const model::PackageCommand& packages, const model::Command& command, Running& running);
    void system_packages(const model::PackageCommand& packages, const model::Command& command,
                         const Running& running);
    void pip(const model::PackageCommand& packages, const model::Command& command, Running& running);
    void conda(const model::PackageCommand& packages, const model::Command& command, Running& running);
    void read_environment(const model::PackageList& list, Place place, CondaInstall& what) const;
    void refuse_if_managed(const model::Command& command, const PythonInstall& what, const Running& running);
    bool forces_cuda(const model::Command& command) const;
    BuildStep::Kind kind_of(std::string_view package, const model::Command& command) const;
    bool tells_targets(const model::Command& command) const;
    void note_project(std::string_view folder, Place place, bool isolated, const model::Command& command,
                      const Running& running);
    void note_projects(const model::PackageCommand& packages, const PythonInstall& what,
                       const model::Command& command, const Running& running);
    void note_compiled(const PythonInstall& what, const model::Command& command, const Running& running);

    /// The home that a command's program works on.
    std::uint32_t home_of(const model::PackageCommand& packages, const model::Command& command,
                          const Running& running);
    std::vector<Wanted> wanted_of(const model::PackageCommand& packages, const model::Command& command) const;
    std::vector<Wanted> wanted_of(const model::PackageList& list, Place place, const Selection& selection,
                                  const Version& python) const;
    const model::PackageList* list_of(std::string_view path, const model::Instruction& instruction) const;
    void read_lists(const model::PackageCommand& packages, const model::Command& command,
                    const Running& running, PythonInstall& what) const;
    void read_limits(const model::Command& command, const Running& running, PythonInstall& what) const;
    void read_constraints(std::string_view path, Place place, const Running& running,
                          PythonInstall& what) const;
    void read_project(const model::Command& command, const Running& running, PythonInstall& what) const;
    void read_list(const model::PackageList& list, Place place, bool constraint, const Selection& selection,
                   PythonInstall& what, int depth) const;
    std::string expanded(std::string_view part, Span span, const model::Command& command) const;
    Sources sources_of(const model::PackageCommand& packages, const model::Command& command,
                       const Running& running) const;

    std::string absolute(std::string_view path, const Running& running) const;
    std::string target_of(const model::PackageCommand& packages, const model::Command& command) const;
    void activate(const model::Command& command, Running& running);
    void make_venv(const model::Command& command, Running& running);
    void link(const model::Command& command);
    void python_code(const model::Command& command, Running& running);
    void step(BuildStep::Kind kind, std::string_view what, const model::Command& command,
              const Running& running);

    const World& world_;
    const model::Stage& stage_;
    ImageState& state_;
    const std::vector<ImageState>& earlier_;
    std::vector<model::ListedIndex> configured_; ///< by `pip config set`
    bool own_configuration_ = false;    ///< a file of settings for pip or uv is copied in: nobody read it
    std::vector<std::string> channels_; ///< by `conda config --add channels`
};

/// The program of a command without its folder; as it is written, with its variables, where these are not
/// known.
std::string program_of(const model::Document& document, const model::Command& command);

/// The file's name of a wheel's address, or "".
std::string wheel_file(std::string_view address);

/// The arguments of a command, each as its program gets it; "" for one that is not known.
std::vector<std::string> arguments_of(const model::Document& document, const model::Command& command);

} // namespace dockwright::gpu
