// SPDX-License-Identifier: GPL-3.0-or-later
// Writes to a data folder in a loop and prints what it has committed, so that test_durability.py can kill it at any
// moment and hold the stores against the prints.
//   storage_writer reports|facts DIR COUNT PREFIX   prints "committed ID" a line
//   storage_writer linked DIR COUNT PREFIX          a fact of the company PREFIX, then a report that rests on it; as above
//   storage_writer check DIR [COMPANY]              prints "report ID" and "fact VALUE" a line
#include "storage/database.h"
#include "storage/storage.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>

using namespace consultantos;

namespace {

constexpr int FactsPerImport = 2'000;

int failed(const Error &error)
{
    std::fprintf(stderr, "%s: %s\n", qUtf8Printable(errorCodeName(error.code)), qUtf8Printable(error.toText()));
    return 1;
}

Status writeReport(const Storage &storage, const QString &id)
{
    Report report;
    report.id = id;
    report.createdAt = QDateTime::currentDateTimeUtc();
    report.status = QStringLiteral("completed");
    report.company.name = QStringLiteral("Acme");
    report.request.question = QStringLiteral("growth ").repeated(2'000);
    return storage.reports->save(report);
}

/// Every import sets all facts to one value: a store that holds two values has seen half of one.
Status writeFacts(const Storage &storage, int value, const QString &companyId, int count)
{
    Company company;
    company.id = companyId;
    QList<Fact> facts;
    for (int i = 0; i < count; ++i) {
        Fact fact;
        fact.companyId = company.id;
        fact.taxonomy = QStringLiteral("us-gaap");
        fact.tag = QStringLiteral("Tag%1").arg(i);
        fact.unit = QStringLiteral("USD");
        fact.end = QDate(2020, 12, 31);
        fact.id = factId(fact.companyId, fact.taxonomy, fact.tag, fact.unit, fact.start, fact.end);
        fact.latest.value = value;
        fact.latest.filed = QDate(2021, 1, 1).addDays(value);
        facts.append(fact);
    }
    return storage.facts->store(company, facts, QStringLiteral("import")).map([](const ImportOutcome &) {});
}

/// Only once the fact of a number is committed is its report written, in another store.
Status writeLinked(const Storage &storage, const QString &prefix, int number)
{
    return writeFacts(storage, number, prefix, 1).and_then([&] {
        return writeReport(storage, prefix + QString::number(number));
    });
}

Status write(const Storage &storage, const QString &what, const QString &prefix, int number)
{
    const auto id = prefix + QString::number(number);
    if (what == QLatin1String("linked"))
        return writeLinked(storage, prefix, number);
    if (what == QLatin1String("facts"))
        return writeFacts(storage, id.toInt(), QStringLiteral("1"), FactsPerImport);
    return writeReport(storage, id);
}

int check(const Storage &storage, const QString &companyId)
{
    const auto reports = storage.reports->list();
    if (!reports)
        return failed(reports.error());
    for (const auto &summary : *reports) {
        if (const auto report = storage.reports->load(summary.id); !report)
            return failed(report.error());
        std::printf("report %s\n", qUtf8Printable(summary.id));
    }
    const auto facts = storage.facts->facts(companyId);
    if (!facts)
        return failed(facts.error());
    for (const auto &fact : *facts)
        std::printf("fact %.0f\n", fact.value());
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
#ifdef SIGXFSZ
    std::signal(SIGXFSZ, SIG_IGN); // a limit on the size of files is to give an error, not death
#endif
    const auto arguments = QCoreApplication::arguments();
    if (arguments.size() < 3)
        return 2;
    const auto storage = Storage::open(arguments[2], std::make_shared<SystemClock>());
    if (!storage)
        return failed(storage.error());
    for (const auto &notice : storage->notices)
        std::fprintf(stderr, "notice %s: %s\n", qUtf8Printable(errorCodeName(notice.code)),
                     qUtf8Printable(notice.toText()));
    if (arguments[1] == QLatin1String("check"))
        return check(*storage, arguments.value(3, QStringLiteral("1")));
    if (arguments.size() < 5)
        return 2;
    for (int number = 1; number <= arguments[3].toInt(); ++number) {
        const auto id = arguments[4] + QString::number(number);
        const auto written = write(*storage, arguments[1], arguments[4], number);
        if (!written)
            return failed(written.error());
        std::printf("committed %s\n", qUtf8Printable(id));
        std::fflush(stdout);
    }
    return 0;
}
