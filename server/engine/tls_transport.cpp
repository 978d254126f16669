#include "engine/tls_transport.hpp"
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/address.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t record = 17 * 1024; // one TLS record with its overhead

template <auto Free>
struct Freed {
    template <typename T>
    void operator()(T* object) const {
        Free(object);
    }
};

/// OpenSSL's last words in this thread, and none of them left.
std::string last_words(std::string_view otherwise) {
    const unsigned long code = ERR_get_error();
    ERR_clear_error();
    const char* const reason = code == 0 ? nullptr : ERR_reason_error_string(code);
    return reason == nullptr ? std::string(otherwise) : std::string(reason);
}

} // namespace

struct TlsContext {
    std::unique_ptr<SSL_CTX, Freed<SSL_CTX_free>> ssl;
};

std::expected<std::shared_ptr<TlsContext>, std::string> tls_context(const TlsFiles& files) {
    auto context = std::make_shared<TlsContext>();
    context->ssl.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX* const ssl = context->ssl.get();
    if (ssl == nullptr) {
        return std::unexpected(last_words("no memory"));
    }
    SSL_CTX_set_min_proto_version(ssl, TLS1_2_VERSION);
    SSL_CTX_set_mode(ssl, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_verify(ssl, files.unchecked ? SSL_VERIFY_NONE : SSL_VERIFY_PEER, nullptr);
    const bool trusted = files.authority.empty()
                             ? SSL_CTX_set_default_verify_paths(ssl) == 1
                             : SSL_CTX_load_verify_file(ssl, files.authority.c_str()) == 1;
    if (!trusted && !files.unchecked) {
        return std::unexpected(files.authority + ": " + last_words("can't be read"));
    }
    if (!files.certificate.empty() &&
        SSL_CTX_use_certificate_chain_file(ssl, files.certificate.c_str()) != 1) {
        return std::unexpected(files.certificate + ": " + last_words("can't be read"));
    }
    if (!files.key.empty() && SSL_CTX_use_PrivateKey_file(ssl, files.key.c_str(), SSL_FILETYPE_PEM) != 1) {
        return std::unexpected(files.key + ": " + last_words("can't be read"));
    }
    ERR_clear_error();
    return context;
}

struct TlsTransport::State {
    std::shared_ptr<Transport> below;
    std::shared_ptr<TlsContext> context;
    std::unique_ptr<SSL, Freed<SSL_free>> ssl;
    /// Owned by `ssl`: bytes from the engine, bytes for it.
    BIO* incoming = nullptr;
    BIO* outgoing = nullptr;
    /// A coroutine writes to `below` now: others leave their bytes in `outgoing` for it.
    bool flushing = false;
    bool ended = false;

    static asio::awaitable<error_code> flush(std::shared_ptr<State> state);
    /// More bytes from below into `incoming`.
    static asio::awaitable<error_code> fill(std::shared_ptr<State> state);
};

asio::awaitable<error_code> TlsTransport::State::flush(std::shared_ptr<State> state) {
    if (state->flushing) {
        co_return error_code();
    }
    state->flushing = true;
    std::array<char, record> buffer{};
    error_code failed;
    while (!failed) {
        const int size = BIO_read(state->outgoing, buffer.data(), static_cast<int>(buffer.size()));
        if (size <= 0) {
            break;
        }
        for (std::size_t sent = 0; sent < static_cast<std::size_t>(size) && !failed;) {
            const asio::const_buffer rest(buffer.data() + sent, static_cast<std::size_t>(size) - sent);
            const Transfer step = co_await state->below->write_some(rest);
            failed = step ? error_code() : step.error();
            sent += step ? *step : 0;
        }
    }
    state->flushing = false;
    co_return failed;
}

asio::awaitable<error_code> TlsTransport::State::fill(std::shared_ptr<State> state) {
    const auto buffer = std::make_unique<std::array<char, record>>();
    const Transfer step = co_await state->below->read_some(asio::buffer(*buffer));
    if (!step) {
        co_return step.error();
    }
    if (*step == 0) {
        state->ended = true;
        co_return error_code();
    }
    BIO_write(state->incoming, buffer->data(), static_cast<int>(*step));
    co_return error_code();
}

TlsTransport::TlsTransport(std::shared_ptr<Transport> below, std::shared_ptr<TlsContext> context,
                           std::string host)
    : state_(std::make_shared<State>()) {
    state_->below = std::move(below);
    state_->context = std::move(context);
    state_->ssl.reset(SSL_new(state_->context->ssl.get()));
    state_->incoming = BIO_new(BIO_s_mem());
    state_->outgoing = BIO_new(BIO_s_mem());
    SSL* const ssl = state_->ssl.get();
    SSL_set_bio(ssl, state_->incoming, state_->outgoing);
    SSL_set_connect_state(ssl);
    error_code ec;
    asio::ip::make_address(host, ec);
    if (ec) {
        // What the macro SSL_set_tlsext_host_name does, without its C cast.
        SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, host.data());
        SSL_set1_host(ssl, host.c_str());
    } else {
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host.c_str());
    }
}

TlsTransport::~TlsTransport() {
    state_->below->close();
}

asio::awaitable<std::expected<void, std::string>> TlsTransport::handshake() {
    const std::shared_ptr<State> state = state_;
    while (true) {
        ERR_clear_error();
        const int done = SSL_do_handshake(state->ssl.get());
        const int why = SSL_get_error(state->ssl.get(), done);
        const error_code unsent = co_await State::flush(state);
        if (done == 1) {
            co_return std::expected<void, std::string>();
        }
        if (why != SSL_ERROR_WANT_READ) {
            const long verdict = SSL_get_verify_result(state->ssl.get());
            co_return std::unexpected(verdict == X509_V_OK ? last_words("the handshake failed")
                                                           : X509_verify_cert_error_string(verdict));
        }
        const error_code unread = unsent ? unsent : co_await State::fill(state);
        if (unread || state->ended) {
            co_return std::unexpected(unread ? unread.message()
                                             : std::string("it closed the connection during the handshake"));
        }
    }
}

asio::awaitable<Transfer> TlsTransport::read_some(asio::mutable_buffer into) {
    const std::shared_ptr<State> state = state_;
    while (true) {
        ERR_clear_error();
        std::size_t size = 0;
        const int done = SSL_read_ex(state->ssl.get(), into.data(), into.size(), &size);
        const int why = SSL_get_error(state->ssl.get(), done);
        // A key update of TLS 1.3 is answered.
        if (const error_code unsent = co_await State::flush(state)) {
            co_return std::unexpected(unsent);
        }
        if (done == 1) {
            co_return size;
        }
        if (why == SSL_ERROR_ZERO_RETURN || (why == SSL_ERROR_WANT_READ && state->ended)) {
            co_return std::size_t{0};
        }
        if (why != SSL_ERROR_WANT_READ) {
            // Refused certificates are told behind the handshake in TLS 1.3.
            ERR_clear_error();
            co_return std::unexpected(asio::error::make_error_code(asio::error::connection_reset));
        }
        if (const error_code unread = co_await State::fill(state)) {
            co_return std::unexpected(unread);
        }
    }
}

asio::awaitable<Transfer> TlsTransport::write_some(asio::const_buffer from) {
    const std::shared_ptr<State> state = state_;
    ERR_clear_error();
    std::size_t size = 0;
    const int done = SSL_write_ex(state->ssl.get(), from.data(), std::min(from.size(), record), &size);
    if (done != 1) {
        ERR_clear_error();
        co_return std::unexpected(asio::error::make_error_code(asio::error::broken_pipe));
    }
    if (const error_code unsent = co_await State::flush(state)) {
        co_return std::unexpected(unsent);
    }
    co_return size;
}

void TlsTransport::shutdown_send() {
    SSL_shutdown(state_->ssl.get());
    ERR_clear_error();
    asio::co_spawn(state_->below->executor(), State::flush(state_), asio::detached);
}

void TlsTransport::close() {
    state_->below->close();
}

asio::any_io_executor TlsTransport::executor() {
    return state_->below->executor();
}

} // namespace dockwright::engine
