// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "report/sealed/seal_signature.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

struct SealedSection {
    QString name; ///< "report.json", "facts/tesla"; unique
    QByteArray bytes;

    bool operator==(const SealedSection &) const = default;
};

/// Named sections in one file in which no bit can change unseen:
///
///     consultantos-sealed 1
///     {"sections":[{"name":…,"bytes":…,"stored":…,"sha256":…},…]}
///     header-sha256 <of the two lines above>
///     <the sections, each compressed by zlib where that makes it smaller>
///     seal-sha256 <of everything above>
///     ed25519 <public key> <signature of the line above>        (optional)
///
/// Hashes alone show damage: who changes the file on purpose can compute them anew. Only a signature by a key that the
/// reader knows shows who sealed it.
[[nodiscard]] Result<QByteArray> writeSealed(const QList<SealedSection> &sections,
                                             const std::optional<SigningKey> &key = std::nullopt);

/// What was found in a file that should be a sealed one.
struct SealCheck {
    QList<SealedSection> sections; ///< those that are as they were sealed
    QStringList names;             ///< of all sections; empty if the header can't be read
    QStringList faults;            ///< translated, each naming the part that isn't as it was; empty: everything is
    QString signer;                ///< fingerprint of the key whose signature is right; empty: none

    [[nodiscard]] bool isIntact() const { return faults.isEmpty(); }
    [[nodiscard]] std::optional<QByteArray> section(const QString &name) const;
};

/// Looks at every byte. Malformed if it isn't a sealed file at all; NewerVersion if a later program wrote it.
[[nodiscard]] Result<SealCheck> checkSealed(const QByteArray &file);

} // namespace consultantos
