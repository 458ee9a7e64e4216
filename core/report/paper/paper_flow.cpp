// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/paper/paper_flow.h"

#include <algorithm>

namespace consultantos::paper {

namespace {

constexpr double NoteGap = 10; ///< between text and notes, with the line that parts them
/// More than this of a page notes take only where text leaves room.
constexpr double MostNotes = 0.45;

/// Fills pages from the first piece on.
class PageFiller {
public:
    PageFiller(const QList<Piece> &pieces, double height)
        : m_pieces(pieces)
        , m_height(height)
    {
    }

    QList<Page> fill()
    {
        qsizetype next = 0;
        while (next < m_pieces.size()) {
            const auto end = endOfPage(next);
            place(next, end);
            next = end;
        }
        while (!m_pending.isEmpty())
            closeWithNotes({}, m_height);
        return std::move(m_pages);
    }

private:
    [[nodiscard]] const Piece *headFor(qsizetype index) const
    {
        const auto &piece = m_pieces[index];
        if (piece.table < 0 || piece.isHead)
            return nullptr;
        // Rows stand behind their head, close enough to be found by walking back.
        for (auto i = index - 1; i >= 0 && m_pieces[i].table == piece.table; --i) {
            if (m_pieces[i].isHead && (i == 0 || !m_pieces[i - 1].isHead || m_pieces[i - 1].table != piece.table))
                return &m_pieces[i];
        }
        return nullptr;
    }

    /// All lines of the table's head.
    [[nodiscard]] QList<const Piece *> headsFor(qsizetype index) const
    {
        QList<const Piece *> heads;
        const auto *first = headFor(index);
        if (first == nullptr)
            return heads;
        for (auto i = first - m_pieces.constData(); i < m_pieces.size() && m_pieces[i].isHead; ++i)
            heads.append(&m_pieces[i]);
        return heads;
    }

    /// How much of the page the notes must have.
    [[nodiscard]] double needed(double notes) const
    {
        return notes > 0 ? std::min(notes + NoteGap, m_height * MostNotes) : 0;
    }

    /// The piece that begins the next page.
    [[nodiscard]] qsizetype endOfPage(qsizetype begin) const
    {
        double used = 0;
        for (const auto *head : headsFor(begin))
            used += head->height;
        double notes = 0;
        for (const auto &line : m_pending)
            notes += line.height;
        qsizetype end = begin;
        for (; end < m_pieces.size(); ++end) {
            const auto &piece = m_pieces[end];
            if (piece.startsPage && end > begin)
                return end;
            double with = used + piece.height + (end > begin ? piece.before : 0);
            double withNotes = notes;
            for (const auto &line : piece.notes)
                withNotes += line.height;
            if (end > begin && with + needed(withNotes) > m_height)
                break;
            used = with;
            notes = withNotes;
        }
        if (end == m_pieces.size())
            return end;
        auto back = end;
        while (back > begin && m_pieces[back - 1].keepsWithNext)
            --back;
        return back > begin ? back : end;
    }

    void place(qsizetype begin, qsizetype end)
    {
        Page page;
        double used = 0;
        for (const auto *head : headsFor(begin)) {
            page.pieces.append({used, head});
            used += head->height;
        }
        for (auto i = begin; i < end; ++i) {
            used += i > begin ? m_pieces[i].before : 0;
            page.pieces.append({used, &m_pieces[i]});
            used += m_pieces[i].height;
            m_pending += m_pieces[i].notes;
        }
        closeWithNotes(std::move(page), m_height - used);
    }

    void closeWithNotes(Page page, double room)
    {
        double taken = NoteGap;
        while (!m_pending.isEmpty()
               && (taken + m_pending.first().height <= room || (page.pieces.isEmpty() && page.notes.isEmpty()))) {
            taken += m_pending.first().height;
            page.notes.append(m_pending.takeFirst());
        }
        m_pages.append(std::move(page));
    }

    const QList<Piece> &m_pieces;
    double m_height;
    QList<NoteLine> m_pending;
    QList<Page> m_pages;
};

} // namespace

QList<Page> paginated(const QList<Piece> &pieces, double height)
{
    return PageFiller(pieces, height).fill();
}

double heightOf(const QList<NoteLine> &notes)
{
    double height = notes.isEmpty() ? 0 : NoteGap;
    for (const auto &line : notes)
        height += line.height;
    return height;
}

} // namespace consultantos::paper
