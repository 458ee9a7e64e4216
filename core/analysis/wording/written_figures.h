// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

/// An amount as a model wrote it.
struct WrittenFigure {
    qsizetype start = 0; ///< UTF-16 units, with sign, currency and unit
    qsizetype length = 0;
    double value = 0;    ///< in the product's units: a percentage as a share of one
    double rounding = 0; ///< half a unit of the last digit shown
    bool isNegative = false;
    bool isBounded = false; ///< "more than" and the like stand before it
    /// As model/units.h names them; a currency, its own code; "plain" where nothing says what it counts.
    QString unit;
};

/// What a text says in figures.
struct WrittenFigures {
    QList<WrittenFigure> figures; ///< in their order
    QStringList periods;          ///< names of periods: "FY2024", "Q3 FY2024", "2024-12-31", also plain years "2024"
    QStringList strays;           ///< digits that are neither
};

/// Every digit of the text is part of a figure, of a period's name or of one of `names`, or a stray. English. Pure.
[[nodiscard]] WrittenFigures writtenFigures(const QString &text, const QStringList &names);

/// Whether a figure is this value in this unit, at the precision shown; its sign is left to the words. Pure.
[[nodiscard]] bool shows(const WrittenFigure &figure, double value, const QString &unit);

} // namespace consultantos
