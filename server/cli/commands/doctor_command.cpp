#include "cli/command.hpp"
#include "cli/doctor/doctor.hpp"
#include "cli/engine_arguments.hpp"

namespace dockwright::cli::commands {
namespace {

ExitCode run(std::span<const std::string> arguments) {
    DoctorArguments doctors;
    std::string format = "text";
    bool no_container = false;
    CLI::App app("Says why containers can't use a machine's GPU, and what to do", "dockwright doctor");
    add_engine_options(app, doctors.engine, format);
    app.add_flag("--all", doctors.all, "Every machine and context that is known");
    app.add_flag("--no-container", no_container, "Don't try a container with a GPU");
    app.add_flag("--pull", doctors.options.pull, "Fetch a small CUDA image for that, if no image is there");
    app.add_option("--registry", doctors.options.registry_images,
                   "Have the engine ask this image's registry whether it answers")
        ->allow_extra_args(false)
        ->type_name("IMAGE");
    app.footer("Nothing is changed: repairs are shown, with what they would end, for you to run.\n"
               "Exit status: 0 fine, or only warnings; 1 something keeps containers from the GPU;\n"
               "2 the machine could not be asked at all.");
    if (const auto code = parse(app, arguments)) {
        return *code;
    }
    doctors.engine.json = format == "json";
    doctors.options.container = !no_container;
    return static_cast<ExitCode>(doctor(doctors, process_streams()));
}

} // namespace

extern constexpr Command doctor_command{
    .name = "doctor",
    .summary = "Says why containers can't use the GPU, and what to do",
    .run = run,
};

} // namespace dockwright::cli::commands
