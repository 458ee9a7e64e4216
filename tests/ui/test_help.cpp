// SPDX-License-Identifier: GPL-3.0-or-later
#include "help/guide_book.h"
#include "help/guide_html.h"
#include "help/help_desk.h"
#include "help/help_topic.h"
#include "help/help_window.h"
#include "onboarding/tips.h"

#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTextBrowser>
#include <QThreadPool>
#include <QToolButton>
#include <QVBoxLayout>

using namespace consultantos;

namespace {

const QByteArray Sample = R"(<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
# Guide

Before all.

## First part

A *word* with `code < 1`, and [a link](#second-part), [another](other.md#there), [one that isn't shipped](nowhere.md).

| key | value |
|---|---:|
| a | 1 |

### Below it

Needle in the hay.

## Second part

```
line one
line two
```

## First part

Again.
)";

GuideBook sample()
{
    return GuideBook({{QStringLiteral("guide"), Sample}, {QStringLiteral("other"), "# Other\n\n## There\n\nText.\n"}});
}

} // namespace

class TestHelp : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void headingsHaveTheAnchorsOfCodeForges_data()
    {
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("anchor");
        QTest::newRow("words") << "The window"
                               << "the-window";
        QTest::newRow("signs") << "Language models: what is sent, and what it costs"
                               << "language-models-what-is-sent-and-what-it-costs";
        QTest::newRow("hyphen") << "Top-down"
                                << "top-down";
        QTest::newRow("no sign left") << "What (if)?"
                                      << "what-if";
    }
    void headingsHaveTheAnchorsOfCodeForges()
    {
        QFETCH(QString, title);
        QHash<QString, int> used;
        QTEST(guideAnchor(title, used), "anchor");
    }

    void aGuideBecomesParts()
    {
        const auto parts =
            guideParts(QStringLiteral("guide"), Sample, {QStringLiteral("guide"), QStringLiteral("other")});
        QStringList anchors;
        for (const auto &part : parts)
            anchors.append(part.anchor);
        QCOMPARE(anchors,
                 (QStringList{QStringLiteral("guide"), QStringLiteral("first-part"), QStringLiteral("below-it"),
                              QStringLiteral("second-part"), QStringLiteral("first-part-1")}));
        const auto &first = parts[1];
        QVERIFY(first.html.contains(QLatin1String("<code>code &lt; 1</code>")));
        QVERIFY(first.html.contains(QLatin1String("<a href=\"help:guide#second-part\">")));
        QVERIFY(first.html.contains(QLatin1String("<a href=\"help:other#there\">")));
        QVERIFY(!first.html.contains(QLatin1String("nowhere")));
        QVERIFY(first.html.contains(QLatin1String("one that isn't shipped")));
        QVERIFY(first.html.contains(QLatin1String("<td align=\"right\">1</td>")));
        QVERIFY(parts[3].html.contains(QLatin1String("line one\nline two")));
    }

    void aPageIsAChapterWithAllBelowIt()
    {
        const auto book = sample();
        const auto page = book.page({QStringLiteral("guide"), QStringLiteral("below-it")});
        QVERIFY(page.contains(QLatin1String("First part")));
        QVERIFY(page.contains(QLatin1String("Needle")));
        QVERIFY(!page.contains(QLatin1String("line one")));
        QVERIFY(book.page({QStringLiteral("guide"), {}}).contains(QLatin1String("Before all")));
        // What there isn't leads to the beginning, not to an empty page.
        QVERIFY(book.page({QStringLiteral("guide"), QStringLiteral("no-such")}).contains(QLatin1String("Before all")));
        QVERIFY(!book.contains({QStringLiteral("guide"), QStringLiteral("no-such")}));
    }

    void theSearchFindsTitlesFirst()
    {
        const auto book = sample();
        auto found = book.search(QStringLiteral("needle"));
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0].topic.anchor, QStringLiteral("below-it"));
        found = book.search(QStringLiteral("FIRST pa"));
        QVERIFY(found.size() >= 2);
        QCOMPARE(found[0].topic.anchor, QStringLiteral("first-part"));
        QVERIFY(book.search(QStringLiteral("  ,")).isEmpty());
        QVERIFY(book.search(QStringLiteral("needle absent")).isEmpty());
    }

    void everyLinkOfTheProgramsGuidesLeadsSomewhere()
    {
        const auto book = GuideBook::ofProgram();
        QVERIFY(book.contents().size() > 100);
        QStringList dead;
        QSet<QString> pages;
        for (const auto &entry : book.contents()) {
            const auto topic = book.pageTopic(entry.topic).toText();
            if (pages.contains(topic))
                continue;
            pages.insert(topic);
            static const QRegularExpression Link(QStringLiteral("href=\"help:([^\"]*)\""));
            for (auto links = Link.globalMatch(book.page(entry.topic)); links.hasNext();) {
                const auto link = links.next().captured(1);
                if (!book.contains(HelpTopic::of(link)))
                    dead.append(topic + QStringLiteral(" -> ") + link);
            }
        }
        QVERIFY2(dead.isEmpty(), qPrintable(dead.join(QLatin1Char('\n'))));
    }

    void everyTipNamesAPlaceThatThereIs()
    {
        const auto book = GuideBook::ofProgram();
        for (const auto &tip : allTips())
            QVERIFY2(book.contains(HelpTopic::of(tip.helpTopic)), qPrintable(tip.helpTopic));
    }

    void aWidgetIsExplainedWhereTheNearestOneAroundItIs()
    {
        QWidget page;
        auto *part = new QWidget(&page);
        auto *field = new QLineEdit(part);
        QCOMPARE(helpTopicOf(field), HelpTopic::of(QStringLiteral("user-guide")));
        setHelpTopic(&page, QStringLiteral("user-guide#the-window"));
        QCOMPARE(helpTopicOf(field).anchor, QStringLiteral("the-window"));
        setHelpTopic(part, QStringLiteral("monitors"));
        QCOMPARE(helpTopicOf(field), (HelpTopic{QStringLiteral("monitors"), {}}));
        QCOMPARE(helpTopicOf(nullptr), HelpTopic::of(QStringLiteral("user-guide")));
    }

    void theWindowFollowsLinksAndFindsTheWayBack()
    {
        HelpWindow window(sample());
        window.showTopic({QStringLiteral("guide"), QStringLiteral("first-part")});
        window.show();
        auto *text = window.findChild<QTextBrowser *>(QStringLiteral("helpText"));
        auto *back = window.findChild<QToolButton *>(QStringLiteral("helpBack"));
        QVERIFY(text && back);
        QVERIFY(!back->isEnabled());
        Q_EMIT text->anchorClicked(QUrl(QStringLiteral("help:other#there")));
        QCOMPARE(window.topic(), (HelpTopic{QStringLiteral("other"), QStringLiteral("there")}));
        QVERIFY(text->toPlainText().contains(QLatin1String("Text.")));
        back->click();
        QCOMPARE(window.topic().anchor, QStringLiteral("first-part"));
        QVERIFY(text->toPlainText().contains(QLatin1String("word")));
        auto *search = window.findChild<QLineEdit *>(QStringLiteral("helpSearch"));
        auto *found = window.findChild<QListWidget *>(QStringLiteral("helpFound"));
        QTest::keyClicks(search, QStringLiteral("needle"));
        QCOMPARE(found->count(), 1);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(window.topic().anchor, QStringLiteral("below-it"));
        search->setText(QStringLiteral("xyzzy"));
        QCOMPARE(found->count(), 1); // the line that says that there is nothing
        QVERIFY(!(found->item(0)->flags() & Qt::ItemIsEnabled));
    }

    void f1OpensTheGuideInADialogToo()
    {
        QThreadPool pool;
        QWidget window;
        HelpDesk desk(&pool, &window);
        window.show();
        QWidget dialog(nullptr, Qt::Dialog);
        setHelpTopic(&dialog, QStringLiteral("user-guide#engagements"));
        auto *field = new QLineEdit(&dialog);
        dialog.show();
        QTest::keyClick(field, Qt::Key_F1);
        QTRY_VERIFY(desk.window() != nullptr && desk.window()->isVisible());
        QCOMPARE(desk.window()->topic().anchor, QStringLiteral("engagements"));
        // The window itself has an action for it.
        auto *own = new QLineEdit(&window);
        QTest::keyClick(own, Qt::Key_F1);
        QCOMPARE(desk.window()->topic().anchor, QStringLiteral("engagements"));
    }
};

QTEST_MAIN(TestHelp)
#include "test_help.moc"
