#pragma once
#include "config/knowledge_tables.hpp"
#include "config/mistake.hpp"
#include <memory>
#include <span>
#include <string_view>
#include <vector>

/// The tables of GPU facts as YAML. A file has tables by name; a table is a list of blocks, each with
/// one source:
///
///     toolkits:
///       - source: release notes of CUDA
///         confidence: verified
///         entries:
///           - {version: 12.4.1, min-driver: 550.54.15, targets: [50, 60, 70]}
///
/// What stands in a block beside `entries` holds for each entry that does not say otherwise.
namespace dockwright::config {

struct KnowledgeFiles {
    KnowledgeTables tables;                     ///< sorted; without what is wrong
    std::vector<std::vector<Mistake>> mistakes; ///< of each text, by place
};

/// Total: any bytes give tables. What refers to something may mean one of `known` as well. Mistakes of
/// yaml.hpp and `unknown-key`, `wrong-type`, `unknown-value`, `missing-key`, `missing-source`,
/// `duplicate-key`, `duplicate-entry`, `two-owners`, `out-of-order`, `unknown-reference`.
KnowledgeFiles read_knowledge(std::span<const std::string_view> texts, const knowledge::Knowledge& known);

/// What a user knows better or in addition.
struct OwnKnowledge {
    std::shared_ptr<const KnowledgeTables> tables; ///< also point into what was known before
    std::vector<Mistake> mistakes;
};

/// A user's file over `known`, which must live on: an entry with the key of one that is known takes
/// its place, others are added.
OwnKnowledge read_knowledge_file(std::string_view text, const knowledge::Knowledge& known);

} // namespace dockwright::config
