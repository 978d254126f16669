#pragma once
#include "base/problem.hpp"
#include "engine/client.hpp"
#include <boost/asio/awaitable.hpp>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Private to actions/run/: folders for results, made for a run and taken back where it comes to nothing.
namespace dockwright::actions {

/// Folders that we have made and that weren't there before, the outer before the inner.
using MadeFolders = std::vector<std::string>;

/// "/a/b" and "/a" above it, the outer first; of a whole path.
std::vector<std::string> folders_of(std::string_view path);

/// Makes it and all above that are missing; those are added to `made`, also where a later one fails.
/// Problem: `folder-not-made`.
std::expected<void, Problem> make_folder_here(std::string path, MadeFolders& made);

/// The same on a machine that is reached over SSH, as the person.
boost::asio::awaitable<std::expected<void, Problem>> make_folder_there(std::shared_ptr<engine::Client> client,
                                                                       std::string path,
                                                                       std::shared_ptr<MadeFolders> made);

/// Removes those that are still there and hold nothing, and answers why the run failed: with what is left,
/// where the machine doesn't answer any more.
boost::asio::awaitable<Problem> without_folders(std::shared_ptr<engine::Client> client, MadeFolders made,
                                                Problem why);

} // namespace dockwright::actions
