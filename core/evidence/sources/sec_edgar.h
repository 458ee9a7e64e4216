// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/sources/source_access.h"

#include <QJsonObject>

namespace consultantos {

/// EDGAR of the US Securities and Exchange Commission. The SEC wants to be told with each request who asks: without the
/// setting sec_contact nothing is sent. (SEC, "Accessing EDGAR Data" and "EDGAR Application Programming Interfaces".)
class SecEdgar final : public FilingSource {
public:
    explicit SecEdgar(SourceAccess access);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] Result<QList<FilingCompany>> companies(const QString &text, const SourceCall &call) const override;
    /// Also of the older pages of a company's list, as far as the filter asks.
    [[nodiscard]] Result<QList<Filing>> filings(const QString &companyId, const FilingFilter &filter,
                                                const SourceCall &call) const override;
    [[nodiscard]] Result<FetchedDocument> document(const Filing &filing, const SourceCall &call) const override;
    /// companyfacts JSON.
    [[nodiscard]] Result<FetchedDocument> facts(const QString &companyId, const SourceCall &call) const override;

    /// A CIK with its ten digits: of "320193", "CIK0000320193"; empty if it is none.
    [[nodiscard]] static QString paddedCik(const QString &text);

private:
    [[nodiscard]] Result<HttpRequest> request(const QString &what, const QUrl &url, const SourceCall &call) const;
    [[nodiscard]] Result<QJsonDocument> json(const QString &what, const QUrl &url, const SourceCall &call) const;
    [[nodiscard]] Status addFilings(const QJsonObject &columns, const QString &cik, const FilingFilter &filter,
                                    const Provenance &from, QList<Filing> &filings) const;
    [[nodiscard]] QUrl documentUrl(const QString &cik, const QString &accession, const QString &document) const;

    SourceAccess m_access;
};

} // namespace consultantos
