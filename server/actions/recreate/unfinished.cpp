#include "actions/recreate/unfinished.hpp"
#include "actions/cancelling.hpp"
#include "actions/consent.hpp"
#include "actions/recreate/journal_file.hpp"
#include "actions/recreate/recreate.hpp"
#include "actions/recreate/take_back.hpp"
#include "base/message.hpp"
#include "engine/calls/remove_container.hpp"
#include "engine/problems.hpp"
#include <algorithm>

namespace dockwright::actions {
namespace {

namespace asio = boost::asio;
using engine::recreate::Journal;
using engine::recreate::Present;
using Journals = std::expected<std::vector<Journal>, Problem>;

/// One engine has many addresses, so it is known by what is there; ids are never given twice.
bool is_of(const Journal& journal, const std::vector<Present>& all, const std::string& host) {
    return journal.engine == host || std::ranges::any_of(all, [&](const Present& one) {
               return one.id == journal.old_id || one.id == journal.new_id;
           });
}

asio::awaitable<Journals> unfinished(std::shared_ptr<engine::Client> client, std::string folder) {
    std::vector<Journal> journals = read_journals(folder);
    if (journals.empty()) {
        co_return journals;
    }
    const auto all = co_await present(client);
    if (!all) {
        co_return std::unexpected(all.error());
    }
    const std::string host = client->endpoint().host();
    std::erase_if(journals, [&](const Journal& journal) { return !is_of(journal, *all, host); });
    co_return journals;
}

std::string gone_words(const Problem& problem, const Journal& journal) {
    const std::string& image = journal.committed_image;
    return problem.message +
           (image.empty() ? "" : message("; its own files may be in the image {}", {printable(image)}));
}

/// "train.old-20261126-130501", which a recreation of train has made.
bool is_retired(std::string_view name, const std::string& of) {
    const std::string beginning = of + ".old-";
    constexpr std::string_view form = "00000000-000000";
    if (!name.starts_with(beginning) || name.size() != beginning.size() + form.size()) {
        return false;
    }
    name.remove_prefix(beginning.size());
    return std::ranges::equal(name, form, [](char given, char wanted) {
        return wanted == '0' ? given >= '0' && given <= '9' : given == wanted;
    });
}

} // namespace

asio::awaitable<std::expected<void, Problem>> nothing_unfinished(std::shared_ptr<engine::Client> client,
                                                                 std::string journals) {
    const Journals left = co_await unfinished(std::move(client), std::move(journals));
    if (!left) {
        co_return std::unexpected(left.error());
    }
    if (!left->empty()) {
        co_return std::unexpected(Problem{
            .kind = "recreate-unfinished",
            .message = message("the change of container '{}' was interrupted and is neither done nor undone",
                               {printable(left->front().name)}),
            .next_step = "Finish or undo it first: dockwright recreate --resume"});
    }
    co_return std::expected<void, Problem>();
}

asio::awaitable<std::expected<std::vector<Resumed>, Problem>>
recreate_resume(std::shared_ptr<engine::Client> client, std::string journals, OnProgress progress) {
    co_await take_back_by_myself();
    const Journals left = co_await unfinished(client, journals);
    if (!left) {
        co_return std::unexpected(left.error());
    }
    std::vector<Resumed> out;
    for (const Journal& journal : *left) {
        Progress now;
        now.what = message("Mending {}", {printable(journal.name)});
        tell(progress, now);
        const auto settled = co_await settle_journal(client, journal, journals);
        if (!settled && settled.error().kind == recreate_gone) {
            // Nobody could ever mend it, and no other container could be made anew while it is on disk.
            forget_journal(journals, journal);
            out.push_back({.name = journal.name, .what = gone_words(settled.error(), journal)});
            continue;
        }
        if (!settled) {
            co_return std::unexpected(settled.error());
        }
        out.push_back({.name = journal.name,
                       .what = settled->why.empty() ? "There was nothing left to do" : settled->why});
    }
    co_return out;
}

asio::awaitable<std::expected<std::vector<std::string>, Problem>>
drop_old(std::shared_ptr<engine::Client> client, std::string container, bool consent) {
    co_await take_back_by_myself();
    const auto all = co_await present(client);
    if (!all) {
        co_return std::unexpected(all.error());
    }
    std::vector<Present> old;
    std::string names;
    for (const Present& one : *all) {
        if (is_retired(one.name, container) && one.state != "running" && one.state != "paused") {
            old.push_back(one);
            names += (names.empty() ? "" : ", ") + printable(one.name);
        }
    }
    if (old.empty()) {
        co_return std::unexpected(
            Problem{.kind = engine::problem_kind::no_such_container,
                    .message = message("no old container is kept of '{}'", {printable(container)}),
                    .next_step = "See which there are: dockwright ps"});
    }
    if (!consent) {
        co_return std::unexpected(
            needs_consent(message("there would be no way back to {} any more; volumes are kept", {names}),
                          "To delete it all the same: --yes"));
    }
    std::vector<std::string> dropped;
    for (const Present& one : old) {
        const bool cancelled = co_await was_cancelled();
        if (cancelled) {
            co_return std::unexpected(cancelled_by_person());
        }
        const auto removed = co_await engine::remove_container(client, one.id, false);
        if (!removed && removed.error().kind != engine::problem_kind::no_such_container) {
            co_return std::unexpected(removed.error());
        }
        dropped.push_back(one.name);
    }
    co_return dropped;
}

} // namespace dockwright::actions
