#include "base/line_index.hpp"
#include "config/knowledge_file.hpp"
#include "tools/knowledge_compiler/emit.hpp"
#include <fstream>
#include <iostream>
#include <sstream>

/// knowledge_compiler OUT FILE...: C++ from the YAML of server/knowledge/. What is wrong is said as a
/// compiler says it, and then nothing is written.
int main(int count, char** arguments) {
    using namespace dockwright;
    if (count < 3) {
        std::cerr << "usage: knowledge_compiler OUT FILE...\n";
        return 2;
    }
    std::vector<std::string> texts;
    for (int i = 2; i < count; ++i) {
        std::ifstream in(arguments[i], std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        if (!in) {
            std::cerr << arguments[i] << ": cannot be read\n";
            return 1;
        }
        texts.push_back(std::move(text).str());
    }
    const std::vector<std::string_view> views(texts.begin(), texts.end());
    const config::KnowledgeFiles files = config::read_knowledge(views, {});
    bool good = true;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const LineIndex lines(texts[i]);
        for (const config::Mistake& mistake : files.mistakes[i]) {
            const auto place = lines.position(mistake.span.begin);
            std::cerr << arguments[i + 2] << ":" << place.line + 1 << ":" << place.column + 1
                      << ": error: " << mistake.message << " [" << mistake.kind << "]\n";
            good = false;
        }
    }
    if (!good) {
        return 1;
    }
    std::ofstream out(arguments[1], std::ios::binary);
    out << emit(files.tables.view());
    out.close();
    return out ? 0 : 1;
}
