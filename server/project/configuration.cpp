#include "project/configuration.hpp"
#include "base/message.hpp"
#include "project/small_file.hpp"
#include <algorithm>
#include <array>

namespace dockwright::project {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> names = {".dockwright.yaml", ".hadolint.yaml", ".hadolint.yml"};
constexpr std::size_t most_files = 32;

fs::path absolute_path(const fs::path& path) {
    std::error_code ec;
    fs::path out = fs::absolute(path, ec);
    return (ec ? path : out).lexically_normal();
}

/// Relative to the working folder where that is shorter to read.
std::string shown(const fs::path& path) {
    std::error_code ec;
    const fs::path here = fs::current_path(ec);
    const fs::path relative = ec ? fs::path() : path.lexically_relative(here);
    const bool below = !relative.empty() && *relative.begin() != "..";
    return (below ? relative : path).generic_string();
}

bool is_there(const fs::path& path) {
    std::error_code ec;
    return fs::exists(fs::symlink_status(path, ec));
}

/// The folder that `extends` may not leave.
fs::path workspace_of(const fs::path& folder) {
    for (fs::path at = folder;; at = at.parent_path()) {
        if (is_there(at / ".git")) {
            return at;
        }
        if (at == at.parent_path()) {
            return folder;
        }
    }
}

bool lies_in(const fs::path& file, const fs::path& folder) {
    std::error_code ec;
    const fs::path real = fs::weakly_canonical(file, ec);
    const fs::path root = ec ? fs::path() : fs::weakly_canonical(folder, ec);
    return !ec && std::ranges::mismatch(root, real).in1 == root.end();
}

std::string_view sentence(Unread why) {
    switch (why) {
    case Unread::absent: return "There is no file '{}'";
    case Unread::not_a_file: return "'{}' is no plain file";
    case Unread::too_large: return "'{}' is larger than 1 MiB, which no configuration is";
    case Unread::failed: return "'{}' cannot be read";
    }
    return "";
}

std::string_view kind(Unread why) {
    switch (why) {
    case Unread::absent: return "missing-file";
    case Unread::too_large: return "too-large";
    default: return "unreadable";
    }
}

/// Where a file names another one.
struct Named {
    std::string_view key; ///< `extends`; "" for the file that was asked for
    Span from;
};

/// Depth first, so that what is built on comes before what builds on it.
class Reader {
public:
    explicit Reader(const fs::path& file) : workspace_(workspace_of(file.parent_path())) {}

    config::Configuration read(const fs::path& file) {
        config::Source source{.path = shown(file), .folder = file.parent_path().generic_string()};
        const auto problem = add(file, source, {});
        if (problem) {
            source.file.mistakes.push_back(*problem);
            out_.sources.push_back(std::move(source));
        }
        if (facts_) {
            out_.facts = std::move(facts_);
        }
        return std::move(out_);
    }

private:
    using Wrong = std::optional<config::Mistake>;

    static Wrong wrong(std::string_view why, std::string_view pattern, const Named& named,
                       const config::Source& source) {
        return config::Mistake{.kind = why,
                               .span = named.from,
                               .key = std::string(named.key),
                               .message = message(pattern, {source.path})};
    }

    Wrong may_not_read(const fs::path& file, const Named& named, const config::Source& source) {
        if (++asked_ > most_files) {
            return wrong("too-many-files", "'{}' is one file too many: 32 can be joined", named, source);
        }
        if (!lies_in(file, workspace_)) {
            return wrong("outside",
                         "'{}' lies outside of the repository, or of this file's folder where there is none",
                         named, source);
        }
        return std::nullopt;
    }

    static Wrong read_text(const fs::path& file, const Named& named, config::Source& source) {
        auto text = read_small_file(file, config::max_configuration_size);
        if (!text) {
            return wrong(kind(text.error()), sentence(text.error()), named, source);
        }
        source.text = std::move(*text);
        return std::nullopt;
    }

    /// Reads one file with all that it builds on, or says why not, at the place that names it.
    Wrong add(const fs::path& file, config::Source source, const Named& named) {
        if (auto problem = may_not_read(file, named, source)) {
            return problem;
        }
        if (std::ranges::find(open_, file) != open_.end()) {
            return wrong("cycle", "'{}' builds on this file, so none of them can come first", named, source);
        }
        if (std::ranges::find(done_, file) != done_.end()) {
            return std::nullopt;
        }
        if (auto problem = read_text(file, named, source)) {
            return problem;
        }
        source.hadolint = file.filename() == names[1] || file.filename() == names[2];
        source.file = source.hadolint ? config::from_hadolint(config::read_hadolint_file(source.text))
                                      : config::read_dockwright_file(source.text);
        open_.push_back(file);
        add_extended(source);
        add_facts(source);
        open_.pop_back();
        done_.push_back(file);
        config::sort_by_place(source.file.mistakes);
        out_.sources.push_back(std::move(source));
        return std::nullopt;
    }

    void add_extended(config::Source& source) {
        for (const config::Given<std::string>& name : source.file.extends) {
            const fs::path file = (fs::path(source.folder) / name.value).lexically_normal();
            config::Source next{.path = shown(file), .folder = file.parent_path().generic_string()};
            if (auto mistake = add(file, std::move(next), {"extends", name.span})) {
                source.file.mistakes.push_back(std::move(*mistake));
            }
            if (asked_ > most_files) {
                return;
            }
        }
    }

    void add_facts(config::Source& source) {
        for (const config::Given<std::string>& name : source.file.knowledge) {
            const fs::path file = (fs::path(source.folder) / name.value).lexically_normal();
            config::Source facts{
                .path = shown(file), .folder = file.parent_path().generic_string(), .facts = true};
            const Named named{"knowledge", name.span};
            auto mistake = may_not_read(file, named, facts);
            mistake = mistake ? std::move(mistake) : read_text(file, named, facts);
            if (mistake) {
                source.file.mistakes.push_back(std::move(*mistake));
            } else {
                facts_ = facts_ ? facts_ : std::make_shared<config::OwnFacts>();
                facts.file.mistakes = facts_->add(facts.text);
                out_.sources.push_back(std::move(facts));
            }
            if (asked_ > most_files) {
                return;
            }
        }
    }

    fs::path workspace_;
    std::size_t asked_ = 0;      ///< files, there or not
    std::vector<fs::path> open_; ///< each builds on the one behind it
    std::vector<fs::path> done_;
    std::shared_ptr<config::OwnFacts> facts_;
    config::Configuration out_;
};

std::shared_ptr<const config::Configuration> read_absolute(const fs::path& file) {
    return std::make_shared<const config::Configuration>(Reader(file).read(file));
}

} // namespace

FoundConfiguration find_configuration(const fs::path& dockerfile) {
    FoundConfiguration out;
    for (fs::path folder = absolute_path(dockerfile).parent_path();; folder = folder.parent_path()) {
        for (const std::string_view name : names) {
            const fs::path file = folder / name;
            const bool there = is_there(file);
            out.looked.push_back({shown(file), there});
            if (there) {
                out.configuration = read_absolute(file);
                return out;
            }
        }
        if (folder == folder.parent_path()) {
            return out;
        }
    }
}

std::shared_ptr<const config::Configuration> read_configuration(const fs::path& file) {
    return read_absolute(absolute_path(file));
}

std::shared_ptr<const config::Configuration> Configurations::of(const fs::path& dockerfile) {
    const std::lock_guard lock(mutex_);
    return in(absolute_path(dockerfile).parent_path());
}

std::shared_ptr<const config::Configuration> Configurations::in(const fs::path& folder) {
    if (const auto known = folders_.find(folder); known != folders_.end()) {
        return known->second;
    }
    std::shared_ptr<const config::Configuration> found;
    const auto name =
        std::ranges::find_if(names, [&](std::string_view each) { return is_there(folder / each); });
    if (name != names.end()) {
        found = read_absolute(folder / *name);
    } else if (folder != folder.parent_path()) {
        found = in(folder.parent_path());
    }
    folders_.emplace(folder, found);
    return found;
}

std::string path_for_patterns(const fs::path& dockerfile) {
    return absolute_path(dockerfile).generic_string();
}

} // namespace dockwright::project
