// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/filings/filing_reader.h"

#include "evidence/filings/block_offsets.h"
#include "evidence/filings/filing_text_cleaner.h"
#include "evidence/filings/inline_fact_reader.h"
#include "evidence/filings/markup_parser.h"

namespace consultantos {

namespace {

constexpr int LongestWaitAfterPeriod = 550; // days from a period's end to the signature of a late filing

/// Gives each event to both readers, and the one what it needs of the other.
class FilingEvents : public MarkupHandler {
public:
    explicit FilingEvents(const ParseBudget &budget)
        : m_text(budget)
    {
    }

    void startElement(const MarkupElement &element) override
    {
        m_facts.setPage(m_text.page());
        m_facts.startElement(element);
        if (element.kind == ElementKind::Table)
            m_text.setTextTags(m_facts.openTextTags());
        m_text.startElement(element);
    }

    void endElement(ElementKind kind) override
    {
        m_facts.endElement(kind);
        if (const auto value = m_facts.takeEndedValue())
            m_text.setCellValue(*value);
        m_text.endElement(kind);
    }

    void text(QStringView piece) override
    {
        m_facts.text(piece);
        m_text.text(piece);
    }

    [[nodiscard]] std::optional<Error> failure() const override { return m_text.failure(); }

    [[nodiscard]] InlineFactReader &facts() { return m_facts; }
    [[nodiscard]] FilingTextReader &filingText() { return m_text; }

private:
    InlineFactReader m_facts;
    FilingTextReader m_text;
};

void setSections(ParsedFiling &filing)
{
    auto &[blocks, tables, starts, title] = filing.text;
    for (const auto &section : std::as_const(filing.sections)) {
        if (!blocks[section.first].section.isEmpty())
            continue; // items answered together go by the first one's name
        blocks[section.first].kind = BlockKind::Heading;
        blocks[section.first].level = 1;
        for (qsizetype i = section.first; i < section.end; ++i)
            blocks[i].section = section.name;
    }
    for (qsizetype i = 0; i < tables.size(); ++i)
        tables[i].section = blocks[starts[i]].section;
}

/// The last day of signature that a filing of this period can have.
QDate signedOn(const QList<Block> &blocks, const QDate &periodEnd)
{
    for (auto block = blocks.crbegin(); periodEnd.isValid() && block != blocks.crend(); ++block) {
        const auto day = signatureDay(block->text);
        if (day > periodEnd && day <= periodEnd.addDays(LongestWaitAfterPeriod))
            return day;
    }
    return {};
}

ParsedFiling filingOf(FilingEvents &events, XbrlOrigin origin)
{
    ParsedFiling filing;
    filing.text = events.filingText().take();
    removeRunningLines(filing.text);
    nameTables(filing.text);
    joinBrokenParagraphs(filing.text);

    filing.info = events.facts().info();
    filing.info.accession = origin.filing.accession;
    filing.info.filed =
        origin.filing.filed.isValid() ? origin.filing.filed : signedOn(filing.text.blocks, filing.info.periodEnd);
    origin.filing = filing.info;
    auto numbers = events.facts().numbers();
    if (!events.filingText().hasPages()) {
        for (auto &number : numbers)
            number.page = 0;
    }
    filing.facts = mergedFacts(numbers, origin, events.facts().tally());
    filing.tally = events.facts().tally();

    filing.sections = findSections(filing.text.blocks, filing.info.form);
    setSections(filing);
    setBlockOffsets(filing.text.blocks);
    return filing;
}

} // namespace

Result<ParsedFiling> readFiling(const QByteArray &content, const XbrlOrigin &origin, const ParseBudget &budget)
{
    FilingEvents strict(budget);
    auto read = parseXhtml(content, strict, budget);
    if (read)
        return filingOf(strict, origin);
    // Most that isn't well-formed can still be read as browsers do; limits stay limits.
    if (read.error().code != ErrorCode::Malformed)
        return tl::unexpected(read.error());
    FilingEvents lenient(budget);
    read = parseTagSoup(content, lenient, budget);
    if (!read)
        return tl::unexpected(read.error());
    auto filing = filingOf(lenient, origin);
    filing.isWellFormed = false;
    return filing;
}

} // namespace consultantos
