// SPDX-License-Identifier: GPL-3.0-or-later
// The model on the brief page, what would be sent, the question before the first time, and marks of documents.
#include "brief/brief_page.h"
#include "documents/document_list_model.h"
#include "documents/document_table.h"
#include "documents/documents_page.h"
#include "llm/model_access.h"
#include "llm/privacy/sending_consent.h"
#include "model/model_desk.h"
#include "model/model_panel.h"
#include "model/model_words.h"
#include "model/prompt_dialog.h"
#include "model/sending_check.h"
#include "report/inspector.h"
#include "sample_documents.h"
#include "sample_report.h"
#include "sample_usage.h"
#include "settings/settings_page.h"
#include "shown_window.h"
#include "storage/money_ledger.h"

#include <QCheckBox>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>
#include <QtConcurrentRun>

#include <atomic>

using namespace consultantos;
using namespace consultantos::test;

namespace {

const QString Far = QStringLiteral("https://models.invalid/v1");

/// Settings with a model at an address that is nowhere, so that nothing can be sent by mistake.
void useModel(AppServices &services, const QList<std::pair<QString, QString>> &more = {})
{
    QList<std::pair<QString, QString>> values{{QStringLiteral("llm_provider"), QStringLiteral("openai")},
                                              {QStringLiteral("llm_preset"), QStringLiteral("vllm")},
                                              {QStringLiteral("llm_base_url"), Far},
                                              {QStringLiteral("llm_model"), QStringLiteral("m1")}};
    for (const auto &[key, value] : values + more) {
        if (const auto saved = services.settings.save(key, value); !saved)
            qFatal("%s", qPrintable(saved.error().toText()));
    }
    if (const auto applied = services.models->apply(services.settings); !applied)
        qFatal("%s", qPrintable(applied.error().toText()));
}

/// Gives `prompts` as what an analysis would send, and counts how often it was asked.
struct ScriptedPreview {
    std::shared_ptr<std::atomic_int> asked = std::make_shared<std::atomic_int>(0);
    QList<OutgoingPrompt> prompts = samplePrompts();

    void useIn(AppServices &services) const
    {
        services.previewAnalysis = [*this, pool = services.pool](const AnalysisRequest &, const CancellationToken &) {
            ++*asked;
            return QtConcurrent::run(pool, [prompts = prompts]() -> Result<QList<OutgoingPrompt>> { return prompts; });
        };
    }
};

AnalysisRequest tesla()
{
    AnalysisRequest request;
    request.company = QStringLiteral("Tesla");
    return request;
}

PromptDialog *openDialog(MainWindow &window)
{
    PromptDialog *dialog = nullptr;
    (void)QTest::qWaitFor([&] { return (dialog = window.findChild<PromptDialog *>()) != nullptr; }, 10'000);
    return dialog;
}

struct ShownBrief : ShownWindow {
    explicit ShownBrief(const std::function<void(AppServices &)> &prepare)
        : ShownWindow(prepare)
    {
        window.brief()->setRequest(tesla());
        window.showPage(MainWindow::Brief);
    }

    [[nodiscard]] QString text(const char *label) { return child<QLabel>(&window, label)->text(); }
    [[nodiscard]] QTreeWidget *estimate() { return child<QTreeWidget>(&window, "modelEstimate"); }
};

} // namespace

class TestModelDesk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void amountsAreSaidInWords_data();
    void amountsAreSaidInWords();
    void withoutAModelThePanelSaysWhatWorks();
    void anEstimateIsShownForEachAgent();
    void anUnknownPriceIsNotNothing();
    void eightyPercentOfABudgetIsAWarning();
    void whatWouldBeSentIsShownInFull();
    void theFirstTimeIsAskedAndCancelStartsNothing();
    void goingOnWithoutTheModelGivesNoConsent();
    void consentIsAskedOnce();
    void nothingIsAskedOfAModelOnThisComputer();
    void documentsAreMarkedInTheirList();
    void theDialogIsUsedByKeyboard();
    void consentIsForEveryPlaceOfTheFallBack();
    void onceIsForOneAnalysis();
    void aModelsStatementCanBeWrong();
};

void TestModelDesk::consentIsForEveryPlaceOfTheFallBack()
{
    const ScriptedPreview preview;
    ShownBrief shown([&](AppServices &services) {
        useModel(services, {{QStringLiteral("llm_fallback"), QStringLiteral("groq:m2")}});
        preview.useIn(services);
    });
    int proceeded = 0;
    auto *check = shown.window.models()->sending();
    check->beforeAnalysis(tesla(), [&](const ModelChoice &) { ++proceeded; });
    auto *dialog = openDialog(shown.window);
    QVERIFY(dialog != nullptr);
    QVERIFY(child<QLabel>(dialog, "promptFallbacks")->text().contains(QStringLiteral("Groq")));
    child<QPushButton>(dialog, "promptSend")->click();
    QTRY_COMPARE(proceeded, 1);
    const auto &app = shown.services.app();
    QCOMPARE(app.models->destinations().size(), 2);
    for (const auto &destination : app.models->destinations())
        QVERIFY2(app.consent->isGiven(destination), qPrintable(destination.host));
}

void TestModelDesk::onceIsForOneAnalysis()
{
    const ScriptedPreview preview;
    ShownBrief shown([&](AppServices &services) {
        useModel(services, {{QStringLiteral("llm_never_send"), QStringLiteral("context")}});
        preview.useIn(services);
    });
    QList<ModelChoice> choices;
    auto *check = shown.window.models()->sending();
    const auto keep = [&](const ModelChoice &choice) { choices.append(choice); };
    check->beforeAnalysis(tesla(), keep);
    auto *dialog = openDialog(shown.window);
    QVERIFY(dialog != nullptr);
    QVERIFY(child<QLabel>(dialog, "promptHeldBack")->text().contains(QStringLiteral("your context")));
    child<QPushButton>(dialog, "promptOnce")->click();
    QTRY_COMPARE(choices.size(), 1);
    QVERIFY(choices[0] && *choices[0]);
    QTRY_VERIFY(shown.window.findChild<PromptDialog *>() == nullptr);
    QVERIFY(!shown.services.app().consent->isGiven(shown.services.app().models->destination()));
    check->beforeAnalysis(tesla(), keep);
    dialog = openDialog(shown.window);
    QVERIFY(dialog != nullptr);
    child<QPushButton>(dialog, "promptWithout")->click();
    QTRY_COMPARE(choices.size(), 2);
    QVERIFY(choices[1] && !*choices[1]);
}

void TestModelDesk::aModelsStatementCanBeWrong()
{
    ShownWindow shown;
    auto report = sampleReport();
    auto &claim = report.summary.supports.first();
    claim.grade = Grade::Model;
    AgentRecord synthesis;
    synthesis.name = QStringLiteral("synthesis");
    synthesis.state = AgentState::Done;
    synthesis.model = ModelUse();
    synthesis.model->model = QStringLiteral("gpt-4o");
    synthesis.model->calls = synthesis.model->fromCache = 1;
    synthesis.model->entries = QStringList{QStringLiteral("model_reply/x/1")};
    report.agents.removeIf([](const AgentRecord &agent) { return agent.name == QLatin1String("synthesis"); });
    report.agents.append(synthesis);
    const auto shared = std::make_shared<const Report>(report);
    Inspector inspector(shown.services.app());
    static_cast<QWidget &>(inspector).show();
    QSignalSpy wrong(&inspector, &Inspector::wrongReported);
    inspector.showClaim(shared, report.summary.supports.first());
    QVERIFY(child<QLabel>(&inspector, "inspectorWriter")->text().contains(QStringLiteral("gpt-4o")));
    QVERIFY(child<QLabel>(&inspector, "inspectorWriter")->text().contains(QStringLiteral("earlier")));
    child<QPushButton>(&inspector, "inspectorWrong")->click();
    QCOMPARE(wrong.size(), 1);
    QCOMPARE(wrong[0][1].toStringList(), synthesis.model->entries);
    // A statement of the engine has no writer.
    auto computed = claim;
    computed.grade = Grade::Computed;
    inspector.showClaim(shared, computed);
    QVERIFY(!child<QPushButton>(&inspector, "inspectorWrong")->isVisible());
}

void TestModelDesk::amountsAreSaidInWords_data()
{
    QTest::addColumn<qint64>("amount");
    QTest::addColumn<QString>("text");
    QTest::newRow("whole") << qint64(2'500'000) << QStringLiteral("2.50 USD");
    QTest::newRow("cents") << qint64(25'105) << QStringLiteral("0.025 USD");
    QTest::newRow("small") << qint64(431) << QStringLiteral("0.00043 USD");
    QTest::newRow("nothing") << qint64(0) << QStringLiteral("0.00 USD");
}

void TestModelDesk::amountsAreSaidInWords()
{
    QFETCH(qint64, amount);
    QTEST(moneyText(amount, QStringLiteral("USD")), "text");
    QCOMPARE(microUnits(QStringLiteral("2.50")), std::optional<qint64>(2'500'000));
    QVERIFY(!microUnits(QString()));
    QVERIFY(!microUnits(QStringLiteral("-1")));
}

void TestModelDesk::withoutAModelThePanelSaysWhatWorks()
{
    ShownBrief shown([](AppServices &) {});
    QVERIFY(shown.text("modelName").startsWith(QStringLiteral("None")));
    QVERIFY(!child<QPushButton>(&shown.window, "modelPreview")->isVisible());
    QVERIFY(!shown.estimate()->isVisible());
    child<QPushButton>(&shown.window, "modelSettings")->click();
    QCOMPARE(shown.window.currentPage(), MainWindow::SettingsView);
    QTRY_COMPARE(shown.window.settingsPage()->currentSection(), QStringLiteral("model"));
}

void TestModelDesk::anEstimateIsShownForEachAgent()
{
    const ScriptedPreview preview;
    ShownBrief shown([&](AppServices &services) {
        useModel(services);
        preview.useIn(services);
    });
    QTRY_COMPARE_WITH_TIMEOUT(shown.estimate()->topLevelItemCount(), 3, 60'000);
    QVERIFY(shown.text("modelName").contains(QStringLiteral("models.invalid")));
    const auto *porter = shown.estimate()->topLevelItem(0);
    QCOMPARE(porter->text(0), QStringLiteral("Five forces"));
    QCOMPARE(porter->text(4), QStringLiteral("512 to 2,048"));
    QCOMPARE(porter->text(5), QStringLiteral("0.0097 to 0.025 USD"));
    const auto *summary = shown.estimate()->topLevelItem(1);
    QCOMPARE(summary->text(2), QStringLiteral("1"));
    QVERIFY(summary->text(5).startsWith(QStringLiteral("nothing")));
    QCOMPARE(shown.estimate()->topLevelItem(2)->text(5), QStringLiteral("0.0097 to 0.025 USD"));
    // Typing asks once more, not once a letter.
    const int before = *preview.asked;
    QTest::keyClicks(child<QWidget>(&shown.window, "question"), QStringLiteral("How strong?"));
    QTRY_VERIFY_WITH_TIMEOUT(*preview.asked > before && !shown.window.models()->panel()->isEstimating(), 60'000);
    QVERIFY(*preview.asked <= before + 2);
}

void TestModelDesk::anUnknownPriceIsNotNothing()
{
    ScriptedPreview preview;
    preview.prompts[0].estimate.worstCase.reset();
    ShownBrief shown([&](AppServices &services) {
        useModel(services);
        preview.useIn(services);
    });
    QTRY_COMPARE_WITH_TIMEOUT(shown.estimate()->topLevelItemCount(), 3, 60'000);
    QCOMPARE(shown.estimate()->topLevelItem(0)->text(5), QStringLiteral("price unknown"));
    QCOMPARE(shown.estimate()->topLevelItem(2)->text(5), QStringLiteral("price unknown"));
}

void TestModelDesk::eightyPercentOfABudgetIsAWarning()
{
    const ScriptedPreview preview;
    const auto warningWith = [&](const QString &budget) {
        ShownBrief shown([&](AppServices &services) {
            useModel(services, {{QStringLiteral("llm_budget_report"), budget}});
            preview.useIn(services);
        });
        (void)QTest::qWaitFor([&] { return shown.estimate()->topLevelItemCount() == 3; }, 60'000);
        auto *warning = child<QLabel>(&shown.window, "modelWarning");
        return warning->isVisible() ? warning->text() : QString();
    };
    QVERIFY(warningWith(QStringLiteral("1.00")).isEmpty());
    QVERIFY(warningWith(QStringLiteral("0.03")).contains(QStringLiteral("80 %")));
    QVERIFY(warningWith(QStringLiteral("0.02")).contains(QStringLiteral("could be passed")));
}

void TestModelDesk::whatWouldBeSentIsShownInFull()
{
    const ScriptedPreview preview;
    ShownBrief shown([&](AppServices &services) {
        useModel(services);
        preview.useIn(services);
    });
    QTRY_VERIFY(child<QPushButton>(&shown.window, "modelPreview")->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!shown.window.models()->panel()->isEstimating(), 60'000);
    child<QPushButton>(&shown.window, "modelPreview")->click();
    auto *dialog = openDialog(shown.window);
    QVERIFY(dialog != nullptr);
    QVERIFY(child<QLabel>(dialog, "promptDestination")->text().contains(QStringLiteral("models.invalid")));
    QVERIFY(child<QLabel>(dialog, "promptSum")->text().contains(QStringLiteral("2 prompt")));
    auto *list = child<QListWidget>(dialog, "promptList");
    QCOMPARE(list->count(), 2);
    list->setCurrentRow(1);
    QCOMPARE(child<QPlainTextEdit>(dialog, "promptText")->toPlainText(), samplePrompts()[1].text());
    child<QPushButton>(dialog, "promptSend")->click();
    QTRY_VERIFY(shown.services.app().consent->isGiven(shown.services.app().models->destination()));
}

void TestModelDesk::theFirstTimeIsAskedAndCancelStartsNothing()
{
    const ScriptedPreview preview;
    ShownBrief shown([&](AppServices &services) {
        useModel(services);
        preview.useIn(services);
    });
    shown.window.brief()->submit();
    auto *dialog = openDialog(shown.window);
    QVERIFY(dialog != nullptr);
    QVERIFY(!shown.window.isRunning());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(shown.window.findChild<PromptDialog *>() == nullptr);
    QVERIFY(!shown.window.isRunning());
    QVERIFY(!shown.services.app().consent->isGiven(shown.services.app().models->destination()));
}

void TestModelDesk::goingOnWithoutTheModelGivesNoConsent()
{
    const ScriptedPreview preview;
    ShownBrief shown([&](AppServices &services) {
        useModel(services);
        preview.useIn(services);
    });
    shown.window.brief()->submit();
    auto *dialog = openDialog(shown.window);
    QVERIFY(dialog != nullptr);
    child<QPushButton>(dialog, "promptWithout")->click();
    QTRY_COMPARE_WITH_TIMEOUT(shown.window.currentPage(), MainWindow::Reports, 60'000);
    QVERIFY(!shown.services.app().consent->isGiven(shown.services.app().models->destination()));
}

void TestModelDesk::consentIsAskedOnce()
{
    const ScriptedPreview preview;
    ShownBrief shown([&](AppServices &services) {
        useModel(services);
        preview.useIn(services);
    });
    auto *check = shown.window.models()->sending();
    int proceeded = 0;
    check->beforeAnalysis(tesla(), [&](const ModelChoice &) { ++proceeded; });
    auto *dialog = openDialog(shown.window);
    QVERIFY(dialog != nullptr);
    child<QPushButton>(dialog, "promptSend")->click();
    QTRY_COMPARE(proceeded, 1);
    QTRY_VERIFY(shown.window.findChild<PromptDialog *>() == nullptr);
    check->beforeAnalysis(tesla(), [&](const ModelChoice &) { ++proceeded; });
    QTRY_COMPARE(proceeded, 2);
    QVERIFY(shown.window.findChild<PromptDialog *>() == nullptr);
}

void TestModelDesk::nothingIsAskedOfAModelOnThisComputer()
{
    const ScriptedPreview preview;
    ShownBrief shown([&](AppServices &services) {
        useModel(services, {{QStringLiteral("llm_base_url"), QStringLiteral("http://127.0.0.1:9/v1")}});
        preview.useIn(services);
    });
    int proceeded = 0;
    shown.window.models()->sending()->beforeAnalysis(tesla(), [&](const ModelChoice &) { ++proceeded; });
    QTRY_COMPARE(proceeded, 1);
    QVERIFY(shown.window.findChild<PromptDialog *>() == nullptr);
}

void TestModelDesk::documentsAreMarkedInTheirList()
{
    ShownWindow shown([](AppServices &services) {
        const auto document = sampleInterview();
        if (!services.documents->store(document, sampleOrigin(document)))
            qFatal("not stored");
    });
    shown.window.showPage(MainWindow::Documents);
    auto *table = shown.window.findChild<DocumentTable *>();
    QTRY_COMPARE(table->model()->rowCount(), 1);
    table->selectRow(0);
    auto *mark = child<QCheckBox>(&shown.window, "documentNeverSend");
    QTRY_VERIFY(mark->isEnabled());
    QVERIFY(!mark->isChecked());
    mark->click();
    const auto id = sampleInterview().id;
    QTRY_VERIFY(*shown.services.app().documents->isNeverSent(id));
    QTRY_VERIFY(table->model()->index(0, 0).data(DocumentListModel::NeverSentRole).toBool());
    QVERIFY(!table->model()->index(0, 0).data(Qt::DecorationRole).isNull());
    QVERIFY(table->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("never sent")));
    QTRY_VERIFY(mark->isChecked()); // the selection outlives the reading
    Q_EMIT table->neverSendRequested(false);
    QTRY_VERIFY(!*shown.services.app().documents->isNeverSent(id));
}

void TestModelDesk::theDialogIsUsedByKeyboard()
{
    QWidget window;
    PromptDialog dialog({{QStringLiteral("openai"), QStringLiteral("OpenAI"), QStringLiteral("api.openai.com"),
                          QStringLiteral("gpt-4o"), false}},
                        samplePrompts(), PromptDialog::Purpose::Start, &window);
    dialog.show();
    QSignalSpy agreed(&dialog, &PromptDialog::agreed);
    // Enter without reading sends nothing.
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(agreed.size(), 0);
    QVERIFY(!dialog.isVisible());
    for (auto *widget : dialog.findChildren<QWidget *>()) {
        const bool isField = (widget->focusPolicy() & Qt::TabFocus) != 0;
        if (isField && !widget->objectName().startsWith(QStringLiteral("qt_")))
            QVERIFY2(!spokenName(widget).isEmpty(), widget->metaObject()->className());
    }
}

QTEST_MAIN(TestModelDesk)
#include "test_model_desk.moc"
