// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/source_tester.h"

#include "evidence/sources/network_access.h"
#include "widgets/async.h"
#include "widgets/motion.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>

#include <chrono>

namespace consultantos {

SourceTester::SourceTester(const AppServices &services, QString sourceId, QString title, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_sourceId(std::move(sourceId))
    , m_title(std::move(title))
    , m_button(new QPushButton(tr("Test")))
    , m_cancelButton(new QPushButton(tr("Cancel")))
    , m_progress(new QProgressBar)
    , m_result(new QLabel)
{
    m_button->setObjectName(QStringLiteral("test_") + m_sourceId);
    m_button->setAccessibleName(tr("Test %1").arg(m_title));
    m_cancelButton->setObjectName(QStringLiteral("cancelTest_") + m_sourceId);
    m_cancelButton->setAccessibleName(tr("Cancel the test of %1").arg(m_title));
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("%1 is being asked").arg(m_title));
    m_progress->setFixedWidth(m_progress->fontMetrics().averageCharWidth() * 20);
    m_progress->setFixedHeight(GridUnit);
    m_result->setObjectName(QStringLiteral("testResult_") + m_sourceId);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(GridUnit);
    row->addWidget(m_button, 0, Qt::AlignTop);
    row->addWidget(m_cancelButton, 0, Qt::AlignTop);
    row->addWidget(m_progress, 0, Qt::AlignVCenter);
    row->addWidget(m_result, 1, Qt::AlignVCenter);
    row->addStretch();
    connect(m_button, &QPushButton::clicked, this, &SourceTester::start);
    connect(m_cancelButton, &QPushButton::clicked, this, [this] { m_cancel.cancel(); });
    showProgress(false);
    setFocusProxy(m_button);
}

SourceTester::~SourceTester()
{
    m_cancel.cancel();
}

void SourceTester::setObstacle(const QString &reason)
{
    m_button->setEnabled(reason.isEmpty());
    m_button->setToolTip(reason.isEmpty() ? tr("Asks it one small thing, switched on or not") : reason);
    m_button->setAccessibleDescription(m_button->toolTip());
}

void SourceTester::start()
{
    if (!m_button->isEnabled() || m_progress->isVisible())
        return;
    struct Outcome {
        Status done;
        std::chrono::milliseconds took;
    };
    m_cancel = CancellationSource();
    showProgress(true);
    runAsync(
        m_services.pool, this,
        [network = m_services.network, settings = m_services.settings, clock = m_services.clock, id = m_sourceId,
         trial = m_trial, inputs = m_inputs ? m_inputs() : Inputs(), cancel = m_cancel.token()]() mutable -> Outcome {
            for (const auto &[key, text] : inputs.changes) {
                auto changed = settings.with(key, text);
                if (!changed)
                    return {tl::unexpected(changed.error()), {}};
                settings = std::move(*changed);
            }
            const auto begun = clock->steadyNow();
            auto done = trial ? trial(settings, Secret(inputs.key), cancel)
                              : network->test(id, settings, Secret(inputs.key), cancel);
            return {std::move(done), std::chrono::duration_cast<std::chrono::milliseconds>(clock->steadyNow() - begun)};
        },
        [this](const Outcome &outcome) {
            showProgress(false);
            if (outcome.done)
                say(tr("It works: %1 answered after %2 s.")
                        .arg(m_title, QLocale().toString(static_cast<double>(outcome.took.count()) / 1000, 'f', 1)),
                    "positive");
            else if (outcome.done.error().code == ErrorCode::Cancelled)
                say(tr("The test was cancelled."), "muted");
            else
                say(outcome.done.error().toText(), "error");
        });
}

void SourceTester::showProgress(bool isRunning)
{
    // The button that is pressed must not take the focus with it.
    const bool hadFocus = m_button->hasFocus() || m_cancelButton->hasFocus();
    m_cancelButton->setVisible(isRunning);
    m_button->setVisible(!isRunning);
    showBusy(m_progress);
    m_progress->setVisible(isRunning);
    m_result->setVisible(!isRunning && !m_result->text().isEmpty());
    if (hadFocus)
        (isRunning ? m_cancelButton : m_button)->setFocus();
}

void SourceTester::say(const QString &text, const char *role)
{
    m_result->setText(text);
    m_result->setAccessibleName(text);
    m_result->setProperty("role", QLatin1String(role));
    m_result->style()->polish(m_result);
    m_result->show();
}

} // namespace consultantos
