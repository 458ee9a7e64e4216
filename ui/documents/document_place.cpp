// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/document_place.h"

#include <algorithm>

namespace consultantos {

namespace {

constexpr qsizetype DocumentIdLength = 16;

} // namespace

DocumentPlace placeOf(const Fact &fact)
{
    const auto &place = fact.latest.place;
    if (place.isEmpty())
        return {};
    return {place.document, place.page, {}, place.cell, place.area, fact.id};
}

DocumentPlace placeOf(const Passage &passage)
{
    const auto document = documentOfPassage(passage.id);
    if (document.isEmpty())
        return {};
    return {document, passage.page, passage.id, {}, {}, passage.id};
}

DocumentPlace placeOf(const EvidenceBook &book, const QString &id)
{
    if (const auto *fact = book.fact(id))
        return placeOf(*fact);
    if (const auto *passage = book.passage(id))
        return placeOf(*passage);
    return {};
}

QString documentOfPassage(const QString &passageId)
{
    const auto parts = passageId.split(QLatin1Char('/'));
    if (parts.size() != 3 || parts[0] != QLatin1String("p") || parts[1].size() != DocumentIdLength)
        return {};
    const bool isHex = std::all_of(parts[1].begin(), parts[1].end(),
                                   [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
    return isHex ? parts[1] : QString();
}

} // namespace consultantos
