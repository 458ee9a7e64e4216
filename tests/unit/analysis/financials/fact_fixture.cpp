// SPDX-License-Identifier: GPL-3.0-or-later
#include "fact_fixture.h"

namespace consultantos::test {

FactFixture::FactFixture(QString companyId)
    : m_companyId(std::move(companyId))
{
}

FactFixture &FactFixture::year(const QString &tag, const QString &start, const QString &end, double value,
                               int fiscalYear)
{
    add(tag, start, end, value, fiscalYear, QStringLiteral("10-K"));
    return *this;
}

FactFixture &FactFixture::span(const QString &tag, const QString &start, const QString &end, double value,
                               int fiscalYear)
{
    add(tag, start, end, value, fiscalYear, QStringLiteral("10-Q"));
    return *this;
}

FactFixture &FactFixture::instant(const QString &tag, const QString &end, double value, int fiscalYear)
{
    add(tag, {}, end, value, fiscalYear, QStringLiteral("10-K"));
    return *this;
}

FactFixture &FactFixture::unit(const QString &unit)
{
    m_unit = unit;
    return *this;
}

void FactFixture::add(const QString &tag, const QString &start, const QString &end, double value, int fiscalYear,
                      const QString &form)
{
    Fact fact;
    fact.companyId = m_companyId;
    fact.taxonomy = QStringLiteral("us-gaap");
    fact.tag = tag;
    fact.unit = m_unit;
    if (!start.isEmpty())
        fact.start = QDate::fromString(start, Qt::ISODate);
    fact.end = QDate::fromString(end, Qt::ISODate);
    fact.latest.value = value;
    fact.latest.form = form;
    fact.latest.fiscalYear = fiscalYear;
    fact.latest.fiscalPeriod = QStringLiteral("FY");
    fact.latest.filed = fact.end.addDays(40);
    fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
    m_facts.append(fact);
}

} // namespace consultantos::test
