#include "support/temporary_folder.hpp"
#include "support/read_file.hpp"
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>

namespace dockwright::testing {

TemporaryFolder::TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "dockwright-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) {
        ADD_FAILURE() << "no temporary folder can be made";
        std::abort();
    }
    path_ = std::filesystem::canonical(name);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ec;
    std::filesystem::remove_all(path_, ec);
}

void TemporaryFolder::write(const std::string& name, std::string_view text) const {
    const std::filesystem::path file = path_ / name;
    std::filesystem::create_directories(file.parent_path());
    std::ofstream out(file, std::ios::binary);
    out << text;
    if (!out.flush()) {
        ADD_FAILURE() << "cannot write " << file;
    }
}

std::string TemporaryFolder::read(const std::string& name) const {
    return read_file(path_ / name);
}

} // namespace dockwright::testing
