// Written by protocol/generate.py from protocol/engine.model: change that, not this.
// clang-format off
#pragma once
#include "engine/objects.gen.hpp"
#include <string>

namespace boost::json {
class value;
}

/// Decoding answers false and says where and why, such as `.position.line: expected an unsigned
/// integer`; what it has filled by then is of no use. Unknown members are ignored. Encoding appends.
namespace dockwright::engine {

bool decode(const boost::json::value& from, ErrorAnswer& into, std::string& error);
bool decode(const boost::json::value& from, Component& into, std::string& error);
bool decode(const boost::json::value& from, Version& into, std::string& error);
bool decode(const boost::json::value& from, Info& into, std::string& error);
bool decode(const boost::json::value& from, Port& into, std::string& error);
bool decode(const boost::json::value& from, ContainerSummary& into, std::string& error);
bool decode(const boost::json::value& from, DeviceRequest& into, std::string& error);
bool decode(const boost::json::value& from, DeviceMapping& into, std::string& error);
bool decode(const boost::json::value& from, HostConfig& into, std::string& error);
bool decode(const boost::json::value& from, ContainerConfig& into, std::string& error);
bool decode(const boost::json::value& from, ContainerHealth& into, std::string& error);
bool decode(const boost::json::value& from, ContainerState& into, std::string& error);
bool decode(const boost::json::value& from, MountPoint& into, std::string& error);
bool decode(const boost::json::value& from, Container& into, std::string& error);
bool decode(const boost::json::value& from, ImageConfig& into, std::string& error);
bool decode(const boost::json::value& from, Image& into, std::string& error);
bool decode(const boost::json::value& from, DockerConfig& into, std::string& error);
bool decode(const boost::json::value& from, ContextEndpoint& into, std::string& error);
bool decode(const boost::json::value& from, ContextEndpoints& into, std::string& error);
bool decode(const boost::json::value& from, ContextMeta& into, std::string& error);
void encode(std::string& out, const AttachedEngine& from);
void encode(std::string& out, const AttachedContainer& from);
void encode(std::string& out, const ListedContainer& from);
void encode(std::string& out, const ListedAttachment& from);
bool decode(const boost::json::value& from, std::vector<ContainerSummary>& into, std::string& error);

} // namespace dockwright::engine
