#include "actions/run/take_away.hpp"
#include "base/message.hpp"
#include "engine/calls/remove_container.hpp"
#include "engine/problems.hpp"

namespace dockwright::actions {

namespace asio = boost::asio;

asio::awaitable<std::expected<void, Problem>> take_away(std::shared_ptr<engine::Client> client,
                                                        std::string container) {
    constexpr int tries = 3;
    for (int n = 1;; ++n) {
        const auto removed = co_await engine::remove_container(client, container, true);
        if (removed || removed.error().kind == engine::problem_kind::no_such_container) {
            co_return std::expected<void, Problem>();
        }
        // One that has let a removal's time pass is not asked for as long again.
        if (n == tries || removed.error().kind == engine::problem_kind::timed_out) {
            co_return std::unexpected(removed.error());
        }
    }
}

bool was_refused(const Problem& problem) {
    return problem.kind == engine::problem_kind::request_refused ||
           problem.kind == engine::problem_kind::image_not_there ||
           problem.kind == engine::problem_kind::no_such_container ||
           problem.kind == engine::problem_kind::version_refused ||
           problem.kind == engine::problem_kind::name_taken;
}

Problem with_leftover(Problem problem, const std::string& container) {
    problem.message += message("; the container '{}' may be left there", {printable(container)});
    problem.next_step =
        message("Remove it once the engine answers: dockwright rm {}", {printable(container)});
    return problem;
}

} // namespace dockwright::actions
