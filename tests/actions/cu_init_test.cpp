#include "actions/doctor/cu_init.hpp"
#include "engine/run_program.hpp"
#include "support/scripted_engine_run.hpp"
#include "support/temporary_folder.hpp"
#include <filesystem>
#include <gtest/gtest.h>
#include <sys/utsname.h>

namespace dockwright::actions {
namespace {

TEST(CuInit, IsAProgramForThisProcessor) {
    EXPECT_TRUE(cu_init_program.starts_with("\x7f"
                                            "ELF"));
    EXPECT_LT(cu_init_program.size(), 32768U) << "it is sent into each trial";
    utsname machine{};
    ASSERT_EQ(::uname(&machine), 0);
    EXPECT_EQ(cu_init_processor, machine.machine);
}

TEST(CuInit, SaysWhetherCudaStartsHere) {
    const testing::TemporaryFolder folder;
    folder.write("program", cu_init_program);
    const auto path = folder.path() / "program";
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    boost::asio::io_context loop;
    engine::ProgramCall call{.program = path.string(), .arguments = {}, .environment = {}, .folder = {}};
    const auto answer =
        testing::run_to_end(loop, engine::run_program(loop.get_executor(), std::move(call), "", {}));
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(answer->exit_code, 0) << answer->errors;
    const bool asked = answer->output.starts_with("cuInit ");
    EXPECT_TRUE(asked || answer->output.starts_with("no libcuda: libcuda.so.1")) << answer->output;
    EXPECT_TRUE(answer->output.ends_with('\n'));
}

} // namespace
} // namespace dockwright::actions
