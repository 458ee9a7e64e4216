// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/readback/accepted_changes.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

/// "porter/rivalry/growth" as the editor names it.
QString dotted(QString path)
{
    return path.replace(QLatin1Char('/'), QLatin1Char('.'));
}

/// Of factId(): an added fact has no other place than its id and unit.
std::optional<Fact> addedFact(const WorkbookChange &change)
{
    static const QRegularExpression Id(
        QStringLiteral("^f/([^/]+)/([^/]+)/([^/]+)/.+/(?:(\\d{4}-\\d\\d-\\d\\d)\\.\\.)?(\\d{4}-\\d\\d-\\d\\d)$"));
    const auto match = Id.match(change.target);
    if (!match.hasMatch())
        return std::nullopt;
    Fact fact;
    fact.id = change.target;
    fact.companyId = match.captured(1);
    fact.taxonomy = match.captured(2);
    fact.tag = match.captured(3);
    fact.unit = change.unit;
    if (match.hasCaptured(4) && !match.captured(4).isEmpty())
        fact.start = QDate::fromString(match.captured(4), Qt::ISODate);
    fact.end = QDate::fromString(match.captured(5), Qt::ISODate);
    return fact;
}

/// Weights in a workbook count by their part of their section's sum, as its formulas have it; in a report they add up to
/// one. `wishes` hold those of the workbook.
void shareOut(const Report &report, QList<EditWish> &wishes)
{
    for (const auto &framework : report.frameworks) {
        for (const auto &section : framework.sections) {
            const auto prefix = framework.id + QLatin1Char('.') + section.id + QLatin1Char('.');
            const auto wishOf = [&](const Driver &driver) {
                return std::find_if(wishes.begin(), wishes.end(), [&](const EditWish &wish) {
                    return wish.kind == EditKind::Weight && wish.target == prefix + driver.id;
                });
            };
            double sum = 0;
            bool isChanged = false;
            for (const auto &driver : section.drivers) {
                const auto wish = wishOf(driver);
                isChanged = isChanged || wish != wishes.end();
                sum += wish != wishes.end() ? wish->value : driver.weight;
            }
            if (!isChanged || sum <= 0)
                continue;
            for (const auto &driver : section.drivers) {
                if (const auto wish = wishOf(driver); wish != wishes.end()) {
                    wish->value /= sum;
                } else if (editOf(report, EditKind::Weight, prefix + driver.id) != nullptr) {
                    EditWish kept;
                    kept.kind = EditKind::Weight;
                    kept.target = prefix + driver.id;
                    kept.value = driver.weight / sum;
                    kept.note = wishes.first().note;
                    kept.author = wishes.first().author;
                    wishes.append(kept);
                }
            }
        }
    }
}

} // namespace

Result<ReportChanges> acceptedChanges(const Report &report, const QList<WorkbookChange> &changes, const QString &file,
                                      const QString &author)
{
    ReportChanges accepted;
    accepted.source = file;
    accepted.author = author;
    const auto note = QCoreApplication::translate("ReadBack", "from the workbook %1").arg(file);
    for (const auto &change : changes) {
        if (!change.canAccept())
            return fail(ErrorCode::InvalidArgument,
                        QCoreApplication::translate("ReadBack", "%1 can't be taken over: %2")
                            .arg(change.place, change.refused));
        EditWish wish;
        wish.note = note;
        wish.author = author;
        wish.target = dotted(change.target);
        wish.value = change.value.value_or(0);
        switch (change.kind) {
        case WorkbookChangeKind::Statement:
            wish.target = change.target;
            wish.text = change.after;
            wish.reading = change.reading;
            break;
        case WorkbookChangeKind::Score:
            wish.kind = EditKind::Score;
            wish.target += QStringLiteral(".score");
            break;
        case WorkbookChangeKind::Weight:
        case WorkbookChangeKind::RowRemoved: // of a driver
            wish.kind = EditKind::Weight;
            break;
        case WorkbookChangeKind::Fact:
        case WorkbookChangeKind::RowAdded: {
            const auto *known = report.evidence.fact(change.target);
            auto fact = known != nullptr ? std::optional(*known) : addedFact(change);
            if (!fact)
                return fail(ErrorCode::InvalidArgument,
                            QCoreApplication::translate("ReadBack", "%1 is no fact of the report.").arg(change.title));
            fact->latest.value = wish.value;
            fact->latest.place.cell = change.place;
            accepted.facts.append(*fact);
            continue;
        }
        case WorkbookChangeKind::Figure:
        case WorkbookChangeKind::Formula:
        case WorkbookChangeKind::Text:
            continue;
        }
        accepted.edits.append(wish);
    }
    shareOut(report, accepted.edits);
    return accepted;
}

} // namespace consultantos
