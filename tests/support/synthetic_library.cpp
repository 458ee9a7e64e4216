// SPDX-License-Identifier: GPL-3.0-or-later
#include "synthetic_library.h"

#include "model/report.h"
#include "storage/change_counter.h"

#include <QJsonDocument>

#include <array>

namespace consultantos::test {
namespace {

constexpr std::array Firsts{"Northern", "Blue",  "Harbour", "Summit", "Iron",
                            "Silver",   "Green", "Central", "Union",  "Delta"};
constexpr std::array Seconds{"Foods",  "Motors",    "Software", "Energy", "Retail",
                             "Pharma", "Logistics", "Media",    "Steel"};
constexpr std::array Questions{"Should we enter the market?", "Where is the margin lost?", "What should be divested?",
                               "How strong is the balance sheet?", "Which rival grows fastest?"};
constexpr std::array Frameworks{"swot", "porter,swot", "pestel", "porter,swot,pestel,blue_ocean"};
constexpr std::array Depths{"quick", "standard", "deep"};
constexpr std::array Claims{"Margins are above the median of the peers.", "Debt grew faster than revenue.",
                            "Inventories turn more slowly than a year ago.", "Buyers are concentrated."};

template <std::size_t N>
QString pick(const std::array<const char *, N> &from, int index)
{
    return QString::fromLatin1(from[static_cast<std::size_t>(index) % N]);
}

Status write(const Connection &connection, int index, const QByteArray &body)
{
    constexpr qint64 Begin = 1'577'836'800'000; // 2020
    constexpr qint64 Apart = 1'789'000;         // half an hour, so that a hundred thousand take some years
    constexpr int Companies = 2'003;
    const auto company = (index * 7'919) % Companies;
    const auto name = QStringLiteral("%1 %2 %3")
                          .arg(pick(Firsts, company), pick(Seconds, company / 10))
                          .arg(company, 4, 10, QLatin1Char('0'));
    const auto question = pick(Questions, index);
    auto row = connection.reuse(
        QStringLiteral("INSERT INTO reports(id, created_at, company_id, company_name, question, frameworks, depth, "
                       "status, duration_s, engine_version, owner) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, '1', '')"),
        {QStringLiteral("r%1").arg(index, 7, 10, QLatin1Char('0')), Begin + index * Apart,
         QStringLiteral("x-%1").arg(company), name, question, pick(Frameworks, index / 3), pick(Depths, index / 5),
         index % 7 == 0 ? QStringLiteral("partial") : QStringLiteral("completed"), 0.1 * (index % 97)});
    if (!row)
        return tl::unexpected(row.error());
    const auto number = (*row)->lastInsertId();
    if (auto text = connection.reuse(
            QStringLiteral("INSERT INTO report_text(rowid, company, question, claims) VALUES(?, ?, ?, ?)"),
            {number, name, question, pick(Claims, index / 2)});
        !text)
        return tl::unexpected(text.error());
    auto stored =
        connection.reuse(QStringLiteral("INSERT INTO report_bodies(number, schema_version, body) VALUES(?, ?, ?)"),
                         {number, Report::SchemaVersion, body});
    return stored ? Status() : tl::unexpected(stored.error());
}

} // namespace

Status fillLibrary(const Database &library, int count)
{
    Report report;
    report.id = QStringLiteral("synthetic");
    report.company.name = QStringLiteral("Synthetic");
    const auto body = qCompress(QJsonDocument(toJson(report)).toJson(QJsonDocument::Compact));
    constexpr int Together = 10'000;
    for (int from = 0; from < count; from += Together) {
        const auto written = library.change([&](const Connection &connection) -> Status {
            for (int index = from; index < std::min(from + Together, count); ++index) {
                if (auto one = write(connection, index, body); !one)
                    return one;
            }
            return countChange(connection);
        });
        if (!written)
            return written;
    }
    return {};
}

} // namespace consultantos::test
