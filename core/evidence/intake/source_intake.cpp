// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/intake/source_intake.h"

#include "evidence/company_name.h"
#include "evidence/sources/sec_edgar.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <algorithm>

namespace consultantos {
namespace {

constexpr qsizetype NamesTold = 3;
constexpr qsizetype MaxNameLength = 120;

bool isExactly(const FilingCompany &company, const QString &text)
{
    return company.ticker.compare(text, Qt::CaseInsensitive) == 0 || company.id.compare(text, Qt::CaseInsensitive) == 0
           || company.id == SecEdgar::paddedCik(text)
           || nameWithoutLegalForm(company.name) == nameWithoutLegalForm(text);
}

/// A name from outside as the name of a file of ours.
QString fileName(const QString &given)
{
    static const QRegularExpression Unsafe(QStringLiteral("[^A-Za-z0-9._-]+"));
    auto name = QString(given).replace(Unsafe, QStringLiteral("_")).right(MaxNameLength);
    while (name.startsWith(QLatin1Char('.')))
        name.remove(0, 1);
    return name.isEmpty() ? QStringLiteral("document") : name;
}

tl::unexpected<Error> notKept(const QString &name, const QString &reason)
{
    return fail(ErrorCode::DiskFull,
                QCoreApplication::translate("Sources", "%1 was fetched but could not be read in; nothing of it is "
                                                       "stored. %2")
                    .arg(name, reason),
                QCoreApplication::translate("Sources", "Make room in the folder for temporary files and try again."));
}

} // namespace

SourceIntake::SourceIntake(std::shared_ptr<const EvidenceIntake> intake)
    : m_intake(std::move(intake))
{
}

Result<FilingCompany> SourceIntake::company(const FilingSource &source, const QString &text,
                                            const std::optional<Company> &known, const SourceCall &call)
{
    // A company with a CIK needs no search at the register that gave it.
    if (source.id() == QLatin1String("sec_edgar") && known) {
        if (const auto cik = SecEdgar::paddedCik(known->id); !cik.isEmpty())
            return FilingCompany{cik, known->name, known->ticker, {}};
    }
    QStringList names{text};
    if (known && !known->legalName.isEmpty() && known->legalName != text)
        names.prepend(known->legalName);
    QStringList nearest;
    for (const auto &name : std::as_const(names)) {
        const auto found = source.companies(name, call);
        if (!found)
            return tl::unexpected(found.error());
        const auto exact = std::find_if(found->begin(), found->end(),
                                        [&](const FilingCompany &company) { return isExactly(company, name); });
        if (exact != found->end())
            return *exact;
        for (const auto &company : *found) {
            if (nearest.size() < NamesTold && !nearest.contains(company.name))
                nearest.append(company.name);
        }
    }
    return fail(
        ErrorCode::NotFound,
        QCoreApplication::translate("Sources", "It has no company of exactly the name \"%1\".").arg(text),
        nearest.isEmpty()
            ? QCoreApplication::translate("Sources", "Give its ticker or its full legal name.")
            : QCoreApplication::translate("Sources", "The nearest are: %1.").arg(nearest.join(QStringLiteral("; "))));
}

Result<Intake> SourceIntake::takeFacts(const FilingSource &source, const FilingCompany &company,
                                       const SourceCall &call) const
{
    return source.facts(company.id, call).and_then([&](const FetchedDocument &fetched) {
        return take(fetched, company.name, call);
    });
}

Result<Intake> SourceIntake::takeFiling(const FilingSource &source, const FilingCompany &company, const Filing &filing,
                                        const SourceCall &call) const
{
    return source.document(filing, call).and_then([&](const FetchedDocument &fetched) {
        return take(fetched, company.name, call);
    });
}

Result<Intake> SourceIntake::takeFeed(const FeedSource &source, const QUrl &feed, const QString &about,
                                      const SourceCall &call) const
{
    return source.fetch(feed, call).and_then([&](const FetchedDocument &fetched) {
        return take(fetched, about, call);
    });
}

Result<Intake> SourceIntake::take(const FetchedDocument &fetched, const QString &about, const SourceCall &call) const
{
    const QTemporaryDir folder;
    if (!folder.isValid())
        return notKept(fetched.name, folder.errorString());
    QFile file(QDir(folder.path()).filePath(fileName(fetched.name)));
    if (!file.open(QIODevice::WriteOnly) || file.write(fetched.content) != fetched.content.size() || !file.flush())
        return notKept(fetched.name, file.errorString());
    file.close();
    return m_intake->take(file.fileName(), {about, false, fetched.from.url.toString()}, call.cancel);
}

} // namespace consultantos
