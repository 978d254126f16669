#include "lint/plain_bases.hpp"
#include "lint/rule.hpp"
#include <algorithm>

namespace dockwright::lint::rules {
namespace {

/// What `docker stop` does to a program by SIGTERM, and the signal that lets it end its work.
struct Server {
    std::string_view name;
    std::string_view at_sigterm;
    std::string_view signal;
    bool images_say_it; ///< there are base images with the STOPSIGNAL already
};

/// systemd(1), "Signals"; nginx.org/en/docs/control.html; php-fpm(8);
/// httpd.apache.org/docs/current/stopping.html
constexpr Server servers[] = {
    {"systemd", "systemd does not end", "SIGRTMIN+3", false},
    {"nginx", "nginx drops the requests that it is answering", "SIGQUIT", true},
    {"php-fpm", "php-fpm drops the requests that it is answering", "SIGQUIT", true},
    {"httpd", "httpd drops the requests that it is answering", "SIGWINCH", true},
};

const Server* server_of(std::string_view program) {
    program.remove_prefix(program.rfind('/') + 1);
    const auto* found = std::ranges::find_if(servers, [&](const Server& one) {
        const std::string_view rest =
            program.starts_with(one.name) ? program.substr(one.name.size()) : std::string_view("-");
        return rest.find_first_not_of("0123456789.") == std::string_view::npos; // php-fpm8.3
    });
    return found != std::end(servers) ? found : nullptr;
}

bool has_stop_signal(const model::Document& document, const model::Stage& stage) {
    const bool here = std::ranges::any_of(document.instructions(stage), [](const model::Instruction& one) {
        return one.keyword == model::Keyword::stopsignal;
    });
    return here || (stage.image.stage && has_stop_signal(document, document.stages()[*stage.image.stage]));
}

void check(const Facts& facts, Report& report) {
    const model::Document& document = facts.document;
    for (const model::Instruction& one : document.instructions()) {
        const model::Stage* stage = document.stage_of(one);
        const auto words = document.words(one);
        const bool starts = one.keyword == model::Keyword::cmd || one.keyword == model::Keyword::entrypoint;
        const Server* server = starts && one.json && !words.empty() && stage != nullptr
                                   ? server_of(words.front().text)
                                   : nullptr;
        if (server != nullptr && !has_stop_signal(document, *stage) &&
            (!server->images_say_it || plain_base(document, *stage))) {
            report.at(words.front().span, "At SIGTERM, which `docker stop` sends, {}: add STOPSIGNAL {}",
                      server->at_sigterm, server->signal);
        }
    }
}

constexpr Example examples[] = {
    {.title = "systemd as the first process",
     .bad = R"(
       | FROM fedora:43
       | CMD ["/usr/lib/systemd/systemd"]
       ~      ^^^^^^^^^^^^^^^^^^^^^^^^^^ At SIGTERM, which `docker stop` sends, systemd does not end: add STOPSIGNAL SIGRTMIN+3
     )",
     .good = R"(
       | FROM fedora:43
       | STOPSIGNAL SIGRTMIN+3
       | CMD ["/usr/lib/systemd/systemd"]
     )"},
    {.title = "a web server on a plain image",
     .bad = R"(
       | FROM debian:12
       | RUN apt-get update && apt-get install -y nginx
       | CMD ["nginx", "-g", "daemon off;"]
       ~      ^^^^^^^ At SIGTERM, which `docker stop` sends, nginx drops the requests that it is answering: add STOPSIGNAL SIGQUIT
     )",
     .good = R"(
       | FROM nginx:1.27
       | CMD ["nginx", "-g", "daemon off;"]
       | FROM debian:12
       | STOPSIGNAL SIGQUIT
       | CMD ["php-fpm8.2"]
       | FROM debian:12
       | CMD ["nginx-exporter"]
     )"},
};

} // namespace

extern constexpr Rule missing_stop_signal{
    .id = "missing-stop-signal",
    .title = "A server without the signal that ends it well",
    .why =
        "`docker stop` sends SIGTERM and, ten seconds later, kills. To systemd SIGTERM means: start anew; to "
        "nginx, php-fpm and Apache: end at once, whatever is being answered. STOPSIGNAL names the signal by "
        "which they finish their work first.",
    .group = Group::correctness,
    .severity = Severity::info,
    .examples = examples,
    .check = check,
};

} // namespace dockwright::lint::rules
