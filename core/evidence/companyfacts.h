// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/company.h"
#include "model/fact.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

/// What one file in the shape of the SEC's companyfacts says.
struct CompanyFacts {
    Company company;      ///< id, legal name and a name made of it; the rest is empty
    QList<Fact> facts;    ///< ordered by id; each with its reports by the rule of storage/restatement.h
    qint64 reports = 0;   ///< reported values that the facts are made of
    QStringList warnings; ///< translated sentences: what was skipped or looks wrong, counted
};

/// Reads companyfacts JSON: {cik, entityName, facts{taxonomy{tag{units{unit[{start?, end, val, accn, fy, fp, form,
/// filed}]}}}}}, of any taxonomy. `path` names the file in errors, `source` becomes Fact::source. Malformed if it isn't
/// JSON, is cut short, or isn't companyfacts; single values that are wrong only cost themselves. Pure, thread-safe.
[[nodiscard]] Result<CompanyFacts> parseCompanyFacts(const QByteArray &json, const QString &path,
                                                     const QString &source);

/// The same of a file, plain or gzip. Does I/O.
[[nodiscard]] Result<CompanyFacts> readCompanyFacts(const QString &path, const QString &source);

} // namespace consultantos
