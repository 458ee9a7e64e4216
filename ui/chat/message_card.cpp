// SPDX-License-Identifier: GPL-3.0-or-later
#include "chat/message_card.h"

#include "chat/message_html.h"
#include "widgets/flow_layout.h"
#include "widgets/line_icon_button.h"
#include "widgets/shown_value.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

namespace {

/// What was said: Tab stops there, and at each of its links.
QLabel *textLabel()
{
    auto *label = new QLabel;
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    label->setOpenExternalLinks(false);
    label->setProperty("reading", true);
    return label;
}

/// What is told about it. It has nothing to be done by keyboard, so Tab passes it by.
QLabel *noteLabel(const char *role)
{
    auto *label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setProperty("role", QLatin1String(role));
    return label;
}

} // namespace

MessageCard::MessageCard(const ChatMessage &message, QWidget *parent)
    : QFrame(parent)
    , m_message(message)
{
    const bool isQuestion = message.role == ChatRole::User;
    setObjectName(isQuestion ? QStringLiteral("questionCard") : QStringLiteral("answerCard"));
    setProperty("role", isQuestion ? QStringLiteral("question") : QStringLiteral("card"));
    setAccessibleName(isQuestion ? tr("Question") : tr("Answer"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2 * GridUnit, GridUnit + 4, 2 * GridUnit, GridUnit + 4);
    column->setSpacing(GridUnit);
    if (isQuestion)
        addQuestion(column);
    else
        addAnswer(column);
}

void MessageCard::addQuestion(QVBoxLayout *column)
{
    m_text = textLabel();
    m_text->setTextFormat(Qt::PlainText);
    m_text->setText(m_message.text);
    m_text->setAccessibleName(m_message.text);
    column->addWidget(m_text);
}

void MessageCard::addAnswer(QVBoxLayout *column)
{
    if (!m_message.understoodAs.isEmpty()) {
        auto *understood = noteLabel("muted");
        understood->setText(tr("Understood as: %1").arg(m_message.understoodAs));
        column->addWidget(understood);
    }
    const auto &answer = m_message.answer;
    if (answer && answer->kind == AnswerKind::Figure) {
        auto *figure = noteLabel("heading");
        figure->setObjectName(QStringLiteral("messageFigure"));
        figure->setText(answer->period.isEmpty()
                            ? shownFigures(answer->answer)
                            : QStringLiteral("%1 · %2").arg(shownFigures(answer->answer), shownPeriod(answer->period)));
        column->addWidget(figure);
    }
    if (answer && answer->kind == AnswerKind::Figure && !m_message.provider.isEmpty()) {
        auto *explanation = noteLabel("muted");
        explanation->setObjectName(QStringLiteral("messageExplanation"));
        explanation->setText(answer->explanation);
        column->addWidget(explanation);
    }
    m_text = textLabel();
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setTextFormat(Qt::RichText);
    m_text->setAccessibleName(m_message.text);
    connect(m_text, &QLabel::linkActivated, this, &MessageCard::activateLink);
    column->addWidget(m_text);
    addChips(column);
    m_details = textLabel();
    m_details->setObjectName(QStringLiteral("sourceDetails"));
    m_details->setTextFormat(Qt::RichText);
    m_details->setProperty("role", QStringLiteral("notice"));
    connect(m_details, &QLabel::linkActivated, this, &MessageCard::activateLink);
    m_details->hide();
    column->addWidget(m_details);
    addReuse(column);
    addFoot(column);
    refreshText();
}

void MessageCard::addChips(QVBoxLayout *column)
{
    if (m_message.sources.isEmpty())
        return;
    auto *box = new QWidget;
    auto *flow = new FlowLayout(GridUnit / 2 + 2, box);
    const int widest = fontMetrics().averageCharWidth() * 44;
    for (const auto &source : std::as_const(m_message.sources)) {
        auto *chip = new QToolButton;
        chip->setObjectName(QStringLiteral("sourceChip"));
        chip->setProperty("chip", true);
        chip->setText(fontMetrics().elidedText(chipText(source), Qt::ElideMiddle, widest));
        chip->setAccessibleName(tr("Source %1").arg(chipText(source)));
        chip->setToolTip(source.text.left(300));
        chip->setFocusPolicy(Qt::StrongFocus);
        connect(chip, &QToolButton::clicked, this, [this, number = source.number] { activateSource(number); });
        flow->addWidget(chip);
    }
    column->addWidget(box);
}

void MessageCard::addReuse(QVBoxLayout *column)
{
    const auto &reuse = m_message.reuse;
    if (reuse.entries.isEmpty() || m_message.id.isEmpty())
        return;
    auto *row = new QHBoxLayout;
    row->setSpacing(GridUnit);
    auto *said = noteLabel("muted");
    said->setObjectName(QStringLiteral("messageReuse"));
    said->setText(reuseText(reuse));
    row->addWidget(said, 1);
    if (!reuse.isReused) {
        said->hide();
        row->addStretch(1);
    }
    auto *wrong = new QPushButton(tr("Wrong: ask anew"));
    wrong->setObjectName(QStringLiteral("messageWrong"));
    wrong->setToolTip(tr("The model's kept reply is never used again; the new answer takes this one's place."));
    connect(wrong, &QPushButton::clicked, this, [this] { Q_EMIT wrongReported(m_message.id); });
    row->addWidget(wrong, 0, Qt::AlignTop);
    column->addLayout(row);
}

void MessageCard::addFoot(QVBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(GridUnit);
    QStringList words;
    if (m_message.when.isValid())
        words.append(QLocale().toString(m_message.when.toLocalTime(), QLocale::ShortFormat));
    words.append(m_message.provider.isEmpty() ? tr("built-in engine") : m_message.model);
    if (!m_message.note.isEmpty())
        words.append(m_message.note);
    if (m_message.isDamaged)
        words.append(tr("The stored answer is damaged; its text alone could be read."));
    auto *foot = noteLabel("muted");
    foot->setObjectName(QStringLiteral("messageFoot"));
    foot->setText(words.join(QStringLiteral(" · ")));
    row->addWidget(foot, 1);
    auto *copyButton = new LineIconButton(QStringLiteral("copy"), tr("Copy with sources"), this);
    copyButton->setObjectName(QStringLiteral("messageCopy"));
    connect(copyButton, &QToolButton::clicked, this, &MessageCard::copy);
    row->addWidget(copyButton, 0, Qt::AlignTop);
    column->addLayout(row);
}

void MessageCard::refreshText()
{
    if (m_message.role == ChatRole::User)
        return;
    // What the engine found stands in large letters above; written out again it would only repeat that.
    const bool isFigure = m_message.answer && m_message.answer->kind == AnswerKind::Figure;
    m_text->setText(isFigure && m_message.provider.isEmpty() ? figureToHtml(m_message, palette())
                                                             : messageToHtml(m_message, palette()));
    if (m_unfolded > 0)
        m_details->setText(sourceToHtml(m_message, m_message.sources[m_unfolded - 1], palette()));
}

void MessageCard::activateSource(int number)
{
    const auto found = std::find_if(m_message.sources.begin(), m_message.sources.end(),
                                    [number](const ChatSource &source) { return source.number == number; });
    if (found == m_message.sources.end())
        return;
    if (found->kind == QLatin1String("claim")) {
        Q_EMIT claimActivated(found->reportId, found->ref);
        return;
    }
    if (const auto place = placeOf(m_message.evidence, found->ref); !place.isEmpty()) {
        Q_EMIT placeActivated(place);
        return;
    }
    const auto index = static_cast<int>(found - m_message.sources.begin()) + 1;
    m_unfolded = m_unfolded == index ? 0 : index;
    m_details->setVisible(m_unfolded > 0);
    refreshText();
}

void MessageCard::activateLink(const QString &link)
{
    const auto scheme = link.section(QLatin1Char(':'), 0, 0);
    const auto id = QUrl::fromPercentEncoding(link.mid(scheme.size() + 1).toLatin1());
    if (scheme == QLatin1String("source"))
        activateSource(id.toInt());
    else if (const auto place = placeOf(m_message.evidence, id); !place.isEmpty())
        Q_EMIT placeActivated(place);
}

void MessageCard::copy() const
{
    QGuiApplication::clipboard()->setText(messageToText(m_message));
}

void MessageCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_text != nullptr)
        refreshText();
    QFrame::changeEvent(event);
}

} // namespace consultantos
