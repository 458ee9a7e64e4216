// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/text/paragraph_changes.h"

#include <QTest>

using namespace consultantos;

namespace {

/// "~1>0", "+2", "-3": kind and places, for comparing.
QStringList told(const ParagraphChanges &changes)
{
    QStringList lines;
    for (const auto &change : changes.changes) {
        if (change.kind == ChangeKind::Added)
            lines.append(QStringLiteral("+%1").arg(change.after));
        else if (change.kind == ChangeKind::Removed)
            lines.append(QStringLiteral("-%1").arg(change.before));
        else
            lines.append(QStringLiteral("~%1>%2").arg(change.before).arg(change.after));
    }
    return lines;
}

QStringList paragraphs(const char *text)
{
    return QString::fromLatin1(text).split(u'|', Qt::SkipEmptyParts);
}

} // namespace

class ParagraphChangesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void similarity_data()
    {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        QTest::addColumn<double>("similarity");
        const auto row = [](const char *name, const char *left, const char *right, double similarity) {
            QTest::newRow(name) << QString::fromLatin1(left) << QString::fromLatin1(right) << similarity;
        };
        row("equal", "We make anvils", "We make anvils", 1);
        row("case and punctuation", "We make anvils.", "we MAKE, anvils", 1);
        row("nothing common", "We make anvils", "Rain fell", 0);
        row("half", "a b c", "a b d", 0.5);                 // ab, bc and ab, bd
        row("repeated pairs count", "a b a b", "a b", 0.5); // ab, ba, ab and ab: 2 · 1 / 4
        row("one word", "anvil", "anvil", 1);
        row("empty", "", "", 1);
        row("one empty", "", "anvil", 0);
    }

    void similarity()
    {
        QFETCH(QString, left);
        QFETCH(QString, right);
        QFETCH(double, similarity);
        QCOMPARE(textSimilarity(left, right), similarity);
        QCOMPARE(textSimilarity(right, left), similarity);
    }

    void changes_data()
    {
        QTest::addColumn<QStringList>("before");
        QTest::addColumn<QStringList>("after");
        QTest::addColumn<QStringList>("told");
        QTest::addColumn<qsizetype>("unchanged");
        const auto row = [](const char *name, const char *before, const char *after, const char *told,
                            qsizetype unchanged) {
            QTest::newRow(name) << paragraphs(before) << paragraphs(after)
                                << QString::fromLatin1(told).split(u' ', Qt::SkipEmptyParts) << unchanged;
        };
        row("nothing", "", "", "", 0);
        row("the same", "one two three|four five", "One two, three.|four five", "", 2);
        row("added", "one two three", "one two three|four five", "+1", 1);
        row("removed in the middle", "one two three|four five|six seven", "one two three|six seven", "-1", 2);
        row("changed", "we make heavy anvils of iron", "we make heavy anvils of steel", "~0>0", 0);
        row("moved and changed", "we make heavy anvils of iron|rain fell", "rain fell|we make heavy anvils of steel",
            "~0>1", 1);
        row("too different", "we make heavy anvils", "we sell them here", "+0 -0", 0);
        row("the most alike wins", "we make heavy anvils of iron now|we make heavy anvils of iron",
            "we make heavy anvils of iron then", "-0 ~1>0", 0);
        row("repeated ones pair in order", "one two|one two", "one two", "-1", 1);
    }

    void changes()
    {
        QFETCH(QStringList, before);
        QFETCH(QStringList, after);
        const auto changes = paragraphChanges(before, after);
        QTEST(told(changes), "told");
        QTEST(changes.unchanged, "unchanged");
    }

    void aChangedOneKnowsHowAlikeItIs()
    {
        const auto changes = paragraphChanges({QStringLiteral("a b c d")}, {QStringLiteral("a b c e")});
        QCOMPARE(changes.changes.size(), 1);
        QCOMPARE(changes.changes.first().similarity, 2.0 * 2 / 6);
    }
};

QTEST_GUILESS_MAIN(ParagraphChangesTest)
#include "test_paragraph_changes.moc"
