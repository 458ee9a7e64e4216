// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/sealed/sealed_file.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace consultantos;

namespace {

QList<SealedSection> someSections()
{
    return {{QStringLiteral("report.json"), QByteArray("{\"a\": 1}")},
            {QStringLiteral("facts"), QByteArray(5'000, 'x')},
            {QStringLiteral("nothing"), QByteArray()}};
}

/// A key as a user makes it; empty where there is no openssl program.
QString madeKey(const QString &folder, const QString &name)
{
    const auto path = folder + QLatin1Char('/') + name;
    return QProcess::execute(QStringLiteral("openssl"), {QStringLiteral("genpkey"), QStringLiteral("-algorithm"),
                                                         QStringLiteral("ed25519"), QStringLiteral("-out"), path})
                   == 0
               ? path
               : QString();
}

} // namespace

class TestSealedFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatWasSealed()
    {
        const auto file = writeSealed(someSections());
        QVERIFY(file.has_value());
        const auto check = checkSealed(*file);
        QVERIFY(check.has_value());
        QVERIFY2(check->isIntact(), qPrintable(check->faults.join(QLatin1Char(' '))));
        QCOMPARE(check->sections, someSections());
        QVERIFY(check->signer.isEmpty());
        QVERIFY(file->size() < 2'000); // compressed
        QCOMPARE(*writeSealed(someSections()), *file);
    }

    void seesEveryFlippedBit()
    {
        QTemporaryDir folder;
        const auto key = madeKey(folder.path(), QStringLiteral("key.pem"));
        if (key.isEmpty())
            QSKIP("no openssl program here to make a key by");
        for (const bool isSigned : {false, true}) {
            const auto sealed =
                isSigned ? writeSealed(someSections(), *readSigningKey(key)) : writeSealed(someSections());
            QVERIFY(sealed.has_value());
            for (qsizetype bit = 0; bit < sealed->size() * 8; ++bit) {
                auto file = *sealed;
                file[bit / 8] = static_cast<char>(file[bit / 8] ^ (1 << (bit % 8)));
                const auto check = checkSealed(file);
                QVERIFY2(!check || !check->isIntact(), qPrintable(QString::number(bit)));
            }
        }
    }

    void seesWhatIsMissingAndWhatWasAdded()
    {
        const auto file = *writeSealed(someSections());
        for (qsizetype size = 0; size < file.size(); ++size) {
            const auto check = checkSealed(file.left(size));
            QVERIFY2(!check || !check->isIntact(), qPrintable(QString::number(size)));
        }
        for (const auto &added : {QByteArray("x"), QByteArray("\n"), QByteArray("ed25519 a b\n")})
            QVERIFY(!checkSealed(file + added)->isIntact());
    }

    void namesTheSectionThatWasChanged()
    {
        auto file = *writeSealed(someSections());
        file.replace("{\"a\": 1}", "{\"a\": 2}");
        const auto check = checkSealed(file);
        QCOMPARE(check->faults, QStringList{QStringLiteral("report.json is not as it was.")});
        QCOMPARE(check->sections.size(), 2);
        QVERIFY(!check->section(QStringLiteral("report.json")));
    }

    void refusesWhatItIsNot()
    {
        QCOMPARE(checkSealed(QByteArray()).error().code, ErrorCode::Malformed);
        QCOMPARE(checkSealed(QByteArray("PK\3\4 something\nelse\nentirely\n")).error().code, ErrorCode::Malformed);
    }

    void saysWhoSigned()
    {
        QTemporaryDir folder;
        const auto key = madeKey(folder.path(), QStringLiteral("key.pem"));
        const auto other = madeKey(folder.path(), QStringLiteral("other.pem"));
        if (key.isEmpty() || other.isEmpty())
            QSKIP("no openssl program here to make a key by");
        const auto check = checkSealed(*writeSealed(someSections(), *readSigningKey(key)));
        QVERIFY(check->isIntact());
        QCOMPARE(check->signer, *keyFingerprint(key));
        QVERIFY(check->signer != *keyFingerprint(other));
    }

    void refusesAFileThatIsNoKey()
    {
        QTemporaryDir folder;
        QCOMPARE(readSigningKey(folder.path() + QStringLiteral("/none.pem")).error().code, ErrorCode::NotFound);
        QFile file(folder.path() + QStringLiteral("/text.pem"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no key") > 0);
        file.close();
        QCOMPARE(readSigningKey(file.fileName()).error().code, ErrorCode::Malformed);
    }
};

QTEST_GUILESS_MAIN(TestSealedFile)
#include "tst_sealed_file.moc"
