#include "gpu/case_file.hpp"
#include "support/line_changes.hpp"
#include "support/source_tree.hpp"
#include <algorithm>
#include <cctype>
#include <fstream>
#include <sstream>

namespace dockwright::testing {
namespace {

std::string_view trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> out;
    std::istringstream in{std::string(text)};
    for (std::string word; in >> word;) {
        out.push_back(word);
    }
    return out;
}

class CaseReader {
public:
    CaseReader(std::string_view stem, GpuCases& into) : stem_(stem), into_(into) {}

    void line(std::string_view text) {
        ++line_;
        if (text.starts_with("## ")) {
            end();
            open_ = true;
            case_ = GpuCase();
            case_.file = stem_;
            case_.line = line_;
            case_.title = trimmed(text.substr(3));
            in_file_ = false;
        } else if (text.starts_with("  | ") || text.starts_with("  ~ ") || text == "  |") {
            case_.fixture.append(text) += '\n';
        } else if (text.starts_with("    ") && in_file_) {
            case_.files.back().text.append(text.substr(4)) += '\n';
        } else if (!trimmed(text).empty() && !text.starts_with('#')) {
            key(text);
        }
    }

    void end() {
        if (!open_) {
            return;
        }
        if (case_.source.empty() || case_.hosts.empty() || case_.fixture.empty()) {
            mistake("a case needs source, host and a Dockerfile: " + case_.title);
        }
        if (case_.verdicts.empty() == case_.gives.empty()) {
            mistake("a case needs either verdict or gives: " + case_.title);
        }
        into_.cases.push_back(std::move(case_));
        open_ = false;
    }

private:
    void key(std::string_view text) {
        const std::size_t colon = text.find(':');
        const std::string_view key = text.substr(0, colon);
        const std::string_view value =
            colon == std::string_view::npos ? std::string_view() : trimmed(text.substr(colon + 1));
        in_file_ = key == "file";
        if (!open_ || value.empty()) {
            mistake("neither a key with a value nor a line of a Dockerfile: " + std::string(text));
        } else if (in_file_) {
            case_.files.push_back({std::string(value), {}});
        } else if (key == "host") {
            case_.hosts.emplace_back(value);
        } else if (key == "verdict") {
            case_.verdicts = alternatives(value);
        } else if (key == "gives") {
            case_.gives = alternatives(value);
        } else if (key == "also") {
            case_.also = words(value);
        } else if (std::string* const text_of = single(key)) {
            *text_of = value;
        } else {
            mistake("no such key: " + std::string(text));
        }
    }

    std::string* single(std::string_view key) {
        if (key == "source") {
            return &case_.source;
        }
        if (key == "trap") {
            return &case_.trap;
        }
        if (key == "stage") {
            return &case_.stage;
        }
        return key == "fixme" ? &case_.fixme : nullptr;
    }

    void mistake(const std::string& text) {
        into_.mistakes.push_back(stem_ + ".txt:" + std::to_string(line_) + ": " + text);
    }

    std::string stem_;
    GpuCases& into_;
    GpuCase case_;
    std::uint32_t line_ = 0;
    bool open_ = false;
    bool in_file_ = false;
};

} // namespace

std::string GpuCase::name() const {
    std::string out = file + "_";
    bool upper = true;
    for (const char c : title) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) {
            upper = true;
            continue;
        }
        out += upper ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
        upper = false;
    }
    return out;
}

void PrintTo(const GpuCase& shown, std::ostream* out) {
    *out << shown.file << ".txt:" << shown.line;
}

std::vector<std::string> alternatives(std::string_view text) {
    std::vector<std::string> out;
    for (;;) {
        const std::size_t at = text.find(" or ");
        out.emplace_back(trimmed(text.substr(0, at)));
        if (at == std::string_view::npos) {
            return out;
        }
        text.remove_prefix(at + 4);
    }
}

void read_gpu_cases(std::string_view stem, std::string_view text, GpuCases& into) {
    CaseReader reader(stem, into);
    for (const std::string_view line : lines_of(text)) {
        reader.line(line);
    }
    reader.end();
}

GpuCases read_gpu_cases(std::string_view folder) {
    GpuCases out;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(source_root() / "tests/gpu" / folder)) {
        if (entry.path().extension() == ".txt") {
            paths.push_back(entry.path());
        }
    }
    std::ranges::sort(paths);
    for (const std::filesystem::path& path : paths) {
        std::ifstream in(path, std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        read_gpu_cases(path.stem().string(), text.str(), out);
    }
    return out;
}

} // namespace dockwright::testing
