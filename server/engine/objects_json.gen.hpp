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
bool decode(const boost::json::value& from, DiscoveredDevice& into, std::string& error);
bool decode(const boost::json::value& from, RegistryConfig& into, std::string& error);
bool decode(const boost::json::value& from, SwarmInfo& into, std::string& error);
bool decode(const boost::json::value& from, Info& into, std::string& error);
bool decode(const boost::json::value& from, Port& into, std::string& error);
bool decode(const boost::json::value& from, MountPoint& into, std::string& error);
bool decode(const boost::json::value& from, ContainerSummary& into, std::string& error);
bool decode(const boost::json::value& from, DeviceRequest& into, std::string& error);
void encode(std::string& out, const DeviceRequest& from);
bool decode(const boost::json::value& from, DeviceMapping& into, std::string& error);
void encode(std::string& out, const DeviceMapping& from);
bool decode(const boost::json::value& from, Ulimit& into, std::string& error);
void encode(std::string& out, const Ulimit& from);
bool decode(const boost::json::value& from, RestartPolicy& into, std::string& error);
void encode(std::string& out, const RestartPolicy& from);
bool decode(const boost::json::value& from, PortBinding& into, std::string& error);
void encode(std::string& out, const PortBinding& from);
bool decode(const boost::json::value& from, HostConfig& into, std::string& error);
void encode(std::string& out, const Nothing& from);
bool decode(const boost::json::value& from, ContainerConfig& into, std::string& error);
bool decode(const boost::json::value& from, ContainerHealth& into, std::string& error);
bool decode(const boost::json::value& from, ContainerState& into, std::string& error);
bool decode(const boost::json::value& from, EndpointSettings& into, std::string& error);
bool decode(const boost::json::value& from, NetworkSettings& into, std::string& error);
bool decode(const boost::json::value& from, Container& into, std::string& error);
bool decode(const boost::json::value& from, ImageConfig& into, std::string& error);
bool decode(const boost::json::value& from, RootFs& into, std::string& error);
bool decode(const boost::json::value& from, Image& into, std::string& error);
bool decode(const boost::json::value& from, ImageSummary& into, std::string& error);
bool decode(const boost::json::value& from, HistoryItem& into, std::string& error);
bool decode(const boost::json::value& from, RemovedImage& into, std::string& error);
bool decode(const boost::json::value& from, CreatedContainer& into, std::string& error);
bool decode(const boost::json::value& from, CreatedExec& into, std::string& error);
bool decode(const boost::json::value& from, ExecState& into, std::string& error);
bool decode(const boost::json::value& from, ContainerExit& into, std::string& error);
bool decode(const boost::json::value& from, TopAnswer& into, std::string& error);
bool decode(const boost::json::value& from, Change& into, std::string& error);
bool decode(const boost::json::value& from, CpuUsage& into, std::string& error);
bool decode(const boost::json::value& from, CpuStats& into, std::string& error);
bool decode(const boost::json::value& from, MemoryStats& into, std::string& error);
bool decode(const boost::json::value& from, Stats& into, std::string& error);
bool decode(const boost::json::value& from, EventActor& into, std::string& error);
bool decode(const boost::json::value& from, Event& into, std::string& error);
bool decode(const boost::json::value& from, ProgressDetail& into, std::string& error);
bool decode(const boost::json::value& from, ErrorDetail& into, std::string& error);
bool decode(const boost::json::value& from, ProgressLine& into, std::string& error);
bool decode(const boost::json::value& from, VolumeUsage& into, std::string& error);
bool decode(const boost::json::value& from, Volume& into, std::string& error);
bool decode(const boost::json::value& from, VolumeList& into, std::string& error);
bool decode(const boost::json::value& from, Network& into, std::string& error);
bool decode(const boost::json::value& from, CreatedNetwork& into, std::string& error);
bool decode(const boost::json::value& from, BuildCacheItem& into, std::string& error);
bool decode(const boost::json::value& from, DiskUsage& into, std::string& error);
bool decode(const boost::json::value& from, Pruned& into, std::string& error);
bool decode(const boost::json::value& from, DistributionDescriptor& into, std::string& error);
bool decode(const boost::json::value& from, Platform& into, std::string& error);
bool decode(const boost::json::value& from, Distribution& into, std::string& error);
bool decode(const boost::json::value& from, UpdateAnswer& into, std::string& error);
bool decode(const boost::json::value& from, CommittedImage& into, std::string& error);
bool decode(const boost::json::value& from, ServiceSpec& into, std::string& error);
bool decode(const boost::json::value& from, ServiceStatus& into, std::string& error);
bool decode(const boost::json::value& from, ObjectVersion& into, std::string& error);
bool decode(const boost::json::value& from, Service& into, std::string& error);
bool decode(const boost::json::value& from, CreatedService& into, std::string& error);
bool decode(const boost::json::value& from, TaskContainer& into, std::string& error);
bool decode(const boost::json::value& from, TaskStatus& into, std::string& error);
bool decode(const boost::json::value& from, Task& into, std::string& error);
void encode(std::string& out, const MountSpec& from);
void encode(std::string& out, const HostSpec& from);
void encode(std::string& out, const ContainerSpec& from);
void encode(std::string& out, const ExecSpec& from);
void encode(std::string& out, const ExecStart& from);
void encode(std::string& out, const ContainerUpdate& from);
void encode(std::string& out, const VolumeSpec& from);
void encode(std::string& out, const NetworkSpec& from);
bool decode(const boost::json::value& from, DockerConfig& into, std::string& error);
bool decode(const boost::json::value& from, ContextEndpoint& into, std::string& error);
bool decode(const boost::json::value& from, ContextEndpoints& into, std::string& error);
bool decode(const boost::json::value& from, ContextMeta& into, std::string& error);
void encode(std::string& out, const AttachedEngine& from);
void encode(std::string& out, const AttachedContainer& from);
void encode(std::string& out, const ListedEvent& from);
void encode(std::string& out, const ListedGpuMemory& from);
void encode(std::string& out, const ListedContainer& from);
void encode(std::string& out, const ListedGpu& from);
void encode(std::string& out, const ListedProblem& from);
void encode(std::string& out, const ListedEngine& from);
void encode(std::string& out, const WatchedContainer& from);
void encode(std::string& out, const WatchedEngine& from);
void encode(std::string& out, const WatchedRound& from);
void encode(std::string& out, const ListedHost& from);
void encode(std::string& out, const TestedHost& from);
void encode(std::string& out, const ListedAttachment& from);
void encode(std::string& out, const DoctorFile& from);
void encode(std::string& out, const DoctorRepair& from);
void encode(std::string& out, const DoctorFinding& from);
void encode(std::string& out, const DoctorReport& from);
void encode(std::string& out, const WhyReason& from);
void encode(std::string& out, const WhyReport& from);
void encode(std::string& out, const ForwardedPort& from);
void encode(std::string& out, const ListedNotebook& from);
void encode(std::string& out, const ListedPort& from);
void encode(std::string& out, const ListedRun& from);
void encode(std::string& out, const ListedBuild& from);
void encode(std::string& out, const ListedChange& from);
void encode(std::string& out, const ListedCommit& from);
void encode(std::string& out, const ListedRecreation& from);
void encode(std::string& out, const PulledReport& from);
void encode(std::string& out, const ListedImage& from);
void encode(std::string& out, const DiskImageReport& from);
void encode(std::string& out, const DiskContainerReport& from);
void encode(std::string& out, const DiskVolumeReport& from);
void encode(std::string& out, const DiskStepReport& from);
void encode(std::string& out, const DiskReport& from);
void encode(std::string& out, const RemovedReport& from);
void encode(std::string& out, const PushedReport& from);
void encode(std::string& out, const ExportedReport& from);
void encode(std::string& out, const ImportedReport& from);
bool decode(const boost::json::value& from, std::vector<ContainerSummary>& into, std::string& error);
bool decode(const boost::json::value& from, std::vector<ImageSummary>& into, std::string& error);
bool decode(const boost::json::value& from, std::vector<HistoryItem>& into, std::string& error);
bool decode(const boost::json::value& from, std::vector<RemovedImage>& into, std::string& error);
bool decode(const boost::json::value& from, std::vector<Change>& into, std::string& error);
bool decode(const boost::json::value& from, std::vector<Network>& into, std::string& error);
bool decode(const boost::json::value& from, std::vector<Service>& into, std::string& error);
bool decode(const boost::json::value& from, std::vector<Task>& into, std::string& error);

} // namespace dockwright::engine
