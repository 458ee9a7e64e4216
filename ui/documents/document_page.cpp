// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/document_page.h"

#include <algorithm>

namespace consultantos {

namespace {

constexpr qsizetype SmallestPart = 12;
constexpr qsizetype LargestPart = 80;

int partOf(const QList<qsizetype> &starts, qsizetype row)
{
    const auto after = std::upper_bound(starts.begin(), starts.end(), row);
    return std::max(1, int(after - starts.begin()));
}

/// Cuts a document without pages down to one part.
void choosePart(DocumentPage &page, const DocumentPlace &place, int number)
{
    const auto starts = partStarts(page.passages);
    page.count = std::max(1, int(starts.size()));
    page.number =
        number > 0 ? std::min(number, page.count) : partOf(starts, std::max(0, markedPassage(page.passages, place)));
    if (starts.isEmpty())
        return;
    const auto first = starts[page.number - 1];
    const auto end = page.number < page.count ? starts[page.number] : page.passages.size();
    page.passages = page.passages.mid(first, end - first);
}

void render(DocumentPage &page, const PageSource &source, double dpi)
{
    if (!source.render)
        return;
    const auto image = source.render(page.document.id, page.number, dpi);
    if (image) {
        page.image = *image;
        page.dpi = dpi;
    } else if (image.error().code != ErrorCode::NotFound) {
        page.imageFault = image.error().message;
    }
}

void mark(DocumentPage &page, const DocumentPlace &place, bool isLeafing)
{
    // Leafing on leaves the place behind; in a part of a document without pages only the passage itself is sure.
    const bool isElsewhere =
        page.document.pages > 0 ? place.page > 0 && place.page != page.number : isLeafing && place.passageId.isEmpty();
    page.marked = isElsewhere ? -1 : markedPassage(page.passages, place);
    if (!isElsewhere && place.area.isValid())
        page.markedArea = place.area;
    else if (page.marked >= 0)
        page.markedArea = page.passages[page.marked].area;
    const int row = page.marked >= 0 ? page.marked : 0;
    if (row < page.passages.size())
        page.section = page.passages[row].section;
}

} // namespace

Result<DocumentPage> readPage(const PageSource &source, const DocumentPlace &place, int number, double dpi)
{
    auto record = source.documents->record(place.documentId);
    if (!record)
        return tl::unexpected(record.error());
    DocumentPage page;
    page.document = std::move(*record);
    const bool hasPages = page.document.pages > 0;
    if (hasPages) {
        page.count = page.document.pages;
        page.number = std::clamp(number > 0 ? number : place.page, 1, page.count);
    }
    auto passages = source.documents->passages(place.documentId, page.number);
    if (!passages)
        return tl::unexpected(passages.error());
    page.passages = std::move(*passages);
    if (hasPages)
        render(page, source, dpi);
    else
        choosePart(page, place, number);
    mark(page, place, number > 0);
    return page;
}

QList<qsizetype> partStarts(const QList<PlacedPassage> &passages)
{
    QList<qsizetype> starts;
    for (qsizetype row = 0; row < passages.size(); ++row) {
        const auto size = starts.isEmpty() ? 0 : row - starts.last();
        const bool isNewSection = row > 0 && passages[row].section != passages[row - 1].section;
        if (starts.isEmpty() || size >= LargestPart || (isNewSection && size >= SmallestPart))
            starts.append(row);
    }
    return starts;
}

int markedPassage(const QList<PlacedPassage> &passages, const DocumentPlace &place)
{
    const auto rowOf = [&passages](const auto &isMeant) {
        const auto found = std::find_if(passages.begin(), passages.end(), isMeant);
        return found == passages.end() ? -1 : int(found - passages.begin());
    };
    if (!place.passageId.isEmpty())
        return rowOf([&place](const PlacedPassage &placed) { return placed.passage.id == place.passageId; });
    if (place.area.isValid()) {
        const int row = rowOf([&place](const PlacedPassage &placed) {
            return placed.passage.page == place.page && placed.area.contains(place.area.center());
        });
        if (row >= 0)
            return row;
    }
    // "Total revenues, 2023": the row's label may hold commas itself, so the longest beginning that occurs counts.
    for (auto words = place.cell; !words.isEmpty();
         words = words.left(std::max<qsizetype>(0, words.lastIndexOf(u',')))) {
        const int row = rowOf(
            [&words](const PlacedPassage &placed) { return placed.passage.text.contains(words, Qt::CaseInsensitive); });
        if (row >= 0)
            return row;
    }
    return -1;
}

} // namespace consultantos
