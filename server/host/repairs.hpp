#pragma once
#include "host/check.hpp"
#include "host/daemon_json.hpp"
#include <string>
#include <string_view>

/// Private to host/: repairs that several checks offer, for this machine's distribution and engine.
namespace dockwright::host {

/// With sudo in front, unless the person is root already.
std::string as_root(const Facts& facts, std::string_view command);

/// By the tables; its commands are empty where nothing is known for this distribution.
Repair from_recipe(const Facts& facts, const knowledge::Knowledge& knowledge, std::string_view recipe,
                   std::string_view title, Disturbs disturbs);

std::string engine_restart_command(const Facts& facts);
Repair restart_engine(const Facts& facts);
Repair restart_machine(const Facts& facts);
/// Loads the driver's modules anew, which needs the GPU to be free.
Repair reload_modules(const Facts& facts);
/// `nvidia-ctk runtime configure` and a restart; where the engine uses CDI, that instead.
Repair register_toolkit(const Facts& facts);
Repair renew_cdi(const Facts& facts);

/// Puts one setting into daemon.json: backed up, checked by dockerd before it is in use, then the engine
/// is restarted. Where the file was not read or can't be changed safely, says the setting instead.
Repair change_daemon_json(const Facts& facts, std::string_view title, JsonPath path, std::string_view value,
                          bool as_item = false);

/// The version of a text such as `28.3.0-ce`; not known if it has none.
knowledge::Version version_of(std::string_view text);

/// The fact of a principle; without a source if there is none of that name.
knowledge::Fact fact_of(const knowledge::Knowledge& knowledge, std::string_view principle);

} // namespace dockwright::host
