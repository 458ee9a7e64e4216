// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample_egress.h"

namespace consultantos::test {

QList<EgressEntry> sampleEgress(const QDateTime &until, const QString &reportId)
{
    struct Line {
        const char *host;
        const char *path;
        const char *kind;
        const char *outcome;
        int status;
        qint64 sent;
        qint64 received;
        int milliseconds;
        bool isOfReport;
    };
    static const Line Lines[] = {
        {"www.sec.gov", "/files/company_tickers.json", "sec_edgar.companies", "ok", 200, 214, 183'402, 412, true},
        {"data.sec.gov", "/submissions/CIK0001318605.json", "sec_edgar.filings", "ok", 200, 221, 41'870, 186, true},
        {"data.sec.gov", "/api/xbrl/companyfacts/CIK0001318605.json", "sec_edgar.facts", "ok", 200, 233, 1'874'551,
         1'903, true},
        {"www.sec.gov", "/Archives/edgar/data/1318605/000162828024002390/tsla-20231231.htm", "sec_edgar.document", "ok",
         200, 268, 2'310'114, 2'240, true},
        {"api.gdeltproject.org", "/api/v2/doc/doc", "gdelt.news", "rate_limited", 429, 312, 96, 240, true},
        {"api.gdeltproject.org", "/api/v2/doc/doc", "gdelt.news", "ok", 200, 312, 48'220, 1'120, true},
        {"api.worldbank.org", "/v2/country/USA;DEU;CHN/indicator/NY.GDP.MKTP.KD.ZG", "world_bank.indicator", "ok", 200,
         254, 6'104, 640, true},
        {"finnhub.io", "/api/v1/quote", "finnhub.quote", "denied", 401, 198, 74, 155, true},
        {"search.consulting.example:8443", "/search", "searxng.search", "timed_out", 0, 240, 0, 20'000, false},
        {"feeds.wirtschaft.example", "/unternehmen.xml", "feeds.feed", "not_found", 404, 187, 1'204, 96, false},
        {"filings.xbrl.org", "/api/filings", "xbrl_filings.filings", "ok", 200, 232, 12'940, 388, false},
        {"www.alphavantage.co", "/query", "alpha_vantage.key_figures", "offline", 0, 0, 0, 0, false},
    };
    QList<EgressEntry> entries;
    int minutes = 5 * int(std::size(Lines));
    for (const auto &line : Lines) {
        minutes -= 5;
        EgressEntry entry;
        entry.when = until.addSecs(-60 * minutes);
        entry.host = QLatin1String(line.host);
        entry.path = QLatin1String(line.path);
        entry.kind = QLatin1String(line.kind);
        entry.outcome = QLatin1String(line.outcome);
        entry.status = line.status;
        entry.bytesSent = line.sent;
        entry.bytesReceived = line.received;
        entry.duration = std::chrono::milliseconds(line.milliseconds);
        entry.reportId = line.isOfReport ? reportId : QString();
        entries.append(entry);
    }
    return entries;
}

QList<EgressEntry> manyRequests(int count, const QDateTime &from)
{
    QList<EgressEntry> entries;
    for (int number = 0; number < count; ++number) {
        EgressEntry entry;
        entry.when = from.addSecs(60 * number);
        entry.host = number % 2 == 0 ? QStringLiteral("a.example") : QStringLiteral("b.example");
        entry.path = QStringLiteral("/%1").arg(number);
        entry.kind = QStringLiteral("feeds.feed");
        entry.outcome = QStringLiteral("ok");
        entry.status = 200;
        entry.bytesSent = 100;
        entry.bytesReceived = 1'000;
        entries.append(entry);
    }
    return entries;
}

} // namespace consultantos::test
