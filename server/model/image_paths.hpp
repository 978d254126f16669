#pragma once
#include "model/copies.hpp"
#include <string>
#include <string_view>
#include <vector>

namespace dockwright::model {

/// Where a file that stands at some path in front of an instruction may have come from in the build
/// context: by COPY and ADD, through other stages, and by the instruction's own bind mounts.
class ImagePaths {
public:
    ImagePaths(const Document& document, const Instruction& before);

    /// The working folder in front of the instruction. Of an image whose own is not known a stand-in,
    /// below which relative targets of COPY lie too.
    const std::string& folder() const { return folder_; }

    /// A path as a program in that folder sees it, without `.` and `..`.
    static std::string joined(std::string_view folder, std::string_view path);

    /// Paths in the context, the likeliest first: what was copied last. At most a few.
    std::vector<std::string> origins(std::string_view absolute) const;

private:
    ImagePaths(const Document& document, const Stage& stage, std::uint32_t end, int depth);
    void add_copies(const Stage& stage, std::uint32_t end);
    void add_mounts(const Instruction& run);
    void find(std::vector<std::string>& out, std::string_view absolute) const;

    const Document& document_;
    std::string folder_;
    std::vector<Copied> copies_; ///< the last one first
    int depth_ = 0;
};

} // namespace dockwright::model
