#pragma once
#include "base/embedded/written.hpp"
#include "base/text_edit.hpp"
#include <functional>
#include <span>
#include <utility>

namespace dockwright {

/// How a language replaces variables in its strings before anybody reads them: Compose `$NAME`, `${…}`
/// and `$$`; HCL `${…}` and `$${`.
enum class Dollars : std::uint8_t { plain, compose, hcl };

/// A file's text that another file holds, and where each byte of it stands there.
class Embedded {
public:
    /// A variable as it is written, `$` and braces included: its value, or nothing if that is not known.
    using ValueOf = std::function<std::optional<std::string>(std::string_view written)>;

    Embedded(Written written, Dollars dollars, const ValueOf& value_of);

    /// A text of which nothing more is known than a span of the host that it belongs to.
    static Embedded without_places(std::string text, Span belongs_to, Dollars dollars,
                                   const ValueOf& value_of);

    /// With the values of the variables that are known; the others are as they are written.
    const std::string& text() const { return text_; }

    /// Where a part of the text stands in the host. Of what a variable stands for, all of that variable.
    Span place(Span part) const;

    /// Whether a variable without a known value has a share in it.
    bool is_unknown(Span part) const;

    /// Edits of the text, all together, as edits of the host: if each is of what stands there as it is, and
    /// the edited host reads as the edited text. Nothing otherwise.
    std::optional<std::vector<TextEdit>> place(std::string_view host, std::span<const TextEdit> edits) const;

private:
    enum class From : std::uint8_t { text, known, unknown };
    struct Byte {
        Span raw; ///< in the text as it is written, before variables are replaced
        From from = From::text;
    };

    bool reads_as(std::string_view host, std::string_view raw, std::string_view text) const;
    void replace_variables(const ValueOf& value_of);
    void take(std::string_view text, Span raw, From from);
    Span raw_of(Span part) const;
    Span host_of(Span raw) const;
    std::string with_dollars(std::string_view text) const;

    Written written_;
    Dollars dollars_;
    bool placed_ = true;
    std::string text_;
    std::vector<std::pair<std::string, std::string>> values_; ///< of the variables that are known
    std::vector<Byte> bytes_;                                 ///< as many as the text has
};

} // namespace dockwright
