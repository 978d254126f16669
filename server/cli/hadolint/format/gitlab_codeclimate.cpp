#include "cli/hadolint/format.hpp"
#include <boost/uuid/detail/sha1.hpp>

namespace dockwright::cli::hadolint::formats {
namespace {

std::string sha1(std::string_view text) {
    boost::uuids::detail::sha1 hash;
    hash.process_bytes(text.data(), text.size());
    boost::uuids::detail::sha1::digest_type digest;
    hash.get_digest(digest);
    std::string out;
    for (const unsigned int word : digest) {
        for (unsigned int shift = 32; shift > 0; shift -= 4) {
            out += "0123456789abcdef"[(word >> (shift - 4)) & 0xFU];
        }
    }
    return out;
}

/// One array of codeclimate's objects, each with its own SHA-1: GitLab knows a finding by it.
void append(std::string& out, std::span<const FileReport> files, const Look& look) {
    out += '[';
    std::string plain;
    append_elements(out, files, [&](const FileReport& file, const Issue& issue) {
        plain.clear();
        append_code_climate(plain, file, issue, look, {});
        append_code_climate(out, file, issue, look, sha1(plain));
    });
    out += ']';
}

} // namespace

extern constexpr Format gitlab_codeclimate{
    .name = "gitlab_codeclimate",
    .append = append,
};

} // namespace dockwright::cli::hadolint::formats
