// SPDX-License-Identifier: GPL-3.0-or-later
#include "monitors/watch_editor.h"

#include "model/request.h"
#include "model/units.h"
#include "monitors/figure_lines_editor.h"
#include "report/report_words.h"
#include "widgets/decimal_spin.h"
#include "widgets/flow_layout.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

namespace {

constexpr double Percent = 100;
constexpr double Million = 1e6;

QCheckBox *makeCheck(const QString &text, const char *name)
{
    auto *check = new QCheckBox(text);
    check->setObjectName(QLatin1String(name));
    return check;
}

QDoubleSpinBox *makeSpin(const char *name, const QString &suffix, int decimals, double largest, double step)
{
    auto *spin = new DecimalSpin;
    spin->setObjectName(QLatin1String(name));
    spin->setSuffix(suffix);
    spin->setDecimals(decimals);
    spin->setRange(0, largest);
    spin->setSingleStep(step);
    spin->setGroupSeparatorShown(true);
    return spin;
}

} // namespace

WatchEditor::WatchEditor(QWidget *parent)
    : QWidget(parent)
    , m_filings(makeCheck(tr("New &filings"), "watchFilings"))
    , m_figures(makeCheck(tr("New and restated f&igures: revenue, margins, earnings, cash flow"), "watchFigures"))
    , m_quarters(makeCheck(tr("&Quarters, too, each held against the same quarter a year before"), "watchQuarters"))
    , m_news(makeCheck(tr("&News of the sources that are on"), "watchNews"))
    , m_riskFactors(makeCheck(tr("Risk fac&tors added or dropped in the annual report"), "watchRisks"))
    , m_lines(new FigureLinesEditor)
    , m_relative(makeSpin("thresholdRelative", tr(" %"), 1, 1'000, 1))
    , m_absolute(makeSpin("thresholdAbsolute", tr(" million"), 1, 1e9, 10))
    , m_points(makeSpin("thresholdPoints", tr(" points"), 1, 100, 0.5))
    , m_score(makeSpin("thresholdScore", {}, 2, 10, 0.05))
    , m_example(new QLabel)
{
    m_example->setObjectName(QStringLiteral("watchExample"));
    m_example->setProperty("role", QStringLiteral("muted"));
    m_example->setWordWrap(true);
    auto *quarters = new QHBoxLayout;
    quarters->addSpacing(3 * GridUnit);
    quarters->addWidget(m_quarters);
    auto *scores = new QHBoxLayout;
    auto *frameworks = new QWidget;
    m_flow = new FlowLayout(2 * GridUnit, frameworks);
    QList<FrameworkInfo> shipped;
    const auto known = AnalysisRequest::knownFrameworks();
    for (const auto &id : known)
        shipped.append({id, {}, {}, {}, false});
    setFrameworks(shipped);
    auto *scoresTitle = new QLabel(tr("Scores that leave their interval:"));
    scores->addWidget(frameworks);
    auto *linesTitle = new QLabel(tr("Lines that a figure shouldn't pass unnoticed, either way:"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit);
    column->addWidget(m_filings);
    column->addWidget(m_figures);
    column->addLayout(quarters);
    column->addWidget(m_riskFactors);
    column->addWidget(m_news);
    column->addSpacing(GridUnit / 2);
    column->addWidget(scoresTitle);
    column->addLayout(scores);
    column->addSpacing(GridUnit / 2);
    column->addWidget(linesTitle);
    column->addWidget(m_lines);
    column->addSpacing(GridUnit);
    column->addWidget(makeThresholds());
    for (auto *check : {m_filings, m_figures, m_quarters, m_news, m_riskFactors})
        connect(check, &QCheckBox::toggled, this, &WatchEditor::refresh);
    for (auto *spin : {m_relative, m_absolute, m_points, m_score})
        connect(spin, &QDoubleSpinBox::valueChanged, this, &WatchEditor::refresh);
    connect(m_lines, &FigureLinesEditor::changed, this, &WatchEditor::changed);
    setFocusProxy(m_filings);
    setWatch({}, {});
}

QWidget *WatchEditor::makeThresholds()
{
    auto *box = new QWidget;
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(2 * GridUnit);
    form->setVerticalSpacing(GridUnit);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->addRow(tr("Amounts change by at least"), m_relative);
    form->addRow(tr("… and by at least"), m_absolute);
    form->addRow(tr("Margins and other shares by at least"), m_points);
    form->addRow(tr("Scores by at least"), m_score);
    m_absolute->setSpecialValueText(tr("any amount"));
    auto *title = new QLabel(tr("From how large a change on it is told"));
    title->setProperty("role", QStringLiteral("heading"));
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit);
    column->addWidget(title);
    column->addLayout(form);
    column->addWidget(m_example);
    return box;
}

void WatchEditor::setFrameworks(const QList<FrameworkInfo> &frameworks)
{
    for (const auto &entry : frameworks) {
        if (m_frameworkIds.contains(entry.id))
            continue;
        auto *check = new QCheckBox(frameworkTitle(entry.id, entry.title));
        check->setObjectName(QStringLiteral("watch_") + entry.id);
        check->setChecked(m_unlisted.removeAll(entry.id) > 0);
        m_frameworkIds.append(entry.id);
        m_frameworks.insert(entry.id, check);
        m_flow->addWidget(check);
        connect(check, &QCheckBox::toggled, this, &WatchEditor::refresh);
    }
}

void WatchEditor::setFigures(const QList<WatchedFigure> &figures)
{
    m_lines->setFigures(figures);
}

void WatchEditor::setWatch(const MonitorWatch &watch, const MonitorThresholds &thresholds)
{
    m_filings->setChecked(watch.filings);
    m_figures->setChecked(watch.figures);
    m_quarters->setChecked(watch.quarters);
    m_news->setChecked(watch.news);
    m_riskFactors->setChecked(watch.riskFactors);
    for (auto check = m_frameworks.cbegin(); check != m_frameworks.cend(); ++check)
        check.value()->setChecked(watch.frameworks.contains(check.key()));
    m_unlisted = watch.frameworks;
    m_unlisted.removeIf([this](const QString &id) { return m_frameworkIds.contains(id); });
    m_lines->setLines(watch.lines);
    m_figureIds = watch.figureIds;
    m_relative->setValue(thresholds.relative * Percent);
    m_absolute->setValue(thresholds.absolute / Million);
    m_points->setValue(thresholds.points * Percent);
    m_score->setValue(thresholds.score);
    refresh();
}

MonitorWatch WatchEditor::watch() const
{
    MonitorWatch watch;
    watch.filings = m_filings->isChecked();
    watch.figures = m_figures->isChecked();
    watch.quarters = watch.figures && m_quarters->isChecked();
    watch.news = m_news->isChecked();
    watch.riskFactors = m_riskFactors->isChecked();
    for (const auto &id : m_frameworkIds) {
        if (m_frameworks.value(id)->isChecked())
            watch.frameworks.append(id);
    }
    watch.frameworks += m_unlisted;
    watch.lines = m_lines->lines();
    watch.figureIds = m_figureIds;
    return watch;
}

MonitorThresholds WatchEditor::thresholds() const
{
    return {m_relative->value() / Percent, m_absolute->value() * Million, m_points->value() / Percent,
            m_score->value()};
}

void WatchEditor::refresh()
{
    m_quarters->setEnabled(m_figures->isChecked());
    const auto limits = thresholds();
    constexpr double Before = 1e9;
    constexpr double Margin = 0.2;
    const auto least = std::max(Before * limits.relative, limits.absolute);
    m_example->setText(
        tr("For example: after a revenue of %1 the next is told from %2 up or from %3 down; after a margin of %4 the "
           "next from %5 up or from %6 down. What is smaller, and what rounding explains, raises no alert.")
            .arg(shownValue(Before, QStringLiteral("USD")), shownValue(Before + least, QStringLiteral("USD")),
                 shownValue(Before - least, QStringLiteral("USD")), shownValue(Margin, units::Ratio),
                 shownValue(Margin + limits.points, units::Ratio), shownValue(Margin - limits.points, units::Ratio)));
    Q_EMIT changed();
}

} // namespace consultantos
