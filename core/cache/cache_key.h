// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QStringView>

namespace consultantos {

/// Builds the key of a value from everything that could change the value. The text is `kind/engagement/digest`: the
/// engagement's part is a hash of its name, and the digest (SHA-256, FIPS 180-4) covers kind, engagement, format version
/// and each input with its name, type and length, in the order of the names. So two inputs can't run together, the order
/// of calls doesn't matter, and a value of one engagement is never found from another. Not thread-safe.
class CacheKeyBuilder {
public:
    /// `kind` is a constant of the code, of a–z, 0–9 and '_'; statistics are kept by it. `engagement` is empty for the
    /// common library. `formatVersion` changes when the value's encoding or meaning does.
    CacheKeyBuilder(QByteArrayView kind, QStringView engagement, int formatVersion);

    /// Each input once: a name that is given again adds a second value to the first and asserts in debug builds.
    CacheKeyBuilder &bytes(QByteArrayView name, QByteArrayView value);
    CacheKeyBuilder &text(QByteArrayView name, QStringView value);
    CacheKeyBuilder &integer(QByteArrayView name, qint64 value);
    /// By its bits, but −0 as 0 and every NaN as one.
    CacheKeyBuilder &real(QByteArrayView name, double value);
    CacheKeyBuilder &flag(QByteArrayView name, bool value);
    CacheKeyBuilder &json(QByteArrayView name, const QJsonObject &value);
    /// Texts whose order matters.
    CacheKeyBuilder &list(QByteArrayView name, const QStringList &values);
    /// Texts whose order and repetition don't.
    CacheKeyBuilder &set(QByteArrayView name, QStringList values);

    /// At most 512 bytes for kinds of up to 400.
    [[nodiscard]] QByteArray key() const;
    /// What went in, a line an input, for logs and tests. Holds the inputs' text: not for a place outside the engagement.
    [[nodiscard]] QString description() const;

private:
    void add(QByteArrayView name, char type, const QByteArray &value, const QString &shown);

    struct Input {
        QByteArray encoded; ///< type, length, value
        QString shown;
    };
    QByteArray m_kind;
    QString m_engagement;
    int m_formatVersion;
    QMap<QByteArray, Input> m_inputs;
};

/// The part of a key before its first '/'.
[[nodiscard]] QByteArrayView cacheKeyKind(QByteArrayView key);

} // namespace consultantos
