#pragma once
#include <string>
#include <string_view>

namespace dockwright::cli {

/// Makes a container's output fit for a terminal of ours. What only moves within its line or colours it
/// passes: tab, line feed, carriage return, backspace, the colours of SGR, and the erasing of a line, so that
/// progress bars look as they should. All else that a terminal obeys (cursor, title, clipboard, questions
/// that it answers as if typed) is written out as `\x1b` and so on, and so are the marks that turn the
/// direction of text. Invalid UTF-8 is written out as well. However the bytes are cut makes no difference.
class SafeText {
public:
    /// Appends what is certain by now.
    void add(std::string_view bytes, std::string& out);
    /// Nothing follows.
    void finish(std::string& out);

private:
    /// The beginning of a sequence or of a character: at most 32 bytes.
    std::string begun_;
};

} // namespace dockwright::cli
