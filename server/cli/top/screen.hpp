#pragma once
#include "cli/interactive.hpp"
#include <string>
#include <vector>

namespace dockwright::cli::top {

/// The terminal's other screen, with the cursor hidden and keys coming as they are pressed; all as before
/// when it is destroyed.
class Screen {
public:
    Screen(int in, int out);
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;
    ~Screen();

    /// Asked each time: it changes.
    TerminalSize size() const;
    /// In one write and without clearing first, so that nothing flickers.
    void draw(const std::vector<std::string>& lines) const;

private:
    RawMode raw_;
    int out_;
};

} // namespace dockwright::cli::top
