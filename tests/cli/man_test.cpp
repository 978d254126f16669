#include "cli/describe.hpp"
#include "cli/man/page.hpp"
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dockwright::cli {
namespace {

using ::testing::HasSubstr;

TEST(Describing, SaysWhatACommandTakes) {
    CLI::App app("Does it", "dockwright do");
    std::string name;
    std::string value;
    bool flag = false;
    app.add_option("container", name, "Which one");
    app.add_option("-n,--number", value, "How\nmany")->type_name("N");
    app.add_flag("--quick", flag, "At once");
    CLI::App* const below = app.add_subcommand("more", "More of it");
    below->add_flag("--really", flag, "Yes");
    EXPECT_EQ(describe(app, {}), "command\tmore\tMore of it\n"
                                 "option\t-h,--help\t-\tPrint this help message and exit\n"
                                 "argument\tcontainer\tWhich one\n"
                                 "option\t-n,--number\tN\tHow many\n"
                                 "option\t--quick\t-\tAt once\n");
    const std::string path[] = {"nothing", "more"};
    EXPECT_THAT(describe(app, path), HasSubstr("option\t--really\t-\tYes\n"));
}

TEST(ManualPage, HasEveryCommandWithWhatItTakes) {
    const Describe scripted = [](const std::vector<std::string>& path) -> std::string {
        if (path.empty()) {
            return "command\tdo\tDoes it\n";
        }
        return path.size() == 1 ? "command\tmore\tMore of it\noption\t-n,--number\tN\tHow many\n"
                                  "option\t-h,--help\t-\tHelp\nargument\tcontainer\t.dots \\ and -dashes\n"
                                : "option\t--really\t-\tYes\n";
    };
    const std::string page = manual_page(scripted, "1.2.3", "2026-11-26");
    EXPECT_THAT(page, HasSubstr(".TH DOCKWRIGHT 1 \"2026-11-26\" \"dockwright 1.2.3\" \"User Commands\"\n"));
    EXPECT_THAT(page, HasSubstr(".SS dockwright do\nDoes it.\n"));
    EXPECT_THAT(page, HasSubstr(".TP\n\\fB\\-n\\fR, \\fB\\-\\-number\\fR \\fIN\\fR\nHow many\n"));
    EXPECT_THAT(page, HasSubstr("\\fIcontainer\\fR\n\\&.dots \\e and \\-dashes\n"));
    EXPECT_THAT(page, HasSubstr(".SS dockwright do more\nMore of it.\n.TP\n\\fB\\-\\-really\\fR\nYes\n"));
    EXPECT_THAT(page, ::testing::Not(HasSubstr("help")));
}

} // namespace
} // namespace dockwright::cli
