// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/company.h"

#include <QHash>
#include <QList>
#include <QMultiHash>
#include <QString>
#include <QStringList>

namespace consultantos {

/// Companies and the ways to name them. A value; const members are thread-safe.
class CompanyDirectory {
public:
    CompanyDirectory() = default;
    explicit CompanyDirectory(QList<Company> companies);
    /// Reads starter/companies.json of `resourceDir`; an error names the file.
    [[nodiscard]] static Result<CompanyDirectory> load(const QString &resourceDir);

    /// These and `others` that aren't among them.
    [[nodiscard]] CompanyDirectory with(const QList<Company> &others) const;

    [[nodiscard]] const QList<Company> &companies() const { return m_companies; }
    [[nodiscard]] const Company *byId(const QString &id) const;
    /// By id or CIK, by ticker or full name, then by name without its legal form. NotFound if none or several fit,
    /// with the nearest names in Error::detail.
    [[nodiscard]] Result<Company> find(const QString &text) const;
    /// Names that resemble `text`, best first, at most `limit`.
    [[nodiscard]] QStringList nearestNames(const QString &text, int limit) const;

private:
    void index(qsizetype place);

    QList<Company> m_companies;
    QHash<QString, qsizetype> m_byId;
    QMultiHash<QString, qsizetype> m_byName;      ///< folded names and tickers
    QMultiHash<QString, qsizetype> m_byShortName; ///< folded names without legal form
};

} // namespace consultantos
