// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/asking/question_desk.h"
#include "intake_fixture.h"

#include <QTest>

using namespace consultantos;
using namespace consultantos::test;

namespace {

QuestionDesk deskOf(const IntakeFixture &fixture)
{
    return QuestionDesk(
        {std::make_shared<const QuestionAnswerer>(*QuestionAnswerer::load(QStringLiteral(CONSULTANTOS_RESOURCE_DIR))),
         fixture.facts, fixture.storage.facts, fixture.storage.documents});
}

QString taken(const IntakeFixture &fixture, const QString &name, const QByteArray &content)
{
    const auto taken = fixture.intake->take(fixture.write(name, content));
    return taken ? taken->documentId : QString();
}

} // namespace

class QuestionDeskTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDocumentsFigureIsAnsweredWithItsPlace()
    {
        const IntakeFixture fixture;
        const auto id = taken(fixture, QStringLiteral("a.html"),
                              annualReport(QStringLiteral("Kettleworks Nowhere, Inc."), 2023, 1200));
        const auto answer =
            deskOf(fixture).ask({QStringLiteral("What was the FY2023 revenue in USD thousands?"), {}, {id}});
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().toText()));
        QCOMPARE(answer->kind, AnswerKind::Figure);
        QCOMPARE(*answer->value, 1200.0);
        QCOMPARE(answer->evidence.facts().first().latest.place.document, id);
    }

    void aRowWithoutALineOfOursIsAnswered()
    {
        const IntakeFixture fixture;
        const auto id = taken(fixture, QStringLiteral("a.html"),
                              annualReport(QStringLiteral("Kettleworks Nowhere, Inc."), 2023, 1200));
        const auto answer = deskOf(fixture).ask(
            {QStringLiteral("What was the gain on sale of the harbour in FY2023, in USD thousands?"), {}, {id}});
        QVERIFY(answer);
        QVERIFY2(answer->value, qPrintable(answer->explanation));
        QCOMPARE(*answer->value, 7.0);
    }

    void aDocumentAnswersFromItselfAlone()
    {
        const IntakeFixture fixture;
        // The later report restates the year that both have.
        const auto old = taken(fixture, QStringLiteral("a.html"),
                               annualReport(QStringLiteral("Kettleworks Nowhere, Inc."), 2022, 900));
        const auto recent = taken(fixture, QStringLiteral("b.html"),
                                  annualReport(QStringLiteral("Kettleworks Nowhere, Inc."), 2023, 1200));
        const auto desk = deskOf(fixture);
        const auto question = QStringLiteral("What was revenue in FY2022 in USD thousands?");
        QCOMPARE(*desk.ask({question, {}, {old}})->value, 900.0);
        QCOMPARE(*desk.ask({question, {}, {recent}})->value, 1000.0);
        const auto future = desk.ask({QStringLiteral("What was revenue in FY2023 in USD thousands?"), {}, {old}});
        QCOMPARE(future->kind, AnswerKind::NotAnswerable);
        QVERIFY(!future->wouldHelp.isEmpty());
    }

    void textIsQuotedFromTheDocument()
    {
        const IntakeFixture fixture;
        const auto id =
            taken(fixture, QStringLiteral("a.html"),
                  annualReport(QStringLiteral("Kettleworks Nowhere, Inc."), 2023, 1200,
                               QStringLiteral("We depend on a single supplier of copper for all our kettles.")));
        const auto answer =
            deskOf(fixture).ask({QStringLiteral("Which supplier do we depend on for copper?"), {}, {id}});
        QVERIFY(answer);
        QCOMPARE(answer->kind, AnswerKind::Text);
        QVERIFY(answer->answer.contains(QLatin1String("single supplier of copper")));
    }

    void withoutASourceItSaysWhatWouldHelp()
    {
        const IntakeFixture fixture;
        const auto answer = deskOf(fixture).ask({QStringLiteral("What was the revenue in FY2023?"), {}, {}});
        QVERIFY(answer);
        QCOMPARE(answer->kind, AnswerKind::NotAnswerable);
        QVERIFY(!answer->wouldHelp.isEmpty());
        QCOMPARE(
            deskOf(fixture).ask({QStringLiteral("x"), QStringLiteral("Nobody Ever Heard Of Ltd"), {}}).error().code,
            ErrorCode::NotFound);
        QCOMPARE(deskOf(fixture).ask({QStringLiteral("x"), {}, {QStringLiteral("ffff")}}).error().code,
                 ErrorCode::NotFound);
    }
};

QTEST_GUILESS_MAIN(QuestionDeskTest)
#include "tst_question_desk.moc"
