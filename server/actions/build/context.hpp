#pragma once
#include "actions/build/source.hpp"
#include "base/problem.hpp"
#include "engine/tar.hpp"
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <vector>

/// The folder that a build is given, as an archive that is made while it is sent.
namespace dockwright::actions {

/// One member, and where its content lies.
struct ContextMember {
    engine::TarEntry entry;
    std::string path{};
    /// In place of a file's; for the Dockerfile, which is read once.
    bool from_memory = false;
};

struct ContextPlan {
    std::vector<ContextMember> members;
    std::uint64_t bytes = 0;
    /// What is in `from_memory`.
    std::string dockerfile;
};

/// Lists the context without what is ignored. Links are kept as links; sockets, pipes and devices are left
/// out; owners become root, as docker's client has it. Blocks. Problems: `context-too-large` (names the
/// largest folder), `context-unreadable`.
std::expected<ContextPlan, Problem> plan_context(const BuildSource& source, std::uint64_t most_bytes);

/// Reads the archive in pieces. Blocks. Holds one file open at a time.
class ContextArchive {
public:
    explicit ContextArchive(ContextPlan plan) : plan_(std::move(plan)) {}
    ContextArchive(const ContextArchive&) = delete;
    ContextArchive& operator=(const ContextArchive&) = delete;
    ~ContextArchive();

    /// The next bytes, at most about 256 KiB; empty at the end. Problems: `context-unreadable`,
    /// `context-changed` (a file became shorter meanwhile; what was added to one is not sent).
    std::expected<std::string, Problem> next();

    std::uint64_t total() const { return plan_.bytes; }
    /// Bytes of content until now.
    std::uint64_t sent() const { return sent_; }

private:
    std::expected<void, Problem> begin(const ContextMember& member, std::string& out);
    std::expected<void, Problem> content(const ContextMember& member, std::string& out);

    ContextPlan plan_;
    std::size_t index_ = 0;
    int descriptor_ = -1;
    std::uint64_t left_ = 0; ///< of the open file
    std::uint64_t sent_ = 0;
    bool ended_ = false;
};

} // namespace dockwright::actions
