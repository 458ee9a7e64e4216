// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "model/request.h"
#include "model/sending_check.h"

#include <QObject>
#include <QStringList>

#include <functional>

class QWidget;

namespace consultantos {

class BriefPage;
class ModelPanel;

/// What belongs to the language model around an analysis: its panel on the brief page, and the question before anything is
/// sent for the first time.
class ModelDesk : public QObject {
    Q_OBJECT
public:
    /// Puts the panel on the page.
    ModelDesk(AppServices &services, BriefPage *brief, QWidget *window);

    /// See SendingCheck::beforeAnalysis().
    void beforeAnalysis(const AnalysisRequest &request, SendingCheck::Proceed proceed);
    /// "Wrong": the kept replies are never used again, nor what was made of them; then calls `done`.
    void forget(const QStringList &entries, std::function<void()> done);
    /// Settings have changed.
    void reload();
    [[nodiscard]] ModelPanel *panel() const { return m_panel; }
    [[nodiscard]] SendingCheck *sending() const { return m_sending; }

Q_SIGNALS:
    void settingsRequested();
    /// Prompts are being made for the user to look at.
    void busyChanged(bool isBusy);
    void failed(const consultantos::Error &error);

private:
    const AppServices &m_services;
    ModelPanel *m_panel = nullptr;
    SendingCheck *m_sending = nullptr;
};

} // namespace consultantos
