// SPDX-License-Identifier: GPL-3.0-or-later
// Reviews reports in JSON files by the quality rules, each against its own facts, and prints a JSON line for each.
//
// Usage: review_report RESOURCES DATE FILE…        a FILE of "-" reads names of files from standard input
#include "analysis/quality/report_reviewer.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QTextStream>

using namespace consultantos;

namespace {

QByteArray reviewOf(const QString &path, const ClaimGate &gate, const QDate &today)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return "{\"error\": \"unreadable\"}";
    const auto report = reportFromJson(QJsonDocument::fromJson(file.readAll()).object());
    if (!report)
        return "{\"error\": \"malformed\"}";
    ReviewBasis basis;
    basis.gate = &gate;
    basis.today = std::max(today, report->createdAt.date());
    basis.evidence.mainCompany = report->company.id;
    basis.evidence.known = {report->company};
    ClaimSubject subject;
    subject.company = report->company;
    for (const auto &fact : report->evidence.facts()) {
        if (fact.companyId == report->company.id)
            subject.facts.append(fact);
    }
    basis.evidence.subjects = {subject};
    return QJsonDocument(toJson(reviewed(*report, basis))).toJson(QJsonDocument::Compact);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    auto arguments = QCoreApplication::arguments().mid(1);
    QTextStream out(stdout);
    if (arguments.size() < 3)
        return 2;
    const auto gate = ClaimGate::load(arguments[0]);
    if (!gate) {
        QTextStream(stderr) << gate.error().message << '\n';
        return 1;
    }
    const auto today = QDate::fromString(arguments[1], Qt::ISODate);
    auto files = arguments.mid(2);
    if (files == QStringList{QStringLiteral("-")}) {
        QTextStream in(stdin);
        files = in.readAll().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    }
    for (const auto &path : std::as_const(files))
        out << reviewOf(path, *gate, today) << Qt::endl;
    return 0;
}
