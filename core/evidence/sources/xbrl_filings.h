// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "evidence/sources/source_access.h"

namespace consultantos {

/// Annual reports in the European Single Electronic Format (and the UK's and Ukraine's) by filings.xbrl.org, a JSON:API.
/// Companies go by LEI; by name only where it is given exactly as registered, as the service filters by equality.
class XbrlFilings final : public FilingSource {
public:
    explicit XbrlFilings(SourceAccess access);

    [[nodiscard]] QString id() const override;
    [[nodiscard]] Result<QList<FilingCompany>> companies(const QString &text, const SourceCall &call) const override;
    [[nodiscard]] Result<QList<Filing>> filings(const QString &companyId, const FilingFilter &filter,
                                                const SourceCall &call) const override;
    /// The report as inline XBRL.
    [[nodiscard]] Result<FetchedDocument> document(const Filing &filing, const SourceCall &call) const override;
    /// xBRL-JSON of the report with the latest period.
    [[nodiscard]] Result<FetchedDocument> facts(const QString &companyId, const SourceCall &call) const override;

private:
    [[nodiscard]] Result<FetchedDocument> fetchFile(const QString &what, const QUrl &url, ExpectedContent expects,
                                                    const SourceCall &call) const;

    SourceAccess m_access;
};

} // namespace consultantos
