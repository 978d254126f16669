#include "gpu/image/marker.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <string>

namespace dockwright::gpu {

using knowledge::Version;

namespace {

using Truth = std::optional<bool>;

Truth both(Truth a, Truth b) {
    if (a == false || b == false) {
        return false;
    }
    return a && b ? Truth(true) : std::nullopt;
}

Truth either(Truth a, Truth b) {
    if (a == true || b == true) {
        return true;
    }
    return a && b ? Truth(false) : std::nullopt;
}

/// marker = and_terms {"or" and_terms}; and_terms = term {"and" term}; term = "(" marker ")" | value
/// operator value.
class Reader {
public:
    Reader(std::string_view text, const MarkerEnvironment& environment)
        : rest_(text), environment_(environment) {}

    Truth read() {
        const Truth out = any();
        skip();
        return rest_.empty() && !broken_ ? out : std::nullopt;
    }

private:
    struct Value {
        std::string text;
        std::string_view variable; ///< "" for a quoted text
        bool known = true;
    };

    void skip() {
        while (rest_.starts_with(' ') || rest_.starts_with('\t')) {
            rest_.remove_prefix(1);
        }
    }

    bool take(std::string_view word) {
        skip();
        if (!rest_.starts_with(word)) {
            return false;
        }
        rest_.remove_prefix(word.size());
        return true;
    }

    Truth any() {
        Truth out = all();
        while (take("or ")) {
            out = either(out, all());
        }
        return out;
    }

    Truth all() {
        Truth out = term();
        while (take("and ")) {
            out = both(out, term());
        }
        return out;
    }

    Truth term() {
        if (++depth_ > 64) {
            broken_ = true;
            return std::nullopt;
        }
        if (take("(")) {
            const Truth out = any();
            broken_ = broken_ || !take(")");
            return out;
        }
        const Value left = value();
        const std::string_view operation = operator_word();
        const Value right = value();
        return compare(left, operation, right);
    }

    std::string_view operator_word() {
        for (const std::string_view word : {"===", "==", "!=", "<=", ">=", "~=", "<", ">", "not in", "in"}) {
            if (take(word)) {
                return word;
            }
        }
        broken_ = true;
        return {};
    }

    Value value() {
        skip();
        if (rest_.starts_with('"') || rest_.starts_with('\'')) {
            const auto end = rest_.find(rest_.front(), 1);
            if (end != std::string_view::npos) {
                Value out{.text = std::string(rest_.substr(1, end - 1))};
                rest_.remove_prefix(end + 1);
                return out;
            }
        }
        std::size_t size = 0;
        while (size < rest_.size() &&
               (rest_[size] == '_' || rest_[size] == '.' || (rest_[size] >= 'a' && rest_[size] <= 'z'))) {
            ++size;
        }
        const std::string_view name = rest_.substr(0, size);
        rest_.remove_prefix(size);
        broken_ = broken_ || name.empty();
        return variable(name);
    }

    Value variable(std::string_view name) const {
        const std::string python = environment_.python.known() ? to_string(environment_.python.cut(2)) : "";
        if (name == "python_version" || name == "python_full_version") {
            return {.text = python, .variable = name, .known = !python.empty()};
        }
        if (name == "sys_platform") {
            return {.text = "linux", .variable = name};
        }
        if (name == "platform_system") {
            return {.text = "Linux", .variable = name};
        }
        if (name == "os_name") {
            return {.text = "posix", .variable = name};
        }
        if (name == "platform_machine") {
            return {.text = environment_.arm ? "aarch64" : "x86_64", .variable = name};
        }
        if (name == "implementation_name" || name == "platform_python_implementation") {
            return {.text = name == "implementation_name" ? "cpython" : "CPython", .variable = name};
        }
        return {.text = "", .variable = name, .known = false};
    }

    Truth compare(const Value& left, std::string_view operation, const Value& right) const {
        if (!broken_ && left.variable == "extra" && right.variable.empty() && environment_.extras) {
            const auto& extras = *environment_.extras;
            const bool asked = std::ranges::find(extras, right.text) != extras.end();
            return operation == "==" ? Truth(asked) : operation == "!=" ? Truth(!asked) : std::nullopt;
        }
        if (broken_ || !left.known || !right.known) {
            return std::nullopt;
        }
        const bool versions = left.variable.starts_with("python") || right.variable.starts_with("python");
        if (operation == "in" || operation == "not in") {
            const bool inside = right.text.find(left.text) != std::string::npos;
            return inside == (operation == "in");
        }
        if (versions) {
            const bool turned = left.variable.empty();
            const auto version = Version::parse(turned ? right.text : left.text);
            if (!version || turned) {
                return std::nullopt;
            }
            return knowledge::satisfies(*version, std::string(operation) + right.text);
        }
        if (operation == "==" || operation == "===") {
            return left.text == right.text;
        }
        return operation == "!=" ? Truth(left.text != right.text) : std::nullopt;
    }

    std::string_view rest_;
    const MarkerEnvironment& environment_;
    bool broken_ = false;
    int depth_ = 0;
};

} // namespace

std::optional<bool> marker_holds(std::string_view marker, const MarkerEnvironment& environment) {
    return marker.empty() ? std::optional(true) : Reader(marker, environment).read();
}

} // namespace dockwright::gpu
