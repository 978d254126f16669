#include "actions/shellcheck/scratch_folder.hpp"
#include <cstdlib>
#include <fstream>
#include <utility>

namespace dockwright::actions::shellcheck {

namespace fs = std::filesystem;

std::unique_ptr<ScratchFolder> ScratchFolder::write(const fs::path& inside,
                                                    const std::vector<std::string>& texts) {
    std::string name = (inside / "dockwright-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) { // for its owner alone
        return nullptr;
    }
    std::unique_ptr<ScratchFolder> out(new ScratchFolder(name));
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::ofstream file(out->path_ / std::to_string(i), std::ios::binary);
        file << texts[i];
        file.close();
        if (!file) {
            return nullptr;
        }
    }
    return out;
}

ScratchFolder::~ScratchFolder() {
    remove();
}

bool ScratchFolder::remove() {
    std::error_code ec;
    return !path_.empty() && fs::remove_all(std::exchange(path_, {}), ec) > 0;
}

} // namespace dockwright::actions::shellcheck
