// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/sources/network_access.h"
#include "local_http_server.h"
#include "memory_keyring.h"
#include "settings/key_field.h"
#include "settings/setting_row.h"
#include "settings/setting_sections.h"
#include "settings/settings_page.h"
#include "settings/source_card.h"
#include "settings/source_words.h"
#include "shown_window.h"
#include "storage/egress_ledger.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryFile>
#include <QTest>
#include <QToolButton>

using namespace consultantos;
using namespace consultantos::test;

namespace {

const QString Key = QStringLiteral("tvly-hunter2");

QProcessEnvironment environmentOf(const char *name, const QString &value)
{
    QProcessEnvironment environment;
    environment.insert(QLatin1String(name), value);
    return environment;
}

/// The window on one section of the settings, with its fields there.
struct ShownSettings : ShownWindow {
    explicit ShownSettings(
        const char *section, const QProcessEnvironment &environment = {},
        const std::function<void(AppServices &)> &prepare = [](AppServices &) {})
        : ShownWindow(prepare, environment)
    {
        window.settingsPage()->showSection(QLatin1String(section));
        window.showPage(MainWindow::SettingsView);
        window.activateWindow();
        if (!QTest::qWaitFor([&] { return list()->count() > 0; }, 10'000))
            qFatal("the settings did not appear");
    }

    [[nodiscard]] QListWidget *list() const { return child<QListWidget>(&window, "settingSections"); }
    [[nodiscard]] SourceCard *card(const char *id) const
    {
        return child<SourceCard>(&window, (QByteArray("source_") + id).constData());
    }
    void save() const { child<QPushButton>(&window, "saveSettings")->click(); }
    [[nodiscard]] QString textOf(const char *label) const { return child<QLabel>(&window, label)->text(); }
    [[nodiscard]] KeyState::Place keyPlace() const { return card("tavily")->keyField()->state().place; }
};

ServedAnswer json(const QByteArray &body)
{
    return {200, body, "application/json", {}, Manner::Whole};
}

/// Types the server's address into the field of SearXNG, unsaved, and presses Test.
void testSearxng(const ShownSettings &shown, const LocalHttpServer &server)
{
    child<QLineEdit>(&shown.window, "setting_searxng_url")->selectAll();
    QTest::keyClicks(child<QLineEdit>(&shown.window, "setting_searxng_url"), server.url().toString());
    child<QPushButton>(&shown.window, "test_searxng")->click();
}

/// A mail server that takes one password and writes down what it is told.
class LoginServer : public QTcpServer {
public:
    explicit LoginServer(QByteArray password)
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("no port");
        connect(this, &QTcpServer::newConnection, this, [this, password = std::move(password)] {
            auto *socket = nextPendingConnection();
            socket->write("220 here\r\n");
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, password] {
                while (socket->canReadLine())
                    socket->write(answerTo(socket->readLine().trimmed(), password) + "\r\n");
            });
        });
    }
    [[nodiscard]] QString url() const
    {
        return QStringLiteral("smtp://desk%40example.org@127.0.0.1:%1").arg(serverPort());
    }
    QByteArrayList verbs;

private:
    QByteArray answerTo(const QByteArray &line, const QByteArray &password)
    {
        if (std::exchange(m_isAsked, false)) {
            const auto given = QByteArray::fromBase64(line).split('\0').last();
            return given == password ? "235 come in" : "535 no";
        }
        verbs.append(line.split(' ').first());
        if (verbs.last() == "EHLO")
            return "250-here\r\n250 AUTH PLAIN";
        m_isAsked = verbs.last() == "AUTH";
        return m_isAsked ? "334 " : "250 fine";
    }
    bool m_isAsked = false;
};

void chooseApi(const ShownSettings &shown, bool isOn)
{
    auto *choice = child<QComboBox>(&shown.window, "setting_api_server");
    QTest::keyClick(choice, isOn ? Qt::Key_Up : Qt::Key_Down);
    QCOMPARE(choice->currentData().toString(), isOn ? QStringLiteral("true") : QStringLiteral("false"));
}

} // namespace

/// The settings page, driven as a user does.
class TestSettings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everySettingHasItsSection();
    void everySourceSaysWhatItGivesAndWhatIsSent();
    void sectionsAreWalkedByKeyboard();
    void aWrongValueIsShownInItsSection();
    void revertingTakesBackWhatWasTyped();
    void aSourceSwitchedOnIsUsedAtOnce();
    void aSourceSaysWhatItLacks();
    void aKeyGoesToTheKeyringAndIsNeverShown();
    void aKeyOfTheEnvironmentIsNamedNotShown();
    void withoutAKeyringTheVariableIsNamed();
    void aTestUsesWhatIsTypedAndSaysHowItWent();
    void aMailServerIsTriedWithoutALetter();
    void aTestCanBeCancelled();
    void offlineShowsEverySourceAsOff();
    void addressesAreFoldedUnlessTheyAreUnusual();
    void theApiIsSwitchedOnAndItsTokenCopied();
    void anApiThatCannotStartSaysWhy();
    void everyFieldIsReachedByKeyboardAndHasAName();
    void nothingIsCutInASmallWindow();
};

void TestSettings::everySettingHasItsSection()
{
    const QTemporaryDir dir;
    for (const auto &description : Settings::describe(dir.path(), {})) {
        QVERIFY2(hasSettingSection(description.key), qPrintable(description.key));
        if (!description.key.endsWith(QStringLiteral("_enabled"))
            || settingSectionOf(description.key) != QLatin1String(SourcesSectionId))
            QVERIFY2(SettingRow::title(description.key) != description.key, qPrintable(description.key));
    }
    QCOMPARE(settingSectionOf(QStringLiteral("cache_l9_anything")), QStringLiteral("cache"));
    QCOMPARE(settingSectionOf(QStringLiteral("nonsense")), settingSections().first().id);
}

void TestSettings::everySourceSaysWhatItGivesAndWhatIsSent()
{
    for (const auto &info : networkSources()) {
        QVERIFY2(!sourceGives(info.id).isEmpty() && !sourceSends(info.id).isEmpty(), qPrintable(info.id));
        const auto keys = sourceSettings(info);
        QCOMPARE(keys.first(), info.id + QStringLiteral("_enabled"));
        QVERIFY(keys.size() >= info.urlKeys.size() + 1);
    }
}

void TestSettings::sectionsAreWalkedByKeyboard()
{
    ShownSettings shown("general");
    auto *list = shown.list();
    list->setFocus();
    QStringList ids{shown.window.settingsPage()->currentSection()};
    for (int row = 1; row < list->count(); ++row) {
        QTest::keyClick(list, Qt::Key_Down);
        ids.append(shown.window.settingsPage()->currentSection());
    }
    QStringList expected;
    for (const auto &section : settingSections())
        expected.append(section.id);
    QCOMPARE(ids, expected);
    shown.window.settingsPage()->showSection(QStringLiteral("analysis"));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("setting_max_concurrent_agents"));
}

void TestSettings::aWrongValueIsShownInItsSection()
{
    ShownSettings shown(SourcesSectionId);
    auto *url = child<QLineEdit>(&shown.window, "setting_searxng_url");
    QTest::keyClicks(url, QStringLiteral("not an address"));
    shown.window.settingsPage()->showSection(QStringLiteral("general"));
    shown.save();
    QTRY_VERIFY(url->property("invalid").toBool());
    QCOMPARE(shown.window.settingsPage()->currentSection(), QLatin1String(SourcesSectionId));
    QVERIFY(url->hasFocus());
    QVERIFY(shown.list()->currentItem()->text().endsWith(QStringLiteral("(!)")));
    QVERIFY(shown.services.app().settings.sourceUrl(QStringLiteral("searxng")).isEmpty());
    url->selectAll();
    QTest::keyClicks(url, QStringLiteral("http://127.0.0.1:1"));
    shown.save();
    QTRY_VERIFY(!shown.services.app().settings.sourceUrl(QStringLiteral("searxng")).isEmpty());
    QTRY_VERIFY(!shown.list()->currentItem()->text().endsWith(QStringLiteral("(!)")));
}

void TestSettings::revertingTakesBackWhatWasTyped()
{
    ShownSettings shown(SourcesSectionId);
    auto *box = child<QCheckBox>(&shown.window, "setting_gdelt_enabled");
    box->click();
    QVERIFY(child<QPushButton>(&shown.window, "saveSettings")->isEnabled());
    child<QPushButton>(&shown.window, "revertSettings")->click();
    QTRY_VERIFY(!box->isChecked());
    QVERIFY(!child<QPushButton>(&shown.window, "saveSettings")->isEnabled());
    QCOMPARE(shown.card("gdelt")->stateText(), QStringLiteral("Off"));
}

void TestSettings::aSourceSwitchedOnIsUsedAtOnce()
{
    ShownSettings shown(SourcesSectionId);
    QVERIFY(shown.services.app().network->current()->sources.isEmpty());
    auto *box = child<QCheckBox>(&shown.window, "setting_gdelt_enabled");
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Space);
    QCOMPARE(shown.card("gdelt")->stateText(), QStringLiteral("On once saved"));
    shown.save();
    QTRY_COMPARE(shown.services.app().network->current()->sources.news.size(), std::size_t(1));
    QTRY_COMPARE(shown.card("gdelt")->stateText(), QStringLiteral("On"));
    QTRY_COMPARE(shown.textOf("settingsNote"), QStringLiteral("Saved."));
}

void TestSettings::aSourceSaysWhatItLacks()
{
    ShownSettings shown(SourcesSectionId);
    QTRY_COMPARE(shown.keyPlace(), KeyState::None);
    child<QCheckBox>(&shown.window, "setting_sec_edgar_enabled")->click();
    QCOMPARE(shown.card("sec_edgar")->stateText(), QStringLiteral("Lacks: Contact for the SEC"));
    QTest::keyClicks(child<QLineEdit>(&shown.window, "setting_sec_contact"),
                     QStringLiteral("A. Smith a@smith.example"));
    QCOMPARE(shown.card("sec_edgar")->stateText(), QStringLiteral("On once saved"));
    child<QCheckBox>(&shown.window, "setting_tavily_enabled")->click();
    QCOMPARE(shown.card("tavily")->stateText(), QStringLiteral("Lacks: Key"));
}

void TestSettings::aKeyGoesToTheKeyringAndIsNeverShown()
{
    ShownSettings shown(SourcesSectionId);
    QTRY_COMPARE(shown.keyPlace(), KeyState::None);
    auto *line = child<QLineEdit>(&shown.window, "key_tavily_api_key");
    QCOMPARE(line->echoMode(), QLineEdit::Password);
    QVERIFY(!child<QPushButton>(&shown.window, "removeKey_tavily_api_key")->isVisible());
    QTest::keyClicks(line, Key);
    child<QPushButton>(&shown.window, "saveKey_tavily_api_key")->click();
    QTRY_COMPARE(shown.keyPlace(), KeyState::Keyring);
    QCOMPARE(**shown.services.keyring().read(QStringLiteral("tavily_api_key")), Secret(Key));
    for (const auto *label : shown.window.findChildren<QLabel *>())
        QVERIFY(!label->text().contains(Key) && !label->toolTip().contains(Key));
    for (const auto *edit : shown.window.findChildren<QLineEdit *>())
        QVERIFY(!edit->text().contains(Key) && !edit->placeholderText().contains(Key));
    QVERIFY(!QFile::exists(Settings::filePath(shown.services.dataDir())));
    // Nothing brings a key back: whoever only presses Enter keeps it.
    auto *remove = child<QPushButton>(&shown.window, "removeKey_tavily_api_key");
    remove->click();
    auto *question = shown.window.findChild<QMessageBox *>();
    QVERIFY(question != nullptr && !question->informativeText().isEmpty());
    QVERIFY2(question->text().contains(QStringLiteral("Tavily")), qPrintable(question->text()));
    QTest::keyClick(question, Qt::Key_Return);
    QTRY_VERIFY(shown.window.findChild<QMessageBox *>() == nullptr);
    QCOMPARE(shown.keyPlace(), KeyState::Keyring);
    remove->click();
    child<QPushButton>(&shown.window, "confirmedLoss")->click();
    QTRY_COMPARE(shown.keyPlace(), KeyState::None);
    QVERIFY(!*shown.services.keyring().read(QStringLiteral("tavily_api_key")));
}

void TestSettings::aKeyOfTheEnvironmentIsNamedNotShown()
{
    ShownSettings shown(SourcesSectionId, environmentOf("TAVILY_API_KEY", Key));
    QTRY_COMPARE(shown.keyPlace(), KeyState::Environment);
    const auto where = shown.textOf("whereKey_tavily_api_key");
    QVERIFY2(where.contains(QStringLiteral("TAVILY_API_KEY")) && !where.contains(Key), qPrintable(where));
    QVERIFY(!child<QLineEdit>(&shown.window, "key_tavily_api_key")->isEnabled());
}

void TestSettings::withoutAKeyringTheVariableIsNamed()
{
    ShownWindow window;
    window.services.keyring().hasService = false;
    window.window.settingsPage()->showSection(QLatin1String(SourcesSectionId));
    window.window.showPage(MainWindow::SettingsView);
    QTRY_VERIFY(window.window.findChild<QLabel *>(QStringLiteral("whereKey_finnhub_api_key")) != nullptr);
    const auto *where = child<QLabel>(&window.window, "whereKey_finnhub_api_key");
    QTRY_VERIFY2(where->text().contains(QStringLiteral("FINNHUB_API_KEY"))
                     && where->text().startsWith(QStringLiteral("No keyring")),
                 qPrintable(where->text()));
    QVERIFY(!child<QLineEdit>(&window.window, "key_finnhub_api_key")->isEnabled());
}

void TestSettings::aTestUsesWhatIsTypedAndSaysHowItWent()
{
    LocalHttpServer server;
    server.answer(json("{\"results\":[]}"));
    ShownSettings shown(SourcesSectionId);
    testSearxng(shown, server);
    const auto *result = child<QLabel>(&shown.window, "testResult_searxng");
    QTRY_COMPARE_WITH_TIMEOUT(result->property("role").toString(), QStringLiteral("positive"), 30'000);
    QVERIFY2(result->text().contains(QStringLiteral("SearXNG")), qPrintable(result->text()));
    QCOMPARE(server.requests().size(), 1);
    // Nothing was switched on or saved by it, and it stands in the ledger.
    QVERIFY(shown.services.app().settings.sourceUrl(QStringLiteral("searxng")).isEmpty());
    QCOMPARE(shown.services.ledger().totals()->requests, 1);

    server.setHandler([](const ReceivedRequest &) {
        return ServedAnswer{200, "<!DOCTYPE html><html><title>Sign in</title></html>", "text/html", {}, Manner::Whole};
    });
    child<QPushButton>(&shown.window, "test_searxng")->click();
    QTRY_COMPARE_WITH_TIMEOUT(result->property("role").toString(), QStringLiteral("error"), 30'000);
    QVERIFY(result->isVisible());
    QVERIFY(child<QPushButton>(&shown.window, "test_searxng")->isVisible());
}

void TestSettings::aMailServerIsTriedWithoutALetter()
{
    LoginServer server("open sesame");
    ShownSettings shown(AlertsSectionId);
    auto *test = child<QPushButton>(&shown.window, "test_mail");
    QVERIFY(!test->isEnabled());
    QTest::keyClicks(child<QLineEdit>(&shown.window, "setting_mail_server_url"), server.url());
    QVERIFY(test->isEnabled());
    auto *password = child<QLineEdit>(&shown.window, "key_mail_password");
    QTRY_VERIFY(password->isEnabled()); // once it is known where the password is
    QTest::keyClicks(password, QStringLiteral("wrong"));
    test->click();
    QTRY_VERIFY_WITH_TIMEOUT(shown.textOf("testResult_mail").contains(QStringLiteral("password")), 20'000);
    password->clear();
    QTest::keyClicks(password, QStringLiteral("open sesame"));
    test->click();
    QTRY_VERIFY_WITH_TIMEOUT(shown.textOf("testResult_mail").contains(QStringLiteral("It works")), 20'000);
    QVERIFY(server.verbs.contains("NOOP"));
    QVERIFY(!server.verbs.contains("MAIL") && !server.verbs.contains("DATA"));
    // Saved, the address holds at once, and the key is in the keyring alone.
    child<QPushButton>(&shown.window, "saveKey_mail_password")->click();
    shown.save();
    auto *network = shown.services.app().network.get();
    QTRY_COMPARE(network->current()->mail.address, QUrl(server.url()));
    QTRY_VERIFY(network->secrets().read(QStringLiteral("mail_password"))->has_value());
}

void TestSettings::aTestCanBeCancelled()
{
    LocalHttpServer server;
    server.answer({200, {}, "application/json", {}, Manner::Silent});
    ShownSettings shown(SourcesSectionId);
    testSearxng(shown, server);
    auto *cancel = child<QPushButton>(&shown.window, "cancelTest_searxng");
    QVERIFY(cancel->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(server.requests().size(), 1, 30'000);
    cancel->click();
    QTRY_VERIFY_WITH_TIMEOUT(!cancel->isVisible(), 30'000);
    QCOMPARE(shown.textOf("testResult_searxng"), QStringLiteral("The test was cancelled."));
}

void TestSettings::offlineShowsEverySourceAsOff()
{
    auto environment = environmentOf("CONSULTANTOS_OFFLINE", QStringLiteral("true"));
    environment.insert(QStringLiteral("CONSULTANTOS_GDELT_ENABLED"), QStringLiteral("true"));
    ShownSettings shown(SourcesSectionId, environment);
    QVERIFY(child<QLabel>(&shown.window, "sourcesObstacle")->isVisible());
    QVERIFY(shown.textOf("sourcesObstacle").contains(QStringLiteral("CONSULTANTOS_OFFLINE")));
    for (const auto &info : networkSources()) {
        const auto id = info.id.toLatin1();
        const auto *box = child<QCheckBox>(&shown.window, ("setting_" + id + "_enabled").constData());
        QVERIFY2(!box->isChecked() && !box->isEnabled(), id.constData());
        QVERIFY(!child<QPushButton>(&shown.window, ("test_" + id).constData())->isEnabled());
        QCOMPARE(shown.card(id.constData())->stateText(), QStringLiteral("Off: offline"));
    }
    // What is switched on isn't lost by it.
    QVERIFY(!child<QPushButton>(&shown.window, "saveSettings")->isEnabled());
    QVERIFY(shown.services.app().settings.isSourceEnabled(QStringLiteral("gdelt")));
}

void TestSettings::addressesAreFoldedUnlessTheyAreUnusual()
{
    ShownSettings shown(SourcesSectionId,
                        environmentOf("CONSULTANTOS_FINNHUB_URL", QStringLiteral("http://127.0.0.1:1")));
    QVERIFY(!child<QLineEdit>(&shown.window, "setting_gdelt_url")->isVisible());
    QVERIFY(child<QLineEdit>(&shown.window, "setting_finnhub_url")->isVisible());
    auto *fold = child<QToolButton>(&shown.window, "fold_gdelt");
    fold->setFocus();
    QTest::keyClick(fold, Qt::Key_Space);
    QVERIFY(child<QLineEdit>(&shown.window, "setting_gdelt_url")->isVisible());
}

void TestSettings::theApiIsSwitchedOnAndItsTokenCopied()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("secret\n");
    file.close();
    const ShownSettings shown("api", {}, [path = file.fileName()](AppServices &services) {
        const auto state = std::make_shared<ApiState>();
        services.switchServer = [state, path](const Settings &settings) {
            *state = settings.apiEnabled() ? ApiState{QStringLiteral("http://127.0.0.1:8080"), path, {}} : ApiState();
            return *state;
        };
        services.serverState = [state] { return *state; };
    });
    QVERIFY(!child<QPushButton>(&shown.window, "copyApiToken")->isVisible());
    chooseApi(shown, true);
    shown.save();
    QTRY_VERIFY(child<QPushButton>(&shown.window, "copyApiToken")->isVisible());
    QVERIFY(shown.textOf("apiState").contains(QStringLiteral("http://127.0.0.1:8080")));
    QCOMPARE(shown.textOf("settingsNote"), QStringLiteral("Saved."));
    child<QPushButton>(&shown.window, "copyApiToken")->click();
    QTRY_COMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("secret"));
    chooseApi(shown, false);
    shown.save();
    QTRY_VERIFY(!child<QPushButton>(&shown.window, "copyApiToken")->isVisible());
}

void TestSettings::anApiThatCannotStartSaysWhy()
{
    Error taken;
    taken.message = QStringLiteral("The port is taken.");
    const ShownSettings shown("api", {}, [taken](AppServices &services) {
        const auto state = std::make_shared<ApiState>();
        services.switchServer = [state, taken](const Settings &) {
            state->problem = taken;
            return *state;
        };
        services.serverState = [state] { return *state; };
    });
    chooseApi(shown, true);
    shown.save();
    QTRY_COMPARE(shown.textOf("apiProblem"), taken.toText());
    QVERIFY(child<QLabel>(&shown.window, "apiProblem")->isVisible());
}

void TestSettings::everyFieldIsReachedByKeyboardAndHasAName()
{
    ShownSettings shown(SourcesSectionId);
    QTRY_COMPARE(shown.keyPlace(), KeyState::None);
    auto *first = child<QCheckBox>(&shown.window, "setting_sec_edgar_enabled");
    first->setFocus();
    QSet<QString> reached;
    for (int step = 0; step < 60; ++step) {
        auto *focus = QApplication::focusWidget();
        QVERIFY(focus != nullptr);
        reached.insert(focus->objectName());
        if (shown.window.settingsPage()->isAncestorOf(focus))
            QVERIFY2(!spokenName(focus).isEmpty(), qPrintable(focus->objectName()));
        QTest::keyClick(focus, Qt::Key_Tab);
    }
    for (const auto &info : networkSources()) {
        QVERIFY2(reached.contains(QStringLiteral("setting_%1_enabled").arg(info.id)), qPrintable(info.id));
        QVERIFY2(reached.contains(QStringLiteral("test_") + info.id), qPrintable(info.id));
        if (!info.secretName.isEmpty())
            QVERIFY2(reached.contains(QStringLiteral("key_") + info.secretName), qPrintable(info.id));
    }
}

void TestSettings::nothingIsCutInASmallWindow()
{
    // A screen of 1600 × 1200 at 200 %.
    ShownSettings shown(SourcesSectionId);
    QTRY_COMPARE(shown.keyPlace(), KeyState::None);
    shown.window.resize(800, 600);
    QTRY_COMPARE(shown.window.width(), 800);
    auto *stack = shown.window.settingsPage()->findChild<QStackedWidget *>();
    for (int page = 0; page < stack->count(); ++page) {
        shown.list()->setCurrentRow(page);
        QCoreApplication::processEvents();
        const auto *scroll = qobject_cast<QScrollArea *>(stack->currentWidget());
        QVERIFY2(scroll->horizontalScrollBar()->maximum() == 0, qPrintable(shown.list()->item(page)->text()));
    }
}

QTEST_MAIN(TestSettings)
#include "test_settings.moc"
