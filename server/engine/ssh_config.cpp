#include "engine/ssh_config.hpp"
#include "base/ascii.hpp"
#include "engine/ssh_command.hpp"
#include "engine/ssh_config_line.hpp"
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>

namespace dockwright::engine {
namespace {

constexpr std::size_t deepest_include = 16; // OpenSSH's READCONF_MAX_DEPTH
constexpr std::size_t most_includes = 256;
constexpr std::size_t most_identity_files = 16;
/// Comparisons of a character with a pattern's, over all names: hostile patterns take long.
constexpr std::size_t most_steps = 20'000'000;
constexpr std::size_t none = static_cast<std::size_t>(-1);

enum class Keyword : std::uint8_t { host_name, user, port, proxy, identity_file };

struct Setting {
    std::size_t order = 0; ///< by line, over all texts
    Keyword keyword = Keyword::user;
    std::string value;
};

/// A `Host` or `Match` line, or the head of a text: which names the settings under it are for.
struct Condition {
    std::size_t parent = none; ///< in whose block the text was included
    bool is_always = false;
    bool is_unknown = false; ///< a Match that only ssh can judge
    std::vector<std::string> patterns{};
    std::vector<std::string> negated{};
    std::vector<Setting> settings{};

    /// Of one block the first value is the only one that can win.
    void add(Setting setting) {
        const auto same = std::ranges::count(settings, setting.keyword, &Setting::keyword);
        const auto most = setting.keyword == Keyword::identity_file ? most_identity_files : 1;
        if (static_cast<std::size_t>(same) < most) {
            settings.push_back(std::move(setting));
        }
    }
};

/// A name behind `Host`.
struct Name {
    std::string name;
    std::size_t parent = none; ///< the block in which its text was included
};

bool has_wildcard(std::string_view pattern) {
    return pattern.find_first_of("*?") != std::string_view::npos;
}

std::optional<Keyword> keyword_of(std::string_view word) {
    struct Named {
        std::string_view name;
        Keyword keyword;
    };
    constexpr std::array<Named, 6> known = {{{"hostname", Keyword::host_name},
                                             {"user", Keyword::user},
                                             {"port", Keyword::port},
                                             {"proxyjump", Keyword::proxy},
                                             {"proxycommand", Keyword::proxy},
                                             {"identityfile", Keyword::identity_file}}};
    const auto found = std::ranges::find(known, word, &Named::name);
    return found == known.end() ? std::nullopt : std::optional(found->keyword);
}

/// All conditions of a configuration and what it includes, in the order of ssh's reading.
class Reader {
public:
    explicit Reader(const SshInclude& include) : include_(include) {}

    void read(std::string_view text, std::size_t parent, std::size_t depth) {
        if (text.size() > left_) {
            is_cut = true;
            text = text.substr(0, left_);
            text = text.substr(0, text.rfind('\n') + 1);
        }
        left_ -= text.size();
        std::size_t current = begin({.parent = parent, .is_always = true});
        while (!text.empty()) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            const auto line = read_ssh_config_line(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
            if (line) {
                take(*line, parent, current, depth);
            }
        }
    }

    std::vector<Condition> conditions;
    std::vector<Name> names; ///< that may be offered, as they come
    bool is_cut = false;

private:
    std::size_t begin(Condition condition) {
        conditions.push_back(std::move(condition));
        return conditions.size() - 1;
    }

    void take(const SshConfigLine& line, std::size_t parent, std::size_t& current, std::size_t depth) {
        if (line.keyword == "host") {
            current = begin(host_block(line, parent));
        } else if (line.keyword == "match") {
            const bool all = line.words.size() == 1 && ascii::equal(line.words.front(), "all");
            current = begin({.parent = parent, .is_always = all, .is_unknown = !all});
        } else if (line.keyword == "include") {
            follow(line, current, depth);
        } else if (const auto keyword = keyword_of(line.keyword); keyword && !line.words.empty()) {
            // Of a ProxyCommand only that there is one: it wins over a later ProxyJump.
            const bool is_command = line.keyword == "proxycommand";
            conditions[current].add({.order = order_++,
                                     .keyword = *keyword,
                                     .value = is_command ? std::string() : line.words.front()});
        }
    }

    Condition host_block(const SshConfigLine& line, std::size_t parent) {
        Condition out{.parent = parent};
        for (const std::string& word : line.words) {
            if (word.starts_with('!')) {
                out.negated.push_back(word.substr(1));
                continue;
            }
            out.patterns.push_back(word);
            if (!has_wildcard(word) && is_ssh_host(word)) {
                names.push_back({.name = word, .parent = parent});
            }
        }
        return out;
    }

    void follow(const SshConfigLine& line, std::size_t current, std::size_t depth) {
        for (const std::string& pattern : line.words) {
            if (!include_ || depth >= deepest_include || asked_ >= most_includes) {
                is_cut = is_cut || include_ != nullptr;
                return;
            }
            ++asked_;
            for (const std::string& text : include_(pattern)) {
                if (included_ >= most_includes) {
                    is_cut = true;
                    return;
                }
                ++included_;
                read(text, current, depth + 1);
            }
        }
    }

    const SshInclude& include_;
    std::size_t left_ = max_ssh_config_size;
    std::size_t order_ = 0;
    std::size_t asked_ = 0;
    std::size_t included_ = 0;
};

/// Which conditions a name fulfils. Names without wildcards are looked up, so that long lists of
/// hosts cost no more than they are long.
class Matcher {
public:
    explicit Matcher(const std::vector<Condition>& conditions) : conditions_(conditions) {
        for (std::size_t i = 0; i < conditions.size(); ++i) {
            if (conditions[i].settings.empty()) {
                continue;
            }
            bool wild = conditions[i].is_always;
            for (const std::string& pattern : conditions[i].patterns) {
                if (has_wildcard(pattern)) {
                    wild = true;
                } else if (auto& plain = plain_[pattern]; plain.empty() || plain.back() != i) {
                    plain.push_back(i);
                }
            }
            if (wild) {
                wild_.push_back(i);
            }
        }
    }

    /// By order of the lines.
    std::vector<const Setting*> settings_of(std::string_view name) {
        std::vector<const Setting*> out;
        const auto take = [&](std::size_t i) {
            for (const Setting& setting : conditions_[i].settings) {
                out.push_back(&setting);
            }
        };
        const auto plain = plain_.find(name);
        for (const std::size_t i : plain == plain_.end() ? std::span<const std::size_t>() : plain->second) {
            if (!spend(1)) {
                break;
            }
            if (!excludes(conditions_[i], name) && holds(conditions_[i].parent, name)) {
                take(i);
            }
        }
        for (const std::size_t i : wild_) {
            const Condition& condition = conditions_[i];
            if (!spend(1 + condition.patterns.size())) {
                break;
            }
            // With a plain pattern it was taken above.
            if (std::ranges::find(condition.patterns, name) == condition.patterns.end() && holds(i, name)) {
                take(i);
            }
        }
        std::ranges::sort(out, {}, &Setting::order);
        return out;
    }

    bool is_out_of_steps() const { return steps_ >= most_steps; }

    /// Whether the name gets to what stands under that condition, and under all around it.
    bool holds(std::size_t i, std::string_view name) {
        while (i != none) {
            const Condition& condition = conditions_[i];
            const bool own =
                condition.is_always || (matches_any(condition.patterns, name) && !excludes(condition, name));
            if (!own) {
                return false;
            }
            i = condition.parent;
        }
        return true;
    }

private:
    bool excludes(const Condition& condition, std::string_view name) {
        return matches_any(condition.negated, name);
    }

    bool matches_any(const std::vector<std::string>& patterns, std::string_view name) {
        return std::ranges::any_of(patterns, [&](const std::string& one) { return matches(one, name); });
    }

    bool matches(std::string_view pattern, std::string_view name) {
        std::size_t star = none;
        std::size_t resume = 0;
        std::size_t p = 0;
        std::size_t n = 0;
        while (n < name.size()) {
            if (!spend(1)) {
                return false;
            }
            if (p < pattern.size() && pattern[p] == '*') {
                star = p++;
                resume = n;
            } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
                ++p;
                ++n;
            } else if (star != none) {
                p = star + 1;
                n = ++resume;
            } else {
                return false;
            }
        }
        return pattern.find_first_not_of('*', p) == std::string_view::npos;
    }

    bool spend(std::size_t steps) {
        steps_ = std::min(steps_ + steps, most_steps);
        return steps_ < most_steps;
    }

    const std::vector<Condition>& conditions_;
    std::unordered_map<std::string_view, std::vector<std::size_t>> plain_;
    std::vector<std::size_t> wild_;
    std::size_t steps_ = 0;
};

/// `%h` is the name as it was typed.
std::string with_name(std::string_view value, std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char next = value[i] == '%' && i + 1 < value.size() ? value[i + 1] : '\0';
        if (next == 'h' || next == '%') {
            out += next == 'h' ? name : "%";
            ++i;
        } else {
            out += value[i];
        }
    }
    return out;
}

SshHost host_of(const std::string& name, const std::vector<const Setting*>& settings) {
    SshHost out{.name = name};
    std::array<bool, 4> known{};
    for (const Setting* setting : settings) {
        if (setting->keyword == Keyword::identity_file) {
            const bool is_new =
                std::ranges::find(out.identity_files, setting->value) == out.identity_files.end();
            if (is_new && out.identity_files.size() < most_identity_files) {
                out.identity_files.push_back(setting->value);
            }
            continue;
        }
        bool& is_known = known.at(static_cast<std::size_t>(setting->keyword));
        if (is_known) {
            continue;
        }
        is_known = true;
        const std::string& value = setting->value;
        switch (setting->keyword) {
        case Keyword::host_name: out.host_name = with_name(value, name); break;
        case Keyword::user: out.user = value; break;
        case Keyword::port: std::from_chars(value.data(), value.data() + value.size(), out.port); break;
        case Keyword::proxy: out.proxy_jump = ascii::equal(value, "none") ? std::string() : value; break;
        case Keyword::identity_file: break;
        }
    }
    return out;
}

} // namespace

SshConfig read_ssh_config(std::string_view text, const SshInclude& include) {
    Reader reader(include);
    reader.read(text, none, 0);
    Matcher matcher(reader.conditions);
    SshConfig out;
    std::unordered_set<std::string_view> seen;
    for (const auto& [name, parent] : reader.names) {
        if (!matcher.holds(parent, name) || !seen.insert(name).second) {
            continue;
        }
        if (out.hosts.size() == most_ssh_hosts) {
            reader.is_cut = true;
            break;
        }
        out.hosts.push_back(host_of(name, matcher.settings_of(name)));
    }
    out.is_cut = reader.is_cut || matcher.is_out_of_steps();
    return out;
}

} // namespace dockwright::engine
