// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/whole_file.h"
#include "widgets/saving.h"

#include <QDir>
#include <QFileDialog>
#include <QImage>
#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace consultantos;

/// What pages are to saveAsync().
class Page : public QObject {
    Q_OBJECT
Q_SIGNALS:
    void message(const QString &text, const QString &path);
    void failed(const Error &error);
};

class TestSaving : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aTitleIsAFileNameOnEverySystem()
    {
        QCOMPARE(asFileName(QStringLiteral("Valuation of A/B: 50 % <\"x\"> a\\b|c?*\n")),
                 QStringLiteral("Valuation of A-B- 50 % --x-- a-b-c---"));
        QCOMPARE(asFileName(QStringLiteral("Märkte, 2026")), QStringLiteral("Märkte, 2026"));
        QCOMPARE(asFileName(QStringLiteral(" ..hidden. ")), QStringLiteral("hidden"));
        QCOMPARE(asFileName(QStringLiteral("con")), QStringLiteral("con-"));
        QCOMPARE(asFileName(QStringLiteral("Console")), QStringLiteral("Console"));
        const auto mark = QString::fromUtf8("\xF0\x9F\x9A\x97");
        QCOMPARE(asFileName(QStringLiteral("x") + mark.repeated(50)), QStringLiteral("x") + mark.repeated(29));
    }

    void theEndingFollowsTheFilter()
    {
        const QTemporaryDir folder;
        const auto text = QStringLiteral("Text (*.md)");
        const auto table = QStringLiteral("Table (*.csv)");
        const QPointer<QFileDialog> dialog =
            askWhereToSave(nullptr, QStringLiteral("Save"), folder.filePath(QStringLiteral("a.md")), {text, table});
        QVERIFY(dialog->isVisible());
        QCOMPARE(dialog->acceptMode(), QFileDialog::AcceptSave);
        QCOMPARE(dialog->defaultSuffix(), QStringLiteral("md"));
        QCOMPARE(dialog->selectedFiles(), QStringList{folder.filePath(QStringLiteral("a.md"))});
        Q_EMIT dialog->filterSelected(table);
        QCOMPARE(dialog->defaultSuffix(), QStringLiteral("csv"));
        Q_EMIT dialog->filterSelected(QStringLiteral("All files (*)"));
        QCOMPARE(dialog->defaultSuffix(), QStringLiteral("csv"));
        QSignalSpy chosen(dialog.data(), &QFileDialog::fileSelected);
        dialog->reject();
        QTRY_VERIFY(dialog.isNull());
        QVERIFY(chosen.isEmpty());
    }

    void itIsToldWhereAFileIsOrWhyThereIsNone()
    {
        const QTemporaryDir folder;
        Page page;
        QSignalSpy saved(&page, &Page::message);
        QSignalSpy refused(&page, &Page::failed);
        const auto save = [&](const QString &path) {
            saveAsync(QThreadPool::globalInstance(), &page, path, [path] { return writeFile(path, "text"); });
        };
        const auto path = folder.filePath(QStringLiteral("a.txt"));
        save(path);
        QTRY_COMPARE(saved.size(), 1);
        QCOMPARE(saved.first()[0].toString(), QStringLiteral("Saved as ") + QDir::toNativeSeparators(path));
        QCOMPARE(saved.first()[1].toString(), path);
        save(folder.filePath(QStringLiteral("none/a.txt")));
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(refused.first()[0].value<Error>().code, ErrorCode::ReadOnly);
        QCOMPARE(saved.size(), 1);
    }

    void aPictureIsWholeOrNotThere()
    {
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("a.png"));
        QImage picture(3, 2, QImage::Format_RGB32);
        picture.fill(Qt::red);
        QVERIFY(writePicture(path, picture).has_value());
        QCOMPARE(QImage(path).size(), picture.size());
        QCOMPARE(writePicture(path, QImage()).error().code, ErrorCode::Internal);
        QCOMPARE(QImage(path).size(), picture.size());
    }
};

QTEST_MAIN(TestSaving)
#include "test_saving.moc"
