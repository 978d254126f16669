#include "base/ascii.hpp"
#include "knowledge/queries.hpp"

namespace dockwright::knowledge {
namespace {

enum class Operator : std::uint8_t {
    equal,
    prefix,
    not_equal,
    not_prefix,
    compatible,
    less,
    less_equal,
    greater,
    greater_equal
};

/// One comparison: `>=2.1`.
struct Clause {
    Operator op = Operator::equal;
    Version version;
};

bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) {
        return false;
    }
    text.remove_prefix(word.size());
    return true;
}

std::optional<Clause> read_clause(std::string_view text) {
    Clause clause;
    bool conda = false;
    if (take(text, "===") || take(text, "==")) {
        clause.op = Operator::equal;
    } else if (take(text, "~=")) {
        clause.op = Operator::compatible;
    } else if (take(text, "!=")) {
        clause.op = Operator::not_equal;
    } else if (take(text, "<=")) {
        clause.op = Operator::less_equal;
    } else if (take(text, ">=")) {
        clause.op = Operator::greater_equal;
    } else if (take(text, "<")) {
        clause.op = Operator::less;
    } else if (take(text, ">")) {
        clause.op = Operator::greater;
    } else if (take(text, "=")) { // conda: 2.4 and all below it
        clause.op = Operator::prefix;
        conda = true;
    }
    text = ascii::trimmed(text);
    if (text.ends_with(".*")) {
        text.remove_suffix(2);
        if (clause.op == Operator::equal || conda) {
            clause.op = Operator::prefix;
        } else if (clause.op == Operator::not_equal) {
            clause.op = Operator::not_prefix;
        } else {
            return std::nullopt;
        }
    }
    const auto version = Version::parse(text);
    if (!version || (clause.op == Operator::compatible && version->size < 2)) {
        return std::nullopt;
    }
    clause.version = *version;
    return clause;
}

Version release_of(const Version& version) {
    Version release = version;
    release.phase = Version::Phase::final;
    release.phase_number = 0;
    return release;
}

bool holds(const Version& version, const Clause& clause) {
    const Version& than = clause.version;
    switch (clause.op) {
    case Operator::equal: return version == than;
    case Operator::not_equal: return version != than;
    case Operator::prefix: return version.begins_with(than);
    case Operator::not_prefix: return !version.begins_with(than);
    case Operator::compatible:
        return version >= than && version.begins_with(than.cut(static_cast<std::uint8_t>(than.size - 1)));
    case Operator::less_equal: return version <= than;
    case Operator::greater_equal: return version >= than;
    case Operator::less: // `<2.0` doesn't mean 2.0's own pre-releases
        return version < than &&
               (than.prerelease() || !version.prerelease() || release_of(version) != release_of(than));
    case Operator::greater: // `>2.0` doesn't mean 2.0.post1
        return version > than &&
               (than.phase == Version::Phase::post || version.phase != Version::Phase::post ||
                release_of(version) != release_of(than));
    }
    return false;
}

/// One or more clauses that must all hold; `there`: the version is installed, so that it need not be asked
/// for.
std::optional<bool> all_hold(const Version& version, std::string_view clauses, bool there) {
    bool all = true;
    bool names_prerelease = false;
    while (!clauses.empty()) {
        const std::size_t comma = clauses.find(',');
        const std::string_view one = ascii::trimmed(clauses.substr(0, comma));
        clauses = comma == std::string_view::npos ? std::string_view() : clauses.substr(comma + 1);
        if (one.empty()) {
            continue;
        }
        if (one == "*") { // conda: any
            continue;
        }
        const auto clause = read_clause(one);
        if (!clause) {
            return std::nullopt;
        }
        all = all && holds(version, *clause);
        names_prerelease =
            names_prerelease || (clause->version.prerelease() && clause->op != Operator::not_equal);
    }
    return all && (there || !version.prerelease() || names_prerelease);
}

std::optional<bool> any_holds(const Version& version, std::string_view specifier, bool there) {
    bool any = false;
    for (;;) {
        const std::size_t bar = specifier.find('|'); // conda: or
        const auto one = all_hold(version, specifier.substr(0, bar), there);
        if (!one) {
            return std::nullopt;
        }
        any = any || *one;
        if (bar == std::string_view::npos) {
            return any;
        }
        specifier = specifier.substr(bar + 1);
    }
}

} // namespace

std::optional<bool> satisfies(const Version& version, std::string_view specifier) {
    return any_holds(version, specifier, false);
}

std::optional<bool> keeps(const Version& installed, std::string_view specifier) {
    return any_holds(installed, specifier, true);
}

} // namespace dockwright::knowledge
