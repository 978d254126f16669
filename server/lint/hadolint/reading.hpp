#pragma once
#include "lint/rule.hpp"
#include "model/document.hpp"
#include <string_view>

/// Where hadolint reads a Dockerfile in another way than BuildKit, and its codes follow from that.
/// Found out by running hadolint 2.15.1.
namespace dockwright::lint {

/// An image's name as hadolint cuts it: a registry has a dot; variables are plain text, except
/// that no colon is looked for inside `${…}`.
struct HadolintImage {
    std::string_view registry;
    std::string_view name;
    std::string_view tag;
    std::string_view digest;

    bool is_pinned() const { return !tag.empty() || !digest.empty(); }
};
HadolintImage hadolint_image(std::string_view written);

/// By what later stages find a stage: its own name, else its image's, in the same letters.
std::string_view hadolint_name(const model::Stage& stage);

/// Whether the image's name is that of an earlier stage, in the same letters.
bool hadolint_knows_stage(const model::Document& document, std::string_view name, std::uint32_t before);

/// The sources and the target of a COPY. Behind heredocs at the front only one word is read.
struct HadolintCopy {
    std::span<const syntax::Word> sources;
    const syntax::Word* target = nullptr; ///< null if there is none
};
HadolintCopy hadolint_copy(const model::Document& document, const model::Instruction& copy);

/// Who a USER names: all behind the keyword, blanks at the end too.
std::string_view hadolint_user(const model::Document& document, const model::Instruction& user);

/// The value of a flag with its quotes, as hadolint keeps it.
std::string_view hadolint_value(const model::Document& document, const syntax::Flag& flag);

/// Without the quotes at its two ends, which need not be a pair.
std::string_view without_quotes(std::string_view word);

/// Says whose a finding is: ours, hadolint's, or that of both. At least one of them must find it.
inline Reported& found_by(Reported& finding, bool us, bool hadolint, std::string_view code) {
    return us ? finding.as_if(hadolint, code) : finding.only_as(code);
}

} // namespace dockwright::lint
