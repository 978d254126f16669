#include "support/read_file.hpp"
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace dockwright::testing {

std::string read_file(const std::filesystem::path& path) {
    const std::ifstream in(path, std::ios::binary);
    if (!in) {
        ADD_FAILURE() << path << " cannot be read";
        return {};
    }
    std::ostringstream out;
    out << in.rdbuf();
    return std::move(out).str();
}

} // namespace dockwright::testing
