#pragma once
#include "living_engine.hpp"
#include "support/scripted_engine.hpp"
#include <string>

/// For living_engine.cpp: what its containers do when they are asked to.
namespace dockwright::testing {

struct Asked {
    std::string method;
    std::string path; ///< without the version and what stands behind '?'
    std::string query;
    std::string body;

    std::string parameter(const std::string& name) const {
        const std::size_t at = ("&" + query).find("&" + name + "=");
        if (at == std::string::npos) {
            return {};
        }
        const std::size_t begin = at + name.size() + 1;
        return decoded(query.substr(begin, query.find('&', begin) - begin));
    }
    static std::string decoded(const std::string& text) {
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const bool coded = text[i] == '%';
            out += coded ? static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16)) : text[i];
            i += coded ? 2U : 0U;
        }
        return out;
    }
};

struct LivingState {
    LivingWorld world;
    std::string changes = "null";
    std::size_t made = 0;
    /// What programs print that are run in containers, by their first word; one without is not there.
    std::map<std::string, std::string> prints{};
    /// The first words of programs that were made to be run; their ids are the indices.
    std::vector<std::string> programs{};

    /// Does it, and answers as an engine does.
    Step handle(const Asked& asked);

private:
    using Found = std::map<std::string, LivingWorld::One>::iterator;
    Found find(const std::string& reference);
    Step create(const Asked& asked);
    Step remove(const std::string& reference, bool force);
    Step about(const Asked& asked, const std::string& reference, const std::string& verb);
    Step image(const std::string& method, std::string name);
    Step program(const std::string& id, const std::string& verb) const;
    Step engine_wide(const Asked& asked);
};

} // namespace dockwright::testing
