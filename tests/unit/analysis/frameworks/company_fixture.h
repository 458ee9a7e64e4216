// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "analysis/frameworks/framework.h"

#include <QMap>
#include <QString>

namespace consultantos::test {

/// Builds small Financials from yearly statement lines: every line a fact, every ratio that the lines allow a computation, so
/// that frameworks can be tested without filings.
class CompanyFixture {
public:
    CompanyFixture(QString id, QString name, QString currency = QStringLiteral("USD"));

    /// Lines of the fiscal year that ends on `endMonthDay` ("12-31") of it.
    CompanyFixture &year(int fiscalYear, const QMap<QString, double> &lines,
                         const QString &endMonthDay = QStringLiteral("12-31"));

    [[nodiscard]] Company company() const;
    [[nodiscard]] Financials financials() const;

private:
    struct Year {
        Period period;
        QMap<QString, double> lines;
    };
    QString m_id;
    QString m_name;
    QString m_currency;
    QMap<int, Year> m_years;
};

/// A published average as the fact store gives it.
[[nodiscard]] IndustryAnchor anchor(const QString &ratioId, double value,
                                    const QString &unit = QStringLiteral("ratio"));
/// A playbook statement of the industry "carts".
[[nodiscard]] PlaybookStatement statement(const QString &key, const QString &text, const QStringList &uses,
                                          const QStringList &topics = {}, const QMap<QString, QString> &fields = {});

/// A maker of carts with five years of falling margins, and the input that analyses it.
[[nodiscard]] CompanyFixture cartMaker();
/// `count` peers of different size and margin, three years each.
[[nodiscard]] QList<Financials> cartPeers(int count, int latestYear = 2024);
[[nodiscard]] Playbook cartPlaybook();
[[nodiscard]] FrameworkInput cartInput(int peers);

/// Runs all built-in frameworks in the order that they read each other.
[[nodiscard]] QList<FrameworkOutput> deriveAll(const FrameworkInput &input);

/// What is wrong with a claim's numbers: a digit outside a NumberRef and outside the name of a period, a written number that is
/// not its reference's value, a reference that `book` doesn't hold. Empty when all is well. Words in `names` may have digits.
[[nodiscard]] QStringList strayNumbers(const Claim &claim, const EvidenceBook &book, const QStringList &names = {});
/// The same for every claim of a result, its drivers and scores, and no digit in any title, label, field, note or reason.
[[nodiscard]] QStringList strayNumbers(const FrameworkOutput &output, const QStringList &names = {});

} // namespace consultantos::test
