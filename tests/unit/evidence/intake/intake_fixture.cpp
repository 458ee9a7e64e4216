// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake_fixture.h"

#include "evidence/intake/intake_factory.h"

#include <QFile>

namespace consultantos::test {

namespace {

QString row(const QString &label, int now, int before)
{
    return QStringLiteral("<tr><td>%1</td><td>%2</td><td>%3</td></tr>").arg(label).arg(now).arg(before);
}

QString heading(const QString &first, int year)
{
    return QStringLiteral("<tr><th>%1</th><th>%2</th><th>%3</th></tr>").arg(first).arg(year).arg(year - 1);
}

} // namespace

IntakeFixture::IntakeFixture()
{
    const auto clock = std::make_shared<SystemClock>();
    storage = *Storage::open(m_dir.path(), clock);
    const auto resources = QStringLiteral(CONSULTANTOS_RESOURCE_DIR);
    facts = *LocalFactStore::load(resources, storage.facts);
    intake = *makeIntake(resources, storage, m_dir.path(), facts);
}

QString IntakeFixture::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_dir.filePath(name));
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    return isWritten ? file.fileName() : QString();
}

QByteArray annualReport(const QString &company, int year, int revenue, const QString &text)
{
    const auto period = QStringLiteral("(In thousands)");
    auto page = QStringLiteral("<html><head><title>%1</title></head><body><h1>%1</h1><p>FORM 10-K</p>"
                               "<p>For the fiscal year ended December 31, %2</p><p>%1</p>"
                               "<p>(Exact name of registrant as specified in its charter)</p><p>%3</p>")
                    .arg(company)
                    .arg(year)
                    .arg(text);
    page += QStringLiteral("<h2>Consolidated Statements of Income</h2><p>%1</p><p>Years ended December 31,</p><table>")
                .arg(period)
            + heading(QString(), year) + row(QStringLiteral("Total revenue"), revenue, 1000)
            + row(QStringLiteral("Cost of revenue"), revenue * 6 / 10, 600)
            + row(QStringLiteral("Gross profit"), revenue * 4 / 10, 400)
            + row(QStringLiteral("Gain on sale of the harbour"), 7, 5)
            + row(QStringLiteral("Operating income"), revenue * 2 / 10, 200)
            + row(QStringLiteral("Net income"), revenue / 10, 100) + QStringLiteral("</table>");
    page += QStringLiteral("<h2>Consolidated Balance Sheets</h2><p>%1</p><p>December 31,</p><table>").arg(period)
            + heading(QString(), year) + row(QStringLiteral("Cash and cash equivalents"), 50, 40)
            + row(QStringLiteral("Total assets"), 3000, 2800) + row(QStringLiteral("Total liabilities"), 1800, 1700)
            + row(QStringLiteral("Total stockholders' equity"), 1200, 1100)
            + row(QStringLiteral("Total liabilities and stockholders' equity"), 3000, 2800)
            + QStringLiteral("</table></body></html>");
    return page.toUtf8();
}

} // namespace consultantos::test
