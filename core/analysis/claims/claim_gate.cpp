// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/claims/claim_gate.h"

#include "analysis/claims/claim_tokens.h"
#include "analysis/claims/claim_vocabulary.h"
#include "analysis/financials/concept_catalogue.h"
#include "analysis/financials/formula_catalogue.h"
#include "model/units.h"

#include <QDir>
#include <QSet>

#include <algorithm>

namespace consultantos {

namespace {

/// "In the third quarter": of the year that is spoken of.
void completeQuarters(ClaimMentions &mentions, const ClaimContext &context)
{
    int year = context.period && context.period->reference ? context.period->reference->year : 0;
    for (const auto &mention : mentions.periods) {
        if (mention.period.reference && mention.period.reference->year > 0)
            year = mention.period.reference->year;
    }
    for (auto &mention : mentions.periods) {
        auto &reference = mention.period.reference;
        if (reference && reference->kind == PeriodReference::Kind::Quarter && reference->year == 0) {
            reference->year = year;
            if (year == 0)
                reference->kind = PeriodReference::Kind::LatestQuarter;
        }
    }
}

} // namespace

Result<ClaimGate> ClaimGate::load(const QString &resourceDir)
{
    const QDir folder(resourceDir);
    auto lines = ConceptCatalogue::load(folder.filePath(QStringLiteral("concepts.json")));
    if (!lines)
        return tl::unexpected(lines.error());
    auto formulas = FormulaCatalogue::load(folder.filePath(QStringLiteral("formulas.json")), *lines);
    if (!formulas)
        return tl::unexpected(formulas.error());
    auto vocabulary = ClaimVocabulary::load(resourceDir, *lines, *formulas);
    if (!vocabulary)
        return tl::unexpected(vocabulary.error());
    ClaimGate gate;
    for (const auto &line : lines->concepts())
        gate.m_kinds.insert(QStringLiteral("l/") + line.id,
                            {false, line.measure == Measure::PerShare, line.measure == Measure::Shares, false});
    for (const auto &formula : formulas->formulas())
        gate.m_kinds.insert(QStringLiteral("f/") + formula.id,
                            {formula.unit != QLatin1String("currency"), false, false, formula.unit == units::Ratio});
    gate.m_lines = std::make_shared<const ConceptCatalogue>(std::move(*lines));
    gate.m_formulas = std::make_shared<const FormulaCatalogue>(std::move(*formulas));
    gate.m_vocabulary = std::make_shared<const ClaimVocabulary>(std::move(*vocabulary));
    return gate;
}

CheckedText ClaimGate::check(const QString &text, const ClaimEvidence &evidence) const
{
    const CompanyIndex companies(evidence.known);
    qsizetype mainCompany = -1;
    for (qsizetype i = 0; i < evidence.known.size(); ++i) {
        if (!evidence.mainCompany.isEmpty() && evidence.known[i].id == evidence.mainCompany)
            mainCompany = i;
    }
    ClaimChecker checker(evidence.known, evidence.subjects, *m_lines, *m_formulas, m_vocabulary->questions());
    ClaimContext context;
    CheckedText result;
    for (const auto &sentence : claimSentences(text)) {
        if (result.isTruncated)
            break;
        auto mentions = claimMentions(sentence, *m_vocabulary, companies);
        completeQuarters(mentions, context);
        result.numbers += checker.check(ClaimReader(sentence, mentions, context, mainCompany, m_kinds).read(), text);
        result.isTruncated = result.numbers.size() > MostNumbersOfText;
    }
    if (result.isTruncated)
        result.numbers.resize(MostNumbersOfText);
    QStringList refs;
    for (const auto &number : std::as_const(result.numbers)) {
        if (!number.ref.isEmpty())
            refs.append(number.ref);
    }
    result.evidence = checker.evidence().reachableFrom(refs);
    return result;
}

QList<Company> companiesNamed(const QString &text, const QList<Company> &known)
{
    const CompanyIndex index(known);
    QSet<qsizetype> named;
    for (const auto &sentence : claimSentences(text)) {
        for (qsizetype place = 0; place < sentence.tokens.size(); ++place) {
            qsizetype length = 0;
            const auto mention = index.at(sentence.tokens, place, length);
            if (length > 0)
                named.insert(mention.company);
        }
    }
    QList<Company> companies;
    for (qsizetype i = 0; i < known.size(); ++i) {
        if (named.contains(i))
            companies.append(known[i]);
    }
    return companies;
}

} // namespace consultantos
