#pragma once
#include "model/surroundings.hpp"
#include "project/tree/tree.hpp"
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What the readers of plans share.
namespace dockwright::project {

/// A variable's value, or nothing.
struct Lookup {
    std::optional<std::string> (*get)(const void* context, std::string_view name) = nullptr;
    const void* context = nullptr;
};

/// As Compose expands `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}` and `$$`, of nothing
/// but defaults and what `lookup` knows. Nothing: it needs a value that is not known.
std::optional<std::string> interpolated(std::string_view text, const Lookup& lookup = {});

/// `8gb`, `512m`, `1.5 GiB`, `65536`: bytes, as Docker reads them. Nothing: it is none.
std::optional<std::uint64_t> read_bytes(std::string_view text);

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// What Compose makes of a number without quotes: `3.10` is `3.1`, `007` is `7`, `1e3` is `1000`. Other
/// texts stay.
std::string number_as_text(std::string_view text);

/// `{NAME: value}` or `[NAME=value]`; names without a value are left out. Of one name the last counts.
Pairs read_pairs(const Tree* tree, const Lookup& lookup = {});

/// A text's value, variables replaced; "" if it is not known or none.
std::string read_text(const Tree& table, std::string_view key, const Lookup& lookup = {});

/// The only one of a list of platforms, or "".
std::string only_platform(const Tree* platforms, const Lookup& lookup = {});

/// Words with blanks between.
std::string joined_words(const Tree* words);

void add_mistake(model::RunPlan& plan, model::RunPlan::GpuMistake::Kind kind, std::uint32_t line);

} // namespace dockwright::project
