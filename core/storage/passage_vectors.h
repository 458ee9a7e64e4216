// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "storage/document_repository.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <utility>
#include <vector>

namespace consultantos {

class Database;

/// Which documents are looked at: those named, else a company's, else all. Earlier versions never.
struct PassageScope {
    QString companyId;
    QStringList documentIds;
};

/// Vectors of stored passages, by what embedded them. Kept beside the passages and gone with them; each component in a
/// byte, as a part of the vector's largest one, which moves a cosine by less than 0.01. Thread-safe; every call does I/O.
class PassageVectors {
public:
    explicit PassageVectors(std::shared_ptr<Database> database);

    struct Unembedded {
        qint64 number = 0; ///< of the passage
        QString text;
    };
    /// Passages of the scope without a vector of `embedder`, in reading order, at most `limit`. None of documents
    /// that are never sent: an embedder may be far away.
    [[nodiscard]] Result<QList<Unembedded>> missing(const QString &embedder, const PassageScope &scope,
                                                    int limit) const;
    /// In one transaction. A passage's vector of another embedder is replaced; one that is gone is passed over.
    [[nodiscard]] Status store(const QString &embedder,
                               const std::vector<std::pair<qint64, std::vector<float>>> &vectors);
    /// The passages whose vectors are nearest to `query` by cosine, best first; those with none or less than `least`
    /// aren't among them.
    [[nodiscard]] Result<QList<PlacedPassage>> nearest(const QString &embedder, const std::vector<float> &query,
                                                       const PassageScope &scope, int limit, double least = 0) const;

private:
    std::shared_ptr<Database> m_database;
};

} // namespace consultantos
