// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace consultantos {

/// A sentence that a building block writes: its name in the file, and what its places may name beside the company, its
/// apostrophe, the fiscal year and the region, which every sentence knows.
struct TextSlot {
    QString name;
    QStringList figures;
    QStringList words;
};

/// A number that a building block decides by.
struct LimitSlot {
    QString name;
    double least = 0;
    double most = 0;
    bool isWhole = false;
};

/// What a file may say to a building block under "texts" and "limits".
struct BlockForm {
    QList<TextSlot> texts;
    QList<LimitSlot> limits;
    QList<std::pair<QString, QString>> rising; ///< limits of which the first may not lie above the second

    [[nodiscard]] const TextSlot *text(const QString &name) const;
    [[nodiscard]] const LimitSlot *limit(const QString &name) const;
    [[nodiscard]] QStringList textNames() const;
    [[nodiscard]] QStringList limitNames() const;
};

/// Of a block ("porter", "swot", "pestel", "blue_ocean"), of a figure of PESTEL ("pestel.interest"), or of an entry whose
/// sentences take the place of the file's ("swot.measure", "blue_ocean.factor", "porter.meaning", "porter.industry").
/// One without slots for an unknown name.
[[nodiscard]] const BlockForm &blockForm(const QString &name);

/// What a figure of PESTEL may be.
[[nodiscard]] const QStringList &pestelMeasures();

} // namespace consultantos
