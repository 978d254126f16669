#include "gpu/machine.hpp"
#include "knowledge/queries.hpp"

namespace dockwright::gpu::checks {
namespace {

/// The least driver with which programs of this CUDA run at all: by minor-version compatibility from
/// CUDA 11 on, its own before.
Version least_driver(const Case& asked, const CudaUser& user) {
    if (asked.host->system == System::wsl2) { // the driver is Windows', whose numbers are others
        // CUDA Compatibility guide, minor version compatibility, table 1.
        const std::string_view least = user.cuda.major() == 11   ? "452.39"
                                       : user.cuda.major() == 12 ? "528.33"
                                                                 : "";
        return Version::parse(least).value_or(Version());
    }
    if (user.min_driver.known()) {
        return user.min_driver;
    }
    const auto* major = knowledge::cuda_major(asked.knowledge, user.cuda.major());
    // The first release of a major may have come with an older driver than the one from which all its
    // releases run: 11.0 with 450.36.
    const Version native = knowledge::native_driver(asked.knowledge, user.cuda);
    if (major != nullptr && major->min_driver.known()) {
        return native.known() ? std::min(native, major->min_driver) : major->min_driver;
    }
    return native;
}

/// The image's own newer driver library carries it where NVIDIA allows that.
bool carried(const Case& asked, const CudaUser& user, const Device& device) {
    const Version there = cuda_there(asked, device);
    const Version of_driver = knowledge::cuda_of_driver(asked.knowledge, asked.host->driver);
    return of_driver < there && there.major() >= user.cuda.major();
}

void check(const Case& asked, Reasons& reasons, const CudaUser& user) {
    const Host& host = *asked.host;
    const Version least = least_driver(asked, user);
    if (!least.known() && host.system == System::wsl2) {
        return;
    }
    if (!least.known()) {
        reasons.add(Cause::driver_too_old, Weight::unknown, user.place,
                    "which driver CUDA " + to_string(user.cuda) + " needs is not known", user.fact);
        return;
    }
    if (host.driver >= least) {
        return;
    }
    std::vector<std::string> devices_left;
    for (const Device& device : devices(host, asked.knowledge)) {
        if (!device.foreign && !carried(asked, user, device)) {
            devices_left.push_back(device.name);
        }
    }
    if (host.gpus.empty()) {
        devices_left.emplace_back();
    }
    if (devices_left.empty()) {
        return;
    }
    const auto* major = knowledge::cuda_major(asked.knowledge, user.cuda.major());
    const bool by_major = major != nullptr && least == major->min_driver;
    const std::string of = user.package == nullptr ? "" : " (CUDA " + to_string(user.cuda) + ")";
    const std::string message = user.what + of + " needs driver " + driver_text(least) + " or newer, and " +
                                (host.name.empty() ? "the machine" : host.name) + " has " + host.driver_text +
                                ": it would start and find no GPU";
    if (host.gpus.empty()) {
        reasons.add(Cause::driver_too_old, Weight::fails, user.place, message,
                    by_major ? major->fact : user.fact);
        return;
    }
    add_for_devices(asked, reasons, Cause::driver_too_old, Weight::fails, user.place, devices_left, message,
                    by_major ? major->fact : user.fact);
}

void run(const Case& asked, Reasons& reasons) {
    if (!asked.meant_for_gpu || !asked.host->driver.known()) {
        return;
    }
    for (const CudaUser& user : cuda_users(asked)) {
        const bool tegra = !asked.host->gpus.empty() &&
                           devices(*asked.host, asked.knowledge).front().architecture != nullptr &&
                           devices(*asked.host, asked.knowledge).front().architecture->tegra;
        if (!tegra) {
            check(asked, reasons, user);
        }
    }
}

} // namespace

extern constexpr Check driver_version{.name = "driver_version", .needs_host = true, .run = run};

} // namespace dockwright::gpu::checks
