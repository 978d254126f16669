#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Private to model/: the options on a line of a requirements file.
namespace dockwright::model {

struct RequirementOptions {
    std::vector<std::string> requirements;
    std::vector<std::string> constraints;
    std::vector<std::string> editables;
    std::vector<std::string> indexes;
    std::vector<std::string> extra_indexes;
    std::vector<std::string> links;
    bool no_index = false;
};

/// As Python's shlex splits it and its optparse reads it, the beginning of a name for the name too.
/// Nothing: pip refuses the line.
std::optional<RequirementOptions> read_requirement_options(std::string_view text);

} // namespace dockwright::model
