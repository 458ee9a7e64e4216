// SPDX-License-Identifier: GPL-3.0-or-later
#include "fresh_translation.h"

#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>

namespace {

/// What is wrong with the messages of a .ts file, one line each.
QStringList faults(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {QStringLiteral("unreadable: ") + path};
    QXmlStreamReader xml(&file);
    QStringList found;
    QString context, source;
    int messages = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto name = xml.name();
        if (name == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (name == QLatin1String("source")) {
            source = xml.readElementText();
            ++messages;
        } else if (name == QLatin1String("translation")) {
            const auto type = xml.attributes().value(QLatin1String("type")).toString();
            QStringList forms;
            QString text;
            while (!(xml.readNext() == QXmlStreamReader::EndElement && xml.name() == QLatin1String("translation"))
                   && !xml.atEnd()) {
                if (xml.isCharacters())
                    text += xml.text();
                else if (xml.isStartElement() && xml.name() == QLatin1String("numerusform"))
                    forms.append(xml.readElementText());
            }
            if (forms.isEmpty())
                forms.append(text);
            const auto place = QStringLiteral("%1: \"%2\"").arg(context, source);
            if (!type.isEmpty())
                found.append(type + QStringLiteral(": ") + place);
            for (const auto &form : std::as_const(forms)) {
                if (form.trimmed().isEmpty())
                    found.append(QStringLiteral("empty: ") + place);
                for (const auto *mark : {"%1", "%2", "%3", "%4", "%5"}) {
                    if (source.contains(QLatin1String(mark)) != form.contains(QLatin1String(mark)))
                        found.append(QStringLiteral("%1 differs: ").arg(QLatin1String(mark)) + place);
                }
                // A mnemonic in the source that is lost in a translation takes the keyboard away.
                if (source.contains(QLatin1Char('&')) != form.contains(QLatin1Char('&')))
                    found.append(QStringLiteral("mnemonic differs: ") + place);
            }
        }
    }
    if (xml.hasError())
        found.append(xml.errorString());
    if (messages == 0)
        found.append(QStringLiteral("no messages at all"));
    return found;
}

} // namespace

/// The translations are complete: lupdate, run afresh over the sources into a copy, finds nothing that has none.
class TestTranslations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyStringIsTranslated_data();
    void everyStringIsTranslated();
    void anUntranslatedStringIsNoticed();
};

void TestTranslations::everyStringIsTranslated_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isPluralOnly");
    QTest::newRow("German") << QStringLiteral("consultantos_de.ts") << false;
    QTest::newRow("French") << QStringLiteral("consultantos_fr.ts") << false;
    QTest::newRow("Spanish") << QStringLiteral("consultantos_es.ts") << false;
    QTest::newRow("English plural forms") << QStringLiteral("consultantos_en.ts") << true;
}

void TestTranslations::everyStringIsTranslated()
{
    QFETCH(QString, file);
    QFETCH(bool, isPluralOnly);
    const QTemporaryDir dir;
    const auto fresh = consultantos::test::freshTranslation(file, dir.path(), isPluralOnly);
    QVERIFY2(fresh.error.isEmpty(), qPrintable(fresh.error));
    // lupdate files a bare tr() of a free function under another context than the program asks for at run time.
    QVERIFY2(!fresh.complaints.contains(QLatin1String("lacks Q_OBJECT")), qPrintable(fresh.complaints));
    const auto found = faults(fresh.path);
    QVERIFY2(found.isEmpty(),
             qPrintable(QStringLiteral("%1 fault(s):\n").arg(found.size()) + found.join(QLatin1Char('\n'))));
}

void TestTranslations::anUntranslatedStringIsNoticed()
{
    const QTemporaryDir dir;
    QFile file(dir.filePath(QStringLiteral("x.ts")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("<TS version=\"2.1\"><context><name>A</name><message><source>&amp;Open %1</source>"
               "<translation type=\"unfinished\"></translation></message></context></TS>");
    file.close();
    QCOMPARE(faults(file.fileName()).size(), 4); // unfinished, empty, %1, mnemonic
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "test_translations.moc"
