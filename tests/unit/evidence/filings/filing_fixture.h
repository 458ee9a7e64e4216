// SPDX-License-Identifier: GPL-3.0-or-later
// Small filings of our own making.
#pragma once

#include "evidence/filings/filing_reader.h"

#include <QByteArray>
#include <QString>

namespace consultantos::test {

inline QByteArray contexts()
{
    const QByteArray entity = "<xbrli:entity><xbrli:identifier scheme='http://www.sec.gov/CIK'>0000012345"
                              "</xbrli:identifier>%1</xbrli:entity>";
    const auto context = [&entity](const char *id, const char *period, const char *segment = "") {
        return QByteArray("<xbrli:context id='") + id + "'>" + QByteArray(entity).replace("%1", segment)
               + "<xbrli:period>" + period + "</xbrli:period></xbrli:context>";
    };
    const auto *year = "<xbrli:startDate>2023-01-01</xbrli:startDate><xbrli:endDate>2023-12-31</xbrli:endDate>";
    return context("year", year) + context("day", "<xbrli:instant>2023-12-31</xbrli:instant>")
           + context("midnight", "<xbrli:instant>2024-01-01T00:00:00</xbrli:instant>")
           + context("forever", "<xbrli:forever/>")
           + context(
               "east", year,
               "<xbrli:segment><xbrldi:explicitMember dimension='us-gaap:StatementBusinessSegmentsAxis'>"
               "acme:EastMember</xbrldi:explicitMember><xbrldi:explicitMember dimension='srt:ProductOrServiceAxis'>"
               "acme:AnvilsMember</xbrldi:explicitMember></xbrli:segment>")
           + context("typed", year,
                     "<xbrli:segment><xbrldi:typedMember dimension='acme:StartAxis'><acme:StartAxis.domain> 2024-01-01 "
                     "</acme:StartAxis.domain></xbrldi:typedMember></xbrli:segment>");
}

inline QByteArray units()
{
    return "<xbrli:unit id='usd'><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>"
           "<xbrli:unit id='shares'><xbrli:measure>xbrli:shares</xbrli:measure></xbrli:unit>"
           "<xbrli:unit id='perShare'><xbrli:divide><xbrli:unitNumerator><xbrli:measure>iso4217:USD</xbrli:measure>"
           "</xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>xbrli:shares</xbrli:measure>"
           "</xbrli:unitDenominator></xbrli:divide></xbrli:unit>"
           "<xbrli:unit id='pure'><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>"
           "<xbrli:unit id='plants'><xbrli:measure>acme:Plant</xbrli:measure></xbrli:unit>";
}

inline QByteArray entityFacts(const QByteArray &form = "10-K")
{
    return "<ix:nonNumeric contextRef='year' name='dei:AmendmentFlag' format='ixt:fixed-false'>no</ix:nonNumeric>"
           "<ix:nonNumeric contextRef='year' name='dei:EntityCentralIndexKey'>0000012345</ix:nonNumeric>"
           "<ix:nonNumeric contextRef='year' name='dei:EntityRegistrantName'>Acme Anvils, Inc.</ix:nonNumeric>"
           "<ix:nonNumeric contextRef='year' name='dei:DocumentType'>"
           + form
           + "</ix:nonNumeric><ix:nonNumeric contextRef='year' name='dei:DocumentFiscalYearFocus'>2023</ix:nonNumeric>"
             "<ix:nonNumeric contextRef='year' name='dei:DocumentFiscalPeriodFocus'>FY</ix:nonNumeric>"
             "<ix:nonNumeric contextRef='year' name='dei:DocumentPeriodEndDate' "
             "format='ixt:date-monthname-day-year-en'>December 31, 2023</ix:nonNumeric>";
}

/// A whole filing around `body`.
inline QByteArray filing(const QByteArray &body, const QByteArray &entity = entityFacts())
{
    return "<?xml version='1.0' encoding='ASCII'?><html xmlns='http://www.w3.org/1999/xhtml' "
           "xmlns:ix='http://www.xbrl.org/2013/inlineXBRL' xmlns:xbrli='http://www.xbrl.org/2003/instance' "
           "xmlns:xbrldi='http://xbrl.org/2006/xbrldi' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
           "xmlns:ixt='http://www.xbrl.org/inlineXBRL/transformation/2020-02-12' "
           "xmlns:us-gaap='http://fasb.org/us-gaap/2023' xmlns:srt='http://fasb.org/srt/2023' "
           "xmlns:dei='http://xbrl.sec.gov/dei/2023' xmlns:acme='http://acme.example/20231231'>"
           "<head><title>acme-20231231</title></head><body><div style='display:none'><ix:header><ix:hidden>"
           + entity + "</ix:hidden><ix:resources>" + contexts() + units() + "</ix:resources></ix:header></div>" + body
           + "</body></html>";
}

inline Result<ParsedFiling> readTestFiling(const QByteArray &content, const ImportLimits &limits = {},
                                           const CancellationToken &cancel = {})
{
    return readFiling(content, {{}, QStringLiteral("0123456789abcdef"), QStringLiteral("acme.html")},
                      ParseBudget(QStringLiteral("acme.html"), limits, cancel));
}

} // namespace consultantos::test
