#include "engine/gpu_request.hpp"
#include "base/message.hpp"
#include "engine/csv_record.hpp"
#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

namespace dockwright::engine {
namespace {

constexpr std::string_view kind = "gpu-request-not-understood";
constexpr std::size_t longest_shown = 200;

std::string shown(std::string_view foreign) {
    return printable(foreign.substr(0, longest_shown));
}

std::unexpected<Problem> refused(std::string message) {
    return std::unexpected(Problem{
        .kind = kind,
        .message = std::move(message),
        .next_step = "Write all, a number of GPUs, or device=0; several devices need quotes that reach "
                     "docker: '\"device=0,2\"'"});
}

std::unexpected<Problem> refused(CsvFault fault, std::string_view argument) {
    return fault == CsvFault::nothing
               ? refused("--gpus is given nothing to ask for")
               : refused(message("in --gpus '{}' a quote stands where none may stand", {shown(argument)}));
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t comma = text.find(',');
        parts.emplace_back(text.substr(0, comma));
        if (comma == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(comma + 1);
    }
}

std::optional<std::int64_t> count_of(std::string_view text) {
    if (text == "all") {
        return -1;
    }
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) {
            return std::nullopt;
        }
    }
    std::int64_t count = 0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), count);
    return ec == std::errc() && end == text.data() + text.size() ? std::optional(count) : std::nullopt;
}

/// Takes one field into the request; a sentence if it can't.
std::optional<std::string> take(DeviceRequest& request, std::string_view key, std::string_view value,
                                std::string_view field) {
    if (key == "count") {
        const std::optional<std::int64_t> count = count_of(value);
        if (!count) {
            return message("'{}' is no number of GPUs", {shown(value)});
        }
        request.count = *count;
    } else if (key == "driver") {
        request.driver = value;
    } else if (key == "device") {
        request.device_ids = split(value);
    } else if (key == "capabilities") {
        request.capabilities = {split(value)};
        request.capabilities.front().emplace_back("gpu");
    } else if (key == "options") {
        const auto options = csv_record(value);
        if (!options) {
            return message("the options in '{}' can't be read", {shown(field)});
        }
        for (const std::string& option : *options) {
            const std::size_t equals = option.find('=');
            request.options[option.substr(0, equals)] =
                equals == std::string::npos ? std::string() : option.substr(equals + 1);
        }
    } else {
        return message("--gpus knows no '{}' (in '{}')", {shown(key), shown(field)});
    }
    return std::nullopt;
}

std::vector<std::string> sorted(std::vector<std::string> list) {
    std::ranges::sort(list);
    return list;
}

/// Whether two requests mean the same: the order of capabilities says nothing.
bool same(const DeviceRequest& a, const DeviceRequest& b) {
    return a.driver == b.driver && a.count == b.count && a.device_ids == b.device_ids &&
           a.options == b.options && a.capabilities.size() == 1 && b.capabilities.size() == 1 &&
           sorted(a.capabilities.front()) == sorted(b.capabilities.front());
}

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts) {
        out += (&part == parts.data() ? "" : ",") + part;
    }
    return out;
}

/// `vendor/class=name`: what docker's `--device` takes for CDI; others are paths to it.
bool is_cdi_name(std::string_view id) {
    const std::size_t slash = id.find('/');
    return slash != 0 && slash != std::string_view::npos && id.find('=', slash) != std::string_view::npos &&
           id.front() != '-';
}

std::optional<std::vector<std::string>> cdi_arguments(const DeviceRequest& request) {
    if (request.device_ids.empty() || request.count != 0 || !request.options.empty() ||
        !std::ranges::all_of(request.device_ids, is_cdi_name)) {
        return std::nullopt;
    }
    std::vector<std::string> arguments;
    for (const std::string& id : request.device_ids) {
        arguments.insert(arguments.end(), {"--device", id});
    }
    return arguments;
}

std::string written(const DeviceRequest& request) {
    std::vector<std::string> fields;
    if (request.device_ids.empty()) {
        fields.push_back(request.count == -1 ? "all" : std::to_string(request.count));
    } else {
        fields.push_back(csv_field("device=" + joined(request.device_ids)));
        if (request.count != 0) {
            fields.push_back("count=" + std::to_string(request.count));
        }
    }
    if (!request.driver.empty()) {
        fields.push_back(csv_field("driver=" + request.driver));
    }
    std::vector<std::string> capabilities = request.capabilities.front();
    if (const auto gpu = std::ranges::find(capabilities, "gpu"); gpu != capabilities.end()) {
        capabilities.erase(gpu);
    }
    if (!capabilities.empty()) {
        fields.push_back(csv_field("capabilities=" + joined(capabilities)));
    }
    std::vector<std::string> options;
    options.reserve(request.options.size());
    for (const auto& [key, value] : request.options) {
        options.push_back(csv_field(key + '=' + value));
    }
    if (!options.empty()) {
        fields.push_back(csv_field("options=" + joined(options)));
    }
    return joined(fields);
}

} // namespace

std::expected<DeviceRequest, Problem> parse_gpu_request(std::string_view argument) {
    const auto fields = csv_record(argument);
    if (!fields) {
        return refused(fields.error(), argument);
    }
    DeviceRequest request;
    std::set<std::string_view> seen;
    for (const std::string& field : *fields) {
        const std::size_t equals = field.find('=');
        std::string_view key = std::string_view(field).substr(0, equals);
        std::string_view value;
        bool repeated = !seen.insert(key).second;
        if (equals != std::string::npos) {
            value = std::string_view(field).substr(equals + 1);
        } else {
            value = std::exchange(key, "count");
            seen.insert(key);
        }
        if (repeated) {
            return refused(message("--gpus says '{}' twice", {shown(field)}));
        }
        if (const std::optional<std::string> wrong = take(request, key, value, field)) {
            return refused(*wrong);
        }
    }
    if (!seen.contains("count") && request.device_ids.empty()) {
        request.count = 1;
    }
    if (request.capabilities.empty()) {
        request.capabilities = {{"gpu"}};
    }
    return request;
}

std::optional<Problem> gpu_request_trap(const DeviceRequest& request) {
    if (request.count == 0 || request.device_ids.empty()) {
        return std::nullopt;
    }
    DeviceRequest meant = request;
    if (meant.count > 0) {
        meant.device_ids.push_back(std::to_string(meant.count));
    }
    return Problem{.kind = "gpu-request-contradicts-itself",
                   .message = message("this asks for the GPUs {} and also for {} of any kind, which engines "
                                      "refuse when the container starts",
                                      {shown(joined(request.device_ids)),
                                       request.count < 0 ? "all" : std::to_string(request.count)}),
                   .next_step = message("If you mean all of these, quote them for docker too: --gpus "
                                        "'\"device={}\"'",
                                        {shown(joined(meant.device_ids))})};
}

std::optional<std::vector<std::string>> gpu_arguments(const DeviceRequest& request) {
    if (request.capabilities.empty() && request.driver == "cdi") {
        return cdi_arguments(request);
    }
    if (request.capabilities.size() != 1) {
        return std::nullopt;
    }
    std::string argument = written(request);
    const auto back = parse_gpu_request(argument);
    if (!back || !same(*back, request)) {
        return std::nullopt;
    }
    return std::vector<std::string>{"--gpus", std::move(argument)};
}

} // namespace dockwright::engine
