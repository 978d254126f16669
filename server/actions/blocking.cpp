#include "actions/blocking.hpp"
#include "base/message.hpp"
#include "engine/problems.hpp"
#include <boost/asio/error.hpp>

namespace dockwright::actions {

Problem thrown(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const boost::system::system_error& error) {
        if (error.code() == boost::asio::error::operation_aborted) {
            return {.kind = engine::problem_kind::cancelled, .message = "it was cancelled", .next_step = {}};
        }
        return {.kind = "internal",
                .message = message("the engine could not be asked: {}", {error.what()}),
                .next_step = {}};
    } catch (const std::exception& error) {
        return {.kind = "internal",
                .message = message("the engine could not be asked: {}", {error.what()}),
                .next_step = {}};
    }
}

} // namespace dockwright::actions
