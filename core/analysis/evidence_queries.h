// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/request.h"

#include <QList>
#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <optional>

namespace consultantos {

/// What an analysis looks for in documents: words to search by, and what a sentence must hold to be quoted.
struct EvidenceQuery {
    QString id;    ///< "porter.suppliers.sole_sources": framework, section, topic
    QString words; ///< plain words for the search
    QRegularExpression pattern;
    QStringList sections;     ///< parts of a filing where it is told best, e.g. "Item 1A"; may be empty
    bool isOnlyThere = false; ///< other parts of a filing don't count; documents without such parts do
    int quickLimit = 1;       ///< passages to give at each depth
    int standardLimit = 2;
    int deepLimit = 5;

    [[nodiscard]] int limit(Depth depth) const
    {
        return depth == Depth::Quick ? quickLimit : depth == Depth::Standard ? standardLimit : deepLimit;
    }
};

/// The queries of resources/questions/evidence_queries.json. Immutable, thread-safe.
class EvidenceQueries {
public:
    /// The id under which passages that speak to the request's own question are found.
    static inline const QString Question = QStringLiteral("question");

    /// An error names the file or the query.
    [[nodiscard]] static Result<EvidenceQueries> load(const QString &resourceDir);

    [[nodiscard]] const QList<EvidenceQuery> &all() const { return m_queries; }
    /// Null for an unknown id.
    [[nodiscard]] const EvidenceQuery *find(const QString &id) const;
    /// These and `more` behind them.
    [[nodiscard]] EvidenceQueries with(const QList<EvidenceQuery> &more) const;
    /// What a question looks for: its own words, of which a sentence must hold two, or the one that there is. Empty for a
    /// question without a telling word; words of `companyName` don't count.
    [[nodiscard]] static std::optional<EvidenceQuery> ofQuestion(const QString &question, const QString &companyName);

private:
    QList<EvidenceQuery> m_queries;
};

} // namespace consultantos
