#include "cli/knowledge/knowledge.hpp"
#include "base/ascii.hpp"
#include "base/message.hpp"
#include "base/nearest.hpp"
#include "knowledge/queries.hpp"
#include <algorithm>
#include <chrono>
#include <fmt/format.h>

namespace dockwright::cli {
namespace {

constexpr unsigned months_until_old = 6;

/// Months since the year 0; 0 if it is no month.
unsigned months(std::string_view month) {
    const auto year = knowledge::Version::parse(month.substr(0, 4));
    const auto of_year = month.size() >= 7 ? knowledge::Version::parse(month.substr(5, 2)) : std::nullopt;
    return year && of_year ? year->major() * 12 + of_year->major() : 0;
}

bool contains(std::string_view text, std::string_view lowered) {
    return ascii::lowered(text).find(lowered) != std::string::npos;
}

bool has_word(const FactRow& row, std::string_view lowered) {
    return contains(row.table, lowered) || contains(row.key, lowered) || contains(row.fact.source, lowered) ||
           std::ranges::any_of(row.fields, [&](const auto& field) {
               return contains(field.first, lowered) || contains(field.second, lowered);
           });
}

/// `torch==2.4.1`, `torch 2.4.1`: the release that this version is of.
const knowledge::Release* release_named(const knowledge::Knowledge& knowledge, std::string_view id) {
    const std::size_t end = id.find_first_of("= ");
    if (end == std::string_view::npos) {
        return nullptr;
    }
    const std::size_t begin = id.find_first_not_of("= ", end);
    const auto version =
        begin == std::string_view::npos ? std::nullopt : knowledge::Version::parse(id.substr(begin));
    return version ? knowledge::release(knowledge, knowledge::normalized(id.substr(0, end)), *version)
                   : nullptr;
}

/// What another word for the same thing is called in its table.
std::string official_name(const knowledge::Knowledge& knowledge, const std::string& id) {
    if (const knowledge::Gpu* gpu = knowledge::gpu(knowledge, id)) {
        return "gpus/" + std::string(gpu->name);
    }
    if (const knowledge::Release* release = release_named(knowledge, id)) {
        const std::string first = to_string(release->first);
        const std::string last = to_string(release->last);
        return "releases/" + std::string(release->package) + " " + first +
               (first == last ? "" : " to " + last);
    }
    return id;
}

} // namespace

std::string age_text(std::string_view as_of, std::string_view now) {
    if (months(as_of) == 0) {
        return "";
    }
    std::string out = message("The facts are as of {}", {as_of});
    const unsigned age = months(now) > months(as_of) ? months(now) - months(as_of) : 0;
    if (age <= months_until_old) {
        return out + ".";
    }
    return out +
           message(", {} months ago: what has come out since is not known. A newer dockwright has newer "
                   "facts, and 'knowledge' in .dockwright.yaml adds your own.",
                   {std::to_string(age)});
}

std::string this_month() {
    const auto now = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const std::chrono::year_month_day date(now);
    return fmt::format("{:04}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()));
}

std::expected<std::vector<FactRow>, Problem> facts_of_table(const knowledge::Knowledge& knowledge,
                                                            const std::string& table) {
    std::vector<std::string_view> names;
    for (const auto& [name, size] : table_sizes(knowledge)) {
        names.push_back(name);
    }
    if (std::ranges::find(names, table) == names.end()) {
        const auto near = nearest(table, names);
        return std::unexpected(Problem{"unknown-table", message("There is no table '{}'", {table}),
                                       (near ? message("Did you mean '{}'? ", {*near}) : std::string()) +
                                           "'dockwright knowledge list' names all"});
    }
    std::vector<FactRow> out = fact_rows(knowledge);
    std::erase_if(out, [&](const FactRow& row) { return row.table != table; });
    return out;
}

std::vector<FactRow> search_facts(const knowledge::Knowledge& knowledge, std::span<const std::string> words) {
    std::vector<FactRow> out = fact_rows(knowledge);
    for (const std::string& word : words) {
        const std::string lowered = ascii::lowered(word);
        std::erase_if(out, [&](const FactRow& row) { return !has_word(row, lowered); });
    }
    return out;
}

std::expected<std::vector<FactRow>, Problem> find_facts(const knowledge::Knowledge& knowledge,
                                                        const std::string& id) {
    const std::vector<FactRow> all = fact_rows(knowledge);
    for (const std::string& each : {id, official_name(knowledge, id)}) {
        std::vector<FactRow> out;
        std::ranges::copy_if(all, std::back_inserter(out), [&](const FactRow& row) {
            return ascii::equal(row.key, each) || ascii::equal(row.id(), each);
        });
        if (!out.empty()) {
            return out;
        }
    }
    std::vector<std::string_view> keys;
    keys.reserve(all.size());
    for (const FactRow& row : all) {
        keys.push_back(row.key);
    }
    const auto near = nearest(id, keys);
    return std::unexpected(
        Problem{"unknown-fact", message("Nothing is known of '{}'", {id}),
                (near ? message("Did you mean '{}'? ", {*near}) : std::string()) +
                    message("Try 'dockwright knowledge search {}'", {id.substr(0, id.find(' '))})});
}

} // namespace dockwright::cli
