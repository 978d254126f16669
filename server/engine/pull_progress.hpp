#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dockwright::engine {

/// One message of a pull's, push's, load's or build's stream, as the engine wrote it.
struct ProgressMessage {
    std::string status;
    /// A layer's short id; the tag in a pull's first message; empty where it is about the whole.
    std::string id;
    std::optional<std::int64_t> current;
    /// Absent or 0 where the engine does not know it.
    std::optional<std::int64_t> total;
    /// Non-empty in a message that says that it failed. The status of the answer was 200 all the same.
    std::string error;
    std::int64_t error_code = 0;
    /// Text of a build or of a load.
    std::string stream;
    /// Of the manifest that a push made.
    std::string aux_digest;
};

enum class LayerState : std::uint8_t {
    waiting,
    downloading,
    verifying,
    downloaded,
    extracting,
    done,
    present
};

struct LayerProgress {
    std::string id;
    LayerState state = LayerState::waiting;
    /// Bytes moved; also for one that is done, if its size became known.
    std::int64_t done = 0;
    /// Bytes; absent until the engine says it, and for layers that were there already.
    std::optional<std::int64_t> total;
    /// Share of the unpacking that is over, where the engine measures it.
    double extracted = 0;

    bool operator==(const LayerProgress&) const = default;
};

/// How far a pull or a push is, from the messages of its stream. HTTP 200 says nothing about it: it
/// succeeded when its stream ended without an error message.
class PullProgress {
public:
    void add(const ProgressMessage& message);
    /// The stream ended as it should; not to be called where the connection broke.
    void end() { ended_ = true; }

    bool succeeded() const { return ended_ && error_.empty(); }
    bool failed() const { return !error_.empty(); }
    /// The engine's words, foreign.
    const std::string& error() const { return error_; }
    std::int64_t error_code() const { return error_code_; }
    /// `sha256:…`, once the engine has said it.
    const std::string& digest() const { return digest_; }

    /// In the order in which the engine named them.
    const std::vector<LayerProgress>& layers() const { return layers_; }
    std::size_t count(LayerState state) const;
    std::int64_t bytes_done() const;
    /// Of the layers whose size is known.
    std::int64_t bytes_known() const;
    /// Whether every layer that has to be moved has told its size.
    bool knows_all_sizes() const;
    /// From 0 to 1. Never falls, and is 1 only when it has succeeded.
    double fraction() const;

private:
    LayerProgress* layer(const std::string& id);

    std::vector<LayerProgress> layers_;
    std::string error_;
    std::string digest_;
    std::int64_t error_code_ = 0;
    double highest_ = 0;
    bool ended_ = false;
};

} // namespace dockwright::engine
