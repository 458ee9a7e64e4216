// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/fact_series.h"

#include "evidence/import_tally.h"
#include "storage/restatement.h"

#include <algorithm>
#include <tuple>

namespace consultantos {

namespace {

auto periodKey(const FactSeries::Row &row)
{
    // An instant sorts before every duration that ends on its day.
    return std::make_tuple(row.end.toJulianDay(), row.start ? row.start->toJulianDay() : 0, row.start.has_value());
}

void appendDigits(QString &text, int value, int width)
{
    QChar digits[10];
    for (int place = width - 1; place >= 0; --place) {
        digits[place] = QChar(u'0' + value % 10);
        value /= 10;
    }
    text.append(digits, width);
}

/// YYYY-MM-DD, as factId() writes it.
void appendDay(QString &text, const QDate &day)
{
    int year = 0, month = 0, dayOfMonth = 0;
    day.getDate(&year, &month, &dayOfMonth);
    appendDigits(text, year, 4);
    text += u'-';
    appendDigits(text, month, 2);
    text += u'-';
    appendDigits(text, dayOfMonth, 2);
}

/// What the ids of a series' facts begin with. factId() itself decides what it is, for any day.
QString idPrefix(const QString &companyId, const FactSeries &series)
{
    const auto whole = factId(companyId, series.taxonomy, series.tag, series.unit, {}, QDate(2000, 1, 1));
    return whole.chopped(10);
}

void count(const QList<FactReport> &reports, ImportTally &tally)
{
    if (reports.size() < 2)
        return;
    auto sorted = reports;
    std::sort(sorted.begin(), sorted.end(), reportedBefore);
    for (qsizetype i = 1; i < sorted.size(); ++i) {
        const auto &previous = sorted[i - 1];
        const auto &report = sorted[i];
        if (report == previous)
            ++tally.repeated;
        else if (!report.accession.isEmpty() && report.accession == previous.accession
                 && report.value != previous.value)
            ++tally.contradictory;
    }
}

} // namespace

void appendFacts(QList<Fact> &facts, FactSeries &&series, const QString &companyId, const QString &source,
                 ImportTally &tally)
{
    auto &rows = series.rows;
    const auto before = [](const auto &left, const auto &right) { return periodKey(left) < periodKey(right); };
    if (!std::is_sorted(rows.begin(), rows.end(), before))
        std::stable_sort(rows.begin(), rows.end(), before);
    const auto prefix = idPrefix(companyId, series);
    for (auto first = rows.begin(); first != rows.end();) {
        const auto last = std::find_if(first, rows.end(), [&first](const auto &row) {
            return row.end != first->end || row.start != first->start;
        });
        Fact fact;
        fact.id.reserve(prefix.size() + 22);
        fact.id += prefix;
        if (first->start) {
            appendDay(fact.id, *first->start);
            fact.id += QLatin1String("..");
        }
        appendDay(fact.id, first->end);
        fact.companyId = companyId;
        fact.taxonomy = series.taxonomy;
        fact.tag = series.tag;
        fact.unit = series.unit;
        fact.start = first->start;
        fact.end = first->end;
        fact.source = source;
        if (last - first == 1) {
            fact.latest = std::move(first->report);
        } else {
            QList<FactReport> reports;
            reports.reserve(last - first);
            std::for_each(first, last, [&reports](auto &row) { reports.append(std::move(row.report)); });
            count(reports, tally);
            setReports(fact, std::move(reports));
        }
        facts.append(std::move(fact));
        first = last;
    }
}

} // namespace consultantos
