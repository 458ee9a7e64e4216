// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/prompt_dialog.h"

#include "egress/egress_words.h"
#include "llm/estimate_sum.h"
#include "model/model_words.h"
#include "widgets/theme.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace consultantos {

namespace {

/// "3 prompts, 12.4 kB, about 4,100 tokens, at most 0.03 USD".
QString sumText(const QList<OutgoingPrompt> &prompts)
{
    qint64 bytes = 0;
    for (const auto &prompt : prompts)
        bytes += prompt.bytes();
    const auto sum = sumOf(prompts).estimate();
    return PromptDialog::tr("%1, %2, about %3 tokens, %4.")
        .arg(PromptDialog::tr("%n prompt(s)", nullptr, int(prompts.size())), bytesText(bytes),
             QLocale().toString(sum.inputTokens), costText(sum));
}

QLabel *makeLabel(const QString &text, const char *role)
{
    auto *label = new QLabel(text);
    label->setWordWrap(true);
    label->setProperty("role", QLatin1String(role));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

PromptDialog::PromptDialog(const QList<ModelDestination> &destinations, const QList<OutgoingPrompt> &prompts,
                           Purpose purpose, QWidget *parent)
    : QDialog(parent)
    , m_prompts(prompts)
    , m_heldBack(makeLabel({}, ""))
    , m_list(new QListWidget)
    , m_about(makeLabel({}, "muted"))
    , m_text(new QPlainTextEdit)
{
    setObjectName(QStringLiteral("promptDialog"));
    setWindowTitle(tr("What would be sent"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * GridUnit, 2 * GridUnit, 3 * GridUnit, 2 * GridUnit);
    layout->setSpacing(2 * GridUnit);
    layout->addWidget(makeHead(destinations, purpose));
    layout->addWidget(makePrompts(), 1);
    layout->addWidget(makeButtons(purpose));
    const int character = fontMetrics().averageCharWidth();
    resize(character * 120, fontMetrics().lineSpacing() * 34);
    if (!m_prompts.isEmpty())
        m_list->setCurrentRow(0);
    // Whoever presses Enter without reading sends nothing. A button box that is shown makes its first one the default.
    if (auto *cancel = findChild<QPushButton *>(QStringLiteral("promptCancel"))) {
        cancel->setDefault(true);
        cancel->setFocus();
    }
}

void PromptDialog::setHeldBack(const QString &text)
{
    m_heldBack->setText(text.isEmpty()
                            ? tr("Nothing is held back: names and documents can be, in the settings and in the "
                                 "list of documents.")
                            : text);
}

QWidget *PromptDialog::makeHead(const QList<ModelDestination> &destinations, Purpose purpose)
{
    auto *head = new QWidget;
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit / 2);
    auto *to = makeLabel(tr("To %1").arg(destinationText(destinations.value(0))), "heading");
    to->setObjectName(QStringLiteral("promptDestination"));
    column->addWidget(to);
    QStringList others;
    for (const auto &destination : destinations.mid(1))
        others.append(destinationText(destination));
    if (!others.isEmpty()) {
        auto *also = makeLabel(tr("Where that can't be had: %1").arg(others.join(QStringLiteral(", "))), "");
        also->setObjectName(QStringLiteral("promptFallbacks"));
        column->addWidget(also);
    }
    if (m_prompts.isEmpty()) {
        column->addWidget(makeLabel(tr("Nothing: this analysis doesn't ask the language model anything."), "muted"));
        return head;
    }
    auto *sum = makeLabel(sumText(m_prompts), "");
    sum->setObjectName(QStringLiteral("promptSum"));
    column->addWidget(sum);
    m_heldBack->setObjectName(QStringLiteral("promptHeldBack"));
    column->addWidget(m_heldBack);
    if (purpose != Purpose::Look) {
        auto text =
            tr("Nothing has been sent there for this engagement yet. \"Allow always\" holds for this engagement from "
               "here on; you are not asked again.");
        if (purpose == Purpose::Start)
            text += QLatin1Char(' ') + tr("\"Allow once\" holds for these prompts and what follows from them.");
        column->addWidget(makeLabel(text, "notice"));
    }
    column->addWidget(makeLabel(
        tr("Corrections that follow from replies, what sources of the network find and files that aren't imported yet "
           "can't be shown before. They go through the same rules: hidden names, fields and documents never sent."),
        "muted"));
    return head;
}

QWidget *PromptDialog::makePrompts()
{
    m_list->setObjectName(QStringLiteral("promptList"));
    m_list->setAccessibleName(tr("Prompts"));
    for (const auto &prompt : std::as_const(m_prompts))
        m_list->addItem(agentTitle(prompt.agent));
    m_list->setMinimumWidth(fontMetrics().averageCharWidth() * 18);
    m_text->setObjectName(QStringLiteral("promptText"));
    m_text->setAccessibleName(tr("Text of the prompt"));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *right = new QWidget;
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit / 2);
    column->addWidget(m_about);
    column->addWidget(m_text, 1);
    auto *splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(2 * GridUnit);
    splitter->addWidget(m_list);
    splitter->addWidget(right);
    splitter->setStretchFactor(1, 4);
    connect(m_list, &QListWidget::currentRowChanged, this, &PromptDialog::showPrompt);
    splitter->setVisible(!m_prompts.isEmpty());
    return splitter;
}

QWidget *PromptDialog::makeButtons(Purpose purpose)
{
    auto *buttons = new QDialogButtonBox;
    if (purpose == Purpose::Look || m_prompts.isEmpty()) {
        buttons->addButton(QDialogButtonBox::Close)->setObjectName(QStringLiteral("promptClose"));
        connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
        return buttons;
    }
    const bool isStart = purpose == Purpose::Start;
    auto *send = buttons->addButton(tr("Allow &always"), QDialogButtonBox::AcceptRole);
    send->setObjectName(QStringLiteral("promptSend"));
    send->setAutoDefault(false);
    connect(send, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT agreed();
    });
    if (isStart) {
        auto *once = buttons->addButton(tr("Allow &once"), QDialogButtonBox::AcceptRole);
        once->setObjectName(QStringLiteral("promptOnce"));
        once->setAutoDefault(false);
        connect(once, &QPushButton::clicked, this, [this] {
            accept();
            Q_EMIT agreedOnce();
        });
        auto *without = buttons->addButton(tr("Go on &without the model"), QDialogButtonBox::ActionRole);
        without->setObjectName(QStringLiteral("promptWithout"));
        connect(without, &QPushButton::clicked, this, [this] {
            reject();
            Q_EMIT declined();
        });
    }
    auto *cancel = buttons->addButton(QDialogButtonBox::Cancel);
    cancel->setObjectName(QStringLiteral("promptCancel"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

void PromptDialog::showPrompt(int row)
{
    if (row < 0 || row >= m_prompts.size())
        return;
    const auto &prompt = m_prompts[row];
    m_about->setText(tr("%1, about %2 tokens, %3")
                         .arg(bytesText(prompt.bytes()), QLocale().toString(prompt.estimate.inputTokens),
                              costText(prompt.estimate)));
    m_text->setPlainText(prompt.text());
}

} // namespace consultantos
