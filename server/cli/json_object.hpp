#pragma once
#include "base/json_text.hpp"
#include <cstdint>
#include <string>
#include <string_view>

namespace dockwright::cli {

/// Appends `{"name":value,…}` member by member; the closing brace comes with the end of its life.
class JsonObject {
public:
    explicit JsonObject(std::string& out) : out_(out) { out_ += '{'; }
    ~JsonObject() { out_ += '}'; }
    JsonObject(const JsonObject&) = delete;
    JsonObject& operator=(const JsonObject&) = delete;

    void text(std::string_view name, std::string_view value) { json_text::append(member(name), value); }
    /// Nothing if the value is "".
    void text_if_known(std::string_view name, std::string_view value) {
        if (!value.empty()) {
            text(name, value);
        }
    }
    void number(std::string_view name, std::uint32_t value) { json_text::append(member(name), value); }
    void word(std::string_view name, std::string_view literal) { member(name) += literal; }

    /// One element for each of the range, which `append(out, element)` writes.
    template <class Range, class Append>
    void array(std::string_view name, const Range& range, Append append) {
        member(name) += '[';
        bool first = true;
        for (const auto& each : range) {
            out_ += first ? "" : ",";
            first = false;
            append(out_, each);
        }
        out_ += ']';
    }

    /// Where the member's value is to be appended.
    std::string& member(std::string_view name) {
        out_ += first_ ? "" : ",";
        first_ = false;
        json_text::append(out_, name);
        out_ += ':';
        return out_;
    }

private:
    std::string& out_;
    bool first_ = true;
};

} // namespace dockwright::cli
