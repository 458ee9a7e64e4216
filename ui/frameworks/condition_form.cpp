// SPDX-License-Identifier: GPL-3.0-or-later
#include "frameworks/condition_form.h"

#include "widgets/flow_layout.h"
#include "widgets/theme.h"
#include "widgets/typed_number.h"

#include <QComboBox>
#include <QCompleter>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStyle>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

namespace {

/// What was typed as a formula writes it: a decimal sign of the user's language becomes a point.
QString valueOf(const QString &typed)
{
    const auto trimmed = typed.trimmed();
    if (isConditionValue(trimmed))
        return trimmed;
    const auto value = typedNumber(trimmed);
    if (!value)
        return trimmed;
    auto text = QString::number(*value, 'f', 10);
    while (text.endsWith(QLatin1Char('0')))
        text.chop(1);
    if (text.endsWith(QLatin1Char('.')))
        text.chop(1);
    return text;
}

/// A number in the user's language, a name as it is.
QString forTyping(const QString &value)
{
    return isConditionValue(value) ? numberForTyping(value) : value;
}

bool isFigureName(const QString &text)
{
    return isConditionValue(text) && (text.at(0).isLetter() || text.at(0) == QLatin1Char('$'));
}

void mark(QWidget *widget, bool isFaulty)
{
    widget->setProperty("role", isFaulty ? QVariant(QStringLiteral("error")) : QVariant());
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

ConditionForm::ConditionForm(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    build();
}

void ConditionForm::setReadOnly(bool isReadOnly)
{
    if (isReadOnly == m_isReadOnly)
        return;
    m_isReadOnly = isReadOnly;
    build();
}

void ConditionForm::showTexts(const QList<ConditionalText> &texts)
{
    if (m_hasTexts && texts == m_texts)
        return;
    m_hasTexts = true;
    m_texts = texts;
    build();
}

void ConditionForm::showCondition(const JoinedCondition &condition)
{
    const QList<ConditionalText> one{{condition, {}}};
    if (!m_hasTexts && one == m_texts)
        return;
    m_hasTexts = false;
    m_texts = one;
    build();
}

bool ConditionForm::isComplete() const
{
    return std::all_of(m_texts.cbegin(), m_texts.cend(), [](const ConditionalText &one) {
        const auto &terms = one.condition.terms;
        return std::all_of(terms.cbegin(), terms.cend(), [](const ConditionTerm &term) {
            return isFigureName(term.figure) && isConditionValue(term.value);
        });
    });
}

void ConditionForm::note()
{
    Q_EMIT changed();
}

void ConditionForm::restructure()
{
    // The button that asked for it goes with the old fields.
    QTimer::singleShot(0, this, &ConditionForm::build);
    note();
}

void ConditionForm::build()
{
    delete m_content;
    m_content = new QWidget;
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit);
    for (int at = 0; at < static_cast<int>(m_texts.size()); ++at)
        column->addWidget(makeCase(at));
    if (m_hasTexts && !m_isReadOnly) {
        auto *more = new QPushButton(tr("Add a case"));
        more->setObjectName(QStringLiteral("conditionMoreCases"));
        connect(more, &QPushButton::clicked, this, [this] {
            // In front of the sentence that stands where nothing else holds.
            const bool hasLast = !m_texts.isEmpty() && m_texts.last().condition.terms.isEmpty();
            const ConditionalText one{{true, {ConditionTerm()}}, hasLast ? m_texts.last().text : QString()};
            m_texts.insert(m_texts.size() - (hasLast ? 1 : 0), one);
            restructure();
        });
        column->addWidget(more, 0, Qt::AlignLeft);
    }
    column->addStretch(1);
    m_column->addWidget(m_content);
    // A layout shows what comes later only with the next event, and there would be nothing until then.
    m_content->show();
}

QWidget *ConditionForm::makeCase(int at)
{
    const auto &shown = m_texts.at(at);
    const auto terms = static_cast<int>(shown.condition.terms.size());
    auto *box = new QWidget;
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit / 2);
    auto *head = new QWidget;
    auto *row = new FlowLayout(GridUnit, head);
    const auto title = terms > 0     ? (at == 0 || !m_hasTexts ? tr("If") : tr("Else, if"))
                       : !m_hasTexts ? tr("Always")
                       : at > 0      ? tr("Otherwise")
                                     : tr("Always");
    row->addWidget(new QLabel(title));
    if (terms > 1) {
        auto *join = new QComboBox;
        join->setObjectName(QStringLiteral("conditionJoin"));
        join->setAccessibleName(tr("How the conditions are joined"));
        join->addItems({tr("all of these hold"), tr("any of these holds")});
        join->setCurrentIndex(shown.condition.isAll ? 0 : 1);
        join->setEnabled(!m_isReadOnly);
        connect(join, &QComboBox::activated, this, [this, at](int index) {
            m_texts[at].condition.isAll = index == 0;
            note();
        });
        row->addWidget(join);
    }
    if (!m_isReadOnly) {
        auto *more = new QPushButton(tr("Add a condition"));
        more->setObjectName(QStringLiteral("conditionMore"));
        connect(more, &QPushButton::clicked, this, [this, at] {
            m_texts[at].condition.terms.append(ConditionTerm());
            restructure();
        });
        row->addWidget(more);
        if (m_hasTexts && m_texts.size() > 1) {
            auto *remove = new QPushButton(tr("Remove the case"));
            remove->setObjectName(QStringLiteral("conditionRemoveCase"));
            connect(remove, &QPushButton::clicked, this, [this, at] {
                m_texts.removeAt(at);
                restructure();
            });
            row->addWidget(remove);
        }
        if (at > 0) {
            auto *earlier = new QPushButton(tr("Earlier"));
            earlier->setToolTip(tr("The first case that holds is taken"));
            connect(earlier, &QPushButton::clicked, this, [this, at] {
                m_texts.swapItemsAt(at, at - 1);
                restructure();
            });
            row->addWidget(earlier);
        }
    }
    column->addWidget(head);
    for (int term = 0; term < terms; ++term)
        column->addWidget(makeTerm(at, term));
    if (m_hasTexts) {
        auto *text = new QLineEdit(shown.text);
        text->setObjectName(QStringLiteral("conditionText"));
        text->setAccessibleName(tr("The sentence"));
        text->setReadOnly(m_isReadOnly);
        text->setCursorPosition(0);
        connect(text, &QLineEdit::textEdited, this, [this, at](const QString &typed) {
            m_texts[at].text = typed;
            note();
        });
        column->addWidget(text);
    }
    return box;
}

QWidget *ConditionForm::makeTerm(int at, int term)
{
    const auto &shown = m_texts.at(at).condition.terms.at(term);
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(2 * GridUnit, 0, 0, 0);
    row->setSpacing(GridUnit);
    const auto makeNames = [this](const QString &text, const QString &name, const char *object) {
        auto *box = new QComboBox;
        box->setObjectName(QLatin1String(object));
        box->setAccessibleName(name);
        box->setEditable(true);
        box->setInsertPolicy(QComboBox::NoInsert);
        box->addItems(m_figures);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(16);
        box->completer()->setFilterMode(Qt::MatchContains);
        box->completer()->setCompletionMode(QCompleter::PopupCompletion);
        box->setEditText(text);
        box->lineEdit()->setCursorPosition(0);
        box->setEnabled(!m_isReadOnly);
        return box;
    };
    auto *figure = makeNames(shown.figure, tr("Figure"), "conditionFigure");
    figure->lineEdit()->setPlaceholderText(tr("Figure"));
    auto *value = makeNames(forTyping(shown.value), tr("Number or figure"), "conditionValue");
    value->lineEdit()->setPlaceholderText(tr("Number or figure"));
    auto *comparison = new QComboBox;
    comparison->setObjectName(QStringLiteral("conditionComparison"));
    comparison->setAccessibleName(tr("Comparison"));
    comparison->addItems({tr("is above"), tr("is at least"), tr("is below"), tr("is at most")});
    comparison->setCurrentIndex(static_cast<int>(conditionComparisons().indexOf(shown.comparison)));
    comparison->setEnabled(!m_isReadOnly);
    connect(figure, &QComboBox::editTextChanged, this, [this, at, term, figure](const QString &typed) {
        m_texts[at].condition.terms[term].figure = typed.trimmed();
        mark(figure, !isFigureName(typed.trimmed()));
        note();
    });
    connect(value, &QComboBox::editTextChanged, this, [this, at, term, value](const QString &typed) {
        m_texts[at].condition.terms[term].value = valueOf(typed);
        mark(value, !isConditionValue(valueOf(typed)));
        note();
    });
    connect(comparison, &QComboBox::activated, this, [this, at, term](int index) {
        m_texts[at].condition.terms[term].comparison = conditionComparisons().value(index);
        note();
    });
    row->addWidget(figure, 3);
    row->addWidget(comparison, 1);
    row->addWidget(value, 2);
    if (!m_isReadOnly) {
        auto *remove = new QPushButton(tr("Remove"));
        remove->setObjectName(QStringLiteral("conditionRemove"));
        remove->setAccessibleName(tr("Remove the condition"));
        connect(remove, &QPushButton::clicked, this, [this, at, term] {
            m_texts[at].condition.terms.removeAt(term);
            restructure();
        });
        row->addWidget(remove);
    }
    return line;
}

} // namespace consultantos
