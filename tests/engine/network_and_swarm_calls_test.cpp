#include "engine/calls/create_network.hpp"
#include "engine/calls/create_service.hpp"
#include "engine/calls/disconnect_network.hpp"
#include "engine/calls/list_networks.hpp"
#include "engine/calls/list_services.hpp"
#include "engine/calls/list_tasks.hpp"
#include "engine/calls/remove_network.hpp"
#include "engine/calls/remove_service.hpp"
#include "support/scripted_action.hpp"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

// What a real dockerd 20.10 answered, cut to what matters here. The requests were made by curl.
namespace {

using namespace dockwright;
using namespace dockwright::engine;
using dockwright::testing::expect;
using dockwright::testing::expect_ping;
using dockwright::testing::run_action;
using dockwright::testing::ScriptedEngine;
using dockwright::testing::Step;

template <typename T>
std::expected<T, Problem> asked(Step step, const dockwright::testing::ActionWork<T>& work) {
    const ScriptedEngine engine({expect_ping("1.41"), std::move(step)});
    auto answer = run_action<T>(engine, work);
    EXPECT_THAT(engine.unmet(), ::testing::IsEmpty());
    EXPECT_THAT(engine.unexpected(), ::testing::IsEmpty());
    return answer;
}

using Client = std::shared_ptr<engine::Client>;

TEST(NetworkCalls, list_make_leave_and_remove) {
    const auto networks = asked<std::vector<Network>>(
        expect("GET /v1.41/networks")
            .answer(
                200,
                R"([{"Name":"bridge","Id":"3b94bd93","Scope":"local","Driver":"bridge",)"
                R"("IPAM":{"Driver":"default","Options":null,"Config":[{"Subnet":"172.17.0.0/16"}]},)"
                R"("Internal":false,"Containers":{},"Labels":{}},)"
                R"({"Name":"mine","Id":"a86363e4","Driver":"bridge","Internal":true,"Labels":{"a":"b"}}])"),
        [](Client client) { return list_networks(std::move(client)); });
    ASSERT_TRUE(networks.has_value());
    ASSERT_EQ(networks->size(), 2U);
    EXPECT_EQ((*networks)[1].name, "mine");
    EXPECT_TRUE((*networks)[1].internal);
    EXPECT_EQ((*networks)[1].labels.at("a"), "b");

    const auto made = asked<CreatedNetwork>(
        expect("POST /v1.41/networks/create").answer(201, R"({"Id":"a86363e4","Warning":""})"),
        [](Client client) { return create_network(std::move(client), NetworkSpec{.name = "mine"}); });
    ASSERT_TRUE(made.has_value());
    EXPECT_EQ(made->id, "a86363e4");

    EXPECT_TRUE(asked<Changed>(expect("POST /v1.41/networks/mine/disconnect").answer(200), [](Client client) {
                    return disconnect_network(std::move(client), "mine", "n1");
                }).has_value());
    EXPECT_TRUE(asked<Changed>(expect("DELETE /v1.41/networks/mine").answer(204), [](Client client) {
                    return remove_network(std::move(client), "mine");
                }).has_value());
}

TEST(NetworkCalls, pass_on_why_an_engine_refuses) {
    const auto taken = asked<CreatedNetwork>(
        expect("POST /v1.41/networks/create")
            .answer(409, R"({"message":"network with name mine already exists"})"),
        [](Client client) { return create_network(std::move(client), NetworkSpec{.name = "mine"}); });
    ASSERT_FALSE(taken.has_value());
    EXPECT_THAT(taken.error().message, ::testing::HasSubstr("network with name mine already exists"));
    const auto gone = asked<Changed>(
        expect("DELETE /v1.41/networks/mine").answer(404, R"({"message":"network mine not found"})"),
        [](Client client) { return remove_network(std::move(client), "mine"); });
    ASSERT_FALSE(gone.has_value());
    EXPECT_THAT(gone.error().message, ::testing::HasSubstr("network mine not found"));
}

TEST(SwarmCalls, list_services_with_the_numbers_of_their_tasks) {
    const auto services = asked<std::vector<Service>>(
        expect("GET /v1.41/services?status=true")
            .answer(200, R"([{"ID":"2q2icvu5","Version":{"Index":14},"Spec":{"Name":"idle","Labels":{},)"
                         R"("TaskTemplate":{"ContainerSpec":{"Image":"toy:1","Command":["sleep","600"],)"
                         R"("Isolation":"default"},"ForceUpdate":0,"Runtime":"container"},)"
                         R"("Mode":{"Replicated":{"Replicas":1}}},"Endpoint":{"Spec":{}},)"
                         R"("ServiceStatus":{"RunningTasks":1,"DesiredTasks":1,"CompletedTasks":0}}])"),
        [](Client client) { return list_services(std::move(client)); });
    ASSERT_TRUE(services.has_value()) << services.error().message;
    ASSERT_EQ(services->size(), 1U);
    const Service& service = services->front();
    ASSERT_TRUE(service.spec.has_value() && service.service_status.has_value());
    EXPECT_EQ(service.spec->name, "idle");
    EXPECT_TRUE(service.spec->mode.contains("Replicated"));
    EXPECT_EQ(service.service_status->running_tasks, 1);
}

TEST(SwarmCalls, list_the_tasks_of_a_service_and_why_one_waits) {
    const auto tasks = asked<std::vector<Task>>(
        expect("GET /v1.41/tasks?filters=%7B%22service%22%3A%5B%22web%22%5D%7D")
            .answer(
                200,
                R"([{"ID":"jy5q7qqr","Version":{"Index":17},"Labels":{},"Spec":{"ForceUpdate":0},)"
                R"("ServiceID":"dft9sabc","Slot":1,"Status":{"Timestamp":"2026-11-26T16:44:57.01512601Z",)"
                R"("State":"pending","Message":"pending task scheduling",)"
                R"x("Err":"no suitable node (insufficient resources on 1 node)","PortStatus":{}},)x"
                R"("DesiredState":"running"}])"),
        [](Client client) { return list_tasks(std::move(client), "web"); });
    ASSERT_TRUE(tasks.has_value()) << tasks.error().message;
    ASSERT_EQ(tasks->size(), 1U);
    ASSERT_TRUE(tasks->front().status.has_value());
    EXPECT_EQ(tasks->front().status->state, "pending");
    EXPECT_EQ(tasks->front().status->err, "no suitable node (insufficient resources on 1 node)");
    EXPECT_EQ(tasks->front().slot, 1);
}

TEST(SwarmCalls, make_and_remove_a_service) {
    const auto made = asked<CreatedService>(
        expect("POST /v1.41/services/create").answer(201, R"({"ID":"dft9sabcjoxxnb74dm5672319"})"),
        [](Client client) {
            return create_service(std::move(client), R"({"Name":"web","TaskTemplate":{}})", std::string());
        });
    ASSERT_TRUE(made.has_value());
    EXPECT_EQ(made->id, "dft9sabcjoxxnb74dm5672319");
    EXPECT_TRUE(asked<Changed>(expect("DELETE /v1.41/services/web").answer(200), [](Client client) {
                    return remove_service(std::move(client), "web");
                }).has_value());
}

TEST(SwarmCalls, of_a_machine_without_a_swarm_end_with_what_the_engine_says) {
    const auto services = asked<std::vector<Service>>(
        expect("GET /v1.41/services?status=true")
            .answer(503, R"({"message":"This node is not a swarm manager. Use \"docker swarm init\" or )"
                         R"(\"docker swarm join\" to connect this node to swarm and try again."})"),
        [](Client client) { return list_services(std::move(client)); });
    ASSERT_FALSE(services.has_value());
    EXPECT_THAT(services.error().message, ::testing::HasSubstr("not a swarm manager"));
}

} // namespace
