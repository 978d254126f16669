#include "base/json_text.hpp"
#include "cli/syntax_output.hpp"

namespace dockwright::cli {
namespace {

using syntax::Instruction;

/// Strings with commas between.
class List {
public:
    explicit List(std::string& out) : out_(out) { out_ += '['; }
    void add(std::string_view text) {
        next();
        json_text::append(out_, text);
    }
    void next() {
        if (!first_) {
            out_ += ',';
        }
        first_ = false;
    }
    void close() { out_ += ']'; }

private:
    std::string& out_;
    bool first_ = true;
};

const Instruction* nested(const syntax::File& file, const Instruction& instruction) {
    return instruction.nested ? &file.nested[*instruction.nested] : nullptr;
}

/// What stands behind ONBUILD is told as its first words: the instruction's name, then its own.
void append_words(List& list, const syntax::File& file, const Instruction& instruction) {
    const Instruction* at = &instruction;
    while (const Instruction* inner = nested(file, *at)) {
        list.add(inner->name);
        at = inner;
    }
    for (const syntax::Word& word : file.words_of(*at)) {
        list.add(word.text);
    }
}

void append_heredocs(std::string& out, const syntax::File& file, const Instruction& instruction) {
    List list(out);
    for (const syntax::Heredoc& heredoc : file.heredocs_of(instruction)) {
        list.next();
        out += "{\"name\":";
        json_text::append(out, heredoc.name);
        out += heredoc.expand ? ",\"expand\":true" : ",\"expand\":false";
        out += heredoc.chomp ? ",\"chomp\":true" : ",\"chomp\":false";
        out += ",\"content\":";
        json_text::append(out, heredoc.content);
        out += '}';
    }
    list.close();
}

void append_instruction(std::string& out, const syntax::File& file, const Instruction& instruction) {
    const Instruction* inner = nested(file, instruction);
    out += "{\"name\":";
    json_text::append(out, instruction.name);
    out += ",\"startLine\":";
    json_text::append(out, instruction.first_line + 1);
    out += ",\"endLine\":";
    json_text::append(out, instruction.last_line + 1);
    out += ",\"flags\":";
    List flags(out);
    for (const Instruction* owner : {&instruction, inner}) {
        for (const syntax::Flag& flag :
             owner != nullptr ? file.flags_of(*owner) : std::span<const syntax::Flag>{}) {
            flags.add(flag.text);
        }
    }
    flags.close();
    out += (inner != nullptr ? inner->json : instruction.json) ? ",\"json\":true" : ",\"json\":false";
    out += ",\"args\":";
    List words(out);
    append_words(words, file, instruction);
    words.close();
    out += ",\"heredocs\":";
    append_heredocs(out, file, instruction);
    out += '}';
}

} // namespace

void append_syntax_json(std::string& out, std::string_view path, const syntax::File& file) {
    out += "{\"file\":";
    json_text::append(out, path);
    out += ",\"instructions\":";
    List list(out);
    for (const Instruction& instruction : file.instructions) {
        list.next();
        append_instruction(out, file, instruction);
    }
    list.close();
    out += '}';
}

} // namespace dockwright::cli
