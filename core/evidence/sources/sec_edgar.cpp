// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/sources/sec_edgar.h"

#include "evidence/company_name.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace consultantos {
namespace {

const QString DataUrl = QStringLiteral("sec_edgar_data");
constexpr int CikDigits = 10;
constexpr int MaxCompanies = 20;
// The largest companyfacts are some 30 MB, the largest filings with all in one file more.
constexpr qint64 MaxFactsBytes = 128LL * 1024 * 1024;

std::optional<QDate> dateOf(const QJsonValue &value)
{
    const auto date = QDate::fromString(value.toString(), Qt::ISODate);
    return date.isValid() ? std::optional(date) : std::nullopt;
}

tl::unexpected<Error> noCik(const QString &text)
{
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Sources", "\"%1\" is no CIK of the SEC; nothing was asked.").arg(text),
                QCoreApplication::translate("Sources", "Search the company by its name or ticker first."));
}

/// How well a company fits: the smaller the better; negative: not at all.
int rankOf(const QJsonObject &company, const QString &text, const QStringList &words)
{
    if (company[QStringLiteral("ticker")].toString().compare(text, Qt::CaseInsensitive) == 0)
        return 0;
    const auto title = company[QStringLiteral("title")].toString();
    if (nameWithoutLegalForm(title) == nameWithoutLegalForm(text))
        return 1;
    const auto titleWords = foldedWords(title);
    const bool hasAll = !words.isEmpty() && std::all_of(words.begin(), words.end(), [&](const QString &word) {
        return titleWords.contains(word);
    });
    if (!hasAll)
        return -1;
    return titleWords.first() == words.first() ? 2 : 3;
}

} // namespace

SecEdgar::SecEdgar(SourceAccess access)
    : m_access(std::move(access))
{
}

QString SecEdgar::id() const
{
    return m_access.info().id;
}

QString SecEdgar::paddedCik(const QString &text)
{
    auto digits = text.trimmed();
    if (digits.startsWith(QLatin1String("CIK"), Qt::CaseInsensitive))
        digits.remove(0, 3);
    const bool isNumber = !digits.isEmpty() && digits.size() <= CikDigits
                          && std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isNumber ? digits.rightJustified(CikDigits, QLatin1Char('0')) : QString();
}

Result<HttpRequest> SecEdgar::request(const QString &what, const QUrl &url, const SourceCall &call) const
{
    if (const auto may = m_access.ready(); !may)
        return tl::unexpected(may.error());
    const auto contact = m_access.settings().secContact();
    if (contact.isEmpty())
        return fail(
            ErrorCode::InvalidArgument,
            QCoreApplication::translate("Sources", "SEC EDGAR was not asked: the SEC wants to be told who asks."),
            QCoreApplication::translate("Sources", "Give your name and e-mail address in the settings (sec_contact)."));
    auto request = m_access.request(what, url, call);
    request.headers = {{"User-Agent", "ConsultantOS " + contact.toUtf8()}};
    return request;
}

Result<QJsonDocument> SecEdgar::json(const QString &what, const QUrl &url, const SourceCall &call) const
{
    return request(what, url, call).and_then([&](const HttpRequest &made) { return m_access.fetchJson(made, call); });
}

Result<QList<FilingCompany>> SecEdgar::companies(const QString &text, const SourceCall &call) const
{
    const auto made =
        request(QStringLiteral("companies"), m_access.url(QStringLiteral("/files/company_tickers.json")), call);
    if (!made)
        return tl::unexpected(made.error());
    const auto answer = m_access.fetchJson(*made, call);
    if (!answer)
        return tl::unexpected(answer.error());
    if (!answer->isObject())
        return m_access.unexpectedAnswer();
    const auto cik = paddedCik(text);
    const auto words = foldedWords(text);
    QList<std::pair<int, FilingCompany>> ranked;
    const auto companies = answer->object();
    for (const auto &value : companies) {
        const auto company = value.toObject();
        const auto number = paddedCik(QString::number(company[QStringLiteral("cik_str")].toInteger()));
        const int rank = !cik.isEmpty() && number == cik ? 0 : rankOf(company, text.trimmed(), words);
        if (rank >= 0)
            ranked.append({rank,
                           {number, cleanLine(company[QStringLiteral("title")].toString()),
                            cleanLine(company[QStringLiteral("ticker")].toString()), m_access.provenance(*made)}});
    }
    // A share class more is a line more of the same company: the shortest ticker stands for it.
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto &left, const auto &right) {
        return std::tuple(left.first, left.second.name.size(), left.second.id, left.second.ticker.size(),
                          left.second.ticker)
               < std::tuple(right.first, right.second.name.size(), right.second.id, right.second.ticker.size(),
                            right.second.ticker);
    });
    QList<FilingCompany> found;
    for (const auto &[rank, company] : ranked) {
        const bool isKnown =
            std::any_of(found.begin(), found.end(), [&id = company.id](const auto &f) { return f.id == id; });
        if (!isKnown && found.size() < MaxCompanies)
            found.append(company);
    }
    return found;
}

QUrl SecEdgar::documentUrl(const QString &cik, const QString &accession, const QString &document) const
{
    return m_access.url(
        QStringLiteral("/Archives/edgar/data/%1/%2/%3")
            .arg(QString::number(cik.toLongLong()), QString(accession).remove(QLatin1Char('-')), document));
}

/// EDGAR lists filings by columns: each name has an array, and the rows run through all of them.
Status SecEdgar::addFilings(const QJsonObject &columns, const QString &cik, const FilingFilter &filter,
                            const Provenance &from, QList<Filing> &filings) const
{
    const auto column = [&](const char *name) { return columns[QLatin1String(name)].toArray(); };
    const auto accessions = column("accessionNumber");
    const auto forms = column("form");
    const auto filed = column("filingDate");
    const auto documents = column("primaryDocument");
    if (forms.size() != accessions.size() || filed.size() != accessions.size() || documents.size() != accessions.size())
        return m_access.unexpectedAnswer();
    const auto periods = column("reportDate");
    const auto descriptions = column("primaryDocDescription");
    const auto hasXbrl = column("isXBRL");
    for (int row = 0; row < accessions.size() && filings.size() < filter.limit; ++row) {
        const auto form = forms[row].toString();
        const auto filedOn = dateOf(filed[row]);
        if ((!filter.forms.isEmpty() && !filter.forms.contains(form))
            || (filter.from && (!filedOn || *filedOn < *filter.from)))
            continue;
        Filing filing;
        filing.companyId = cik;
        filing.form = form;
        filing.accession = accessions[row].toString();
        filing.description = cleanLine(descriptions.at(row).toString());
        filing.filedOn = filedOn;
        filing.periodEnd = dateOf(periods.at(row));
        if (const auto document = documents[row].toString(); !document.isEmpty())
            filing.document = documentUrl(cik, filing.accession, document);
        if (hasXbrl.at(row).toInt() != 0)
            filing.facts = m_access.url(QStringLiteral("/api/xbrl/companyfacts/CIK%1.json").arg(cik), {}, DataUrl);
        filing.from = from;
        filings.append(filing);
    }
    return {};
}

Result<QList<Filing>> SecEdgar::filings(const QString &companyId, const FilingFilter &filter,
                                        const SourceCall &call) const
{
    const auto cik = paddedCik(companyId);
    if (cik.isEmpty())
        return noCik(companyId);
    const auto what = QStringLiteral("filings");
    QList<Filing> filings;
    QStringList older;
    QString name = QStringLiteral("CIK%1.json").arg(cik);
    for (bool isFirst = true; !name.isEmpty(); isFirst = false) {
        const auto made = request(what, m_access.url(QStringLiteral("/submissions/") + name, {}, DataUrl), call);
        if (!made)
            return tl::unexpected(made.error());
        const auto answer = m_access.fetchJson(*made, call);
        if (!answer)
            return tl::unexpected(answer.error());
        const auto list = answer->object()[QStringLiteral("filings")].toObject();
        const auto columns = isFirst ? list[QStringLiteral("recent")].toObject() : answer->object();
        if (auto added = addFilings(columns, cik, filter, m_access.provenance(*made), filings); !added)
            return tl::unexpected(added.error());
        // Older filings are in files of their own, which the first one lists, the newest first.
        for (const auto &value : list[QStringLiteral("files")].toArray()) {
            const auto until = dateOf(value.toObject()[QStringLiteral("filingTo")]);
            if (!filter.from || !until || *until >= *filter.from)
                older.append(value.toObject()[QStringLiteral("name")].toString());
        }
        name = filings.size() < filter.limit && !older.isEmpty() ? older.takeFirst() : QString();
    }
    return filings;
}

Result<FetchedDocument> SecEdgar::document(const Filing &filing, const SourceCall &call) const
{
    const auto url = m_access.ownUrl(filing.document);
    if (!url)
        return tl::unexpected(url.error());
    return request(QStringLiteral("document"), *url, call).and_then([&](HttpRequest made) {
        made.maxBodyBytes = MaxFactsBytes;
        return m_access.fetchDocument(made, url->fileName(), call);
    });
}

Result<FetchedDocument> SecEdgar::facts(const QString &companyId, const SourceCall &call) const
{
    const auto cik = paddedCik(companyId);
    if (cik.isEmpty())
        return noCik(companyId);
    const auto name = QStringLiteral("CIK%1.json").arg(cik);
    const auto url = m_access.url(QStringLiteral("/api/xbrl/companyfacts/") + name, {}, DataUrl);
    return request(QStringLiteral("facts"), url, call).and_then([&](HttpRequest made) {
        made.expects = ExpectedContent::Json;
        made.maxBodyBytes = MaxFactsBytes;
        return m_access.fetchDocument(made, name, call);
    });
}

} // namespace consultantos
