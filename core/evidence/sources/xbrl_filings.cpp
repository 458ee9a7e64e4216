// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/sources/xbrl_filings.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos {
namespace {

constexpr qint64 MaxReportBytes = 128LL * 1024 * 1024; // reports embed their pictures
constexpr int MaxFilings = 100;

/// A Legal Entity Identifier (ISO 17442): 18 letters and digits, two check digits.
bool isLei(const QString &text)
{
    static const QRegularExpression Lei(QStringLiteral("^[A-Z0-9]{18}[0-9]{2}$"));
    return Lei.match(text).hasMatch();
}

tl::unexpected<Error> noLei(const QString &text)
{
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Sources", "\"%1\" is no LEI; nothing was asked.").arg(text),
                QCoreApplication::translate("Sources", "Look the company's LEI up at search.gleif.org."));
}

FilingCompany companyOf(const QJsonObject &resource, const Provenance &from)
{
    const auto attributes = resource[QStringLiteral("attributes")].toObject();
    return {attributes[QStringLiteral("identifier")].toString(),
            cleanLine(attributes[QStringLiteral("name")].toString()),
            {},
            from};
}

std::optional<QDate> dateOf(const QJsonValue &value)
{
    const auto date = QDate::fromString(value.toString().left(10), Qt::ISODate);
    return date.isValid() ? std::optional(date) : std::nullopt;
}

} // namespace

XbrlFilings::XbrlFilings(SourceAccess access)
    : m_access(std::move(access))
{
}

QString XbrlFilings::id() const
{
    return m_access.info().id;
}

Result<QList<FilingCompany>> XbrlFilings::companies(const QString &text, const SourceCall &call) const
{
    const auto lei = text.trimmed().toUpper();
    const QUrlQuery byName{{QStringLiteral("filter[name]"), queryText(text.simplified())}};
    const auto url = isLei(lei) ? m_access.url(QStringLiteral("/api/entities/") + lei)
                                : m_access.url(QStringLiteral("/api/entities"), byName);
    const auto request = m_access.request(QStringLiteral("companies"), url, call);
    const auto answer = m_access.fetchJson(request, call);
    if (!answer && answer.error().code == ErrorCode::NotFound)
        return QList<FilingCompany>();
    if (!answer)
        return tl::unexpected(answer.error());
    const auto data = answer->object()[QStringLiteral("data")];
    const auto resources = data.isObject() ? QJsonArray{data} : data.toArray();
    if (!data.isObject() && !data.isArray())
        return m_access.unexpectedAnswer();
    QList<FilingCompany> companies;
    for (const auto &resource : resources) {
        if (const auto company = companyOf(resource.toObject(), m_access.provenance(request)); isLei(company.id))
            companies.append(company);
    }
    return companies;
}

Result<QList<Filing>> XbrlFilings::filings(const QString &companyId, const FilingFilter &filter,
                                           const SourceCall &call) const
{
    if (!isLei(companyId))
        return noLei(companyId);
    const QUrlQuery query{{QStringLiteral("filter[entity.identifier]"), companyId},
                          {QStringLiteral("sort"), QStringLiteral("-period_end")},
                          {QStringLiteral("page[size]"), QString::number(MaxFilings)}};
    const auto request =
        m_access.request(QStringLiteral("filings"), m_access.url(QStringLiteral("/api/filings"), query), call);
    const auto answer = m_access.fetchJson(request, call);
    if (!answer)
        return tl::unexpected(answer.error());
    if (!answer->object()[QStringLiteral("data")].isArray())
        return m_access.unexpectedAnswer();
    QList<Filing> filings;
    for (const auto &value : answer->object()[QStringLiteral("data")].toArray()) {
        const auto attributes = value.toObject()[QStringLiteral("attributes")].toObject();
        Filing filing;
        filing.companyId = companyId;
        filing.form = QStringLiteral("ESEF");
        filing.accession = attributes[QStringLiteral("fxo_id")].toString();
        filing.filedOn = dateOf(attributes[QStringLiteral("date_added")]);
        filing.periodEnd = dateOf(attributes[QStringLiteral("period_end")]);
        filing.from = m_access.provenance(request);
        const auto fileOf = [&](const char *key) -> QUrl {
            const auto path = attributes[QLatin1String(key)].toString();
            return path.isEmpty() ? QUrl() : m_access.ownUrl(QUrl(path)).value_or(QUrl());
        };
        filing.document = fileOf("report_url");
        filing.facts = fileOf("json_url");
        const bool isEarly = filter.from && (!filing.filedOn || *filing.filedOn < *filter.from);
        if ((filter.forms.isEmpty() || filter.forms.contains(filing.form)) && !isEarly)
            filings.append(filing);
    }
    // The service sorts, but a report filed again for a year must come before the one it replaces.
    std::stable_sort(filings.begin(), filings.end(), [](const auto &left, const auto &right) {
        return std::pair(left.periodEnd, left.filedOn) > std::pair(right.periodEnd, right.filedOn);
    });
    return filings.mid(0, filter.limit);
}

Result<FetchedDocument> XbrlFilings::fetchFile(const QString &what, const QUrl &url, ExpectedContent expects,
                                               const SourceCall &call) const
{
    const auto own = m_access.ownUrl(url);
    if (!own)
        return tl::unexpected(own.error());
    auto request = m_access.request(what, *own, call);
    request.maxBodyBytes = MaxReportBytes;
    request.expects = expects;
    return m_access.fetchDocument(request, own->fileName(), call);
}

Result<FetchedDocument> XbrlFilings::document(const Filing &filing, const SourceCall &call) const
{
    return fetchFile(QStringLiteral("document"), filing.document, ExpectedContent::Anything, call);
}

Result<FetchedDocument> XbrlFilings::facts(const QString &companyId, const SourceCall &call) const
{
    const auto known = filings(companyId, {{}, {}, MaxFilings}, call);
    if (!known)
        return tl::unexpected(known.error());
    const auto newest =
        std::find_if(known->begin(), known->end(), [](const Filing &filing) { return !filing.facts.isEmpty(); });
    if (newest == known->end())
        return fail(
            ErrorCode::NotFound,
            QCoreApplication::translate("Sources", "filings.xbrl.org has no figures of %1 as data.").arg(companyId),
            QCoreApplication::translate("Sources", "Import the company's report as a file."));
    return fetchFile(QStringLiteral("facts"), newest->facts, ExpectedContent::Json, call);
}

} // namespace consultantos
