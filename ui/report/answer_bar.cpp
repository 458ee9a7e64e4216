// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/answer_bar.h"

#include "agents/editing/report_editor.h"
#include "model/units.h"
#include "report/report_words.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"
#include "widgets/typed_number.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace consultantos {

namespace {

QString droppedFile(const QMimeData *data)
{
    const auto urls = data->urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

} // namespace

AnswerBar::AnswerBar(QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel)
    , m_value(new QLineEdit)
    , m_unit(new QComboBox)
    , m_line(new QComboBox)
    , m_period(new QComboBox)
    , m_source(new QLineEdit)
    , m_problem(new QLabel)
{
    setFrameShape(QFrame::StyledPanel);
    setAcceptDrops(true);
    auto bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setWordWrap(true);
    m_value->setObjectName(QStringLiteral("answerValue"));
    m_value->setPlaceholderText(tr("Value"));
    m_value->setAccessibleName(tr("Value"));
    m_unit->setObjectName(QStringLiteral("answerUnit"));
    m_unit->setAccessibleName(tr("Unit"));
    m_unit->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_line->setObjectName(QStringLiteral("answerLine"));
    m_line->setAccessibleName(tr("Line"));
    m_period->setObjectName(QStringLiteral("answerPeriod"));
    m_period->setAccessibleName(tr("Year"));
    m_source->setObjectName(QStringLiteral("answerSource"));
    m_source->setPlaceholderText(tr("Where it is from, or drop a file here"));
    m_source->setAccessibleName(tr("Source"));
    m_problem->setObjectName(QStringLiteral("answerProblem"));
    m_problem->setWordWrap(true);
    auto *save = new QPushButton(tr("Answer"));
    save->setObjectName(QStringLiteral("answerSave"));
    auto *leave = new QPushButton(tr("Cancel"));
    connect(save, &QPushButton::clicked, this, &AnswerBar::answer);
    connect(m_source, &QLineEdit::returnPressed, this, &AnswerBar::answer);
    connect(leave, &QPushButton::clicked, this, &AnswerBar::left);
    auto *fields = new QHBoxLayout;
    for (auto *field : std::initializer_list<QWidget *>{m_line, m_value, m_unit, m_period})
        fields->addWidget(field);
    fields->addWidget(m_source, 1);
    fields->addWidget(leave);
    fields->addWidget(save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2 * GridUnit, GridUnit, 2 * GridUnit, GridUnit);
    column->addWidget(m_title);
    column->addLayout(fields);
    column->addWidget(m_problem);
}

void AnswerBar::begin(const Report &report, const DataRequest &request)
{
    m_request = request.id;
    m_title->setText(request.subject);
    m_problem->hide();
    m_value->clear();
    m_source->clear();
    m_line->clear();
    m_unit->clear();
    m_period->clear();
    for (const auto &need : request.needs)
        m_line->addItem(fieldValue(need), need);
    m_line->setVisible(request.needs.size() > 1);
    // What a driver is measured in is its framework's business: a judgement on the scale always serves.
    const auto scale = tr("on the scale from one to five");
    if (request.id.startsWith(QLatin1String("data.ratio."))) {
        m_unit->addItem(report.financials.currency, QString());
        m_unit->addItem(scale, units::Score);
    } else {
        m_unit->addItem(scale, units::Score);
        m_unit->addItem(tr("as a share"), units::Ratio);
        m_unit->addItem(tr("as an index"), units::Index);
        m_unit->addItem(report.financials.currency, QString());
    }
    for (const auto &period : report.financials.annualPeriods())
        m_period->addItem(shownPeriod(period), period.label());
    m_value->setFocus();
}

void AnswerBar::answer()
{
    DataAnswer answer;
    answer.request = m_request;
    const auto typed = m_value->text().trimmed();
    if (!typed.isEmpty()) {
        const auto value = typedNumber(typed);
        if (!value) {
            m_problem->setText(tr("\"%1\" is no number.").arg(typed));
            m_problem->show();
            return;
        }
        answer.value = *value;
    }
    answer.unit = m_unit->currentData().toString();
    answer.concept_ = m_line->isHidden() ? QString() : m_line->currentData().toString();
    answer.period = m_period->currentData().toString();
    answer.source = m_source->text().trimmed();
    if (QFileInfo(answer.source).isFile()) {
        answer.file = answer.source;
        answer.source.clear();
    }
    if (answer.source.isEmpty() && answer.file.isEmpty()) {
        m_problem->setText(tr("Say where it is from."));
        m_problem->show();
        m_source->setFocus();
        return;
    }
    Q_EMIT answered(answer);
}

void AnswerBar::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void AnswerBar::dropEvent(QDropEvent *event)
{
    m_source->setText(droppedFile(event->mimeData()));
    event->acceptProposedAction();
}

void AnswerBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else
        QFrame::keyPressEvent(event);
}

} // namespace consultantos
