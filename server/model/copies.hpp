#pragma once
#include "model/document.hpp"
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What COPY and ADD bring into a stage, and to what path. What lies in the build context is not known here.
namespace dockwright::model {

/// They are a Document's.
using Copies = std::vector<std::reference_wrapper<const Copied>>;

/// In the order of the file, also those of the stages that this one builds on. Not behind ONBUILD.
Copies copies_of(const Document& document, const Stage& stage);

/// For Document alone, which is complete but for them: all of its copies, in order.
std::vector<Copied> read_copies(const Document& document);

/// The working folder in front of an instruction, if the Dockerfile says it.
std::optional<std::string> working_folder(const Document& document, const Instruction& before);

/// The path in the build context that would have come to the absolute `path`; nothing if it did not
/// come by this one. Right if the source is what its form says: `src/` or `.` a folder, a name with
/// an ending a file.
std::optional<std::string> origin_of(const Copied& copied, std::string_view path);

} // namespace dockwright::model
