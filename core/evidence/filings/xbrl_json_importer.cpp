// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/xbrl_json_importer.h"

#include "evidence/filings/block_offsets.h"
#include "evidence/filings/report_file.h"
#include "evidence/filings/xbrl_json_reader.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

/// The report's period ends when its last duration does; instants may lie behind, as events after the period do.
std::optional<QDate> lastPeriodEnd(const QList<Fact> &facts)
{
    std::optional<QDate> last;
    for (const auto &fact : facts) {
        if (fact.start)
            last = std::max(last, std::optional(fact.end));
    }
    return last;
}

} // namespace

QString XbrlJsonImporter::format() const
{
    return QStringLiteral("xbrl-json");
}

bool XbrlJsonImporter::accepts(const QByteArray &head, const QString &name) const
{
    Q_UNUSED(name)
    const auto text = unpackedHead(head);
    const bool isNamed = text.contains("\"documentType\"") && text.contains("/xbrl-json\"");
    const bool hasFacts = text.contains("\"facts\"") && text.contains("\"dimensions\"") && text.contains("\"concept\"");
    return text.trimmed().startsWith('{') && (isNamed || hasFacts);
}

Result<Document> XbrlJsonImporter::read(const QString &path, const ImportLimits &limits,
                                        const CancellationToken &cancel) const
{
    const ParseBudget budget(path, limits, cancel);
    const auto file = readReportFile(path, limits);
    if (!file)
        return tl::unexpected(file.error());
    FilingInfo known;
    known.accession = accessionInName(file->name);
    auto report = readXbrlJson(file->content, {known, file->document, file->name}, budget);
    if (!report)
        return tl::unexpected(report.error());

    Document document;
    document.id = file->document;
    document.name = file->name;
    document.format = format();
    document.title = report->info.registrant;
    document.author = report->info.registrant;
    document.date =
        report->info.periodEnd.isValid() ? std::optional(report->info.periodEnd) : lastPeriodEnd(report->facts);
    document.blocks = std::move(report->blocks);
    setBlockOffsets(document.blocks);
    document.facts = std::move(report->facts);
    document.warnings = report->tally.warnings();
    if (document.facts.isEmpty())
        document.warnings.append(
            QCoreApplication::translate("Evidence", "The report holds no number that could be read."));
    return document;
}

} // namespace consultantos
