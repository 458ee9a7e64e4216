// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/language/report_languages.h"

#include <QCoreApplication>
#include <QDir>
#include <QMap>
#include <QMutex>

namespace consultantos {

namespace {

const QString English = QStringLiteral("en");

} // namespace

struct ReportLanguages::Shelf {
    QDir folder;
    QStringList codes{English};
    QMutex mutex;
    QMap<QString, Wording> read;
};

ReportLanguages::ReportLanguages() = default;

ReportLanguages::ReportLanguages(const QString &resourceDir)
    : m_shelf(std::make_shared<Shelf>())
{
    m_shelf->folder.setPath(resourceDir + QStringLiteral("/report_language"));
    m_shelf->codes += m_shelf->folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
}

QStringList ReportLanguages::codes() const
{
    return m_shelf ? m_shelf->codes : QStringList{English};
}

Result<Wording> ReportLanguages::wording(const QString &code) const
{
    if (code.isEmpty() || code == English)
        return Wording();
    if (!m_shelf || !m_shelf->codes.contains(code))
        return fail(
            ErrorCode::InvalidArgument,
            QCoreApplication::translate("ReportLanguages", "Reports can't be written in \"%1\".").arg(code),
            QCoreApplication::translate("ReportLanguages", "Choose among %1.").arg(codes().join(QStringLiteral(", "))));
    const QMutexLocker lock(&m_shelf->mutex);
    if (const auto at = m_shelf->read.constFind(code); at != m_shelf->read.cend())
        return *at;
    auto book = Phrasebook::load(m_shelf->folder.filePath(code));
    if (!book)
        return tl::unexpected(book.error());
    const Wording wording(std::make_shared<const Phrasebook>(*std::move(book)));
    m_shelf->read.insert(code, wording);
    return wording;
}

} // namespace consultantos
