#pragma once
#include "project/plans/values.hpp"
#include <filesystem>
#include <string_view>

/// The file `.env` beside a Compose file, which gives its `${NAME}` their values. Not the `env_file` of a
/// service, which is for the container. The environment of the person who calls Compose would win over it;
/// it is not read, since it is another's on each machine.
namespace dockwright::project {

/// `NAME=value`, `NAME: value`, `export NAME=value`, a line each, as Compose reads it (compose-go's dotenv):
/// `#` behind a value and a blank begins a comment, 'text' is taken as it is, and in "text" and without
/// quotes names that were read before have their values, or those of `above`, which win. What is not that is
/// left out. Total.
Pairs read_env_file(std::string_view text, const Lookup& above = {});

/// That of the folder; none if it has none. Blocks.
Pairs env_file_in(const std::filesystem::path& folder);

/// Of the last of a name. The pairs must live as long.
Lookup lookup_in(const Pairs& variables);

/// Variables of which those of `above` win, which must live as long.
struct Variables {
    Lookup above;
    Pairs own;

    Lookup lookup() const;
};

} // namespace dockwright::project
