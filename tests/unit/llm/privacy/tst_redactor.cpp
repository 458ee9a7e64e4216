// SPDX-License-Identifier: GPL-3.0-or-later
#include "llm/privacy/redactor.h"

#include <QRandomGenerator>
#include <QTest>

using namespace consultantos;

namespace {

std::shared_ptr<const Redactor> redactor()
{
    static const auto made = std::make_shared<const Redactor>(
        QStringList{QStringLiteral("Acme Robotics GmbH = ACR"), QStringLiteral("Deutsche Bank"),
                    QStringLiteral("Müller & Söhne"), QStringLiteral("Zeta Inc."), QStringLiteral("Zeta Bank Inc."),
                    QStringLiteral("丰田")},
        QStringList{QStringLiteral("Anna Schmidt"), QStringLiteral("Peter Klein"), QStringLiteral("Eva Weiß"),
                    QStringLiteral("Max Weiß")});
    return made;
}

QString redacted(const QString &text)
{
    Redaction redaction(redactor());
    return redaction.redact(text);
}

QString streamed(const Redaction &redaction, const QString &text, const QList<qsizetype> &cuts)
{
    QString out;
    RestoringStream stream(redaction, [&out](const QString &piece) { out += piece; });
    qsizetype from = 0;
    for (const auto cut : cuts) {
        stream.feed(text.mid(from, cut - from));
        from = cut;
    }
    stream.feed(text.mid(from));
    stream.finish();
    return out;
}

} // namespace

class TestRedactor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hidesNames_data();
    void hidesNames();
    void restoresWhatModelsMakeOfPlaceholders_data();
    void restoresWhatModelsMakeOfPlaceholders();
    void leavesPlaceholdersThatWereNotSent();
    void placeholdersStayWhenNamesAreAdded();
    void brokenSurrogatesHideNothing();
    void aNameWithSignsBehindItIsHidden();
    void pieceBordersDoNotMatter();
    void roundTrip();
    void schemaKeepsItsProperties();
    void jsonComesBackWhole();
    void nothingToHideChangesNothing();
};

void TestRedactor::hidesNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("Acme Robotics GmbH grew.", "Company 1 grew.");
    row("ACME ROBOTICS GMBH grew", "Company 1 grew");
    row("ACR grew, acr too", "Company 1b grew, Company 1b too");
    row("Acme Robotics grew", "Company 1c grew");
    row("Acme  Robotics\nGmbH", "Company 1");
    row("Acme-Robotics-Aktien", "Company 1c-Aktien");
    row("ACR's plan, ACR’s plan", "Company 1b's plan, Company 1b’s plan");
    row("Umsatz ACRs", "Umsatz Company 1bs");
    row("ACRONYM, MACR and ACR2 stay", "ACRONYM, MACR and ACR2 stay");
    row("info@acr.de", "info@Company 1b.de");
    row("der Deutschen Bank, Deutscher Bank", "der Company 2, Company 2");
    row("Deutsche Banken", "Company 2en");
    row("Müller & Söhne, Mueller und Soehne, MULLER & SOHNE", "Company 3, Company 3, Company 3");
    row("Mu\xCC\x88ller & So\xCC\x88hne", "Company 3");
    row("Zeta Bank, Inc. bought Zeta Inc.", "Company 5 bought Company 4");
    row("Zeta Bank bought Zeta", "Company 5b bought Company 4b");
    row("die丰田汽车", "dieCompany 6汽车");
    row("Anna Schmidt and Schmidt's team, SCHMIDT", "Person 1 and Person 1b's team, Person 1b");
    row("ein klein wenig Herr Klein", "ein klein wenig Herr Person 2b");
    row("Weiß alone is nobody's, Eva Weiss is", "Weiß alone is nobody's, Person 3 is");
    row("Company 1 and person 2 of the text", "Company 7 and person 6 of the text");
    row("the company a year ago", "the company a year ago");
}

void TestRedactor::hidesNames()
{
    QFETCH(QString, text);
    QTEST(redacted(text), "expected");
}

void TestRedactor::restoresWhatModelsMakeOfPlaceholders_data()
{
    QTest::addColumn<QString>("reply");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *reply, const char *expected) {
        QTest::newRow(reply) << QString::fromUtf8(reply) << QString::fromUtf8(expected);
    };
    // Sent: Deutsche Bank (Company 2), Anna Schmidt (Person 1), and the text's own "Company 1", as Company 7.
    row("Company 2 grew", "Deutsche Bank grew");
    row("COMPANY 2 and company 2", "Deutsche Bank and Deutsche Bank");
    row("Company 2's rise", "Deutsche Bank's rise");
    row("Anstieg Company 2s", "Anstieg Deutsche Banks");
    row("**Company_2**, company-2: Firma 2", "**Deutsche Bank**, Deutsche Bank: Deutsche Bank");
    row("Person 1 and Company 7", "Anna Schmidt and Company 1");
    row("Person 1b", "Anna Schmidtb");
    row("Company 22 and Company 3 weren't sent", "Company 22 and Company 3 weren't sent");
    row("a company 2.5 times as big", "a company 2.5 times as big");
    row("Company 2.", "Deutsche Bank.");
    row("subcompany 2", "subcompany 2");
}

void TestRedactor::restoresWhatModelsMakeOfPlaceholders()
{
    QFETCH(QString, reply);
    Redaction redaction(redactor());
    (void)redaction.redact(QStringLiteral("Deutsche Bank, Anna Schmidt and Company 1"));
    QTEST(redaction.restore(reply), "expected");
}

void TestRedactor::leavesPlaceholdersThatWereNotSent()
{
    Redaction redaction(redactor());
    (void)redaction.redact(QStringLiteral("nobody"));
    QVERIFY(!redaction.hasReplaced());
    QCOMPARE(redaction.restore(QStringLiteral("Company 1, Person 2")), QStringLiteral("Company 1, Person 2"));
}

void TestRedactor::placeholdersStayWhenNamesAreAdded()
{
    const Redactor fewer({QStringLiteral("Acme")}, {});
    const Redactor more({QStringLiteral("Acme"), QStringLiteral("Acme International")}, {});
    QCOMPARE(fewer.forms().first().placeholder, QStringLiteral("Company 1"));
    QCOMPARE(more.forms().last().text, QStringLiteral("Acme"));
    QCOMPARE(more.forms().last().placeholder, QStringLiteral("Company 1"));
    QVERIFY(fewer.fingerprint() != more.fingerprint());
}

void TestRedactor::brokenSurrogatesHideNothing()
{
    const auto text = QStringLiteral("x ") + QChar(0xD83D) + QStringLiteral(" Deutsche Bank");
    QVERIFY(!redacted(text).contains(QStringLiteral("Deutsche")));
}

void TestRedactor::aNameWithSignsBehindItIsHidden()
{
    const auto names =
        std::make_shared<const Redactor>(QStringList{QStringLiteral("Foobar ."), QStringLiteral("Muster GmbH . ."),
                                                     QStringLiteral("."), QStringLiteral(" ")},
                                         QStringList{QStringLiteral("Anna Schmidt .")});
    Redaction redaction(names);
    const auto hidden = redaction.redact(QStringLiteral("Foobar. Muster GmbH, and Anna Schmidt."));
    for (const auto *name : {"Foobar", "Muster", "Schmidt"})
        QVERIFY2(!hidden.contains(QLatin1String(name)), qPrintable(hidden));
}

void TestRedactor::pieceBordersDoNotMatter()
{
    Redaction redaction(redactor());
    (void)redaction.redact(QStringLiteral("Deutsche Bank, Anna Schmidt, ACR, Company 3"));
    const auto reply = QStringLiteral("😀Company 2's rise — PERSON 1, company 1b; Company 9 and subcompany 2😀Company 2");
    const auto whole = redaction.restore(reply);
    QCOMPARE(whole, QStringLiteral("😀Deutsche Bank's rise — Anna Schmidt, ACR; Company 3 and subcompany 2😀Deutsche "
                                   "Bank"));
    for (qsizetype first = 0; first <= reply.size(); ++first) {
        for (auto second = first; second <= reply.size(); ++second)
            QCOMPARE(streamed(redaction, reply, {first, second}), whole);
    }
}

/// Whatever text is made of names, placeholders and other words: it comes back as it was, and no name goes out.
void TestRedactor::roundTrip()
{
    const QStringList words{QStringLiteral("Acme Robotics GmbH"),
                            QStringLiteral("ACR"),
                            QStringLiteral("Deutsche Bank"),
                            QStringLiteral("Acme Robotics"),
                            QStringLiteral("Zeta Inc."),
                            QStringLiteral("Zeta Bank Inc."),
                            QStringLiteral("Anna Schmidt"),
                            QStringLiteral("Schmidt"),
                            QStringLiteral("Eva Weiß"),
                            QStringLiteral("Company 1"),
                            QStringLiteral("person 2"),
                            QStringLiteral("COMPANY-6b"),
                            QStringLiteral("Firma 3"),
                            QStringLiteral("Company"),
                            QStringLiteral("1"),
                            QStringLiteral("丰田"),
                            QStringLiteral("Umsatz"),
                            QStringLiteral("12.5 %"),
                            QStringLiteral("😀"),
                            QStringLiteral("\"key\": \"Person 12\"")};
    const QStringList joints{QStringLiteral(" "),  QStringLiteral(", "), QStringLiteral("\n"),    QStringLiteral("'s "),
                             QStringLiteral("s "), QStringLiteral("-"),  QStringLiteral(" \\\" ")};
    QRandomGenerator random(20261126);
    for (int round = 0; round < 3000; ++round) {
        QString text;
        const auto length = random.bounded(1, 12);
        for (int i = 0; i < length; ++i)
            text += words[random.bounded(words.size())] + joints[random.bounded(joints.size())];
        Redaction redaction(redactor());
        const auto sent = redaction.redact(text);
        for (const auto *name : {"Acme", "ACR", "Deutsche Bank", "Zeta", "Schmidt", "丰田", "Eva"})
            QVERIFY2(!sent.contains(QString::fromUtf8(name)), qPrintable(sent));
        QCOMPARE(redaction.restore(sent), text);
        const QList<qsizetype> cuts{sent.size() / 3, sent.size() / 2};
        QCOMPARE(streamed(redaction, sent, cuts), text);
    }
}

void TestRedactor::schemaKeepsItsProperties()
{
    const QJsonObject properties{
        {QStringLiteral("title"), QJsonObject{{QStringLiteral("type"), QStringLiteral("string")},
                                              {QStringLiteral("description"), QStringLiteral("What ACR does")}}},
        {QStringLiteral("who"), QJsonObject{{QStringLiteral("enum"), QJsonArray{QStringLiteral("Deutsche Bank")}}}}};
    const QJsonObject schema{{QStringLiteral("type"), QStringLiteral("object")},
                             {QStringLiteral("properties"), properties}};
    const auto hidden =
        std::make_shared<const Redactor>(QStringList{QStringLiteral("ACR"), QStringLiteral("Deutsche Bank"),
                                                     QStringLiteral("object"), QStringLiteral("title")},
                                         QStringList());
    Redaction redaction(hidden);
    const auto sent = redaction.redactSchema(schema);
    QCOMPARE(sent[QStringLiteral("type")].toString(), QStringLiteral("object"));
    const auto fields = sent[QStringLiteral("properties")].toObject();
    QCOMPARE(fields[QStringLiteral("title")][QStringLiteral("description")].toString(),
             QStringLiteral("What Company 1 does"));
    QCOMPARE(fields[QStringLiteral("who")][QStringLiteral("enum")][0].toString(), QStringLiteral("Company 2"));
}

void TestRedactor::jsonComesBackWhole()
{
    // A name with characters that JSON has to escape.
    const auto odd = std::make_shared<const Redactor>(QStringList{QStringLiteral("The \"Blue\" \\ Co")}, QStringList());
    Redaction redaction(odd);
    const auto sent = redaction.redact(QStringLiteral("about The \"Blue\" \\ Co"));
    QCOMPARE(sent, QStringLiteral("about Company 1"));
    const QJsonObject reply{{QStringLiteral("text"), QStringLiteral("Company 1 grew")},
                            {QStringLiteral("list"), QJsonArray{QStringLiteral("COMPANY 1"), 1, true}},
                            {QStringLiteral("Company 1"), QJsonObject{{QStringLiteral("n"), 1}}}};
    const auto restored = redaction.restore(reply);
    QCOMPARE(restored[QStringLiteral("text")].toString(), QStringLiteral("The \"Blue\" \\ Co grew"));
    QCOMPARE(restored[QStringLiteral("list")][0].toString(), QStringLiteral("The \"Blue\" \\ Co"));
    QCOMPARE(restored[QStringLiteral("The \"Blue\" \\ Co")][QStringLiteral("n")].toInt(), 1);
}

void TestRedactor::nothingToHideChangesNothing()
{
    Redaction redaction(std::make_shared<const Redactor>());
    const auto text = QStringLiteral("Company 1 and Anna Schmidt");
    QCOMPARE(redaction.redact(text), text);
    QCOMPARE(redaction.restore(text), text);
    QVERIFY(Redactor().fingerprint().isEmpty());
}

QTEST_GUILESS_MAIN(TestRedactor)
#include "tst_redactor.moc"
