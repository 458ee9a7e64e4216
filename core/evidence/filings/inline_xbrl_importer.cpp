// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/inline_xbrl_importer.h"

#include "evidence/filings/filing_reader.h"
#include "evidence/filings/report_file.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace consultantos {

namespace {

constexpr qsizetype HeadBytes = 4096;

/// Complete submissions and some mirrors keep the SEC's header before the document.
FilingInfo knownBefore(const ReportFile &file)
{
    FilingInfo info;
    info.accession = accessionInName(file.name);
    const auto head = QString::fromLatin1(file.content.left(HeadBytes));
    static const QRegularExpression accession(QStringLiteral("ACCESSION NUMBER:\\s*(\\d{10}-\\d{2}-\\d{6})"));
    static const QRegularExpression filed(QStringLiteral("FILED AS OF DATE:\\s*(\\d{8})"));
    if (const auto match = accession.match(head); match.hasMatch())
        info.accession = match.captured(1);
    if (const auto match = filed.match(head); match.hasMatch())
        info.filed = QDate::fromString(match.captured(1), QStringLiteral("yyyyMMdd"));
    return info;
}

QString titleOf(const ParsedFiling &filing)
{
    const auto &info = filing.info;
    if (info.registrant.isEmpty() || info.form.isEmpty())
        return filing.text.title;
    auto title = info.registrant + QStringLiteral(", ") + info.form;
    if (info.periodEnd.isValid())
        title += QStringLiteral(", ") + info.periodEnd.toString(Qt::ISODate);
    return title;
}

} // namespace

QString InlineXbrlImporter::format() const
{
    return QStringLiteral("ixbrl");
}

bool InlineXbrlImporter::accepts(const QByteArray &head, const QString &name) const
{
    Q_UNUSED(name)
    const auto text = unpackedHead(head);
    return text.contains("http://www.xbrl.org/2013/inlineXBRL") || text.contains("http://www.xbrl.org/2008/inlineXBRL");
}

Result<Document> InlineXbrlImporter::read(const QString &path, const ImportLimits &limits,
                                          const CancellationToken &cancel) const
{
    const ParseBudget budget(path, limits, cancel);
    const auto file = readReportFile(path, limits);
    if (!file)
        return tl::unexpected(file.error());
    auto filing = readFiling(file->content, {knownBefore(*file), file->document, file->name}, budget);
    if (!filing)
        return tl::unexpected(filing.error());

    Document document;
    document.id = file->document;
    document.name = file->name;
    document.format = format();
    document.title = titleOf(*filing);
    document.author = filing->info.registrant;
    const auto &info = filing->info;
    document.identity = {info.registrant, info.company, info.form, info.periodEnd, info.fiscalYear};
    if (filing->info.periodEnd.isValid())
        document.date = filing->info.periodEnd;
    document.pages = filing->text.blocks.isEmpty() ? 0 : filing->text.blocks.last().page;
    document.blocks = std::move(filing->text.blocks);
    document.tables = std::move(filing->text.tables);
    document.facts = std::move(filing->facts);
    document.warnings = filing->tally.warnings();
    if (!filing->isWellFormed)
        document.warnings.prepend(QCoreApplication::translate(
            "Evidence", "The file is not well-formed; it was read as browsers do, and parts may be missing."));
    if (document.facts.isEmpty())
        document.warnings.append(
            QCoreApplication::translate("Evidence", "The filing holds no tagged number that could be read."));
    return document;
}

} // namespace consultantos
