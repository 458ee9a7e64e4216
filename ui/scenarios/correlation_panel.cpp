// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/correlation_panel.h"

#include "analysis/scenarios/correlation_check.h"
#include "scenarios/correlation_table_model.h"
#include "scenarios/quantity_title.h"
#include "scenarios/scenario_desk.h"
#include "widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStyle>
#include <QTableView>
#include <QVBoxLayout>

namespace consultantos {

CorrelationPanel::CorrelationPanel(ScenarioDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_table(new QTableView)
    , m_words(new QLabel)
    , m_nearest(new QPushButton(tr("Take the &nearest that can hold")))
{
    auto *model = new CorrelationTableModel(desk, this);
    connect(model, &CorrelationTableModel::failed, this, &CorrelationPanel::failed);
    m_table->setObjectName(QStringLiteral("scenarioCorrelations"));
    m_table->setAccessibleName(tr("Correlations of the drivers"));
    m_table->setModel(model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::AnyKeyPressed
                             | QAbstractItemView::EditKeyPressed);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    const int character = fontMetrics().averageCharWidth();
    for (auto *header : {m_table->horizontalHeader(), m_table->verticalHeader()}) {
        header->setHighlightSections(true);
        header->setTextElideMode(Qt::ElideRight);
    }
    // Titles of two or three words stand on two lines.
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignCenter | Qt::Alignment(int(Qt::TextWordWrap)));
    m_table->horizontalHeader()->setMinimumHeight(2 * fontMetrics().lineSpacing() + 2 * GridUnit);
    m_table->horizontalHeader()->setDefaultSectionSize(character * 17);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().lineSpacing() + 2 * GridUnit);
    m_table->verticalHeader()->setMaximumWidth(character * 30);
    m_words->setObjectName(QStringLiteral("scenarioCorrelationWords"));
    m_words->setWordWrap(true);
    m_nearest->setObjectName(QStringLiteral("scenarioNearestCorrelations"));
    connect(m_nearest, &QPushButton::clicked, this, &CorrelationPanel::takeNearest);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, GridUnit / 2, 0, 0);
    column->setSpacing(GridUnit / 2);
    column->addWidget(m_words);
    column->addWidget(m_nearest, 0, Qt::AlignLeft);
    column->addWidget(m_table, 1);
    connect(&desk, &ScenarioDesk::modelChanged, this, &CorrelationPanel::tell);
    tell();
}

void CorrelationPanel::tell()
{
    const auto &model = m_desk.model();
    const auto check = checkCorrelations(model);
    const auto number = [](double value) {
        return QLocale().toString(value, 'f', 2).replace(QLatin1Char('-'), QChar(0x2212));
    };
    QString words;
    if (m_table->model()->rowCount() < 2)
        words = tr("Two uncertain drivers are needed for a correlation.");
    else if (model.correlations.isEmpty())
        words = tr("Each driver moves on its own. A number from -1 to 1 in a cell lets two move together; 0 or nothing "
                   "takes it out.");
    else if (check.isPossible)
        words = tr("These correlations can hold together.");
    else
        words =
            tr("These correlations contradict each other: no quantities can move like that. The worst pair is \"%1\" "
               "and \"%2\", with %3 in place of about %4, which is the nearest that the others leave room for.")
                .arg(quantityTitle(model, check.left), quantityTitle(model, check.right), number(check.given),
                     number(check.allowed));
    if (!check.isPossible && model.repairsCorrelations)
        words += QLatin1Char(' ') + tr("Until that is mended, the nearest ones are drawn from.");
    m_words->setText(words);
    m_words->setProperty("role", check.isPossible ? QStringLiteral("muted") : QStringLiteral("error"));
    m_words->style()->unpolish(m_words); // so that the role is looked at again
    m_words->style()->polish(m_words);
    m_nearest->setVisible(!check.isPossible);
}

void CorrelationPanel::takeNearest()
{
    auto model = m_desk.model();
    model.correlations = checkCorrelations(model).nearest;
    model.repairsCorrelations = false;
    if (const auto done = m_desk.edit(model, tr("Take the nearest correlations")); !done)
        Q_EMIT failed(done.error());
}

} // namespace consultantos
