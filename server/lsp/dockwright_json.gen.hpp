// Written by protocol/generate.py from protocol/dockwright.model: change that, not this.
// clang-format off
#pragma once
#include "lsp/dockwright.gen.hpp"
#include <string>

namespace boost::json {
class value;
}

/// Decoding answers false and says where and why, such as `.position.line: expected an unsigned
/// integer`; what it has filled by then is of no use. Unknown members are ignored. Encoding appends.
namespace dockwright::lsp {

void encode(std::string& out, const ProblemAnswer& from);
void encode(std::string& out, const ContainerItem& from);
bool decode(const boost::json::value& from, ContainersParams& into, std::string& error);
void encode(std::string& out, const ContainersAnswer& from);
bool decode(const boost::json::value& from, AttachParams& into, std::string& error);
void encode(std::string& out, const TerminalCommand& from);
void encode(std::string& out, const RemoteFolder& from);
void encode(std::string& out, const AttachAnswer& from);
bool decode(const boost::json::value& from, ExplainGpuParams& into, std::string& error);
void encode(std::string& out, const ExplainGpuAnswer& from);
bool decode(const boost::json::value& from, Preset& into, std::string& error);
bool decode(const boost::json::value& from, TraceServer& into, std::string& error);
bool decode(const boost::json::value& from, InlayHintsSettings& into, std::string& error);
bool decode(const boost::json::value& from, EngineSettings& into, std::string& error);
bool decode(const boost::json::value& from, TraceSettings& into, std::string& error);
bool decode(const boost::json::value& from, Settings& into, std::string& error);

} // namespace dockwright::lsp
