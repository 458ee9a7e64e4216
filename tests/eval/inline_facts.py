# SPDX-License-Identifier: GPL-3.0-or-later
"""The three statements of an inline XBRL filing as rows of tagged values, read without any of the program's own code."""
import collections
import datetime
import re
import xml.etree.ElementTree as ElementTree

IX = "{http://www.xbrl.org/2013/inlineXBRL}"
XBRLI = "{http://www.xbrl.org/2003/instance}"
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
XHTML = "{http://www.w3.org/1999/xhtml}"

# Tags by which a table is known as a statement; a statement may go on in the next tables of its page or the next.
ANCHORS = {
    "income": ({"NetIncomeLoss", "ProfitLoss"}, {"EarningsPerShareDiluted", "EarningsPerShareBasicAndDiluted"}, {"IncomeTaxExpenseBenefit"}),
    "balance": ({"Assets"}, {"LiabilitiesAndStockholdersEquity"}),
    "cash_flow": ({"NetCashProvidedByUsedInOperatingActivities"}, {"NetCashProvidedByUsedInFinancingActivities"}),
}


class Missing(Exception):
    """A line that the filing doesn't report."""


class Row:
    def __init__(self, statement, label, tag):
        self.statement, self.label, self.tag, self.values = statement, label, tag, {}


def text_of(element):
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


class Filing:
    def __init__(self, path):
        self.contexts, self.rows = {}, []
        root = ElementTree.parse(path).getroot()
        self.read_contexts(root)
        self.name = self.entity(root, "dei:EntityRegistrantName")
        self.year = int(self.entity(root, "dei:DocumentFiscalYearFocus"))
        self.read_statements(root)
        self.ends = self.year_ends()

    @staticmethod
    def entity(root, name):
        for element in root.iter(IX + "nonNumeric"):
            if element.get("name") == name:
                return text_of(element)
        raise ValueError(f"no {name}")

    def read_contexts(self, root):
        """Contexts of the whole company: id → (start, end)."""
        for context in root.iter(XBRLI + "context"):
            if context.find(f"{XBRLI}entity/{XBRLI}segment") is not None or context.find(XBRLI + "scenario") is not None:
                continue
            period = context.find(XBRLI + "period")
            instant = period.findtext(XBRLI + "instant")
            span = (None, instant.strip()) if instant else tuple(
                period.findtext(XBRLI + part).strip() for part in ("startDate", "endDate"))
            self.contexts[context.get("id")] = span

    @staticmethod
    def value(element):
        text = re.sub(r"[^0-9.]", "", text_of(element))
        number = float(text) if text else 0.0
        number *= 10.0 ** int(element.get("scale") or 0)
        return -number if element.get("sign") == "-" else number

    def table_rows(self, table):
        for line in table.iter(XHTML + "tr"):
            cells = [cell for cell in line if text_of(cell)]
            # What is tagged within the label (par values, counts of shares) is no column's figure.
            facts = [(e.get("name").split(":")[1], self.contexts[e.get("contextRef")], self.value(e))
                     for cell in cells[1:] for e in cell.iter(IX + "nonFraction")
                     if e.get("contextRef") in self.contexts and e.get(NIL) != "true"]
            if facts:
                yield text_of(cells[0]), facts

    def read_statements(self, root):
        tables = [list(self.table_rows(table)) for table in root.iter(XHTML + "table")]
        tables = [rows for rows in tables if rows]
        tags = [{tag for _, facts in rows for tag, _, _ in facts} for rows in tables]
        for statement, anchors in ANCHORS.items():
            first = next((i for i in range(len(tables)) if self.begins(tags, i, anchors)), None)
            if first is None:
                raise ValueError(f"no {statement} statement")
            last = first
            while not all(any(anchor & tags[i] for i in range(first, last + 1)) for anchor in anchors):
                last += 1
            for rows in tables[first:last + 1]:
                self.add_rows(statement, rows)

    @staticmethod
    def begins(tags, place, anchors):
        """A statement's first table: with those that follow directly it has all anchors, and it is no table of a few."""
        reach = tags[place:place + 3]
        return len(tags[place]) >= 6 and any(anchor & tags[place] for anchor in anchors) and all(
            any(anchor & one for one in reach) for anchor in anchors)

    def add_rows(self, statement, rows):
        for label, facts in rows:
            by_tag = collections.OrderedDict()
            for tag, period, value in facts:
                if (period[0] is None) != (statement == "balance"):
                    continue
                by_tag.setdefault(tag, {}).setdefault(period, value)
            for tag, values in by_tag.items():
                row = Row(statement, label, tag)
                row.values = values
                self.rows.append(row)

    @staticmethod
    def is_year(period):
        start, end = period
        return start is not None and 350 <= (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days <= 380

    def year_ends(self):
        """Ends of the fiscal years of the income statement, newest first."""
        return sorted({p[1] for row in self.rows if row.statement == "income" for p in row.values if self.is_year(p)}, reverse=True)

    def of(self, tags, back):
        """The value of the first of the tags that the statements give for the year; Missing where none does."""
        if back >= len(self.ends):
            raise Missing(tags)
        for tag in tags:
            for row in self.rows:
                for period, value in row.values.items():
                    if row.tag == tag and period[1] == self.ends[back] and (period[0] is None or self.is_year(period)):
                        return value
        raise Missing(tags)
