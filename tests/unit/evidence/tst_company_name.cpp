// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/company_name.h"
#include "evidence/name_similarity.h"

#include <QTest>

using namespace consultantos;

class CompanyNameTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesAreTheSameWithOrWithoutLegalForm_data()
    {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        const auto row = [](const char *left, const char *right) {
            QTest::newRow(left) << QString::fromUtf8(left) << QString::fromUtf8(right);
        };
        row("Tesla, Inc.", "tesla");
        row("COCA COLA CO", "Coca-Cola");
        row("The Coca-Cola Company", "coca cola");
        row("Merck & Co., Inc.", "Merck");
        row("Merck KGaA", "merck");
        row("Henkel AG & Co. KGaA", "Henkel");
        row("Volkswagen AG", "volkswagen");
        row("SAP SE", "sap");
        row("Unilever plc", "UNILEVER");
        row("L'Or\u00e9al S.A.", "Loreal");
        row("AMAZON.COM, INC.", "Amazon.com");
        row("Nestl\u00e9 S.A.", "nestle");
        row("J.P. Morgan", "jp morgan");
        row("AT&T Inc.", "at and t");
        row("Stra\u00dfe GmbH", "STRASSE");
        row("\uff34\uff45\uff53\uff4c\uff41", "Tesla");
    }

    void namesAreTheSameWithOrWithoutLegalForm()
    {
        QFETCH(QString, left);
        QFETCH(QString, right);
        QCOMPARE(nameWithoutLegalForm(left), nameWithoutLegalForm(right));
    }

    void aNameThatIsALegalFormStays()
    {
        QCOMPARE(nameWithoutLegalForm(QStringLiteral("Co")), QStringLiteral("co"));
        QCOMPARE(nameWithoutLegalForm(QStringLiteral("Limited Brands")), QStringLiteral("limitedbrands"));
        QCOMPARE(nameWithoutLegalForm(QStringLiteral("The")), QStringLiteral("the"));
        QCOMPARE(nameWithoutLegalForm(QString()), QString());
        QCOMPARE(foldedName(QStringLiteral(" .,! ")), QString());
    }

    void legalNamesAreSaidAsPeopleSayThem_data()
    {
        QTest::addColumn<QString>("legal");
        QTest::addColumn<QString>("everyday");
        const auto row = [](const char *legal, const char *everyday) {
            QTest::newRow(legal) << QString::fromUtf8(legal) << QString::fromUtf8(everyday);
        };
        row("HOME DEPOT, INC.", "Home Depot");
        row("COSTCO WHOLESALE CORP /NEW", "Costco Wholesale");
        row("COSTCO WHOLESALE CORP /NEW/", "Costco Wholesale");
        row("Wagonworks Nowhere, Inc.", "Wagonworks Nowhere");
        row("Apple Inc.", "Apple");
        row("NVIDIA CORP", "Nvidia");
        row("3M COMPANY", "3M");
        row("AT&T INC.", "AT&T");
        row("AES CORP", "AES");
        row("BANK OF AMERICA CORP", "Bank of America");
        row("COCA-COLA CO", "Coca-Cola");
        row("O'REILLY AUTOMOTIVE INC", "O'reilly Automotive");
        row("AMAZON.COM, INC.", "Amazon.com");
        row("MERCK & CO., INC.", "Merck");
        row("Freeport-McMoRan Inc.", "Freeport-McMoRan");
        row("Logistic Properties of the Americas", "Logistic Properties of the Americas");
        row("CO", "CO");
        row("Inc.", "Inc.");
    }

    void legalNamesAreSaidAsPeopleSayThem()
    {
        QFETCH(QString, legal);
        QTEST(everydayName(legal), "everyday");
    }

    void similarityOrdersWhatPeopleMistype()
    {
        const auto alike = [](const char *left, const char *right) {
            return nameSimilarity(foldedWords(QString::fromUtf8(left)), foldedWords(QString::fromUtf8(right)));
        };
        QCOMPARE(alike("Tesla", "TESLA"), 1.0);
        QVERIFY(alike("Teslla", "Tesla") > 0.8);
        QVERIFY(alike("Telsa", "Tesla") > alike("Tepsq", "Tesla"));
        QVERIFY(alike("Micro", "Microsoft") > 0.6);
        QVERIFY(alike("Motors General", "General Motors") > 0.8);
        QVERIFY(alike("Xyzzy", "Tesla") < 0.5);
        QCOMPARE(alike("", "Tesla"), 0.0);
        QCOMPARE(alike("", ""), 0.0);
    }
};

QTEST_GUILESS_MAIN(CompanyNameTest)
#include "tst_company_name.moc"
