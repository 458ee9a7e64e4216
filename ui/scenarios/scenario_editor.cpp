// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/scenario_editor.h"

#include "scenarios/correlation_panel.h"
#include "scenarios/scenario_desk.h"
#include "scenarios/scenario_files.h"
#include "widgets/flow_layout.h"
#include "widgets/theme.h"

#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTabWidget>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

namespace {

/// "driver_1" and so on, the first that nothing is called by.
QString freeName(const ScenarioModel &model, const QString &stem)
{
    for (int number = 1;; ++number) {
        const auto name = QStringLiteral("%1_%2").arg(stem).arg(number);
        if (model.findDriver(name) == nullptr && model.findFormula(name) == nullptr)
            return name;
    }
}

} // namespace

ScenarioEditor::ScenarioEditor(ScenarioDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_tabs(new QTabWidget)
    , m_text(new QPlainTextEdit)
    , m_correlations(new CorrelationPanel(desk))
    , m_fault(new QLabel)
    , m_apply(new QPushButton(tr("&Take the changes")))
    , m_revert(new QPushButton(tr("Dis&card them")))
{
    m_text->setObjectName(QStringLiteral("scenarioText"));
    m_text->setAccessibleName(tr("The scenario as text"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setTabChangesFocus(true);
    m_fault->setObjectName(QStringLiteral("scenarioFault"));
    m_fault->setProperty("role", QStringLiteral("error"));
    m_fault->setWordWrap(true);
    m_fault->hide();
    m_apply->setObjectName(QStringLiteral("scenarioApply"));
    m_revert->setObjectName(QStringLiteral("scenarioRevert"));
    auto *controls = new QWidget;
    auto *row = new FlowLayout(GridUnit, controls);
    const auto button = [&](const QString &title, const char *name, const QString &tip, auto slot) {
        auto *made = new QPushButton(title);
        made->setObjectName(QLatin1String(name));
        made->setToolTip(tip);
        connect(made, &QPushButton::clicked, this, slot);
        row->addWidget(made);
    };
    row->addWidget(m_apply);
    row->addWidget(m_revert);
    button(tr("Add a dri&ver"), "scenarioAddDriver",
           tr("Between a least and a most value, to be changed in the table below"), &ScenarioEditor::addDriver);
    button(tr("Add a for&mula"), "scenarioAddFormula", tr("A further result, to be changed in the text"),
           &ScenarioEditor::addFormula);
    button(tr("Add a &correlation"), "scenarioAddCorrelation", tr("Of the first two uncertain drivers that have none"),
           &ScenarioEditor::addCorrelation);
    button(tr("Remo&ve what is marked"), "scenarioRemove",
           tr("The driver or formula in whose name the cursor stands; not while a formula uses it"),
           &ScenarioEditor::removeNamed);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, GridUnit, 0, 0);
    column->setSpacing(GridUnit / 2);
    column->addWidget(controls);
    column->addWidget(m_fault);
    m_tabs->setObjectName(QStringLiteral("scenarioEditorTabs"));
    m_tabs->setAccessibleName(tr("What the scenario is made of"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_text, tr("Text"));
    m_tabs->addTab(m_correlations, tr("Correlations"));
    column->addWidget(m_tabs, 1);
    connect(m_correlations, &CorrelationPanel::failed, this, &ScenarioEditor::failed);
    connect(m_apply, &QPushButton::clicked, this, &ScenarioEditor::apply);
    connect(m_revert, &QPushButton::clicked, this, &ScenarioEditor::showModel);
    connect(m_text->document(), &QTextDocument::modificationChanged, this, [this](bool isChanged) {
        m_apply->setEnabled(isChanged);
        m_revert->setEnabled(isChanged);
        // A change in the table would put the text back.
        m_correlations->setEnabled(!isChanged);
        m_correlations->setToolTip(isChanged ? tr("Take or discard the changes of the text first.") : QString());
    });
    connect(&desk, &ScenarioDesk::modelChanged, this, &ScenarioEditor::showModel);
    showModel();
}

void ScenarioEditor::showModel()
{
    const auto text = m_desk.isEmpty() ? QString() : QString::fromUtf8(m_desk.bytes());
    m_fault->hide();
    if (text != m_text->toPlainText())
        m_text->setPlainText(text);
    m_text->document()->setModified(false);
    m_apply->setEnabled(false);
    m_revert->setEnabled(false);
}

void ScenarioEditor::tell(const Error &error)
{
    m_fault->setText(error.toText());
    m_fault->show();
    // "text, line 7: …", in any language: the first number is the line's.
    static const QRegularExpression Number(QStringLiteral("\\d+"));
    const auto line = Number.match(error.message);
    const auto block = m_text->document()->findBlockByNumber(line.captured().toInt() - 1);
    if (!line.hasMatch() || !block.isValid())
        return;
    QTextCursor cursor(block);
    cursor.select(QTextCursor::LineUnderCursor);
    m_tabs->setCurrentWidget(m_text);
    m_text->setTextCursor(cursor);
    m_text->setFocus();
}

bool ScenarioEditor::apply()
{
    const auto file = scenarioOfBytes(m_text->toPlainText().toUtf8(), tr("The text"));
    if (!file) {
        tell(file.error());
        return false;
    }
    if (const auto taken = m_desk.edit(file->model, file->decision, tr("Change the text")); !taken) {
        tell(taken.error());
        return false;
    }
    showModel();
    return true;
}

void ScenarioEditor::addDriver()
{
    auto model = m_desk.model();
    ScenarioDriver driver;
    driver.name = freeName(model, QStringLiteral("driver"));
    driver.title = tr("New driver");
    driver.distribution = DistributionSpec::triangular(0.5, 1, 1.5);
    model.drivers.append(driver);
    // A first driver is a result, too: there is nothing else yet.
    if (model.outputs.isEmpty())
        model.outputs.append(driver.name);
    if (const auto done = m_desk.edit(model, tr("Add a driver")); !done)
        Q_EMIT failed(done.error());
}

void ScenarioEditor::addFormula()
{
    auto model = m_desk.model();
    if (model.drivers.isEmpty()) {
        Q_EMIT failed({ErrorCode::InvalidArgument, tr("Add a driver first: a formula needs one."), {}});
        return;
    }
    ScenarioFormula formula;
    formula.name = freeName(model, QStringLiteral("formula"));
    formula.title = tr("New formula");
    formula.formula = model.drivers.first().name;
    formula.unit = model.drivers.first().unit;
    model.formulas.append(formula);
    model.outputs.append(formula.name);
    if (const auto done = m_desk.edit(model, tr("Add a formula")); !done)
        Q_EMIT failed(done.error());
}

void ScenarioEditor::addCorrelation()
{
    constexpr double Usual = 0.3;
    auto model = m_desk.model();
    QStringList free;
    for (const auto &driver : std::as_const(model.drivers)) {
        const bool isTaken =
            std::any_of(model.correlations.begin(), model.correlations.end(), [&](const ScenarioCorrelation &one) {
                return one.left == driver.name || one.right == driver.name;
            });
        if (!isTaken && driver.distribution.kind != DistributionKind::Constant)
            free.append(driver.name);
    }
    if (free.size() < 2) {
        m_tabs->setCurrentWidget(m_correlations);
        Q_EMIT failed(
            {ErrorCode::InvalidArgument,
             tr("There are no two uncertain drivers without a correlation; write further ones into the table."),
             {}});
        return;
    }
    model.correlations.append({free[0], free[1], Usual, true, 0});
    m_tabs->setCurrentWidget(m_correlations);
    if (const auto done = m_desk.edit(model, tr("Add a correlation")); !done)
        Q_EMIT failed(done.error());
}

void ScenarioEditor::removeNamed()
{
    auto cursor = m_text->textCursor();
    if (!cursor.hasSelection())
        cursor.select(QTextCursor::WordUnderCursor);
    const auto name = cursor.selectedText().remove(QLatin1Char('"')).trimmed();
    auto model = m_desk.model();
    if (model.findDriver(name) == nullptr && model.findFormula(name) == nullptr) {
        Q_EMIT failed({ErrorCode::InvalidArgument,
                       tr("\"%1\" is no driver's or formula's name: put the cursor into one.").arg(name),
                       {}});
        return;
    }
    model.drivers.removeIf([&](const ScenarioDriver &one) { return one.name == name; });
    model.formulas.removeIf([&](const ScenarioFormula &one) { return one.name == name; });
    model.outputs.removeAll(name);
    model.lines.removeIf([&](const ScenarioLine &one) { return one.output == name; });
    model.correlations.removeIf([&](const ScenarioCorrelation &one) { return one.left == name || one.right == name; });
    if (std::any_of(model.axes.begin(), model.axes.end(),
                    [&](const ScenarioAxis &one) { return one.quantity == name; })) {
        model.axes.clear();
        model.worldNames.clear();
    }
    if (const auto done = m_desk.edit(model, tr("Remove \"%1\"").arg(name)); !done)
        tell(done.error());
}

} // namespace consultantos
