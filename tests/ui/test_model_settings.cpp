// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of the language model, driven as a user does.
#include "llm/model_access.h"
#include "llm/privacy/sending_consent.h"
#include "settings/key_field.h"
#include "settings/model_fields.h"
#include "settings/model_section.h"
#include "settings/setting_sections.h"
#include "settings/settings_page.h"
#include "shown_window.h"

#include "local_http_server.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

struct ShownModelSettings : ShownWindow {
    explicit ShownModelSettings(const QProcessEnvironment &environment = {})
        : ShownWindow(environment)
    {
        window.settingsPage()->showSection(QLatin1String(ModelSectionId));
        window.showPage(MainWindow::SettingsView);
        window.activateWindow();
        if (!QTest::qWaitFor([&] { return window.findChild<ModelSection *>() != nullptr; }, 60'000))
            qFatal("the settings did not appear");
    }

    template <typename T>
    [[nodiscard]] T *field(const char *key)
    {
        return child<T>(&window, (QByteArray("setting_") + key).constData());
    }
    void choose(const char *key, const char *value)
    {
        auto *box = field<QComboBox>(key);
        box->setCurrentIndex(box->findData(QLatin1String(value)));
        Q_EMIT box->activated(box->currentIndex());
    }
    void type(const char *key, const QString &text)
    {
        auto *line = field<QLineEdit>(key);
        line->selectAll();
        QTest::keyClicks(line, text);
    }
    [[nodiscard]] bool isShown(const char *name)
    {
        auto *widget = window.findChild<QWidget *>(QLatin1String(name));
        return widget != nullptr && widget->isVisibleTo(&window);
    }
    void save()
    {
        QSignalSpy saved(window.settingsPage(), &SettingsPage::saved);
        child<QPushButton>(&window, "saveSettings")->click();
        QVERIFY(saved.wait(10'000));
    }
};

QByteArray goodReply()
{
    return QByteArray("{'model':'m1','choices':[{'index':0,'message':{'role':'assistant','content':'OK'},"
                      "'finish_reason':'stop'}]}")
        .replace('\'', '"');
}

} // namespace

class TestModelSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyWhatMattersForTheProviderIsShown();
    void savingTakesEffectAtOnce();
    void namesAndFieldsAreSaved();
    void aTestSaysHowItWent();
    void theTypedKeyIsTriedUnsaved();
    void consentCanBeTakenBack();
    void offlineForbidsTheTestOfAService();
    void everyFieldIsReachedByKeyboardAndHasAName();
};

void TestModelSettings::onlyWhatMattersForTheProviderIsShown()
{
    ShownModelSettings shown;
    QVERIFY(!shown.isShown("setting_llm_model"));
    QVERIFY(!shown.isShown("test_model"));
    QVERIFY(!shown.isShown("setting_llm_redact_names"));
    shown.choose("llm_provider", "gemini");
    QVERIFY(shown.isShown("setting_llm_model"));
    QVERIFY(shown.isShown("key_gemini_api_key"));
    QVERIFY(!shown.isShown("key_openai_api_key"));
    QVERIFY(!shown.isShown("setting_llm_preset"));
    shown.choose("llm_provider", "openai");
    QVERIFY(shown.isShown("key_openai_api_key"));
    QVERIFY(!shown.isShown("setting_llm_api_version"));
    shown.choose("llm_preset", "azure");
    QVERIFY(shown.isShown("setting_llm_api_version"));
    QVERIFY(shown.isShown("key_azure_openai_api_key"));
    shown.choose("llm_preset", "ollama");
    QVERIFY(!shown.isShown("key_azure_openai_api_key"));
    shown.choose("llm_provider", "local");
    QVERIFY(shown.isShown("setting_llm_model_file"));
    QVERIFY(shown.isShown("choose_llm_model_file"));
    QVERIFY(!shown.isShown("setting_llm_base_url"));
    for (const auto *provider : {"none", "gemini", "openai", "anthropic", "local"})
        QVERIFY(!providerWords(QLatin1String(provider)).isEmpty());
}

void TestModelSettings::savingTakesEffectAtOnce()
{
    ShownModelSettings shown;
    QVERIFY(!shown.services.app().models->current());
    shown.choose("llm_provider", "openai");
    shown.choose("llm_preset", "ollama");
    shown.type("llm_model", QStringLiteral("m1"));
    shown.save();
    QVERIFY(shown.services.app().models->current());
    QCOMPARE(shown.services.app().models->current()->model(), QStringLiteral("m1"));
    QVERIFY(shown.services.app().models->destination().isThisComputer);
    QTRY_COMPARE(child<QLabel>(&shown.window, "settingsNote")->text(), QStringLiteral("Saved."));
}

void TestModelSettings::namesAndFieldsAreSaved()
{
    ShownModelSettings shown;
    shown.choose("llm_provider", "openai");
    auto *names = shown.field<QPlainTextEdit>("llm_redact_names");
    names->setPlainText(QStringLiteral("Acme GmbH = ACR\n\n  Zeta  "));
    shown.field<QPlainTextEdit>("llm_redact_people")->setPlainText(QStringLiteral("Anna Schmidt"));
    child<QCheckBox>(&shown.window, "setting_llm_never_send_context")->click();
    child<QCheckBox>(&shown.window, "setting_llm_never_send_names")->click();
    shown.save();
    const auto &settings = shown.services.app().settings;
    QCOMPARE(settings.llmRedactNames(), (QStringList{QStringLiteral("Acme GmbH = ACR"), QStringLiteral("Zeta")}));
    QCOMPARE(settings.llmRedactPeople(), QStringList{QStringLiteral("Anna Schmidt")});
    QCOMPARE(settings.llmNeverSend(), (QStringList{QStringLiteral("context"), QStringLiteral("names")}));
    QTRY_VERIFY(!child<QPushButton>(&shown.window, "saveSettings")->isEnabled());
    QCOMPARE(names->toPlainText(), QStringLiteral("Acme GmbH = ACR\nZeta"));
}

void TestModelSettings::aTestSaysHowItWent()
{
    LocalHttpServer server;
    server.answer({200, goodReply(), "application/json", {}, Manner::Whole});
    ShownModelSettings shown;
    shown.choose("llm_provider", "openai");
    shown.choose("llm_preset", "ollama");
    shown.type("llm_model", QStringLiteral("m1"));
    shown.type("llm_base_url", server.url(QStringLiteral("/v1")).toString());
    child<QPushButton>(&shown.window, "test_model")->click();
    auto *result = child<QLabel>(&shown.window, "testResult_model");
    QTRY_VERIFY2_WITH_TIMEOUT(result->text().startsWith(QStringLiteral("It works")), qPrintable(result->text()),
                              20'000);
    QCOMPARE(server.requests().size(), 1);
    QVERIFY(!shown.services.app().models->current()); // nothing was saved by it
    LocalHttpServer broken;
    broken.answer({404,
                   QByteArray("{'error':{'message':'no such model'}}").replace('\'', '"'),
                   "application/json",
                   {},
                   Manner::Whole});
    shown.type("llm_base_url", broken.url(QStringLiteral("/v1")).toString());
    child<QPushButton>(&shown.window, "test_model")->click();
    QTRY_VERIFY2_WITH_TIMEOUT(result->property("role").toString() == QLatin1String("error"), qPrintable(result->text()),
                              20'000);
    QVERIFY(!result->text().isEmpty());
}

void TestModelSettings::theTypedKeyIsTriedUnsaved()
{
    LocalHttpServer server;
    server.answer({200, goodReply(), "application/json", {}, Manner::Whole});
    ShownModelSettings shown;
    shown.choose("llm_provider", "openai");
    shown.choose("llm_preset", "vllm");
    shown.type("llm_model", QStringLiteral("m1"));
    shown.type("llm_base_url", server.url(QStringLiteral("/v1")).toString());
    auto *key = child<QLineEdit>(&shown.window, "key_vllm_api_key");
    QTRY_VERIFY(key->isEnabled());
    key->setText(QStringLiteral("typed-key"));
    child<QPushButton>(&shown.window, "test_model")->click();
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 1, 60'000);
    QCOMPARE(server.requests().first().header("Authorization"), QByteArray("Bearer typed-key"));
}

void TestModelSettings::consentCanBeTakenBack()
{
    ShownModelSettings shown;
    const ModelDestination service{
        QStringLiteral("openai"), QStringLiteral("OpenAI"), QStringLiteral("a.example"), {}, false};
    QVERIFY(shown.services.app().consent->give(service));
    shown.choose("llm_provider", "openai");
    child<QPushButton>(&shown.window, "askConsentAgain")->click();
    QTRY_VERIFY(!shown.services.app().consent->isGiven(service));
}

void TestModelSettings::offlineForbidsTheTestOfAService()
{
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("CONSULTANTOS_OFFLINE"), QStringLiteral("true"));
    ShownModelSettings shown(environment);
    shown.choose("llm_provider", "gemini");
    QVERIFY(!child<QPushButton>(&shown.window, "test_model")->isEnabled());
    shown.choose("llm_provider", "local");
    QVERIFY(child<QPushButton>(&shown.window, "test_model")->isEnabled());
}

void TestModelSettings::everyFieldIsReachedByKeyboardAndHasAName()
{
    ShownModelSettings shown;
    for (const auto *provider : {"gemini", "openai", "local"}) {
        shown.choose("llm_provider", provider);
        auto *section = shown.window.findChild<ModelSection *>();
        for (auto *widget : section->findChildren<QWidget *>()) {
            const bool isField = widget->isVisibleTo(section) && (widget->focusPolicy() & Qt::TabFocus) != 0;
            if (isField && !widget->objectName().startsWith(QStringLiteral("qt_")))
                QVERIFY2(!spokenName(widget).isEmpty(), qPrintable(widget->objectName()));
        }
    }
}

QTEST_MAIN(TestModelSettings)
#include "test_model_settings.moc"
