// SPDX-License-Identifier: GPL-3.0-or-later
// Real filings, held against facts and lists of sections that others derived from them.
#include "evidence/compressed_file.h"
#include "evidence/filings/filing_sections.h"
#include "evidence/filings/filing_tables.h"
#include "evidence/filings/inline_xbrl_importer.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace consultantos;

namespace {

QString dataFolder()
{
    return qEnvironmentVariable("CONSULTANTOS_TEST_DATA", QStringLiteral(CONSULTANTOS_SOURCE_DIR "/../shared/data"));
}

QFileInfoList filings()
{
    return QDir(dataFolder() + QStringLiteral("/filings-html"))
        .entryInfoList({QStringLiteral("*.html.gz")}, QDir::Files, QDir::Name);
}

void addFilings()
{
    QTest::addColumn<QString>("path");
    for (const auto &file : filings())
        QTest::newRow(qPrintable(file.fileName())) << file.filePath();
}

Result<Document> imported(const QString &path)
{
    return InlineXbrlImporter().read(path, {}, {});
}

struct Derived {
    int all = 0;
    QHash<QString, double> byId; ///< us-gaap facts of the filing that ended on the day given
};

/// The facts that somebody else derived from the same filing, by our ids.
Derived derivedFacts(const QString &company, int fiscalYear)
{
    Derived derived;
    const auto path = QStringLiteral("%1/companyfacts/derived-from-10k/CIK%2.json")
                          .arg(dataFolder(), company.rightJustified(10, u'0'));
    const auto json = readPossiblyGzipped(path);
    if (!json)
        return derived;
    const auto tags = QJsonDocument::fromJson(*json)[QStringLiteral("facts")][QStringLiteral("us-gaap")].toObject();
    for (auto tag = tags.begin(); tag != tags.end(); ++tag) {
        const auto units = tag->toObject()[QStringLiteral("units")].toObject();
        for (auto unit = units.begin(); unit != units.end(); ++unit) {
            for (const auto &entry : unit->toArray()) {
                if (entry[QStringLiteral("fy")].toInt() != fiscalYear)
                    continue;
                const auto start = QDate::fromString(entry[QStringLiteral("start")].toString(), Qt::ISODate);
                const auto end = QDate::fromString(entry[QStringLiteral("end")].toString(), Qt::ISODate);
                const auto id = factId(company, QStringLiteral("us-gaap"), tag.key(), unit.key(),
                                       start.isValid() ? std::optional(start) : std::nullopt, end);
                derived.byId.insert(id, entry[QStringLiteral("val")].toDouble());
                ++derived.all;
            }
        }
    }
    return derived;
}

/// A fact that a filing tells twice, once rounded: the derived files take the first, we take the exact one, as the SEC's
/// own companyfacts do.
bool isRounded(double exact, double rounded)
{
    double unit = 1;
    while (rounded != 0 && std::fmod(rounded, unit * 10) == 0)
        unit *= 10;
    return exact != rounded && unit > 1 && std::abs(exact - rounded) <= unit / 2;
}

} // namespace

class RealFilingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (filings().isEmpty())
            QSKIP("CONSULTANTOS_TEST_DATA is not available");
    }

    void factsEqualTheDerivedOnes_data() { addFilings(); }

    void factsEqualTheDerivedOnes()
    {
        QFETCH(QString, path);
        const auto document = imported(path);
        QVERIFY2(document, document ? "" : qPrintable(document.error().toText()));
        QVERIFY2(document->warnings.isEmpty(), qPrintable(document->warnings.join(u' ')));
        const auto &first = document->facts.first();
        const auto derived = derivedFacts(first.companyId, first.latest.fiscalYear);
        QSet<QString> met;
        int others = 0;
        int moreExact = 0;
        for (const auto &fact : document->facts) {
            QCOMPARE(fact.latest.place.document, document->id);
            QVERIFY(!fact.latest.place.cell.isEmpty());
            QCOMPARE(fact.latest.form, QStringLiteral("10-K"));
            if (fact.taxonomy != QLatin1String("us-gaap") || !fact.isOfWholeCompany())
                continue;
            const auto known = derived.byId.constFind(fact.id);
            if (known == derived.byId.constEnd()) {
                ++others;
                continue;
            }
            met.insert(fact.id);
            if (isRounded(fact.value(), *known)) {
                ++moreExact;
                continue;
            }
            QVERIFY2(fact.value() == *known, qPrintable(QStringLiteral("%1: %2, derived %3")
                                                            .arg(fact.id)
                                                            .arg(fact.value(), 0, 'g', 17)
                                                            .arg(*known, 0, 'g', 17)));
        }
        for (auto known = derived.byId.begin(); known != derived.byId.end(); ++known)
            QVERIFY2(met.contains(known.key()), qPrintable(known.key()));
        QVERIFY(!derived.byId.isEmpty());
        QVERIFY(moreExact * 50 <= met.size());
        qInfo("%lld facts; of us-gaap, undimensioned: %lld equal to the derived ones, %d more exact, %d without one",
              qint64(document->facts.size()), qint64(met.size()) - moreExact, moreExact, others);
    }

    void sectionsEqualTheExpectedList_data()
    {
        QTest::addColumn<QString>("path");
        for (const auto &file : filings()) {
            auto expected = file.filePath();
            expected.replace(QStringLiteral("-primary-document.html.gz"),
                             QStringLiteral("-expected-top-level-sections.json"));
            if (expected != file.filePath())
                QTest::newRow(qPrintable(file.fileName())) << file.filePath();
        }
    }

    void sectionsEqualTheExpectedList()
    {
        QFETCH(QString, path);
        const auto document = imported(path);
        QVERIFY(document);
        const auto json = readPossiblyGzipped(path.replace(QStringLiteral("-primary-document.html.gz"),
                                                           QStringLiteral("-expected-top-level-sections.json")));
        QVERIFY(json);
        QStringList expected;
        for (const auto &section : QJsonDocument::fromJson(*json).array())
            expected.append(section[QStringLiteral("identifier")].toString());
        QStringList found;
        for (const auto &section : findSections(document->blocks, QStringLiteral("10-K")))
            found.append(section.item);
        // The list was made before the SEC added these three.
        for (const auto *added : {"1C", "9C", "16"})
            QVERIFY(found.removeOne(QString::fromLatin1(added)));
        QCOMPARE(found, expected);
    }

    void everyFilingHasItsSectionsAndTables_data() { addFilings(); }

    void everyFilingHasItsSectionsAndTables()
    {
        QFETCH(QString, path);
        const auto document = imported(path);
        QVERIFY(document);
        const auto sections = findSections(document->blocks, QStringLiteral("10-K"));
        QStringList items;
        for (const auto &section : sections)
            items.append(section.item);
        const QStringList expected{
            QStringLiteral("1"),  QStringLiteral("1A"), QStringLiteral("1B"), QStringLiteral("1C"),
            QStringLiteral("2"),  QStringLiteral("3"),  QStringLiteral("4"),  QStringLiteral("5"),
            QStringLiteral("6"),  QStringLiteral("7"),  QStringLiteral("7A"), QStringLiteral("8"),
            QStringLiteral("9"),  QStringLiteral("9A"), QStringLiteral("9B"), QStringLiteral("9C"),
            QStringLiteral("10"), QStringLiteral("11"), QStringLiteral("12"), QStringLiteral("13"),
            QStringLiteral("14"), QStringLiteral("15"), QStringLiteral("16")};
        QCOMPARE(items, expected);
        const auto size = [&](const char *item) {
            const auto at = std::find_if(sections.begin(), sections.end(), [item](const FilingSection &section) {
                return section.item == QLatin1String(item);
            });
            return sectionText(document->blocks, *at).size();
        };
        QVERIFY(size("1") > 10'000);
        QVERIFY(size("1A") > 30'000);
        QVERIFY(size("7") > 10'000);
        QVERIFY(size("1B") < 1'000);
        QHash<FilingTableKind, int> kinds;
        for (const auto &table : document->tables)
            ++kinds[filingTableKind(table)];
        QVERIFY(kinds[FilingTableKind::Segments] > 0);
        QVERIFY(kinds[FilingTableKind::Geography] > 0);
        qInfo("%lld blocks, %lld tables: %d of segments, %d of geography, %d of customers; %d pages",
              qint64(document->blocks.size()), qint64(document->tables.size()), kinds[FilingTableKind::Segments],
              kinds[FilingTableKind::Geography], kinds[FilingTableKind::CustomerConcentration], document->pages);
    }

    void aFilingIsReadInASecond_data() { addFilings(); }

    void aFilingIsReadInASecond()
    {
        QFETCH(QString, path);
        QElapsedTimer clock;
        clock.start();
        QVERIFY(imported(path));
        qInfo("%lld ms", qint64(clock.elapsed()));
        QVERIFY(clock.elapsed() < 5000); // a builder's machine may be slow
    }
};

QTEST_GUILESS_MAIN(RealFilingsTest)
#include "tst_real_filings.moc"
