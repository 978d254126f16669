#include "engine/calls/ping.hpp"
#include "engine/hijack.hpp"
#include "engine/problems.hpp"
#include "support/one_connection.hpp"
#include "support/scripted_engine_run.hpp"
#include "support/temporary_folder.hpp"
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace dockwright::engine {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::OneConnection;
using testing::run_to_end;

/// A key and a certificate that it signed itself, for one name, as PEM files in a folder.
class Keys {
public:
    Keys(const std::string& folder, const char* subject_names)
        : key_(EVP_EC_gen("P-256"), EVP_PKEY_free), certificate_(X509_new(), X509_free) {
        X509* const x509 = certificate_.get();
        X509_set_version(x509, X509_VERSION_3);
        ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
        X509_gmtime_adj(X509_getm_notBefore(x509), -3600);
        X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
        X509_set_pubkey(x509, key_.get());
        X509_NAME_add_entry_by_txt(X509_get_subject_name(x509), "CN", MBSTRING_ASC,
                                   reinterpret_cast<const unsigned char*>("test"), -1, -1, 0);
        X509_set_issuer_name(x509, X509_get_subject_name(x509));
        add(NID_basic_constraints, "critical,CA:TRUE");
        add(NID_subject_alt_name, subject_names);
        X509_sign(x509, key_.get(), EVP_sha256());
        write(folder + "/ca.pem", [&](BIO* to) { PEM_write_bio_X509(to, x509); });
        write(folder + "/cert.pem", [&](BIO* to) { PEM_write_bio_X509(to, x509); });
        write(folder + "/key.pem", [&](BIO* to) {
            PEM_write_bio_PrivateKey(to, key_.get(), nullptr, nullptr, 0, nullptr, nullptr);
        });
    }

    EVP_PKEY* key() const { return key_.get(); }
    X509* certificate() const { return certificate_.get(); }

private:
    void add(int kind, const char* value) {
        X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value);
        X509_add_ext(certificate_.get(), extension, -1);
        X509_EXTENSION_free(extension);
    }
    template <typename Writing>
    static void write(const std::string& path, const Writing& writing) {
        const std::unique_ptr<BIO, decltype(&BIO_free)> file(BIO_new_file(path.c_str(), "w"), BIO_free);
        writing(file.get());
    }

    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
    std::unique_ptr<X509, decltype(&X509_free)> certificate_;
};

/// One connection of a TLS server that asks for a client's certificate, by OpenSSL's blocking calls.
class TlsEngine {
public:
    TlsEngine(const Keys& keys, std::function<void(SSL*)> serve)
        : connection_([&keys, serve = std::move(serve)](int socket) {
              const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(
                  SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
              SSL_CTX_use_certificate(context.get(), keys.certificate());
              SSL_CTX_use_PrivateKey(context.get(), keys.key());
              X509_STORE_add_cert(SSL_CTX_get_cert_store(context.get()), keys.certificate());
              SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
              const std::unique_ptr<SSL, decltype(&SSL_free)> ssl(SSL_new(context.get()), SSL_free);
              SSL_set_fd(ssl.get(), socket);
              if (SSL_accept(ssl.get()) == 1) {
                  serve(ssl.get());
              }
          }) {}

    std::string host(const std::string& name) const {
        return "tcp://" + name + ":" + std::to_string(connection_.port());
    }

private:
    OneConnection connection_;
};

std::string read_until(SSL* ssl, std::string_view end) {
    std::string text;
    char byte = 0;
    while (!text.ends_with(end) && SSL_read(ssl, &byte, 1) == 1) {
        text += byte;
    }
    return text;
}

void write(SSL* ssl, std::string_view text) {
    SSL_write(ssl, text.data(), static_cast<int>(text.size()));
}

void answer_a_ping(SSL* ssl) {
    read_until(ssl, "\r\n\r\n");
    write(ssl, "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 0\r\n\r\n");
}

class Tls : public ::testing::Test {
protected:
    TlsFiles files() const {
        return {.authority = folder_.path().string() + "/ca.pem",
                .certificate = folder_.path().string() + "/cert.pem",
                .key = folder_.path().string() + "/key.pem"};
    }
    std::shared_ptr<Client> client(const std::string& host, const TlsFiles& files) {
        return std::make_shared<Client>(loop_.get_executor(),
                                        *parse_host(host, Source::setting, "the test", files), Limits{});
    }

    testing::TemporaryFolder folder_;
    asio::io_context loop_{1};
};

TEST_F(Tls, AsksAnEngineThatKnowsTheCertificate) {
    const Keys keys(folder_.path().string(), "DNS:localhost,IP:127.0.0.1");
    for (const char* name : {"localhost", "127.0.0.1"}) {
        const TlsEngine engine(keys, answer_a_ping);
        const auto spoken = run_to_end(loop_, ping(client(engine.host(name), files()), ""));
        ASSERT_TRUE(spoken) << spoken.error().message;
        EXPECT_EQ(spoken->version, (ApiVersion{1, 41}));
    }
}

TEST_F(Tls, RefusesAnEngineOfAnotherNameUnlessUnchecked) {
    const Keys keys(folder_.path().string(), "DNS:lab1");
    {
        const TlsEngine engine(keys, answer_a_ping);
        const auto spoken = run_to_end(loop_, ping(client(engine.host("127.0.0.1"), files()), ""));
        ASSERT_FALSE(spoken);
        EXPECT_EQ(spoken.error().kind, problem_kind::tls_failed);
        EXPECT_THAT(spoken.error().message, HasSubstr("IP address mismatch"));
    }
    TlsFiles unchecked = files();
    unchecked.unchecked = true;
    const TlsEngine engine(keys, answer_a_ping);
    EXPECT_TRUE(run_to_end(loop_, ping(client(engine.host("127.0.0.1"), unchecked), "")));
}

TEST_F(Tls, SaysWhichFileCanNotBeReadAndWhichCertificateIsMissing) {
    const Keys keys(folder_.path().string(), "IP:127.0.0.1");
    TlsFiles broken = files();
    broken.key = folder_.path().string() + "/none.pem";
    const auto unread = run_to_end(loop_, ping(client("tcp://127.0.0.1:1", broken), ""));
    ASSERT_FALSE(unread);
    EXPECT_THAT(unread.error().message, HasSubstr("none.pem: "));
    TlsFiles without = files();
    without.certificate.clear();
    without.key.clear();
    const TlsEngine engine(keys, answer_a_ping);
    const auto refused = run_to_end(loop_, ping(client(engine.host("127.0.0.1"), without), ""));
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().next_step, Not(::testing::IsEmpty()));
}

TEST_F(Tls, IsNoEngineWhereNobodySpeaksIt) {
    const Keys keys(folder_.path().string(), "IP:127.0.0.1");
    const OneConnection plain(
        [](int socket) { testing::write_all_to(socket, "HTTP/1.1 400 Bad Request\r\n\r\n"); });
    const auto spoken =
        run_to_end(loop_, ping(client("tcp://127.0.0.1:" + std::to_string(plain.port()), files()), ""));
    ASSERT_FALSE(spoken);
    EXPECT_EQ(spoken.error().kind, problem_kind::tls_failed);
}

TEST_F(Tls, EndsTheInputAndStillReads) {
    const Keys keys(folder_.path().string(), "IP:127.0.0.1");
    const TlsEngine engine(keys, [](SSL* ssl) {
        read_until(ssl, "\r\n\r\n");
        write(ssl, "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n");
        const std::string heard = read_until(ssl, "never");
        EXPECT_EQ(SSL_get_shutdown(ssl) & SSL_RECEIVED_SHUTDOWN, SSL_RECEIVED_SHUTDOWN);
        write(ssl, "heard " + heard);
        SSL_shutdown(ssl);
    });
    Request request;
    request.method = Method::post;
    request.target = "/attach";
    const auto opened = run_to_end(loop_, hijack(client(engine.host("127.0.0.1"), files()), request));
    ASSERT_TRUE(opened) << opened.error().message;
    const std::string much(300'000, 'x');
    EXPECT_TRUE(run_to_end(loop_, write(*opened, much)));
    (*opened)->end_input();
    std::string heard;
    for (std::string piece = "."; !piece.empty();) {
        piece = run_to_end(loop_, read(*opened)).value();
        heard += piece;
    }
    EXPECT_EQ(heard, "heard " + much);
}

} // namespace
} // namespace dockwright::engine
