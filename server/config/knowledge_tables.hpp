#pragma once
#include "base/arena.hpp"
#include "knowledge/tables.hpp"
#include <memory>
#include <vector>

namespace dockwright::config {

/// Tables that own what their views point to, but for what they were merged from.
struct KnowledgeTables {
    std::string_view as_of;
    std::vector<knowledge::Toolkit> toolkits;
    std::vector<knowledge::CudaMajor> cuda_majors;
    std::vector<knowledge::Architecture> architectures;
    std::vector<knowledge::Gpu> gpus;
    std::vector<knowledge::DriverBranch> drivers;
    std::vector<knowledge::Distribution> distributions;
    std::vector<knowledge::PythonRelease> pythons;
    std::vector<knowledge::CudaImage> cuda_images;
    std::vector<knowledge::CudaRequirement> cuda_requirements;
    std::vector<knowledge::ImageFamily> image_families;
    std::vector<knowledge::ImageTag> image_tags;
    std::vector<knowledge::Release> releases;
    std::vector<knowledge::Pair> pairs;
    std::vector<knowledge::PythonPackage> packages;
    std::vector<knowledge::Variable> variables;
    std::vector<knowledge::Mirror> mirrors;
    std::vector<knowledge::Principle> principles;
    std::vector<knowledge::ErrorText> errors;
    std::vector<knowledge::XidMeaning> xids;
    std::vector<knowledge::Recipe> recipes;

    KnowledgeTables() = default;
    KnowledgeTables(const KnowledgeTables&) = delete;
    KnowledgeTables(KnowledgeTables&&) = default;
    KnowledgeTables& operator=(const KnowledgeTables&) = delete;
    KnowledgeTables& operator=(KnowledgeTables&&) = default;
    ~KnowledgeTables() = default;

    /// Valid as long as the tables are, also when they are moved.
    knowledge::Knowledge view() const;

    std::string_view keep(std::string_view text) { return texts_.store(text); }
    template <class Value>
    std::span<const Value> keep(std::vector<Value> values) {
        auto kept = std::make_shared<const std::vector<Value>>(std::move(values));
        arrays_.push_back(kept);
        return *kept;
    }

private:
    Arena texts_;
    std::vector<std::shared_ptr<const void>> arrays_;
};

/// Each table in the order that knowledge/tables.hpp says.
void sort(KnowledgeTables& tables);

} // namespace dockwright::config
