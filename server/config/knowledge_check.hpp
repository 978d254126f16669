#pragma once
#include "config/given.hpp"
#include "config/knowledge_tables.hpp"
#include <tuple>
#include <vector>

namespace dockwright::config {

/// Where a record was written.
struct Row {
    std::size_t file = 0;
    std::size_t block = 0; ///< counted through all tables of all files
    Entry entry;           ///< the record's own mapping

    /// Of the value of one of the record's own keys, or else of its first key.
    Span place(std::string_view key) const;
};

template <class Record>
struct Rows {
    std::vector<Row> rows;
};

/// As many rows as records, in the order in which they were read.
using AllRows =
    std::tuple<Rows<knowledge::Toolkit>, Rows<knowledge::CudaMajor>, Rows<knowledge::Architecture>,
               Rows<knowledge::Gpu>, Rows<knowledge::DriverBranch>, Rows<knowledge::Distribution>,
               Rows<knowledge::PythonRelease>, Rows<knowledge::CudaImage>, Rows<knowledge::CudaRequirement>,
               Rows<knowledge::ImageFamily>, Rows<knowledge::ImageTag>, Rows<knowledge::Release>,
               Rows<knowledge::Pair>, Rows<knowledge::PythonPackage>, Rows<knowledge::Variable>,
               Rows<knowledge::Mirror>, Rows<knowledge::Principle>, Rows<knowledge::ErrorText>,
               Rows<knowledge::XidMeaning>, Rows<knowledge::Recipe>>;

/// Holds the records of all files against each other and against what is known already.
/// `takers` are those of the files.
void check_knowledge(const KnowledgeTables& tables, const AllRows& rows, const knowledge::Knowledge& known,
                     std::span<Taker> takers);

} // namespace dockwright::config
