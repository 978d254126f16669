#include "engine/base64.hpp"
#include "engine/docker_auth.hpp"
#include "promise.hpp"
#include <string>

namespace {

using namespace dockwright;

void check_header(const std::string& header) {
    fuzz::promise(!header.empty() && header.size() % 4 == 0);
    for (const char byte : header) {
        fuzz::promise(byte > ' ' && byte < '\x7f' && byte != '+' && byte != '/');
    }
}

void check(const engine::DockerAuths& auths) {
    for (const auto& [key, credentials] : auths.stored) {
        const engine::CredentialSource source = engine::find_credentials({}, &auths, key);
        fuzz::promise(source.helper.empty() && source.credentials == credentials);
        check_header(engine::registry_auth(credentials));
    }
    for (const auto& [key, helper] : auths.helpers) {
        fuzz::promise(!helper.contains('/') && !helper.contains('\0'));
        fuzz::promise(engine::find_credentials(auths, nullptr, key).helper == helper);
    }
    fuzz::promise(!auths.store.contains('/'));
    check_header(engine::registry_config(auths.stored));
}

} // namespace

/// Bytes as a configuration, as a helper's answer and as base64.
extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string text(data, data + size);
    const auto auths = engine::read_docker_auths(text, "config.json");
    if (auths) {
        check(*auths);
    } else {
        fuzz::promise(!auths.error().message.empty() && !auths.error().message.contains('\n'));
    }
    for (const int status : {0, 1}) {
        if (const auto answer = engine::read_helper_answer("desktop", "registry.example", status, text)) {
            check_header(engine::registry_auth(*answer));
        }
    }
    const std::string encoded = engine::base64::url_encoded(text);
    check_header(encoded.empty() ? "e30=" : encoded);
    fuzz::promise(encoded.size() == (text.size() + 2) / 3 * 4);
    if (encoded.find_first_of("-_") == std::string::npos) {
        fuzz::promise(engine::base64::decoded(encoded) == text);
    }
    (void)engine::base64::decoded(text);
    return 0;
}
