// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

namespace consultantos {

/// A private key of Ed25519 (RFC 8032) as PEM, as "openssl genpkey -algorithm ed25519" writes it.
struct SigningKey {
    QByteArray pem;
};

/// Reads a private key's file. Errors: NotFound, Unreadable; Malformed if it holds no unencrypted Ed25519 key.
[[nodiscard]] Result<SigningKey> readSigningKey(const QString &path);
/// Fingerprint of the key in a file, public or private: see signerOf().
[[nodiscard]] Result<QString> keyFingerprint(const QString &path);

/// "<public key> <signature>", both Base64, of the text.
[[nodiscard]] Result<QByteArray> signatureOf(const QByteArray &text, const SigningKey &key);
/// The fingerprint ("SHA256:" and the public key's hash in Base64) of who signed `text`; Malformed if the signature isn't
/// right, with a message that says so.
[[nodiscard]] Result<QString> signerOf(const QByteArray &text, const QByteArray &publicKey,
                                       const QByteArray &signature);

} // namespace consultantos
