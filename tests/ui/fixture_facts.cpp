// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture_facts.h"

#include "sample_report.h"

namespace consultantos::test {

QList<Company> FixtureFacts::companies() const
{
    Company tesla;
    tesla.id = QStringLiteral("1318605");
    tesla.name = QStringLiteral("Tesla");
    tesla.legalName = QStringLiteral("Tesla, Inc.");
    tesla.ticker = QStringLiteral("TSLA");
    tesla.industry = QStringLiteral("automotive");
    tesla.fiscalYearEnd = QStringLiteral("1231");
    Company ford;
    ford.id = QStringLiteral("37996");
    ford.name = QStringLiteral("Ford Motor");
    ford.ticker = QStringLiteral("F");
    ford.industry = QStringLiteral("automotive");
    ford.fiscalYearEnd = QStringLiteral("1231");
    return {tesla, ford};
}

Result<Company> FixtureFacts::findCompany(const QString &text) const
{
    for (const auto &company : companies()) {
        if (company.id == text || company.name.compare(text, Qt::CaseInsensitive) == 0
            || company.ticker.compare(text, Qt::CaseInsensitive) == 0)
            return company;
    }
    return fail(ErrorCode::NotFound, QStringLiteral("No company called \"%1\" is known here.").arg(text),
                QStringLiteral("Tesla"));
}

QStringList FixtureFacts::nearestNames(const QString & /*text*/, int limit) const
{
    return QStringList{QStringLiteral("Tesla"), QStringLiteral("Ford Motor")}.mid(0, limit);
}

Result<QList<Fact>> FixtureFacts::facts(const QString &companyId) const
{
    return companyId == QLatin1String("1318605") ? sampleReport().evidence.facts().values() : QList<Fact>();
}

QList<Industry> FixtureFacts::industries() const
{
    return {{QStringLiteral("automotive"), QStringLiteral("Automobile manufacturers"), {}, {}, {}},
            {QStringLiteral("software"), QStringLiteral("Software"), {}, {}, {}}};
}

Result<Industry> FixtureFacts::findIndustry(const QString &text) const
{
    for (const auto &industry : industries()) {
        if (industry.id == text || industry.title == text)
            return industry;
    }
    return fail(ErrorCode::NotFound, QStringLiteral("No such industry."));
}

QList<IndustryAnchor> FixtureFacts::anchors(const QString & /*industryId*/) const
{
    return {};
}

QList<Fact> FixtureFacts::countryAnchors(const QString & /*region*/) const
{
    return {};
}

Result<Playbook> FixtureFacts::playbook(const QString &industryId) const
{
    return Playbook{industryId, {}, {}, {}};
}

} // namespace consultantos::test
