// SPDX-License-Identifier: GPL-3.0-or-later
#include "agents/request_basis.h"

#include "evidence/company_name.h"
#include "evidence/fact_store.h"
#include "model/request_check.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace consultantos {

namespace {

Error unknownCompany(const QString &name, const Error &cause)
{
    auto advice = QCoreApplication::translate(
        "RequestBasis", "Import a facts file of it, or name its industry for a report on industry knowledge alone.");
    if (!cause.detail.isEmpty())
        advice = cause.detail + QLatin1Char(' ') + advice;
    return {ErrorCode::NotFound,
            QCoreApplication::translate("RequestBasis", "No company called \"%1\" is known here.").arg(name), advice};
}

} // namespace

Result<RequestBasis> resolveRequest(const AnalysisRequest &request, const FactStore &store,
                                    const QStringList &frameworks)
{
    auto valid = validatedAmong(request, frameworks);
    if (!valid)
        return tl::unexpected(valid.error());
    RequestBasis basis;
    basis.request = *valid;

    const auto found = store.findCompany(basis.request.company);
    if (found) {
        basis.company = *found;
        basis.isKnown = true;
    } else if (found.error().code != ErrorCode::NotFound) {
        return tl::unexpected(found.error());
    } else if (basis.request.industry.isEmpty()) {
        return tl::unexpected(unknownCompany(basis.request.company, found.error()));
    } else {
        basis.company.id = companySlug(basis.request.company);
        basis.company.name = basis.request.company;
        basis.limits.append(QStringLiteral(
            "No filings of this company are stored: the report rests on written industry knowledge and published "
            "industry averages, not on the company's own figures."));
    }

    if (!basis.request.industry.isEmpty()) {
        const auto industry = store.findIndustry(basis.request.industry);
        if (!industry)
            return tl::unexpected(industry.error());
        basis.company.industry = industry->id;
        if (basis.company.sector.isEmpty() || !basis.isKnown) {
            basis.company.sector = industry->sector;
            basis.company.sectorSource = QStringLiteral("request");
        }
    } else if (basis.company.industry.isEmpty()) {
        basis.limits.append(QStringLiteral(
            "This company's industry is not known: there are no peers, no published averages and no industry "
            "knowledge to compare with. Name the industry to add them."));
    }
    return basis;
}

QString cacheText(const Company &company)
{
    return QString::fromUtf8(QJsonDocument(toJson(company)).toJson(QJsonDocument::Compact));
}

QString cacheText(const QList<ReportEdit> &edits, const QString &framework)
{
    QStringList texts;
    for (const auto &edit : edits) {
        if (edit.kind != EditKind::Text && edit.target.startsWith(framework + QLatin1Char('.')))
            texts.append(QStringList{editKindName(edit.kind), edit.target, editNumber(edit.value), edit.unit,
                                     edit.author, edit.source, edit.at.toUTC().toString(Qt::ISODateWithMs)}
                             .join(QLatin1Char('\x1f')));
    }
    return texts.join(QLatin1Char('\n'));
}

QString cacheText(const AnalysisRequest &request)
{
    auto basis = request;
    basis.company.clear();
    basis.factsFiles.clear();
    basis.frameworks.clear();
    basis.forecastYears = 0;
    basis.fadeTo.clear();
    basis.weights = {};
    basis.layout = {};
    // A report is kept in English and read in its language: one kept serves all.
    basis.language.clear();
    return QString::fromUtf8(QJsonDocument(toJson(basis)).toJson(QJsonDocument::Compact));
}

} // namespace consultantos
