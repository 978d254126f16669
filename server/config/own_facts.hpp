#pragma once
#include "config/knowledge_file.hpp"
#include "knowledge/tables.hpp"
#include <memory>
#include <string_view>
#include <vector>

namespace dockwright::config {

/// What users know better or in addition, file over file, over the facts that the program has.
class OwnFacts {
public:
    explicit OwnFacts(const knowledge::Knowledge& below = knowledge::built_in()) : all_(below) {}

    /// What is wrong with the file; what is right in it holds nevertheless.
    std::vector<Mistake> add(std::string_view text) {
        OwnKnowledge own = read_knowledge_file(text, all_);
        all_ = own.tables->view();
        layers_.push_back(std::move(own.tables));
        return std::move(own.mistakes);
    }

    /// Valid as long as this is.
    const knowledge::Knowledge& all() const { return all_; }

private:
    std::vector<std::shared_ptr<const KnowledgeTables>> layers_; ///< each also points into those below
    knowledge::Knowledge all_;
};

} // namespace dockwright::config
