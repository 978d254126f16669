#pragma once
#include "model/document.hpp"
#include <string_view>
#include <vector>

/// Who there is in an image, and as whom its commands run. Computed when asked.
namespace dockwright::model {

/// A user or group that a RUN makes with useradd, adduser, groupadd or addgroup, as written there.
struct MadeUser {
    enum class Kind : std::uint8_t { user, group };
    Kind kind = Kind::user;
    std::uint32_t command = 0; ///< in Commands::all
    const Argument* name = nullptr;
    const Argument* id = nullptr; ///< of its -u or -g; its text may hold the option too: `--uid=1000`
    std::string_view id_text;     ///< the number as written, without the option
    std::string_view home;        ///< "" if it is not said; as the next ones
    std::string_view shell;
    std::string_view group; ///< the primary one
    bool is_system = false;
    bool makes_home = false;
};

/// All that the stage and those that it builds on make, in the order in which that happens.
std::vector<MadeUser> users_of(const Document& document, const Stage& stage);

/// Whether the image that the stage builds on in the end is known to set no USER, and has no program that
/// becomes another user by itself, as databases do.
bool starts_as_root(const Document& document, const Stage& stage);

enum class RunsAs : std::uint8_t { root, other, unknown };

/// As whom a RUN is executed: by USER, else as the base image says where we know it.
RunsAs runs_as(const Document& document, const ShellText& text);

} // namespace dockwright::model
