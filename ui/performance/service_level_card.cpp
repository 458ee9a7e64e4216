// SPDX-License-Identifier: GPL-3.0-or-later
#include "performance/service_level_card.h"

#include "performance/performance_words.h"
#include "widgets/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QStyle>

#include <algorithm>

namespace consultantos {
namespace {

void setRole(QLabel *label, const QString &role)
{
    if (label->property("role").toString() == role)
        return;
    label->setProperty("role", role);
    label->style()->unpolish(label);
    label->style()->polish(label);
}

} // namespace

ServiceLevelCard::ServiceLevelCard(QWidget *parent)
    : QFrame(parent)
{
    setProperty("role", QStringLiteral("card"));
    setObjectName(QStringLiteral("serviceLevels"));
    setAccessibleName(tr("Service levels"));
    // A grid, so that values stand in line where a title takes two lines.
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(2 * GridUnit, GridUnit, 2 * GridUnit, GridUnit);
    grid->setHorizontalSpacing(3 * GridUnit);
    grid->setVerticalSpacing(GridUnit / 4);
    for (qsizetype i = 0; i < serviceLevels({}, {}).size(); ++i) {
        Tile tile{new QLabel, new QLabel, new QLabel};
        setRole(tile.title, QStringLiteral("muted"));
        setRole(tile.value, QStringLiteral("heading"));
        tile.title->setWordWrap(true);
        tile.title->setAlignment(Qt::AlignLeft | Qt::AlignBottom);
        grid->addWidget(tile.title, 0, int(i));
        grid->addWidget(tile.value, 1, int(i));
        grid->addWidget(tile.state, 2, int(i));
        grid->setColumnStretch(int(i), 1);
        m_tiles.append(tile);
    }
    setLevels(serviceLevels({}, {}));
}

void ServiceLevelCard::setLevels(const QList<ServiceLevel> &levels)
{
    QStringList words;
    for (qsizetype i = 0; i < std::min(levels.size(), m_tiles.size()); ++i) {
        const auto &level = levels[i];
        const auto &tile = m_tiles[i];
        // The sign stays with its number.
        tile.title->setText(serviceLevelTitle(level).replace(QStringLiteral(" %"), QStringLiteral("\u00a0%")));
        tile.value->setText(serviceLevelValue(level));
        // A sign besides the colour.
        const auto sign = !level.actual ? QString() : level.isMet() ? QStringLiteral("✓ ") : QStringLiteral("✗ ");
        tile.state->setText(sign + serviceLevelState(level));
        setRole(tile.state, !level.actual   ? QStringLiteral("muted")
                            : level.isMet() ? QStringLiteral("positive")
                                            : QStringLiteral("error"));
        words += tr("%1: %2, %3").arg(serviceLevelTitle(level), tile.value->text(), serviceLevelState(level));
    }
    setAccessibleDescription(words.join(QStringLiteral("; ")));
}

} // namespace consultantos
