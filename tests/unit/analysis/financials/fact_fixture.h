// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/fact.h"

#include <QList>
#include <QString>

namespace consultantos::test {

/// Writes facts as filings report them, for tests. Values are in units, dates ISO.
class FactFixture {
public:
    explicit FactFixture(QString companyId = QStringLiteral("1"));

    /// A value over a span, from an annual report of `fiscalYear`.
    FactFixture &year(const QString &tag, const QString &start, const QString &end, double value, int fiscalYear);
    /// A value over a span, from a quarterly report.
    FactFixture &span(const QString &tag, const QString &start, const QString &end, double value, int fiscalYear);
    FactFixture &instant(const QString &tag, const QString &end, double value, int fiscalYear);
    /// The unit of what is added next; USD to begin with.
    FactFixture &unit(const QString &unit);

    [[nodiscard]] QList<Fact> facts() const { return m_facts; }

private:
    void add(const QString &tag, const QString &start, const QString &end, double value, int fiscalYear,
             const QString &form);

    QString m_companyId;
    QString m_unit = QStringLiteral("USD");
    QList<Fact> m_facts;
};

} // namespace consultantos::test
