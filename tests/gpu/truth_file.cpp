#include "gpu/truth_file.hpp"
#include "support/line_changes.hpp"
#include "support/source_tree.hpp"
#include <filesystem>
#include <fstream>
#include <sstream>

namespace dockwright::testing {
namespace {

std::vector<std::string> words(const std::string& text) {
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string word; in >> word;) {
        out.push_back(word);
    }
    return out;
}

/// `torch 2.4.1, numpy 1.26.4`
std::map<std::string, std::string, std::less<>> versions(const std::string& text) {
    std::map<std::string, std::string, std::less<>> out;
    const std::vector<std::string> all = words(text);
    for (std::size_t i = 0; i + 1 < all.size(); i += 2) {
        out[all[i]] = all[i + 1].substr(0, all[i + 1].find(','));
    }
    return out;
}

bool take(std::string_view key, const std::string& value, Truth& into) {
    if (key == "from") {
        into.from = value;
    } else if (key == "install") {
        into.installs.push_back(value);
    } else if (key == "limit") {
        into.limits.push_back(value);
    } else if (key == "gets") {
        into.gets = versions(value);
    } else if (key == "refused") {
        into.refused = value;
    } else if (key == "judged") {
        into.judged = alternatives(value);
    } else if (key == "fixme") {
        into.fixme = value;
    } else if (key != "source") { // how it was asked: only ask.py needs it
        return false;
    }
    return !value.empty();
}

bool complete(const Truth& truth) {
    return !truth.from.empty() && !truth.installs.empty() && truth.gets.empty() == !truth.refused.empty() &&
           truth.refused.empty() == truth.judged.empty();
}

} // namespace

GpuCase Truth::as_case() const {
    GpuCase out;
    out.title = title;
    out.file = file;
    out.hosts = {"NVIDIA GeForce RTX 3090, 580.126.09"};
    if (from.starts_with("--platform=linux/arm64")) {
        out.hosts.front() += " platform=linux/arm64";
    }
    out.fixture = "  | FROM " + from + "\n  | ENV NVIDIA_VISIBLE_DEVICES=all\n";
    std::string option;
    if (!limits.empty()) {
        ContextFile constraints{.path = "constraints.txt", .text = {}};
        for (const std::string& limit : limits) {
            constraints.text += limit + "\n";
        }
        out.files.push_back(std::move(constraints));
        out.fixture += "  | COPY constraints.txt .\n";
        option = " -c constraints.txt";
    }
    for (const std::string& install : installs) {
        out.fixture += "  | RUN pip install" + option;
        for (const std::string& word : words(install)) {
            out.fixture += " \"" + word + "\"";
        }
        out.fixture += "\n";
    }
    return out;
}

void PrintTo(const Truth& shown, std::ostream* out) {
    *out << shown.file << ".txt:" << shown.line;
}

Truths read_truths() {
    Truths out;
    for (const auto& entry : std::filesystem::directory_iterator(source_root() / "tests/gpu/resolver")) {
        if (entry.path().extension() == ".txt") {
            const std::ifstream in(entry.path(), std::ios::binary);
            std::ostringstream text;
            text << in.rdbuf();
            read_truths(entry.path().stem().string(), text.str(), out);
        }
    }
    return out;
}

void read_truths(std::string_view stem, std::string_view text, Truths& into) {
    const auto mistake = [&](std::uint32_t line, std::string_view what) {
        into.mistakes.push_back(std::string(stem) + ".txt:" + std::to_string(line) + ": " +
                                std::string(what));
    };
    const std::size_t before = into.all.size();
    std::uint32_t number = 0;
    for (const std::string_view line : lines_of(text)) {
        ++number;
        if (line.starts_with("## ")) {
            Truth& begun = into.all.emplace_back();
            begun.file = stem;
            begun.line = number;
            begun.title = line.substr(3);
            continue;
        }
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        const std::size_t colon = line.find(": ");
        if (into.all.size() == before || colon == std::string_view::npos ||
            !take(line.substr(0, colon), std::string(line.substr(colon + 2)), into.all.back())) {
            mistake(number, line);
        }
    }
    for (std::size_t i = before; i < into.all.size(); ++i) {
        if (!complete(into.all[i])) {
            mistake(into.all[i].line, "needs from, install, and either gets, or refused and judged");
        }
    }
}

} // namespace dockwright::testing
