#include "config/schema.hpp"
#include "support/source_tree.hpp"
#include <gtest/gtest.h>

/// The schema is derived from the tables of keys and of rules.
namespace dockwright::config {
namespace {

TEST(ConfigurationSchema, IsWhatTheTablesGive) {
    testing::expect_file("server/config/dockwright.schema.json", schema());
}

} // namespace
} // namespace dockwright::config
