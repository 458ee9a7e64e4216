// SPDX-License-Identifier: GPL-3.0-or-later
#include "model_shots.h"

#include "brief/brief_page.h"
#include "llm/model_access.h"
#include "model/model_desk.h"
#include "model/model_words.h"
#include "model/prompt_dialog.h"
#include "sample_usage.h"
#include "settings/setting_sections.h"
#include "settings/settings_page.h"
#include "shell/main_window.h"
#include "storage/money_ledger.h"

#include <QScrollArea>
#include <QTest>
#include <QtConcurrentRun>

namespace consultantos::test {

namespace {

/// A model that is nowhere, so that nothing can be sent, and what an analysis would ask it.
void useModel(AppServices &services)
{
    const std::pair<const char *, const char *> values[] = {{"llm_provider", "openai"},
                                                            {"llm_preset", "openai"},
                                                            {"llm_base_url", "https://models.invalid/v1"},
                                                            {"llm_model", "gpt-4o"},
                                                            {"llm_redact_names", "Tesla = TSLA"},
                                                            {"llm_redact_people", "Anna Schmidt"},
                                                            {"llm_never_send", "context"}};
    for (const auto &[key, value] : values) {
        if (const auto saved = services.settings.save(QLatin1String(key), QLatin1String(value)); !saved)
            qFatal("%s", qPrintable(saved.error().toText()));
    }
    (void)services.settings.save(QStringLiteral("llm_budget_report"), QStringLiteral("0.03"));
    (void)services.settings.save(QStringLiteral("llm_budget_day"), QStringLiteral("0.08"));
    (void)services.models->apply(services.settings);
    services.previewAnalysis = [pool = services.pool](const AnalysisRequest &, const CancellationToken &) {
        return QtConcurrent::run(pool, []() -> Result<QList<OutgoingPrompt>> { return samplePrompts(); });
    };
}

} // namespace

void shootModel(MainWindow &window, TestServices &services, const QString &reportId, const QStringList &pages,
                const std::function<void(const QString &)> &shoot)
{
    const auto wants = [&pages](const char *page) { return pages.contains(QLatin1String(page)); };
    const auto shootWidget = [&](const char *name) {
        auto *widget = window.findChild<QWidget *>(QLatin1String(name));
        for (auto *parent = widget->parentWidget(); parent != nullptr; parent = parent->parentWidget()) {
            if (auto *scroll = qobject_cast<QScrollArea *>(parent)) {
                scroll->ensureWidgetVisible(widget, 0, 0);
                return;
            }
        }
    };
    if (wants("no_usage")) {
        window.showPage(MainWindow::Usage);
        shoot(QStringLiteral("no_usage"));
    }
    if (wants("usage") || wants("model_brief") || wants("model") || wants("prompts"))
        useModel(services.app());
    if (wants("usage")) {
        for (const auto &call : sampleCalls(QDateTime::currentDateTimeUtc(), reportId))
            (void)services.money().record(call);
        window.showPage(MainWindow::Usage);
        QTest::qWait(800);
        shoot(QStringLiteral("usage"));
    }
    if (wants("model_brief")) {
        window.showPage(MainWindow::Brief);
        window.models()->reload();
        QTest::qWait(2'500);
        shootWidget("modelPanel");
        shoot(QStringLiteral("model_brief"));
    }
    if (wants("model")) {
        window.settingsPage()->showSection(QLatin1String(ModelSectionId));
        window.showPage(MainWindow::SettingsView);
        window.settingsPage()->reload();
        QTest::qWait(800);
        shoot(QStringLiteral("model"));
        shootWidget("askConsentAgain");
        shoot(QStringLiteral("model_privacy"));
    }
    if (wants("prompts")) {
        PromptDialog dialog(services.app().models->destinations(), samplePrompts(), PromptDialog::Purpose::Start,
                            &window);
        dialog.setHeldBack(heldBackText(services.app().settings, 2));
        dialog.show();
        QTest::qWait(500);
        shoot(QStringLiteral("prompts"));
    }
}

} // namespace consultantos::test
