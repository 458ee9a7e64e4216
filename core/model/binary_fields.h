// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/binary_codec.h"
#include "model/binary_recommendation_fields.h"
#include "model/document.h"
#include "model/industry.h"
#include "model/quality_fields.h"
#include "model/report.h"

/// Which members of the model's value types go into caches. A member that is added to a type and not here fails to
/// compile.
namespace consultantos {

template <>
struct BinaryFields<Period> {
    static auto of(auto &value) { return std::tie(value.start, value.end, value.fiscalYear, value.fiscalPeriod); }
};
static_assert(NamesEveryField<Period>);

template <>
struct BinaryFields<FactPlace> {
    static auto of(auto &value) { return std::tie(value.document, value.cell, value.page, value.area, value.name); }
};
static_assert(NamesEveryField<FactPlace>);

template <>
struct BinaryFields<FactReport> {
    static auto of(auto &value)
    {
        return std::tie(value.value, value.accession, value.form, value.filed, value.fiscalYear, value.fiscalPeriod,
                        value.place);
    }
};
static_assert(NamesEveryField<FactReport>);

template <>
struct BinaryFields<Fact> {
    static auto of(auto &value)
    {
        return std::tie(value.id, value.companyId, value.taxonomy, value.tag, value.dimensions, value.unit, value.start,
                        value.end, value.latest, value.earlier, value.source);
    }
};
static_assert(NamesEveryField<Fact>);

template <>
struct BinaryFields<Passage> {
    static auto of(auto &value)
    {
        return std::tie(value.id, value.document, value.page, value.offset, value.text, value.section, value.date);
    }
};
static_assert(NamesEveryField<Passage>);

template <>
struct BinaryFields<PlaybookEntry> {
    static auto of(auto &value) { return std::tie(value.id, value.industry, value.text, value.reasoning); }
};
static_assert(NamesEveryField<PlaybookEntry>);

template <>
struct BinaryFields<Binding> {
    static auto of(auto &value) { return std::tie(value.name, value.refs, value.isList); }
};
static_assert(NamesEveryField<Binding>);

template <>
struct BinaryFields<Computation> {
    static auto of(auto &value)
    {
        return std::tie(value.id, value.method, value.title, value.formula, value.bindings, value.value, value.unit,
                        value.period);
    }
};
static_assert(NamesEveryField<Computation>);

template <>
struct BinaryFields<Figure> {
    static auto of(auto &value) { return std::tie(value.value, value.unit, value.period, value.ref); }
};
static_assert(NamesEveryField<Figure>);

template <>
struct BinaryFields<EvidenceBook> {
    static auto of(auto &value) { return value.members(); }
};

template <>
struct BinaryFields<NumberRef> {
    static auto of(auto &value) { return std::tie(value.start, value.length, value.value, value.unit, value.ref); }
};
static_assert(NamesEveryField<NumberRef>);

template <>
struct BinaryFields<Rewording> {
    static auto of(auto &value) { return std::tie(value.text, value.grade, value.confidence, value.numbers); }
};
static_assert(NamesEveryField<Rewording>);

template <>
struct BinaryFields<ContraryPassage> {
    static auto of(auto &value) { return std::tie(value.passage, value.quote); }
};
static_assert(NamesEveryField<ContraryPassage>);

template <>
struct BinaryFields<Claim> {
    static auto of(auto &value)
    {
        return std::tie(value.id, value.text, value.grade, value.confidence, value.evidence, value.numbers,
                        value.rewords, value.contrary);
    }
};
static_assert(NamesEveryField<Claim>);

template <>
struct BinaryFields<DataRequest> {
    static auto of(auto &value) { return std::tie(value.id, value.subject, value.reason, value.needs, value.affects); }
};
static_assert(NamesEveryField<DataRequest>);

template <>
struct BinaryFields<Score> {
    static auto of(auto &value)
    {
        return std::tie(value.value, value.low, value.high, value.scaleMin, value.scaleMax, value.ref);
    }
};
static_assert(NamesEveryField<Score>);

template <>
struct BinaryFields<Driver> {
    static auto of(auto &value)
    {
        return std::tie(value.id, value.label, value.figure, value.reference, value.basis, value.direction,
                        value.weight, value.score, value.notDerivable);
    }
};
static_assert(NamesEveryField<Driver>);

template <>
struct BinaryFields<FrameworkItem> {
    static auto of(auto &value) { return std::tie(value.id, value.claim, value.soWhat, value.fields, value.links); }
};
static_assert(NamesEveryField<FrameworkItem>);

template <>
struct BinaryFields<FrameworkSection> {
    static auto of(auto &value)
    {
        return std::tie(value.id, value.title, value.score, value.drivers, value.trend, value.summary,
                        value.implication, value.items, value.notDerivable);
    }
};
static_assert(NamesEveryField<FrameworkSection>);

template <>
struct BinaryFields<Canvas::Line> {
    static auto of(auto &value) { return std::tie(value.company, value.levels); }
};
static_assert(NamesEveryField<Canvas::Line>);

template <>
struct BinaryFields<Canvas> {
    static auto of(auto &value) { return std::tie(value.factors, value.factorIds, value.lines); }
};
static_assert(NamesEveryField<Canvas>);

template <>
struct BinaryFields<FrameworkResult> {
    static auto of(auto &value)
    {
        return std::tie(value.id, value.title, value.headline, value.sections, value.canvas, value.notes);
    }
};
static_assert(NamesEveryField<FrameworkResult>);

template <>
struct BinaryFields<IndustryAnchor> {
    static auto of(auto &value) { return std::tie(value.ratioId, value.fact); }
};
static_assert(NamesEveryField<IndustryAnchor>);

template <>
struct BinaryFields<PlaybookStatement> {
    static auto of(auto &value)
    {
        return std::tie(value.entry, value.uses, value.topics, value.regions, value.fields, value.whenRatio,
                        value.whenIs);
    }
};
static_assert(NamesEveryField<PlaybookStatement>);

template <>
struct BinaryFields<Playbook> {
    static auto of(auto &value)
    {
        return std::tie(value.industry, value.title, value.statements, value.competingFactors);
    }
};
static_assert(NamesEveryField<Playbook>);

template <>
struct BinaryFields<StatementLine> {
    static auto of(auto &value) { return std::tie(value.concept_, value.label, value.values); }
};
static_assert(NamesEveryField<StatementLine>);

template <>
struct BinaryFields<Statement> {
    static auto of(auto &value)
    {
        return std::tie(value.kind, value.frequency, value.currency, value.periods, value.lines);
    }
};
static_assert(NamesEveryField<Statement>);

template <>
struct BinaryFields<RatioValue> {
    static auto of(auto &value) { return std::tie(value.period, value.figure, value.notDerivable, value.missing); }
};
static_assert(NamesEveryField<RatioValue>);

template <>
struct BinaryFields<Ratio> {
    static auto of(auto &value)
    {
        return std::tie(value.id, value.title, value.group, value.unit, value.source, value.higherIsBetter,
                        value.frequency, value.values);
    }
};
static_assert(NamesEveryField<Ratio>);

template <>
struct BinaryFields<IdentityCheck> {
    static auto of(auto &value)
    {
        return std::tie(value.id, value.title, value.period, value.passed, value.difference, value.note);
    }
};
static_assert(NamesEveryField<IdentityCheck>);

template <>
struct BinaryFields<BreakdownPart> {
    static auto of(auto &value) { return std::tie(value.name, value.member, value.values, value.shares); }
};
static_assert(NamesEveryField<BreakdownPart>);

template <>
struct BinaryFields<Breakdown> {
    static auto of(auto &value)
    {
        return std::tie(value.kind, value.title, value.concept_, value.periods, value.parts, value.totals,
                        value.isComplete, value.note);
    }
};
static_assert(NamesEveryField<Breakdown>);

template <>
struct BinaryFields<Financials> {
    static auto of(auto &value)
    {
        return std::tie(value.companyId, value.companyName, value.currency, value.statements, value.ratios,
                        value.identities, value.breakdowns, value.evidence, value.warnings);
    }
};
static_assert(NamesEveryField<Financials>);

template <>
struct BinaryFields<HealthReading> {
    static auto of(auto &value)
    {
        return std::tie(value.id, value.title, value.group, value.unit, value.figure, value.notDerivable, value.light,
                        value.basis, value.rule, value.source, value.unjudged, value.judgedBy, value.reference,
                        value.lowerQuartile, value.median, value.upperQuartile, value.percentile, value.peers,
                        value.peerFigures);
    }
};
static_assert(NamesEveryField<HealthReading>);

template <>
struct BinaryFields<FinancialHealth> {
    static auto of(auto &value) { return std::tie(value.readings); }
};
static_assert(NamesEveryField<FinancialHealth>);

template <>
struct BinaryFields<ForecastedPeriod> {
    static auto of(auto &value)
    {
        return std::tie(value.mean, value.lower80, value.upper80, value.lower95, value.upper95);
    }
};
static_assert(NamesEveryField<ForecastedPeriod>);

template <>
struct BinaryFields<ForecastRecord> {
    static auto of(auto &value)
    {
        return std::tie(value.origins, value.mase, value.naiveMase, value.smape, value.coverage80, value.coverage95);
    }
};
static_assert(NamesEveryField<ForecastRecord>);

template <>
struct BinaryFields<Forecast> {
    static auto of(auto &value)
    {
        return std::tie(value.concept_, value.label, value.frequency, value.unit, value.history, value.steps,
                        value.method, value.parameters, value.reason, value.record, value.isNoBetterThanNaive,
                        value.notes);
    }
};
static_assert(NamesEveryField<Forecast>);

template <>
struct BinaryFields<Company> {
    static auto of(auto &value)
    {
        return std::tie(value.id, value.name, value.legalName, value.ticker, value.aliases, value.sic, value.sector,
                        value.sectorSource, value.industry, value.country, value.fiscalYearEnd);
    }
};
static_assert(NamesEveryField<Company>);

template <>
struct BinaryFields<AnalysisRequest> {
    static auto of(auto &value)
    {
        return std::tie(value.company, value.industry, value.question, value.region, value.context, value.frameworks,
                        value.depth, value.marketCap, value.factsFiles, value.language, value.forecastYears,
                        value.fadeTo, value.weights, value.layout);
    }
};
static_assert(NamesEveryField<AnalysisRequest>);

template <>
struct BinaryFields<ServedFrom> {
    static auto of(auto &value) { return std::tie(value.level, value.ageS); }
};
static_assert(NamesEveryField<ServedFrom>);

template <>
struct BinaryFields<StruckStatement> {
    static auto of(auto &value) { return std::tie(value.place, value.reason); }
};
static_assert(NamesEveryField<StruckStatement>);

template <>
struct BinaryFields<ModelUse> {
    static auto of(auto &value)
    {
        return std::tie(value.provider, value.model, value.calls, value.fromCache, value.inputTokens,
                        value.outputTokens, value.cost, value.currency, value.kept, value.struck, value.unchanged,
                        value.left, value.reasons, value.failure, value.entries);
    }
};
static_assert(NamesEveryField<ModelUse>);

template <>
struct BinaryFields<ModelAddition> {
    static auto of(auto &value) { return std::tie(value.section, value.item); }
};
static_assert(NamesEveryField<ModelAddition>);

template <>
struct BinaryFields<ModelWriting> {
    static auto of(auto &value)
    {
        return std::tie(value.use, value.reworded, value.additions, value.evidence, value.limits);
    }
};
static_assert(NamesEveryField<ModelWriting>);

template <>
struct BinaryFields<AgentRecord> {
    static auto of(auto &value)
    {
        return std::tie(value.name, value.state, value.started, value.durationS, value.error, value.dependsOn,
                        value.served, value.model);
    }
};
static_assert(NamesEveryField<AgentRecord>);

template <>
struct BinaryFields<ExecutiveSummary> {
    static auto of(auto &value)
    {
        return std::tie(value.answer, value.situation, value.complication, value.supports, value.risks, value.nextSteps,
                        value.limits);
    }
};
static_assert(NamesEveryField<ExecutiveSummary>);

template <>
struct BinaryFields<Peer> {
    static auto of(auto &value) { return std::tie(value.companyId, value.name, value.period); }
};
static_assert(NamesEveryField<Peer>);

template <>
struct BinaryFields<Source> {
    static auto of(auto &value)
    {
        return std::tie(value.kind, value.id, value.name, value.title, value.date, value.fiscalYear, value.pages,
                        value.sections, value.evidence, value.address, value.retrieved);
    }
};
static_assert(NamesEveryField<Source>);

template <>
struct BinaryFields<EditCheck> {
    static auto of(auto &value) { return std::tie(value.text, value.verdict, value.reason); }
};
static_assert(NamesEveryField<EditCheck>);

template <>
struct BinaryFields<EditReading> {
    static auto of(auto &value) { return std::tie(value.language, value.numberWords); }
};
static_assert(NamesEveryField<EditReading>);

template <>
struct BinaryFields<ReportEdit> {
    static auto of(auto &value)
    {
        return std::tie(value.kind, value.target, value.text, value.value, value.unit, value.source, value.note,
                        value.author, value.at, value.base, value.computed, value.state, value.checks, value.original,
                        value.reading);
    }
};
static_assert(NamesEveryField<ReportEdit>);

template <>
struct BinaryFields<Report> {
    static auto of(auto &value)
    {
        return std::tie(value.id, value.createdAt, value.status, value.request, value.company, value.summary,
                        value.agents, value.frameworks, value.financials, value.health, value.forecasts, value.peers,
                        value.evidence, value.sources, value.recommendations, value.tippingPoints, value.dataRequests,
                        value.engineVersion, value.provider, value.model, value.durationS, value.served, value.quality,
                        value.edits);
    }
};
static_assert(NamesEveryField<Report>);

template <>
struct BinaryFields<Block> {
    static auto of(auto &value)
    {
        return std::tie(value.kind, value.text, value.page, value.offset, value.level, value.section, value.area);
    }
};
static_assert(NamesEveryField<Block>);

template <>
struct BinaryFields<TableCell> {
    static auto of(auto &value)
    {
        return std::tie(value.row, value.column, value.columnSpan, value.rowSpan, value.text, value.value, value.date,
                        value.address, value.formula, value.area);
    }
};
static_assert(NamesEveryField<TableCell>);

template <>
struct BinaryFields<Table> {
    static auto of(auto &value) { return std::tie(value.name, value.page, value.section, value.cells); }
};
static_assert(NamesEveryField<Table>);

template <>
struct BinaryFields<ReportIdentity> {
    static auto of(auto &value)
    {
        return std::tie(value.company, value.companyId, value.form, value.periodEnd, value.fiscalYear, value.industry,
                        value.country, value.fiscalYearEnd);
    }
};
static_assert(NamesEveryField<ReportIdentity>);

template <>
struct BinaryFields<PeerFigures> {
    static auto of(auto &value) { return std::tie(value.identity, value.facts); }
};
static_assert(NamesEveryField<PeerFigures>);

template <>
struct BinaryFields<Document> {
    static auto of(auto &value)
    {
        return std::tie(value.id, value.name, value.format, value.title, value.author, value.date, value.identity,
                        value.pages, value.blocks, value.tables, value.facts, value.peers, value.warnings,
                        value.isComplete);
    }
};
static_assert(NamesEveryField<Document>);

} // namespace consultantos
