// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sealed/seal_signature.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <array>
#include <memory>
#include <optional>

namespace consultantos {

namespace {

constexpr std::size_t KeyBytes = 32;
constexpr std::size_t SignatureBytes = 64;

template <auto Free>
struct FreedBy {
    template <typename T>
    void operator()(T *pointer) const
    {
        Free(pointer);
    }
};

using Key = std::unique_ptr<EVP_PKEY, FreedBy<EVP_PKEY_free>>;
using Bio = std::unique_ptr<BIO, FreedBy<BIO_free_all>>;
using Digest = std::unique_ptr<EVP_MD_CTX, FreedBy<EVP_MD_CTX_free>>;

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

/// Without asking for a passphrase on the terminal.
int noPassphrase(char * /*buffer*/, int /*size*/, int /*isWriting*/, void * /*user*/)
{
    return 0;
}

Key privateKey(const QByteArray &pem)
{
    const Bio bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassphrase, nullptr));
    return key && EVP_PKEY_id(key.get()) == EVP_PKEY_ED25519 ? std::move(key) : nullptr;
}

Key publicKey(const QByteArray &pem)
{
    const Bio bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
    Key key(PEM_read_bio_PUBKEY(bio.get(), nullptr, noPassphrase, nullptr));
    return key && EVP_PKEY_id(key.get()) == EVP_PKEY_ED25519 ? std::move(key) : nullptr;
}

QByteArray publicBytes(const Key &key)
{
    std::array<unsigned char, KeyBytes> raw{};
    std::size_t size = raw.size();
    if (EVP_PKEY_get_raw_public_key(key.get(), raw.data(), &size) != 1)
        return {};
    return {reinterpret_cast<const char *>(raw.data()), static_cast<qsizetype>(size)};
}

QString fingerprintOf(const QByteArray &raw)
{
    return QStringLiteral("SHA256:")
           + QString::fromLatin1(QCryptographicHash::hash(raw, QCryptographicHash::Sha256)
                                     .toBase64(QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals));
}

/// Only the one spelling that encoding gives: else bits could change unseen.
std::optional<QByteArray> decoded(const QByteArray &text, std::size_t size)
{
    const auto bytes = QByteArray::fromBase64(text);
    if (bytes.size() != static_cast<qsizetype>(size) || bytes.toBase64() != text)
        return std::nullopt;
    return bytes;
}

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(
            file.exists() ? ErrorCode::Unreadable : ErrorCode::NotFound,
            QCoreApplication::translate("Sealed", "The key %1 can't be read: %2").arg(path, file.errorString()));
    constexpr qint64 MostBytes = 64LL * 1024;
    return file.read(MostBytes);
}

tl::unexpected<Error> noKey(const QString &path)
{
    return fail(ErrorCode::Malformed,
                QCoreApplication::translate("Sealed", "%1 holds no Ed25519 key without a passphrase.").arg(path),
                QCoreApplication::translate("Sealed", "Make one by: openssl genpkey -algorithm ed25519 -out key.pem"));
}

} // namespace

Result<SigningKey> readSigningKey(const QString &path)
{
    const auto pem = contentOf(path);
    if (!pem)
        return tl::unexpected(pem.error());
    if (!privateKey(*pem))
        return noKey(path);
    return SigningKey{*pem};
}

Result<QString> keyFingerprint(const QString &path)
{
    const auto pem = contentOf(path);
    if (!pem)
        return tl::unexpected(pem.error());
    auto key = publicKey(*pem);
    if (!key)
        key = privateKey(*pem);
    if (!key)
        return noKey(path);
    return fingerprintOf(publicBytes(key));
}

Result<QByteArray> signatureOf(const QByteArray &text, const SigningKey &key)
{
    const auto own = privateKey(key.pem);
    const Digest digest(EVP_MD_CTX_new());
    std::array<unsigned char, SignatureBytes> signature{};
    std::size_t size = signature.size();
    if (!own || EVP_DigestSignInit(digest.get(), nullptr, nullptr, nullptr, own.get()) != 1
        || EVP_DigestSign(digest.get(), signature.data(), &size, bytesOf(text), static_cast<std::size_t>(text.size()))
               != 1)
        return fail(ErrorCode::Internal, QCoreApplication::translate("Sealed", "The report could not be signed."));
    const QByteArray bytes(reinterpret_cast<const char *>(signature.data()), static_cast<qsizetype>(size));
    return publicBytes(own).toBase64() + ' ' + bytes.toBase64();
}

Result<QString> signerOf(const QByteArray &text, const QByteArray &publicKey, const QByteArray &signature)
{
    const auto raw = decoded(publicKey, KeyBytes);
    const auto bytes = decoded(signature, SignatureBytes);
    const Key key(raw ? EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytesOf(*raw), KeyBytes) : nullptr);
    const Digest digest(EVP_MD_CTX_new());
    if (!key || !bytes || EVP_DigestVerifyInit(digest.get(), nullptr, nullptr, nullptr, key.get()) != 1
        || EVP_DigestVerify(digest.get(), bytesOf(*bytes), SignatureBytes, bytesOf(text),
                            static_cast<std::size_t>(text.size()))
               != 1)
        return fail(ErrorCode::Malformed, QCoreApplication::translate("Sealed", "The signature is not right."));
    return fingerprintOf(*raw);
}

} // namespace consultantos
