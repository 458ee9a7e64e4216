// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf_outline.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

namespace {

tl::unexpected<Error> unknownForm()
{
    return fail(ErrorCode::Malformed,
                QCoreApplication::translate("PdfRenderer", "The PDF's pages could not be given an outline."));
}

QByteArray firstMatch(const QByteArray &text, const QString &pattern)
{
    const auto match = QRegularExpression(pattern).match(QString::fromLatin1(text));
    return match.hasMatch() ? match.captured(1).toLatin1() : QByteArray();
}

/// The text between "N 0 obj" and "endobj".
QByteArray objectOf(const QByteArray &pdf, const QByteArray &number)
{
    const auto head = '\n' + number + " 0 obj";
    const auto start = pdf.lastIndexOf(head);
    const auto end = start < 0 ? -1 : pdf.indexOf("endobj", start);
    return end < 0 ? QByteArray() : pdf.mid(start + head.size(), end - start - head.size());
}

/// A text string: UTF-16 with its mark, in hexadecimal.
QByteArray textString(const QString &text)
{
    QByteArray hex("<FEFF");
    for (const auto unit : text)
        hex += QByteArray::number(unit.unicode(), 16).rightJustified(4, '0').toUpper();
    return hex + '>';
}

/// Where in the outline's tree each entry stands: indices of entries, -1: none.
struct Place {
    int parent = -1;
    int previous = -1;
    int next = -1;
    int first = -1;
    int last = -1;
    int children = 0;
};

QList<Place> placesOf(const QList<PdfBookmark> &bookmarks)
{
    QList<Place> places(bookmarks.size());
    int top = -1;
    int below = -1;
    for (int i = 0; i < bookmarks.size(); ++i) {
        if (bookmarks[i].level == 1 || top < 0) {
            places[i].previous = top;
            if (top >= 0)
                places[top].next = i;
            top = i;
            below = -1;
            continue;
        }
        places[i].parent = top;
        places[i].previous = below;
        if (below >= 0)
            places[below].next = i;
        else
            places[top].first = i;
        places[top].last = i;
        ++places[top].children;
        below = i;
    }
    return places;
}

/// The annotations of a page: its links. `height` is the page's, as PDF counts from its bottom.
QByteArray annotationsOf(const QList<PdfLink> &links, int page, double height, const QList<QByteArray> &pageObjects)
{
    const auto point = [](double value) { return QByteArray::number(value, 'f', 2) + ' '; };
    QByteArray annotations("[");
    for (const auto &link : links) {
        if (link.page != page || link.target < 0 || link.target >= pageObjects.size())
            continue;
        annotations += "\n<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [" + point(link.area.left())
                       + point(height - link.area.bottom()) + point(link.area.right()) + point(height - link.area.top())
                       + "] /Dest [" + pageObjects[link.target] + " 0 R /Fit] >>";
    }
    return annotations + "\n]";
}

} // namespace

Result<QByteArray> withPdfOutline(const QByteArray &pdf, const QList<PdfBookmark> &bookmarks,
                                  const QList<PdfLink> &links, const QString &language)
{
    if (bookmarks.isEmpty())
        return pdf;
    const auto tail = pdf.mid(std::max<qsizetype>(0, pdf.lastIndexOf("trailer")));
    const auto root = firstMatch(tail, QStringLiteral("/Root (\\d+) 0 R"));
    const auto size = firstMatch(tail, QStringLiteral("/Size (\\d+)"));
    const auto info = firstMatch(tail, QStringLiteral("/Info (\\d+) 0 R"));
    const auto before = firstMatch(tail, QStringLiteral("startxref\\s+(\\d+)"));
    auto catalog = objectOf(pdf, root).trimmed();
    const auto pages = firstMatch(catalog, QStringLiteral("/Pages (\\d+) 0 R"));
    const auto kids = firstMatch(objectOf(pdf, pages), QStringLiteral("/Kids\\s*\\[([^\\]]*)\\]"));
    QList<QByteArray> pageObjects;
    auto found = QRegularExpression(QStringLiteral("(\\d+) 0 R")).globalMatch(QString::fromLatin1(kids));
    while (found.hasNext())
        pageObjects.append(found.next().captured(1).toLatin1());
    const auto end = catalog.lastIndexOf(">>");
    if (root.isEmpty() || size.isEmpty() || before.isEmpty() || pageObjects.isEmpty() || end < 0)
        return unknownForm();

    const int outlines = size.toInt();
    const auto reference = [&](int entry) { return QByteArray::number(outlines + 1 + entry) + " 0 R"; };
    auto whole = pdf;
    if (!whole.endsWith('\n'))
        whole += '\n';
    QList<std::pair<int, qsizetype>> offsets;
    const auto add = [&](int number, const QByteArray &body) {
        offsets.append({number, whole.size()});
        whole += QByteArray::number(number) + " 0 obj\n" + body + "\nendobj\n";
    };
    catalog.insert(end, "/Outlines " + QByteArray::number(outlines) + " 0 R /PageMode /UseOutlines /Lang ("
                            + language.toLatin1() + ") /ViewerPreferences << /DisplayDocTitle true >>\n");
    add(root.toInt(), catalog);
    const auto places = placesOf(bookmarks);
    int last = 0;
    for (int i = 0; i < bookmarks.size(); ++i) {
        if (places[i].parent < 0)
            last = i;
    }
    add(outlines, "<< /Type /Outlines /First " + reference(0) + " /Last " + reference(last) + " >>");
    for (int i = 0; i < bookmarks.size(); ++i) {
        const auto &place = places[i];
        const auto page = std::clamp<qsizetype>(bookmarks[i].page, 0, pageObjects.size() - 1);
        auto body = "<< /Title " + textString(bookmarks[i].title) + " /Parent "
                    + (place.parent < 0 ? QByteArray::number(outlines) + " 0 R" : reference(place.parent));
        if (place.previous >= 0)
            body += " /Prev " + reference(place.previous);
        if (place.next >= 0)
            body += " /Next " + reference(place.next);
        if (place.first >= 0)
            body += " /First " + reference(place.first) + " /Last " + reference(place.last) + " /Count -"
                    + QByteArray::number(place.children);
        add(outlines + 1 + i, body + " /Dest [" + pageObjects[page] + " 0 R /Fit] >>");
    }
    for (int page = 0; page < pageObjects.size(); ++page) {
        const auto isItsLink = [page](const PdfLink &link) { return link.page == page; };
        if (std::none_of(links.cbegin(), links.cend(), isItsLink))
            continue;
        // Qt writes an empty list of annotations for each page.
        const auto object = objectOf(pdf, pageObjects[page]);
        const auto annotations = firstMatch(object, QStringLiteral("/Annots (\\d+) 0 R"));
        const auto height = firstMatch(object, QStringLiteral("/MediaBox \\[\\S+ \\S+ \\S+ (\\S+)\\]"));
        if (annotations.isEmpty() || height.isEmpty())
            return unknownForm();
        add(annotations.toInt(), annotationsOf(links, page, height.toDouble(), pageObjects));
    }
    const auto table = whole.size();
    whole += "xref\n";
    for (const auto &[number, offset] : std::as_const(offsets))
        whole +=
            QByteArray::number(number) + " 1\n" + QByteArray::number(offset).rightJustified(10, '0') + " 00000 n \n";
    whole += "trailer\n<< /Size " + QByteArray::number(outlines + 1 + bookmarks.size()) + " /Root " + root + " 0 R"
             + (info.isEmpty() ? QByteArray() : " /Info " + info + " 0 R") + " /Prev " + before + " >>\nstartxref\n"
             + QByteArray::number(table) + "\n%%EOF\n";
    return whole;
}

} // namespace consultantos
