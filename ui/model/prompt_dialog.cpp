// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/prompt_dialog.h"

#include "egress/egress_words.h"
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

#include <algorithm>

namespace consultantos {

namespace {

/// "3 prompts, 12.4 kB, about 4,100 tokens, at most 0.03 USD".
QString sumOf(const QList<OutgoingPrompt> &prompts)
{
    qint64 bytes = 0;
    LlmEstimate sum;
    sum.worstCase = 0;
    sum.isKept = std::all_of(prompts.begin(), prompts.end(),
                             [](const OutgoingPrompt &prompt) { return prompt.estimate.isKept; });
    for (const auto &prompt : prompts) {
        bytes += prompt.bytes();
        sum.inputTokens += prompt.estimate.inputTokens;
        if (prompt.estimate.isKept)
            continue;
        sum.currency = prompt.estimate.currency;
        sum.worstCase = sum.worstCase && prompt.estimate.worstCase
                            ? std::optional(*sum.worstCase + *prompt.estimate.worstCase)
                            : std::nullopt;
    }
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

PromptDialog::PromptDialog(const ModelDestination &destination, const QList<OutgoingPrompt> &prompts, Purpose purpose,
                           QWidget *parent)
    : QDialog(parent)
    , m_prompts(prompts)
    , m_list(new QListWidget)
    , m_about(makeLabel({}, "muted"))
    , m_text(new QPlainTextEdit)
{
    setObjectName(QStringLiteral("promptDialog"));
    setWindowTitle(tr("What would be sent"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(3 * GridUnit, 2 * GridUnit, 3 * GridUnit, 2 * GridUnit);
    layout->setSpacing(2 * GridUnit);
    layout->addWidget(makeHead(destination, purpose));
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

QWidget *PromptDialog::makeHead(const ModelDestination &destination, Purpose purpose)
{
    auto *head = new QWidget;
    auto *column = new QVBoxLayout(head);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(GridUnit / 2);
    auto *to = makeLabel(tr("To %1").arg(destinationText(destination)), "heading");
    to->setObjectName(QStringLiteral("promptDestination"));
    column->addWidget(to);
    if (m_prompts.isEmpty()) {
        column->addWidget(makeLabel(tr("Nothing: this analysis doesn't ask the language model anything."), "muted"));
        return head;
    }
    auto *sum = makeLabel(sumOf(m_prompts), "");
    sum->setObjectName(QStringLiteral("promptSum"));
    column->addWidget(sum);
    if (purpose != Purpose::Look) {
        auto *first =
            makeLabel(tr("Nothing has been sent there for this engagement yet. What you agree to now holds for "
                         "it from here on; you are not asked again."),
                      "notice");
        column->addWidget(first);
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
    auto *send = buttons->addButton(isStart ? tr("&Send") : tr("&Agree"), QDialogButtonBox::AcceptRole);
    send->setObjectName(QStringLiteral("promptSend"));
    send->setAutoDefault(false);
    connect(send, &QPushButton::clicked, this, [this] {
        accept();
        Q_EMIT agreed();
    });
    if (isStart) {
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
