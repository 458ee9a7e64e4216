// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/valuation/assumption_table.h"

#include <QCoreApplication>
#include <QJsonObject>

#include <algorithm>

namespace consultantos {

QString sourceOf(const Fact &fact)
{
    if (fact.latest.accession.isEmpty())
        return fact.source;
    return QStringLiteral("%1, %2, %3")
        .arg(fact.latest.form, fact.latest.filed.toString(Qt::ISODate), fact.latest.accession);
}

AssumptionTable::AssumptionTable(QString companyId, QDate date)
    : m_companyId(std::move(companyId))
    , m_date(date)
{
}

Figure AssumptionTable::set(const Assumption &assumption)
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const Assumption &row) { return row.name == assumption.name; });
    if (found == m_rows.end())
        m_rows.append(assumption);
    else
        *found = assumption;
    return assumption.figure;
}

Figure AssumptionTable::setUsers(const QString &name, const QString &title, double value, const QString &unit,
                                 const QString &why)
{
    Fact fact;
    fact.companyId = m_companyId;
    fact.taxonomy = QStringLiteral("user");
    fact.tag = name;
    fact.unit = unit;
    fact.end = m_date;
    fact.latest.value = value;
    fact.source = why.isEmpty() ? QCoreApplication::translate("Valuation", "the user's own") : why;
    fact.id = factId(m_companyId, fact.taxonomy, fact.tag, fact.unit, {}, fact.end);
    // Set twice with different values, it is another fact: the book keeps what it has under an id.
    for (int again = 2; m_evidence.contains(fact.id) && m_evidence.fact(fact.id)->value() != value; ++again) {
        fact.tag = QStringLiteral("%1.%2").arg(name).arg(again);
        fact.id = factId(m_companyId, fact.taxonomy, fact.tag, fact.unit, {}, fact.end);
    }
    return set({name, title, m_evidence.add(fact), fact.source, true, why.isEmpty()});
}

Figure AssumptionTable::setFact(const QString &name, const QString &title, const Fact &fact, const Period &period)
{
    return set({name, title, m_evidence.add(fact, period), sourceOf(fact), false});
}

Figure AssumptionTable::setComputed(const QString &name, const QString &title, const Figure &figure,
                                    const EvidenceBook &book, const QString &source)
{
    m_evidence.merge(book.reachableFrom({figure.ref}));
    return set({name, title, figure, source, false});
}

void AssumptionTable::forgetEvidenceOf(const QStringList &names)
{
    QStringList refs;
    for (const auto &row : std::as_const(m_rows)) {
        if (!names.contains(row.name))
            refs.append(row.figure.ref);
    }
    m_evidence = m_evidence.reachableFrom(refs);
}

std::optional<Figure> AssumptionTable::find(const QString &name) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&](const Assumption &row) { return row.name == name; });
    return found == m_rows.end() ? std::nullopt : std::optional(found->figure);
}

std::optional<double> AssumptionTable::value(const QString &name) const
{
    const auto figure = find(name);
    return figure ? std::optional(figure->value) : std::nullopt;
}

QJsonArray toJson(const AssumptionTable &table)
{
    QJsonArray rows;
    for (const auto &row : table.rows()) {
        rows.append(QJsonObject{{QStringLiteral("name"), row.name},
                                {QStringLiteral("title"), row.title},
                                {QStringLiteral("value"), row.figure.value},
                                {QStringLiteral("unit"), row.figure.unit},
                                {QStringLiteral("source"), row.source},
                                {QStringLiteral("users"), row.isUsers},
                                {QStringLiteral("ref"), row.figure.ref}});
    }
    return rows;
}

} // namespace consultantos
