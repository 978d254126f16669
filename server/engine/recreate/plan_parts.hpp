#pragma once
#include "engine/recreate/json.hpp"
#include "engine/recreate/plan.hpp"
#include <boost/json/object.hpp>

/// For this folder's .cpp files: the parts of a plan.
namespace dockwright::engine::recreate {

std::string name_of(const object& container);
std::expected<Layer, Problem> layer_of(std::string_view changes_json, const object& container);
/// "Its own files: 12 files below /usr/local were added", the largest groups first.
std::vector<std::string> layer_sentences(const Layer& layer);
std::vector<Dependant> dependants_of(const object& container, const std::vector<std::string>& all_containers);
/// Who else looks after the container: refusals and warnings.
void judge_owners(const object& container, Plan& plan);
std::vector<std::string> change_sentences(const Changes& changes);
/// Mounts, networks, names: what the new one has as the old one had it.
std::vector<std::string> kept_sentences(const object& container, const Changes& changes);
/// A size for people: "8 GiB".
std::string shown_size(std::int64_t bytes);

} // namespace dockwright::engine::recreate
