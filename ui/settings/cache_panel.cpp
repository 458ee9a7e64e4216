// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/cache_panel.h"

#include "base/duration_text.h"
#include "cache/cache_store.h"
#include "evidence/fact_store.h"
#include "model/model_words.h"
#include "storage/report_repository.h"
#include "widgets/async.h"
#include "widgets/confirmation.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <memory>

namespace consultantos {

struct CachePanel::Figures {
    CacheManagerStats stats;
    CacheUsage usage;
    QMap<QString, QString> companies; ///< ids by name: those with figures or reports
};

namespace {

constexpr int NameLength = 8; ///< characters of a choice that show at least

QString kindTitle(const QByteArray &kind)
{
    if (kind == "analysis")
        return CachePanel::tr("Whole analyses");
    if (kind == "agent")
        return CachePanel::tr("Results of agents");
    if (kind == "document")
        return CachePanel::tr("Documents read");
    if (kind == "search")
        return CachePanel::tr("Searches");
    if (kind == "model_reply")
        return CachePanel::tr("Replies of models");
    if (kind == "model_prompts")
        return CachePanel::tr("Prompts to compare");
    if (kind == "model_wrong")
        return CachePanel::tr("Replies that were wrong");
    return QString::fromUtf8(kind);
}

QString count(quint64 number)
{
    return QLocale().toString(static_cast<qulonglong>(number));
}

QString percent(double share)
{
    return CachePanel::tr("%1 %").arg(QLocale().toString(100 * share, 'f', 0));
}

QString dataSize(quint64 bytes)
{
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QMap<QString, QString> companiesOf(const FactStore *facts, const ReportRepository *reports)
{
    QMap<QString, QString> companies;
    if (reports != nullptr) {
        const auto known = reports->list().value_or(QList<ReportSummary>());
        for (const auto &report : known)
            companies.insert(report.companyName, report.companyId);
    }
    if (facts != nullptr) {
        const auto known = facts->companies();
        for (const auto &company : known)
            companies.insert(company.name, company.id);
    }
    return companies;
}

QTreeWidget *makeTable(const QString &name, const QString &accessibleName, const QStringList &titles)
{
    auto *table = new QTreeWidget;
    table->setObjectName(name);
    table->setAccessibleName(accessibleName);
    table->setHeaderLabels(titles);
    table->setRootIsDecorated(false);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->header()->setStretchLastSection(false);
    table->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = 1; column < titles.size(); ++column)
        table->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    return table;
}

void addRow(QTreeWidget *table, const QStringList &texts)
{
    auto *item = new QTreeWidgetItem(table, texts);
    item->setSizeHint(0, {0, table->fontMetrics().height() + GridUnit + GridUnit / 2});
    for (int column = 0; column < texts.size(); ++column) {
        item->setToolTip(column, texts[column]);
        if (column > 0)
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
}

/// As high as its rows: the page scrolls, not the table.
void fitHeight(QTreeWidget *table)
{
    int height = table->header()->sizeHint().height() + 2 * table->frameWidth();
    for (int row = 0; row < table->topLevelItemCount(); ++row)
        height += table->topLevelItem(row)->sizeHint(0).height();
    table->setFixedHeight(height);
}

} // namespace

CachePanel::CachePanel(const AppServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_levels(makeTable(QStringLiteral("cacheLevels"), tr("Levels of the cache"),
                         {tr("Level"), tr("Entries"), tr("Size"), tr("At most"), tr("Hits")}))
    , m_kinds(makeTable(QStringLiteral("cacheKinds"), tr("Use of the cache by kind"),
                        {tr("What was kept"), tr("Hits"), tr("Computed"), tr("Hit rate"), tr("Saved"), tr("Money")}))
    , m_saved(new QLabel)
    , m_what(new QComboBox)
    , m_whose(new QComboBox)
    , m_clear(new QPushButton(tr("Empty")))
{
    m_saved->setObjectName(QStringLiteral("cacheSaved"));
    m_saved->setProperty("role", QStringLiteral("muted"));
    m_saved->setWordWrap(true);
    m_what->setObjectName(QStringLiteral("cacheWhat"));
    m_what->setAccessibleName(tr("What to empty"));
    m_what->addItem(tr("Everything"), QByteArray());
    for (const QByteArray kind : {"analysis", "agent", "document", "search", "model_reply"})
        m_what->addItem(kindTitle(kind), kind);
    m_whose->setObjectName(QStringLiteral("cacheWhose"));
    m_whose->setAccessibleName(tr("Whose results to empty"));
    m_what->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_what->setMinimumContentsLength(NameLength);
    m_whose->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_whose->setMinimumContentsLength(NameLength);
    m_whose->addItem(tr("All companies"), QString());
    m_clear->setObjectName(QStringLiteral("clearCache"));
    connect(m_clear, &QPushButton::clicked, this, &CachePanel::askToClear);
    auto *row = new QHBoxLayout;
    row->setSpacing(GridUnit);
    for (auto *choice : {m_what, m_whose}) {
        choice->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        choice->setMaximumWidth(fontMetrics().averageCharWidth() * 32);
        row->addWidget(choice, 1);
    }
    row->addWidget(m_clear);
    row->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 2 * GridUnit);
    layout->setSpacing(GridUnit);
    layout->addWidget(m_levels);
    layout->addWidget(m_kinds);
    layout->addWidget(m_saved);
    layout->addLayout(row);
    setEnabled(m_services.cache != nullptr);
}

void CachePanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void CachePanel::refresh()
{
    if (m_services.cache == nullptr)
        return;
    runAsync(
        m_services.pool, this,
        [cache = m_services.cache, facts = m_services.facts, reports = m_services.reports] {
            return std::make_shared<const Figures>(
                Figures{cache->manager()->stats(), cache->usage(), companiesOf(facts.get(), reports.get())});
        },
        [this](const std::shared_ptr<const Figures> &figures) { show(*figures); });
}

void CachePanel::show(const Figures &figures)
{
    showLevels(figures.stats, figures.usage);
    showKinds(figures.usage);
    showCompanies(figures.companies);
    const auto total = figures.usage.total();
    m_saved->setText(
        figures.usage.since.isValid()
            ? tr("Since %1 the cache has answered %2 of what was asked and saved %3 of computation and %4 of "
                 "money, in the currency of the models' prices.")
                  .arg(QLocale().toString(figures.usage.since.toLocalTime().date(), QLocale::ShortFormat),
                       percent(total.hitRate()), durationText(total.savedSeconds), moneyText(total.savedMicroUnits, {}))
            : tr("Nothing was asked of the cache yet."));
}

void CachePanel::showLevels(const CacheManagerStats &stats, const CacheUsage &usage)
{
    m_levels->clear();
    const std::array titles{tr("Memory"), tr("Redis"), tr("Disk")};
    const auto hits = usage.total().hits;
    for (std::size_t level = 0; level < titles.size(); ++level) {
        const auto &known = stats.levels.at(level);
        if (!known) {
            addRow(m_levels, {tr("%1 (not in use)").arg(titles.at(level)), {}, {}, {}, count(hits.at(level))});
            continue;
        }
        addRow(m_levels,
               {known->isAvailable ? titles.at(level) : tr("%1: %2").arg(titles.at(level), known->unavailability),
                count(known->entries), dataSize(known->bytes), dataSize(known->capacity), count(hits.at(level))});
    }
    fitHeight(m_levels);
}

void CachePanel::showKinds(const CacheUsage &usage)
{
    m_kinds->clear();
    for (auto it = usage.kinds.cbegin(); it != usage.kinds.cend(); ++it)
        addRow(m_kinds, {kindTitle(it.key()), count(it->allHits()), count(it->computed + it->misses),
                         percent(it->hitRate()), durationText(it->savedSeconds), moneyText(it->savedMicroUnits, {})});
    m_kinds->setVisible(!usage.kinds.isEmpty());
    fitHeight(m_kinds);
}

void CachePanel::showCompanies(const QMap<QString, QString> &companies)
{
    const auto chosen = m_whose->currentData().toString();
    while (m_whose->count() > 1)
        m_whose->removeItem(m_whose->count() - 1);
    for (auto it = companies.cbegin(); it != companies.cend(); ++it)
        m_whose->addItem(it.key(), it.value());
    m_whose->setCurrentIndex(std::max(0, m_whose->findData(chosen)));
}

void CachePanel::askToClear()
{
    const auto tag = cacheTag(m_what->currentData().toByteArray(), m_whose->currentData().toString());
    auto loss = tr("Reports, documents and facts stay. What is asked again is computed anew, which takes its time, and "
                   "where a language model helped costs money once more.");
    if (m_whose->currentIndex() > 0)
        loss.prepend(tr("Only what was computed for %1.").arg(m_whose->currentText()) + QLatin1Char(' '));
    confirmLoss(this, tr("Empty the cache: %1?").arg(m_what->currentText()), loss, tr("Empty"),
                [this, tag] { clear(tag); });
}

void CachePanel::clear(const QByteArray &tag)
{
    m_clear->setEnabled(false);
    runAsync(
        m_services.pool, this,
        [cache = m_services.cache, tag] { return tag.isEmpty() ? cache->clear() : cache->manager()->removeByTag(tag); },
        [this](const Status &done) {
            m_clear->setEnabled(true);
            if (!done)
                Q_EMIT failed(done.error());
            refresh();
        });
}

} // namespace consultantos
