#pragma once
#include "shell/reader.hpp"

namespace dockwright::shell {

/// The grammar of commands: IEEE 1003.1, section 2.10, with bash's additions by dialect.
class CommandReader final : public Reader {
public:
    CommandReader(Script& script, Scratch& scratch, const syntax::Joined& source, Dialect dialect,
                  int depth = 0)
        : Reader(script, scratch, source, dialect) {
        depth_ = depth;
    }

    /// The whole text. What is left over where no command can begin is a problem each.
    std::uint32_t read_all();

protected:
    std::uint32_t substituted_list() override;
    std::uint32_t list_of(const syntax::Joined& source, int depth) override;

private:
    struct Pending { ///< a `<<` whose lines are still to come
        Span target; ///< of its delimiter: which redirection it is
        std::string delimiter;
        bool tabs;
        bool expands;
    };

    std::uint32_t add(Node node);
    std::uint32_t finish(Node node, std::size_t begin, std::size_t base);

    void blanks();
    void blanks_and_newlines();
    void newline();
    void here_documents();
    void attach(const Pending& pending, std::string_view document, Range parts);
    /// The unquoted word here, if it is followed by something that ends a word.
    std::string_view bare_word() const;
    bool at_word(std::string_view word) const { return bare_word() == word; }
    bool take_word(std::string_view word);
    void expect_word(std::string_view word, std::size_t begin);
    bool ends_list() const;
    bool cannot_begin_command() const; ///< what stands here, behind an operator that wants one

    std::uint32_t list();
    std::uint32_t and_or();
    std::uint32_t pipeline();
    std::uint32_t command();
    std::uint32_t compound();
    std::uint32_t simple(std::size_t begin);
    std::uint32_t enclosed(Node::Kind kind, std::string_view open, std::string_view close);
    std::uint32_t if_clause();
    std::uint32_t loop(Node::Kind kind);
    std::uint32_t for_clause(Node::Kind kind);
    std::uint32_t arithmetic_for(std::size_t begin);
    std::uint32_t case_clause();
    std::uint32_t case_item();
    std::uint32_t function(std::size_t begin, bool keyword);
    std::uint32_t test();
    std::uint32_t arithmetic_command();
    std::uint32_t coprocess();
    bool begins_compound() const;
    std::uint32_t do_group(std::size_t begin);
    std::uint32_t body();
    std::uint32_t nothing();

    bool assignment(bool only_array);
    void array(Assignment& assignment);
    bool redirection();
    std::string_view redirection_operator() const;
    void trailing_redirections(Node& node, std::size_t base);
    void stray(std::size_t begin);

    std::vector<Pending> pending_;
};

} // namespace dockwright::shell
