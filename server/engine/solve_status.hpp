#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What BuildKit's client writes for programs (`--progress=rawjson`), as far as it is of interest. Pure.
namespace dockwright::engine {

/// A step, or work of the builder's own.
struct SolveVertex {
    std::string digest;
    std::string name{};
    bool started = false;
    bool completed = false;
    std::string error{};

    bool operator==(const SolveVertex&) const = default;
};

/// Bytes that a step wrote.
struct SolveLog {
    std::string vertex; ///< its digest
    std::string bytes;

    bool operator==(const SolveLog&) const = default;
};

struct SolveStatus {
    std::vector<SolveVertex> vertices;
    std::vector<SolveLog> logs;
};

/// One line; nothing if it is no JSON object. What has another shape in it is passed over.
std::optional<SolveStatus> read_solve_status(std::string_view line);

} // namespace dockwright::engine
