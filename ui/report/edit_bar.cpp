// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/edit_bar.h"

#include "widgets/decimal_spin.h"
#include "widgets/theme.h"
#include "widgets/typed_number.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace consultantos {

namespace {

constexpr int LinesShown = 4;
constexpr double WeightStep = 0.05;
constexpr double ScoreStep = 0.1;

} // namespace

EditBar::EditBar(QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel)
    , m_computed(new QLabel)
    , m_text(new QPlainTextEdit)
    , m_value(new DecimalSpin)
    , m_note(new QLineEdit)
    , m_take(new QPushButton(tr("Take the computed version")))
{
    setFrameShape(QFrame::StyledPanel);
    auto bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setWordWrap(true);
    m_computed->setWordWrap(true);
    m_computed->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_computed->setObjectName(QStringLiteral("editComputed"));
    m_text->setObjectName(QStringLiteral("editText"));
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Sentence"));
    m_text->setMaximumHeight(fontMetrics().lineSpacing() * LinesShown + 2 * GridUnit);
    m_text->installEventFilter(this);
    m_value->setObjectName(QStringLiteral("editValue"));
    m_value->setAccessibleName(tr("Value"));
    m_note->setObjectName(QStringLiteral("editNote"));
    m_note->setPlaceholderText(tr("Why (optional)"));
    m_note->setAccessibleName(tr("Note"));
    auto *save = new QPushButton(tr("Save"));
    save->setObjectName(QStringLiteral("editSave"));
    auto *leave = new QPushButton(tr("Cancel"));
    m_take->setObjectName(QStringLiteral("editTake"));
    connect(save, &QPushButton::clicked, this, &EditBar::save);
    connect(leave, &QPushButton::clicked, this, &EditBar::left);
    connect(m_note, &QLineEdit::returnPressed, this, &EditBar::save);
    connect(m_take, &QPushButton::clicked, this, [this] { Q_EMIT computedTaken(m_place); });

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_value);
    buttons->addWidget(m_note, 1);
    buttons->addWidget(m_take);
    buttons->addWidget(leave);
    buttons->addWidget(save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2 * GridUnit, GridUnit, 2 * GridUnit, GridUnit);
    column->addWidget(m_title);
    column->addWidget(m_computed);
    column->addWidget(m_text);
    column->addLayout(buttons);
}

void EditBar::begin(const EditPlace &place, const EditPlace &read, const ReportEdit *edit, double scaleMin,
                    double scaleMax)
{
    m_place = place;
    m_read = read.shown;
    const bool isText = place.kind == EditKind::Text;
    m_title->setText(place.kind == EditKind::Score    ? tr("Score of %1").arg(read.title)
                     : place.kind == EditKind::Weight ? tr("Weight of %1").arg(read.title)
                                                      : tr("Sentence of %1").arg(read.title));
    m_computed->setVisible(edit != nullptr);
    m_take->setVisible(edit != nullptr);
    if (edit != nullptr)
        m_computed->setText(tr("%1 set this. Computed: %2").arg(edit->author, numberForTyping(edit->computed)));
    m_text->setVisible(isText);
    m_value->setVisible(!isText);
    m_note->setText(edit != nullptr ? edit->note : QString());
    if (isText) {
        m_text->setPlainText(m_read);
        m_read = m_text->toPlainText(); // which writes some blanks otherwise
        m_text->setFocus();
        m_text->selectAll();
        return;
    }
    const bool isScore = place.kind == EditKind::Score;
    m_value->setDecimals(isScore ? 2 : 3);
    m_value->setRange(isScore ? scaleMin : 0, isScore ? scaleMax : 1);
    m_value->setSingleStep(isScore ? ScoreStep : WeightStep);
    m_value->setValue(place.shown.toDouble());
    m_value->setFocus();
    m_value->selectAll();
}

void EditBar::save()
{
    const auto text = m_text->toPlainText();
    Q_EMIT saved(m_place, text == m_read ? m_place.shown : text, m_value->value(), m_note->text());
}

bool EditBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_text && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isEnter && key->modifiers().testFlag(Qt::ControlModifier)) {
            save();
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void EditBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else
        QFrame::keyPressEvent(event);
}

} // namespace consultantos
