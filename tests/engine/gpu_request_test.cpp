#include "engine/csv_record.hpp"
#include "engine/gpu_request.hpp"
#include <gtest/gtest.h>
#include <string>
#include <vector>

namespace dockwright::engine {
namespace {

struct Recorded {
    std::string argument;
    std::optional<DeviceRequest> request;
};

/// What docker 28.2.2 sent to an engine that wrote it down, for `docker create --gpus=ARGUMENT`;
/// nothing where it refused.
const std::vector<Recorded>& recorded() {
    // clang-format off
    static const std::vector<Recorded> cases = {
        {.argument = "all", .request = DeviceRequest{.count = -1, .capabilities = {{"gpu"}}}},
        {.argument = "2", .request = DeviceRequest{.count = 2, .capabilities = {{"gpu"}}}},
        {.argument = "device=0", .request = DeviceRequest{.device_ids = {"0"}, .capabilities = {{"gpu"}}}},
        {.argument = "\"device=0,2\"", .request = DeviceRequest{.device_ids = {"0", "2"}, .capabilities = {{"gpu"}}}},
        {.argument = "device=0,2", .request = DeviceRequest{.count = 2, .device_ids = {"0"}, .capabilities = {{"gpu"}}}},
        {.argument = "all,capabilities=utility", .request = DeviceRequest{.count = -1, .capabilities = {{"utility", "gpu"}}}},
        {.argument = "\"capabilities=compute,utility\"", .request = DeviceRequest{.count = 1, .capabilities = {{"compute", "utility", "gpu"}}}},
        {.argument = "driver=nvidia,count=1", .request = DeviceRequest{.driver = "nvidia", .count = 1, .capabilities = {{"gpu"}}}},
        {.argument = "0", .request = DeviceRequest{.capabilities = {{"gpu"}}}},
        {.argument = "foo", .request = std::nullopt},
        {.argument = "-1", .request = DeviceRequest{.count = -1, .capabilities = {{"gpu"}}}},
        {.argument = "count=all", .request = DeviceRequest{.count = -1, .capabilities = {{"gpu"}}}},
        {.argument = "count=-1", .request = DeviceRequest{.count = -1, .capabilities = {{"gpu"}}}},
        {.argument = "device=", .request = DeviceRequest{.device_ids = {""}, .capabilities = {{"gpu"}}}},
        {.argument = "device", .request = std::nullopt},
        {.argument = "driver", .request = std::nullopt},
        {.argument = "driver=", .request = DeviceRequest{.count = 1, .capabilities = {{"gpu"}}}},
        {.argument = "", .request = std::nullopt},
        {.argument = "capabilities=", .request = DeviceRequest{.count = 1, .capabilities = {{"", "gpu"}}}},
        {.argument = "capabilities=gpu", .request = DeviceRequest{.count = 1, .capabilities = {{"gpu", "gpu"}}}},
        {.argument = "all,driver=cdi", .request = DeviceRequest{.driver = "cdi", .count = -1, .capabilities = {{"gpu"}}}},
        {.argument = "device=GPU-aa,driver=nvidia", .request = DeviceRequest{.driver = "nvidia", .device_ids = {"GPU-aa"}, .capabilities = {{"gpu"}}}},
        {.argument = "\"device=0\",\"capabilities=compute,utility\"", .request = DeviceRequest{.device_ids = {"0"}, .capabilities = {{"compute", "utility", "gpu"}}}},
        {.argument = "all,\"options=a=b,c=d\"", .request = DeviceRequest{.count = -1, .capabilities = {{"gpu"}}, .options = {{"a", "b"}, {"c", "d"}}}},
        {.argument = "all,options=a", .request = DeviceRequest{.count = -1, .capabilities = {{"gpu"}}, .options = {{"a", ""}}}},
        {.argument = "options=", .request = std::nullopt},
        {.argument = "count=1,count=2", .request = std::nullopt},
        {.argument = "1,2", .request = DeviceRequest{.count = 2, .capabilities = {{"gpu"}}}},
        {.argument = "1,count=2", .request = std::nullopt},
        {.argument = "device=0,count=1", .request = DeviceRequest{.count = 1, .device_ids = {"0"}, .capabilities = {{"gpu"}}}},
        {.argument = "device=0,device=1", .request = std::nullopt},
        {.argument = "foo=1", .request = std::nullopt},
        {.argument = "Count=1", .request = std::nullopt},
        {.argument = "ALL", .request = std::nullopt},
        {.argument = "+3", .request = DeviceRequest{.count = 3, .capabilities = {{"gpu"}}}},
        {.argument = " 2", .request = std::nullopt},
        {.argument = "2 ", .request = std::nullopt},
        {.argument = "0x10", .request = std::nullopt},
        {.argument = "1_0", .request = std::nullopt},
        {.argument = "9223372036854775807", .request = DeviceRequest{.count = 9223372036854775807, .capabilities = {{"gpu"}}}},
        {.argument = "9223372036854775808", .request = std::nullopt},
        {.argument = "a\"b", .request = std::nullopt},
        {.argument = "\"a\"b", .request = std::nullopt},
        {.argument = "\"all", .request = std::nullopt},
        {.argument = "\"al\"\"l\"", .request = std::nullopt},
        {.argument = "all,", .request = std::nullopt},
        {.argument = ",all", .request = std::nullopt},
        {.argument = "all\n2", .request = DeviceRequest{.count = -1, .capabilities = {{"gpu"}}}},
        {.argument = "\nall", .request = DeviceRequest{.count = -1, .capabilities = {{"gpu"}}}},
        {.argument = "\"device=0\n1\"", .request = DeviceRequest{.device_ids = {"0\n1"}, .capabilities = {{"gpu"}}}},
        {.argument = "all,\"capabilities=a=b,c\"", .request = DeviceRequest{.count = -1, .capabilities = {{"a=b", "c", "gpu"}}}},
        {.argument = "=1", .request = std::nullopt},
        {.argument = "count=", .request = std::nullopt},
        {.argument = "2.5", .request = std::nullopt},
        {.argument = "device=0:1", .request = DeviceRequest{.device_ids = {"0:1"}, .capabilities = {{"gpu"}}}},
        {.argument = "device=nvidia.com/gpu=0", .request = DeviceRequest{.device_ids = {"nvidia.com/gpu=0"}, .capabilities = {{"gpu"}}}},
        {.argument = "\"device=0,,1\"", .request = DeviceRequest{.device_ids = {"0", "", "1"}, .capabilities = {{"gpu"}}}},
        {.argument = "\r\nall", .request = DeviceRequest{.count = -1, .capabilities = {{"gpu"}}}},
        {.argument = "all,options=", .request = std::nullopt},
        {.argument = "\"options=\"\"a=1,2\"\",b\"", .request = DeviceRequest{.count = 1, .capabilities = {{"gpu"}}, .options = {{"a", "1,2"}, {"b", ""}}}},
        {.argument = "-0", .request = DeviceRequest{.capabilities = {{"gpu"}}}},
        {.argument = "007", .request = DeviceRequest{.count = 7, .capabilities = {{"gpu"}}}},
        {.argument = "all, driver=x", .request = std::nullopt},
        {.argument = "driver=x", .request = DeviceRequest{.driver = "x", .count = 1, .capabilities = {{"gpu"}}}},
        {.argument = "all,\"options=a=1,a=2\"", .request = DeviceRequest{.count = -1, .capabilities = {{"gpu"}}, .options = {{"a", "2"}}}},
        {.argument = "all,options=\"\"", .request = std::nullopt},
        {.argument = "\331\243", .request = std::nullopt},
        {.argument = "all\r", .request = DeviceRequest{.count = -1, .capabilities = {{"gpu"}}}},
        {.argument = "capabilities=a,driver=b", .request = DeviceRequest{.driver = "b", .count = 1, .capabilities = {{"a", "gpu"}}}},
        {.argument = "\n", .request = std::nullopt},
        {.argument = "all,\"options=a\"\"b=1\"", .request = std::nullopt},
        {.argument = "\"options=\n\"", .request = std::nullopt},
        {.argument = "-5", .request = DeviceRequest{.count = -5, .capabilities = {{"gpu"}}}},
        {.argument = "\"all\r\n\"", .request = std::nullopt},
        {.argument = "\"options=a=b\nc=d\"", .request = DeviceRequest{.count = 1, .capabilities = {{"gpu"}}, .options = {{"a", "b"}}}},
        {.argument = "2,2", .request = std::nullopt},
        {.argument = "count=1,2", .request = DeviceRequest{.count = 2, .capabilities = {{"gpu"}}}},
        {.argument = "1,count", .request = std::nullopt},
        {.argument = "count,1", .request = std::nullopt},
        {.argument = "all,all", .request = std::nullopt},
        {.argument = "device=0,all", .request = DeviceRequest{.count = -1, .device_ids = {"0"}, .capabilities = {{"gpu"}}}},
        {.argument = "1,device=0", .request = DeviceRequest{.count = 1, .device_ids = {"0"}, .capabilities = {{"gpu"}}}},
    };
    // clang-format on
    return cases;
}

TEST(GpuRequests, AreReadAsDockerReadsThem) {
    for (const auto& [argument, request] : recorded()) {
        const auto read = parse_gpu_request(argument);
        EXPECT_EQ(read.has_value(), request.has_value()) << argument;
        if (read && request) {
            EXPECT_EQ(*read, *request) << argument;
        } else if (!read) {
            EXPECT_EQ(read.error().kind, "gpu-request-not-understood");
            EXPECT_FALSE(read.error().message.contains('\n')) << read.error().message;
        }
    }
}

TEST(GpuRequests, AreWrittenSoThatDockerAsksForTheSame) {
    for (const auto& [argument, request] : recorded()) {
        const std::vector<std::string> arguments =
            gpu_arguments(request.value_or(DeviceRequest{})).value_or(std::vector<std::string>{});
        EXPECT_EQ(arguments.size(), request ? 2U : 0U) << argument;
        if (arguments.size() == 2) {
            EXPECT_EQ(arguments[0], "--gpus");
            const DeviceRequest again = parse_gpu_request(arguments[1]).value_or(DeviceRequest{});
            const DeviceRequest expected = request.value_or(DeviceRequest{});
            EXPECT_EQ(again.driver, expected.driver) << arguments[1];
            EXPECT_EQ(again.device_ids, expected.device_ids) << arguments[1];
            EXPECT_EQ(again.count, expected.count) << arguments[1];
            EXPECT_EQ(again.options, expected.options) << arguments[1];
        }
    }
}

TEST(GpuRequests, AreWrittenShortly) {
    using Arguments = std::vector<std::string>;
    const auto written = [](const DeviceRequest& request) {
        return gpu_arguments(request).value_or(Arguments{});
    };
    EXPECT_EQ(written({.count = -1, .capabilities = {{"gpu"}}}), (Arguments{"--gpus", "all"}));
    EXPECT_EQ(written({.count = 2, .capabilities = {{"gpu"}}}), (Arguments{"--gpus", "2"}));
    EXPECT_EQ(written({.device_ids = {"0", "2"}, .capabilities = {{"gpu"}}}),
              (Arguments{"--gpus", "\"device=0,2\""}));
    EXPECT_EQ(written({.driver = "nvidia", .count = 1, .capabilities = {{"gpu", "compute", "utility"}}}),
              (Arguments{"--gpus", "1,driver=nvidia,\"capabilities=compute,utility\""}));
    EXPECT_EQ(written({.driver = "cdi", .device_ids = {"nvidia.com/gpu=0", "nvidia.com/gpu=1"}}),
              (Arguments{"--device", "nvidia.com/gpu=0", "--device", "nvidia.com/gpu=1"}));
}

TEST(GpuRequests, ThatACommandLineCantSayAreNotWritten) {
    const DeviceRequest cases[] = {
        {},
        {.count = 1, .capabilities = {{"gpu"}, {"tpu"}}},
        {.count = 1, .capabilities = {{"compute"}}},
        {.count = 1, .capabilities = {{"gpu", "a,b"}}},
        {.device_ids = {"0,1"}, .capabilities = {{"gpu"}}},
        {.count = 1, .capabilities = {{"gpu"}}, .options = {{"a=b", "c"}}},
        {.driver = "cdi"},
        {.driver = "cdi", .device_ids = {"--privileged"}},
        {.driver = "cdi", .device_ids = {"-a/b=c"}},
        {.driver = "cdi", .device_ids = {"/dev/nvidia0"}},
        {.driver = "cdi", .count = 1, .device_ids = {"nvidia.com/gpu=0"}},
    };
    for (const DeviceRequest& request : cases) {
        EXPECT_EQ(gpu_arguments(request), std::nullopt) << &request - cases;
    }
}

TEST(GpuRequests, OfDevicesAndANumberAreATrap) {
    const DeviceRequest both = parse_gpu_request("device=0,2").value_or(DeviceRequest{});
    const Problem trap = gpu_request_trap(both).value_or(Problem{});
    EXPECT_EQ(trap.kind, "gpu-request-contradicts-itself");
    EXPECT_TRUE(trap.next_step.contains("'\"device=0,2\"'")) << trap.next_step;
    EXPECT_TRUE(gpu_request_trap({.count = -1, .device_ids = {"0"}}));
    EXPECT_FALSE(gpu_request_trap({.device_ids = {"0"}}));
    EXPECT_FALSE(gpu_request_trap({.count = 2}));
}

TEST(CsvRecords, KeepWhatAFieldHolds) {
    const std::vector<std::string> values = {"", "a", "a,b", "\"", "a\"\"b", "line\nline", " x ", ","};
    std::string record;
    for (const std::string& value : values) {
        record += (record.empty() ? "," : ",") + csv_field(value);
    }
    const auto read = csv_record(record.substr(1) + "\nnext");
    ASSERT_TRUE(read);
    EXPECT_EQ(*read, values);
}

} // namespace
} // namespace dockwright::engine
