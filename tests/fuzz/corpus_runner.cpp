#include "check_document.hpp"
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <random>
#include <sstream>

/// Reads and lints files of one's own, outside the gate, in a build with sanitizers:
///   corpus_runner [DEEP [CHANGES]] < LIST
/// every file of the list (one name a line); every prefix of the first DEEP of them (500) that are
/// spread over the list; and each of those with one random byte changed, CHANGES (1,000) times.
/// Prints what it has done and the slowest file; a broken promise or a sanitizer ends it.
namespace {

std::string read(const std::string& name) {
    const std::ifstream in(name, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return std::move(out).str();
}

class Runner {
public:
    void one(const std::string& name, std::string text) {
        const auto begin = std::chrono::steady_clock::now();
        dockwright::fuzz::check_document(std::move(text));
        const auto took = std::chrono::steady_clock::now() - begin;
        ++done_;
        if (took > slowest_) {
            slowest_ = took;
            slowest_name_ = name;
        }
    }
    void prefixes(const std::string& name, const std::string& text) {
        for (std::size_t size = 0; size < text.size(); ++size) {
            one(name, text.substr(0, size));
        }
    }
    void changes(const std::string& name, const std::string& text, int count) {
        for (int i = 0; i < count && !text.empty(); ++i) {
            std::string changed = text;
            changed[random_() % changed.size()] = static_cast<char>(random_() & 0xFFU);
            one(name, std::move(changed));
        }
    }
    void report(const char* what) const {
        std::printf("%s: %zu texts, the slowest %.1f ms (%s)\n", what, done_,
                    std::chrono::duration<double, std::milli>(slowest_).count(), slowest_name_.c_str());
        std::fflush(stdout);
    }

private:
    std::mt19937 random_{1};
    std::size_t done_ = 0;
    std::chrono::steady_clock::duration slowest_{};
    std::string slowest_name_;
};

} // namespace

int main(int argc, char** argv) {
    const std::size_t deep = argc > 1 ? std::stoul(argv[1]) : 500;
    const int changes = argc > 2 ? std::stoi(argv[2]) : 1000;
    std::vector<std::string> names;
    for (std::string line; std::getline(std::cin, line);) {
        names.push_back(line);
    }
    Runner runner;
    for (const std::string& name : names) {
        runner.one(name, read(name));
    }
    runner.report("files");
    const std::size_t step = std::max<std::size_t>(names.size() / std::max<std::size_t>(deep, 1), 1);
    for (std::size_t i = 0, taken = 0; i < names.size() && taken < deep; i += step, ++taken) {
        const std::string text = read(names[i]);
        runner.prefixes(names[i], text);
        runner.changes(names[i], text, changes);
        if (taken % 50 == 49) {
            runner.report("so far");
        }
    }
    runner.report("all");
}
