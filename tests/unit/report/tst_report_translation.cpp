// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_renderer.h"
#include "report/language/report_languages.h"
#include "report/language/report_translation.h"
#include "report/markdown_renderer.h"
#include "report/readback/row_mark.h"
#include "report/report_quality.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace consultantos;

namespace {

Claim claimOf(const QString &id, const QString &text, const QString &shown, double value, const QString &unit)
{
    Claim claim;
    claim.id = id;
    claim.text = text;
    claim.grade = Grade::Computed;
    claim.confidence = 0.9;
    if (!shown.isEmpty())
        claim.numbers = {{text.indexOf(shown), shown.size(), value, unit, QStringLiteral("c/1/worth/FY2024")}};
    return claim;
}

Report someReport()
{
    Report report;
    report.company.name = QStringLiteral("Tesla");
    report.request.company = report.company.name;
    report.request.layout.id = QStringLiteral("mine");
    report.request.layout.title = QStringLiteral("Memo to the board");
    report.request.layout.parts = {{QStringLiteral("summary"), QStringLiteral("Whatever I call it")},
                                   {QStringLiteral("recommendations"), QStringLiteral("What an owner would do first")},
                                   {QStringLiteral("health"), {}},
                                   {QStringLiteral("quality"), {}}};
    Recommendation recommendation;
    recommendation.id = QStringLiteral("recommendation.1");
    recommendation.title = QStringLiteral("Hold the lead in gross margin against the threat");
    recommendation.claim = claimOf(recommendation.id, QStringLiteral("It would be worth USD 1,234 M a year."),
                                   QStringLiteral("USD 1,234 M"), 1.234e9, QStringLiteral("USD"));
    recommendation.score = Score{3.5, 3, 4, 1, 5, QStringLiteral("c/1/recommendation_score/1")};
    recommendation.criteria = {Driver{}};
    recommendation.feasibility = QStringLiteral("high");
    recommendation.conditions = {
        {claimOf(QStringLiteral("recommendation.1.condition.1"),
                 QStringLiteral("The option earns more than it costs; its worth in money is still to be shown."), {}, 0,
                 {}),
         std::nullopt, std::nullopt, QStringLiteral("not met"),
         QStringLiteral("Talks with lenders, owners or partners, with terms."),
         QStringLiteral("not derivable: the terms of new money don't stand in filings")}};
    recommendation.plan = {{1,
                            3,
                            QStringLiteral("Head of strategy"),
                            QStringLiteral("Settle each open condition with a figure or a named source"),
                            {}}};
    report.recommendations = {recommendation};
    HealthReading reading;
    reading.id = QStringLiteral("current_ratio");
    reading.title = QStringLiteral("Current ratio");
    reading.rule = QStringLiteral("strong from 2.00x, weak below 1.00x");
    reading.unjudged = QStringLiteral("not judged: debt lifts the return and the risk");
    reading.source = QStringLiteral("Altman (1995): companies that don't manufacture");
    report.health.readings = {reading};
    QualityReview review;
    review.checks = {
        {QStringLiteral("figures"), QStringLiteral("Each number is the one that its evidence gives"), 3, 1, 1, 0}};
    review.findings = {{QStringLiteral("figures/1"),
                        QStringLiteral("figures"),
                        FindingSeverity::Error,
                        recommendation.id,
                        recommendation.id,
                        QStringLiteral("USD 1,234 M"),
                        QStringLiteral("It rests on nothing in the report."),
                        QStringLiteral("Name what it rests on, or take it out."),
                        {}}};
    weigh(review);
    report.quality = review;
    ReportEdit edit;
    edit.target = QStringLiteral("summary.answer");
    edit.text = QStringLiteral("We say so.");
    edit.note = QStringLiteral("Risks");
    edit.author = QStringLiteral("Ada");
    edit.original = claimOf(edit.target, QStringLiteral("It would be worth USD 1,234 M a year."),
                            QStringLiteral("USD 1,234 M"), 1.234e9, QStringLiteral("USD"));
    edit.computed = edit.original->text;
    report.edits = {edit};
    return report;
}

} // namespace

class TestReportTranslation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto german =
            ReportLanguages(qEnvironmentVariable("CONSULTANTOS_RESOURCE_DIR")).wording(QStringLiteral("de"));
        QVERIFY2(german, german ? "" : qPrintable(german.error().message + german.error().detail));
        m_german = *german;
    }

    void everyPartIsTranslated()
    {
        const auto [report, kept] = translated(someReport(), m_german);
        QVERIFY2(kept.isEmpty(), qPrintable(kept.join(QLatin1Char('\n'))));
        const auto &one = report.recommendations.first();
        QCOMPARE(one.title, QStringLiteral("Vorsprung bei der Bruttomarge gegen das Risiko halten"));
        QCOMPARE(one.claim.text, QStringLiteral("Das wäre 1.234 Mio. USD pro Jahr wert."));
        QCOMPARE(one.plan.first().owner, QStringLiteral("Leitung Strategie"));
        QVERIFY(one.plan.first().action.startsWith(QStringLiteral("Jede offene Bedingung")));
        QVERIFY(one.conditions.first().test.startsWith(QStringLiteral("Gespräche mit Kreditgebern")));
        // Codes stay codes.
        QCOMPARE(one.feasibility, QStringLiteral("high"));
        QCOMPARE(one.conditions.first().status, QStringLiteral("not met"));
        const auto &reading = report.health.readings.first();
        QCOMPARE(reading.rule, QStringLiteral("stark ab 2,00x, schwach unter 1,00x"));
        QCOMPARE(reading.source, QStringLiteral("Altman (1995): Unternehmen außerhalb der Industrie"));
        QVERIFY(reading.unjudged.startsWith(QStringLiteral("nicht beurteilt: Schulden")));
        const auto &finding = report.quality->findings.first();
        QCOMPARE(finding.text, QStringLiteral("Sie beruht auf nichts im Bericht."));
        QCOMPARE(finding.words, QStringLiteral("1.234 Mio. USD"));
        QCOMPARE(report_quality::place(report, finding, m_german),
                 QStringLiteral("1. ") + one.title + QStringLiteral(": 1.234 Mio. USD"));
        QCOMPARE(report.quality->checks.first().rule, QStringLiteral("figures"));
        QCOMPARE(report.quality->checks.first().title, QStringLiteral("Jede Zahl ist die ihres Belegs"));
    }

    void aFindingsPlaceIsToldByTitles()
    {
        Report report;
        FrameworkResult porter;
        porter.id = QStringLiteral("porter");
        porter.title = QStringLiteral("Porter's Five Forces");
        FrameworkSection rivalry;
        rivalry.id = QStringLiteral("rivalry");
        rivalry.title = QStringLiteral("Rivalry");
        porter.sections = {rivalry};
        report.frameworks = {porter};
        QualityFinding finding;
        finding.place = QStringLiteral("financials");
        QCOMPARE(report_quality::place(report, finding), QStringLiteral("Financials"));
        QCOMPARE(report_quality::place(report, finding, m_german), QStringLiteral("Finanzkennzahlen"));
        finding.claim = QStringLiteral("porter.rivalry.2");
        finding.words = QStringLiteral("USD 12.0 B");
        QCOMPARE(report_quality::place(report, finding), QStringLiteral("Porter's Five Forces: Rivalry 2: USD 12.0 B"));
        finding.claim = QStringLiteral("summary.situation");
        QCOMPARE(report_quality::place(report, finding), QStringLiteral("Executive summary: USD 12.0 B"));
        finding.claim = QStringLiteral("porter.headline");
        QCOMPARE(report_quality::place(report, finding), QStringLiteral("Porter's Five Forces: USD 12.0 B"));
        finding.claim = QStringLiteral("nobody.knows");
        QCOMPARE(report_quality::place(report, finding), QStringLiteral("nobody.knows: USD 12.0 B"));
    }

    void whatPeopleWroteStays()
    {
        const auto report = translated(someReport(), m_german).report;
        const auto &layout = report.request.layout;
        QCOMPARE(layout.title, QStringLiteral("Vorlage für den Vorstand"));
        QCOMPARE(layout.parts[0].title, QStringLiteral("Whatever I call it"));
        QCOMPARE(layout.parts[1].title, QStringLiteral("Was ein Eigentümer zuerst täte"));
        const auto &edit = report.edits.first();
        QCOMPARE(edit.text, QStringLiteral("We say so."));
        QCOMPARE(edit.note, QStringLiteral("Risks"));
        QCOMPARE(edit.computed, QStringLiteral("Das wäre 1.234 Mio. USD pro Jahr wert."));
    }

    void noRendererHasEnglishHeadings()
    {
        const auto report = translated(someReport(), m_german).report;
        for (const auto &text : {renderMarkdown(report, m_german), renderHtml(report, m_german)}) {
            for (const auto *english :
                 {"Option<", "What would have to be true", "hundred days", "Threshold", "Financial health", "Light<",
                  "Quality review", "What settles it", "Checked", "not met", "Score", "Lights", "no light"})
                QVERIFY2(!text.contains(QLatin1String(english)), english);
            QVERIFY(text.contains(QStringLiteral("nicht erfüllt")));
            QVERIFY(text.contains(QStringLiteral("Wochen 1 bis 3")));
            QVERIFY(text.contains(QStringLiteral("\u25CB ohne")));
            QVERIFY(text.contains(QStringLiteral("Nicht geprüft: 1 offen")));
        }
    }

    void titlesOfTheTemplatesHaveWords()
    {
        const QDir folder(qEnvironmentVariable("CONSULTANTOS_RESOURCE_DIR") + QStringLiteral("/templates"));
        int titles = 0;
        const auto check = [&](const QString &title) {
            if (title.isEmpty())
                return;
            ++titles;
            QVERIFY2(m_german.book()->hasPhrase(title), qPrintable(title));
        };
        for (const auto &name : folder.entryList({QStringLiteral("*.json")})) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto layout = QJsonDocument::fromJson(file.readAll()).object();
            check(layout[QStringLiteral("document_title")].toString());
            for (const auto part : layout[QStringLiteral("parts")].toArray())
                check(part[QStringLiteral("title")].toString());
        }
        QVERIFY(titles > 20);
    }

    void aWorkbookNamesItsLanguage()
    {
        const auto id = QStringLiteral("0b6c in 4f");
        QCOMPARE(reportOfKey(reportKey(QStringLiteral("0b6c"), QStringLiteral("en"))),
                 std::pair(QStringLiteral("0b6c"), QStringLiteral("en")));
        QCOMPARE(reportOfKey(reportKey(id, QStringLiteral("de"))), std::pair(id, QStringLiteral("de")));
        QVERIFY(reportOfKey(QStringLiteral("fact:f/1 in de")).first.isEmpty());
    }

private:
    Wording m_german;
};

QTEST_GUILESS_MAIN(TestReportTranslation)
#include "tst_report_translation.moc"
