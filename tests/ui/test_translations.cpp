// SPDX-License-Identifier: GPL-3.0-or-later
#include "fresh_translation.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>

namespace {

/// French puts a no-break space before ; : ! ? and within its quotation marks. A plain one would let the mark begin a line.
bool lacksNoBreakSpace(const QString &form, const QString &source)
{
    static const QRegularExpression Plain(QStringLiteral(" [;:!?\u00BB]|\u00AB "));
    if (Plain.match(form).hasMatch())
        return true;
    static const QRegularExpression None(QStringLiteral("((?:\\S+ )?\\S*[\\p{L}\\p{N}%)\u00BB])[;:!?](?=\\s|$)"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    auto found = None.globalMatch(form);
    while (found.hasNext()) {
        // An English question that is given as an example stays as it is.
        if (!source.contains(found.next().captured()))
            return true;
    }
    return false;
}

/// What is wrong with the messages of a .ts file, one line each.
QStringList faults(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {QStringLiteral("unreadable: ") + path};
    QXmlStreamReader xml(&file);
    QStringList found;
    QString context, source;
    bool isFrench = false;
    int messages = 0;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const auto name = xml.name();
        if (name == QLatin1String("TS")) {
            isFrench = xml.attributes().value(QLatin1String("language")).startsWith(QLatin1String("fr"));
        } else if (name == QLatin1String("name")) {
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
                if (isFrench && lacksNoBreakSpace(form, source))
                    found.append(QStringLiteral("no-break space missing: ") + place);
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
    void frenchMarksNeedTheirSpace_data();
    void frenchMarksNeedTheirSpace();
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

void TestTranslations::frenchMarksNeedTheirSpace_data()
{
    QTest::addColumn<QString>("form");
    QTest::addColumn<bool>("isWrong");
    QTest::newRow("as it should be") << QStringLiteral("Dit\u00A0: \u00AB\u00A0%1\u00A0\u00BB\u00A0; vraiment\u00A0?")
                                     << false;
    QTest::newRow("none") << QStringLiteral("Fait: rien") << true;
    QTest::newRow("none at the end") << QStringLiteral("Vraiment?") << true;
    QTest::newRow("a plain one") << QStringLiteral("Fait : rien") << true;
    QTest::newRow("a plain one in quotes") << QStringLiteral("\u00AB %1\u00A0\u00BB") << true;
    QTest::newRow("an address") << QStringLiteral("http://127.0.0.1:8080, \u00E0 08:00") << false;
    QTest::newRow("what programs read") << QStringLiteral("Tableurs (*.csv);;Tous (*)") << false;
    QTest::newRow("an example in English") << QStringLiteral("What grew most? ou autre chose") << false;
}

void TestTranslations::frenchMarksNeedTheirSpace()
{
    QFETCH(QString, form);
    QFETCH(bool, isWrong);
    QCOMPARE(lacksNoBreakSpace(form, QStringLiteral("\"What grew most?\" or something else")), isWrong);
}

QTEST_GUILESS_MAIN(TestTranslations)
#include "test_translations.moc"
