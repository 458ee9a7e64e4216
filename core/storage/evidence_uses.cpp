// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/evidence_uses.h"

#include "model/report.h"
#include "storage/connection.h"

#include <QHash>

namespace consultantos {

namespace {

/// The document that a passage or fact stands in; empty for other evidence.
QString documentOf(const QString &id, const EvidenceBook &book)
{
    if (const auto *fact = book.fact(id))
        return fact->latest.place.document;
    if (book.passage(id))
        return id.section(QLatin1Char('/'), 1, 1);
    return {};
}

/// Gives each evidence id its number, asking the database once an id.
class EvidenceNumbers {
public:
    EvidenceNumbers(const Connection &connection, const EvidenceBook &book)
        : m_connection(connection)
        , m_book(book)
    {
    }

    [[nodiscard]] Result<qint64> of(const QString &id)
    {
        if (const auto known = m_numbers.constFind(id); known != m_numbers.constEnd())
            return *known;
        const auto added = m_connection.reuse(
            QStringLiteral("INSERT INTO evidence(id, document) VALUES(?, ?) ON CONFLICT(id) DO NOTHING"),
            {id, documentOf(id, m_book)});
        if (!added)
            return tl::unexpected(added.error());
        const auto number = m_connection.scalar(QStringLiteral("SELECT number FROM evidence WHERE id = ?"), {id});
        if (!number)
            return tl::unexpected(number.error());
        m_numbers.insert(id, number->toLongLong());
        return number->toLongLong();
    }

private:
    const Connection &m_connection;
    const EvidenceBook &m_book;
    QHash<QString, qint64> m_numbers;
};

QStringList rootsOf(const Claim &claim)
{
    auto roots = claim.evidence;
    for (const auto &number : claim.numbers)
        roots.append(number.ref);
    roots.removeDuplicates();
    return roots;
}

} // namespace

QStringList usesMigration()
{
    return {QStringLiteral("CREATE TABLE report_claims(report INTEGER NOT NULL REFERENCES reports(number) "
                           "ON DELETE CASCADE, ordinal INTEGER NOT NULL, claim TEXT NOT NULL, text TEXT NOT NULL, "
                           "PRIMARY KEY(report, ordinal)) WITHOUT ROWID"),
            QStringLiteral("CREATE TABLE evidence(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT)"),
            QStringLiteral("CREATE INDEX evidence_document ON evidence(document) WHERE document <> ''"),
            QStringLiteral("CREATE TABLE evidence_uses(evidence INTEGER NOT NULL REFERENCES evidence(number), "
                           "report INTEGER NOT NULL, claim INTEGER NOT NULL, direct INTEGER NOT NULL, "
                           "PRIMARY KEY(evidence, report, claim), FOREIGN KEY(report, claim) "
                           "REFERENCES report_claims(report, ordinal) ON DELETE CASCADE) WITHOUT ROWID"),
            QStringLiteral("CREATE INDEX evidence_uses_report ON evidence_uses(report, claim)")};
}

Status writeUses(const Connection &connection, qint64 number, const Report &report)
{
    QList<QVariantList> claims;
    QList<QVariantList> uses;
    EvidenceNumbers numbers(connection, report.evidence);
    int ordinal = 0;
    for (const auto &claim : report.claims()) {
        ++ordinal;
        claims.append({number, ordinal, claim.id, claim.text});
        const auto roots = rootsOf(claim);
        for (const auto &id : report.evidence.idsReachableFrom(roots)) {
            const auto evidence = numbers.of(id);
            if (!evidence)
                return tl::unexpected(evidence.error());
            uses.append({*evidence, number, ordinal, roots.contains(id) ? 1 : 0});
        }
    }
    return connection
        .runAll(QStringLiteral("INSERT INTO report_claims(report, ordinal, claim, text) VALUES(?, ?, ?, ?)"), claims)
        .and_then([&] {
            return connection.runAll(
                QStringLiteral("INSERT INTO evidence_uses(evidence, report, claim, direct) VALUES(?, ?, ?, ?)"), uses);
        });
}

} // namespace consultantos
