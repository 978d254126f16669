#pragma once
#include "cli/search.hpp"
#include "cli/settings_of.hpp"
#include "cli/shell_checks.hpp"
#include <memory>
#include <string>
#include <vector>

namespace dockwright::cli {

/// A text after its fixes.
struct Mended {
    std::string text;
    std::size_t count = 0;
};

/// What is linted of one file, and how: a Dockerfile, or a file that builds Dockerfiles.
class LintSubject {
public:
    virtual ~LintSubject() = default;

    virtual std::vector<lint::Finding> findings(const std::string& text, const lint::Settings& settings) = 0;
    virtual Mended mend(const std::string& text, const lint::Settings& settings, bool unsafe_too) = 0;
    /// Has ShellCheck asked about the text's scripts, for what is found and mended from then on.
    virtual void ask(const std::string& text, ShellChecks& checks) = 0;
    /// As in model/template.hpp; no file that builds Dockerfiles is either.
    virtual bool is_template() const = 0;
    virtual bool is_fragment() const = 0;
    /// Where the text can't be read any further, from 1; 0: it can.
    virtual std::uint32_t broken_line(const std::string& text) = 0;
};

/// `text` is the file's; what lies around it is read. A Dockerfile of standard input has no surroundings.
std::unique_ptr<LintSubject> lint_subject(const Target& target, const std::string& text,
                                          SettingsOf& settings_of);

} // namespace dockwright::cli
