#include "actions/build/context.hpp"
#include "actions/bytes.hpp"
#include "base/message.hpp"
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <map>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace dockwright::actions {
namespace {

namespace fs = std::filesystem;
using engine::TarType;

constexpr std::size_t piece_size = std::size_t{256} << 10U;
constexpr std::size_t most_members = 500'000;

Problem unreadable(const std::string& path, int error) {
    return {.kind = "context-unreadable",
            .message = message("{} is part of what is sent to the builder and can't be read: {}",
                               {printable(path), std::generic_category().message(error)}),
            .next_step = "Make it readable, or leave it out by a line in .dockerignore"};
}

class Walk {
public:
    Walk(const BuildSource& source, std::uint64_t most) : source_(source), most_(most) {}

    std::expected<ContextPlan, Problem> run() {
        plan_.dockerfile = source_.document->text();
        ContextMember own;
        own.entry.name = source_.file_name;
        own.entry.size = plan_.dockerfile.size();
        own.from_memory = true;
        plan_.bytes = own.entry.size;
        plan_.members.push_back(std::move(own));
        if (auto wrong = folder("")) {
            return std::unexpected(std::move(*wrong));
        }
        return std::move(plan_);
    }

private:
    std::string full(const std::string& below) const { return (source_.context / below).string(); }

    bool left_out(const std::string& below) const {
        // The builder reads it too, and docker's client always sends it.
        return below != ".dockerignore" && source_.ignored.excludes(below);
    }

    std::optional<Problem> folder(const std::string& below) {
        std::error_code ec;
        std::vector<std::string> names;
        for (fs::directory_iterator it(full(below), ec), end; !ec && it != end; it.increment(ec)) {
            names.push_back(it->path().filename().string());
        }
        if (ec) {
            return unreadable(full(below), ec.value());
        }
        std::ranges::sort(names); // the same folder gives the same bytes, which builders cache by
        for (const std::string& name : names) {
            if (auto wrong = member(below.empty() ? name : below + "/" + name)) {
                return wrong;
            }
        }
        return std::nullopt;
    }

    std::optional<Problem> member(const std::string& below) {
        const bool out = left_out(below);
        if (below == source_.file_name || (out && !source_.ignored.has_exceptions())) {
            return std::nullopt;
        }
        struct stat facts{};
        if (::lstat(full(below).c_str(), &facts) != 0) {
            // Gone since its folder was read, or below one that may not be entered.
            return errno == ENOENT || out ? std::nullopt : std::optional(unreadable(full(below), errno));
        }
        if (S_ISDIR(facts.st_mode)) {
            if (!out) {
                add(below, facts, TarType::folder);
            }
            auto wrong = folder(below);
            return out ? std::nullopt : wrong;
        }
        if (out || (!S_ISREG(facts.st_mode) && !S_ISLNK(facts.st_mode))) {
            return std::nullopt;
        }
        return file(below, facts);
    }

    std::optional<Problem> file(const std::string& below, const struct stat& facts) {
        if (S_ISLNK(facts.st_mode)) {
            std::error_code ec;
            add(below, facts, TarType::link).entry.target = fs::read_symlink(full(below), ec).string();
            return ec ? std::optional(unreadable(full(below), ec.value())) : std::nullopt;
        }
        ContextMember& added = add(below, facts, TarType::file);
        added.entry.size = static_cast<std::uint64_t>(facts.st_size);
        added.path = full(below);
        plan_.bytes += added.entry.size;
        by_top_[below.substr(0, below.find('/'))] += added.entry.size;
        return plan_.bytes > most_ || plan_.members.size() > most_members ? std::optional(too_large())
                                                                          : std::nullopt;
    }

    ContextMember& add(const std::string& below, const struct stat& facts, TarType type) {
        ContextMember& out = plan_.members.emplace_back();
        out.entry.name = below;
        out.entry.type = type;
        out.entry.mode = facts.st_mode & 07777U;
        out.entry.modified = facts.st_mtim.tv_sec;
        return out;
    }

    Problem too_large() const {
        const auto largest =
            std::ranges::max_element(by_top_, {}, [](const auto& one) { return one.second; });
        const std::string name = printable(largest->first);
        const bool many = plan_.bytes <= most_;
        return {.kind = "context-too-large",
                .message =
                    message("{} holds more than {}, most of it in {}, and all of it would be sent to "
                            "the builder",
                            {printable(source_.context.string()),
                             many ? std::to_string(most_members) + " files" : bytes_text(most_), name}),
                .next_step =
                    message(many ? "Leave out what the image doesn't need by a line '{}' in .dockerignore"
                                 : "Leave out what the image doesn't need by a line '{}' in "
                                   ".dockerignore (data is better mounted: run --data), or allow more "
                                   "with --context-limit",
                            {name})};
    }

    const BuildSource& source_;
    std::uint64_t most_;
    ContextPlan plan_;
    std::map<std::string, std::uint64_t> by_top_; ///< bytes by the first folder
};

} // namespace

std::expected<ContextPlan, Problem> plan_context(const BuildSource& source, std::uint64_t most_bytes) {
    return Walk(source, most_bytes).run();
}

ContextArchive::~ContextArchive() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

std::expected<void, Problem> ContextArchive::begin(const ContextMember& member, std::string& out) {
    out += engine::tar_header(member.entry);
    if (member.from_memory) {
        out += plan_.dockerfile;
        out.append(engine::tar_padding(member.entry.size), '\0');
        sent_ += member.entry.size;
        ++index_;
        return {};
    }
    if (member.entry.type != TarType::file) {
        ++index_;
        return {};
    }
    // Neither follows a link nor waits on a pipe that was put there since.
    descriptor_ = ::open(member.path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (descriptor_ < 0) {
        return std::unexpected(unreadable(member.path, errno));
    }
    left_ = member.entry.size;
    return {};
}

std::expected<void, Problem> ContextArchive::content(const ContextMember& member, std::string& out) {
    while (left_ > 0 && out.size() < piece_size) {
        const std::size_t before = out.size();
        out.resize(before + static_cast<std::size_t>(std::min<std::uint64_t>(left_, piece_size)));
        const ssize_t count = ::read(descriptor_, out.data() + before, out.size() - before);
        out.resize(before + (count > 0 ? static_cast<std::size_t>(count) : 0));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return std::unexpected(unreadable(member.path, errno));
        }
        if (count == 0) {
            return std::unexpected(Problem{
                .kind = "context-changed",
                .message =
                    message("{} became shorter while it was sent to the builder", {printable(member.path)}),
                .next_step = "Try again when nothing writes there, or leave it out by .dockerignore"});
        }
        left_ -= static_cast<std::uint64_t>(count);
        sent_ += static_cast<std::uint64_t>(count);
    }
    if (left_ == 0) {
        ::close(descriptor_);
        descriptor_ = -1;
        out.append(engine::tar_padding(member.entry.size), '\0');
        ++index_;
    }
    return {};
}

std::expected<std::string, Problem> ContextArchive::next() {
    std::string out;
    while (out.size() < piece_size && index_ < plan_.members.size()) {
        const ContextMember& member = plan_.members[index_];
        auto done = descriptor_ >= 0 ? content(member, out) : begin(member, out);
        if (!done) {
            return std::unexpected(std::move(done.error()));
        }
    }
    if (index_ == plan_.members.size() && !ended_) {
        ended_ = true;
        out += engine::tar_end();
    }
    return out;
}

} // namespace dockwright::actions
