#pragma once
#include "actions/doctor/doctor.hpp"
#include "cli/engine_command.hpp"
#include <expected>
#include <string>
#include <vector>

namespace dockwright::cli {

struct DoctorArguments {
    EngineOptions engine;
    actions::DoctorOptions options;
    bool all = false; ///< every engine that is named anywhere
};

/// One machine and how it went.
struct Examined {
    std::string name; ///< as the person calls it; empty where nothing was named
    std::expected<actions::Diagnosis, Problem> diagnosis;
};

/// `dockwright doctor`. 0: fine, or only warnings; 1: a failure; 2: a machine could not be asked at all.
int doctor(const DoctorArguments& arguments, const Streams& streams);

/// For a person, printable, one section a machine.
std::string doctor_text(const Examined& examined);
/// One object of the list that programs get.
std::string doctor_json(const Examined& examined);

} // namespace dockwright::cli
