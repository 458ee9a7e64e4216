// SPDX-License-Identifier: GPL-3.0-or-later
#include "palette/palette_model.h"

#include "palette/fuzzy_match.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

/// What was used of late is likelier to be meant, but not likelier than what fits better.
constexpr int UsedLast = 10;
/// A report that its texts led to, whose title needn't have the words.
constexpr int FoundElsewhere = 20;
constexpr int OfKindWhenNothingIsTyped = 12;

} // namespace

QString paletteKindTitle(PaletteKind kind)
{
    switch (kind) {
    case PaletteKind::Action:
        return QCoreApplication::translate("CommandPalette", "Action");
    case PaletteKind::Report:
        return QCoreApplication::translate("CommandPalette", "Report");
    case PaletteKind::Company:
        return QCoreApplication::translate("CommandPalette", "Company");
    case PaletteKind::Setting:
        return QCoreApplication::translate("CommandPalette", "Setting");
    case PaletteKind::Help:
        break;
    }
    return QCoreApplication::translate("CommandPalette", "Help");
}

void PaletteModel::setEntries(const QList<PaletteEntry> &entries)
{
    beginResetModel();
    m_entries = entries;
    rank();
    endResetModel();
}

void PaletteModel::setFound(const QList<PaletteEntry> &found)
{
    beginResetModel();
    m_found = found;
    rank();
    endResetModel();
}

void PaletteModel::setText(const QString &text)
{
    if (text == m_text)
        return;
    beginResetModel();
    m_text = text;
    rank();
    endResetModel();
}

void PaletteModel::setUsed(const QStringList &keys)
{
    beginResetModel();
    m_used = keys;
    rank();
    endResetModel();
}

void PaletteModel::addFitting(const QList<PaletteEntry> &entries, bool isFound)
{
    const bool isTyped = !m_text.trimmed().isEmpty();
    QHash<PaletteKind, int> shown;
    for (const auto &entry : entries) {
        auto match = fuzzyMatch(m_text, entry.text);
        if (!match && isFound)
            match = FuzzyMatch{FoundElsewhere, {}};
        // Who types where a thing stands, or what others call it, means the thing, too, if less.
        for (const auto &words : {entry.detail, entry.otherNames}) {
            if (!match && !words.isEmpty() && fuzzyMatch(m_text, entry.text + QLatin1Char(' ') + words))
                match = FuzzyMatch{0, {}};
        }
        if (!match)
            continue;
        const auto used = m_used.indexOf(entry.key);
        if (!isTyped && used < 0 && ++shown[entry.kind] > OfKindWhenNothingIsTyped)
            continue;
        int score = match->score;
        if (used >= 0)
            score += isTyped ? std::max<int>(1, UsedLast - int(used)) : 1'000 - int(used);
        m_rows.append({&entry, score, match->letters});
    }
}

void PaletteModel::rank()
{
    m_rows.clear();
    addFitting(m_entries, false);
    addFitting(m_found, true);
    std::stable_sort(m_rows.begin(), m_rows.end(), [](const Row &left, const Row &right) {
        if (left.entry->isEnabled != right.entry->isEnabled)
            return left.entry->isEnabled;
        if (left.score != right.score)
            return left.score > right.score;
        return left.entry->kind < right.entry->kind;
    });
    if (m_rows.size() > MostRows)
        m_rows.resize(MostRows);
}

const PaletteEntry *PaletteModel::at(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows[row].entry : nullptr;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return row.entry->text;
    case Qt::AccessibleTextRole: {
        QStringList parts{row.entry->text, paletteKindTitle(row.entry->kind), row.entry->detail, row.entry->shortcut};
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }
    case Qt::ToolTipRole:
    case DetailRole:
        return row.entry->detail;
    case KindRole:
        return paletteKindTitle(row.entry->kind);
    case ShortcutRole:
        return row.entry->shortcut;
    case LettersRole:
        return QVariant::fromValue(row.letters);
    case KeyRole:
        return row.entry->key;
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    const auto *entry = at(index.row());
    if (entry == nullptr)
        return Qt::NoItemFlags;
    // One that can't be used is still reached, so that it is seen to be there.
    return Qt::ItemIsSelectable | Qt::ItemNeverHasChildren | (entry->isEnabled ? Qt::ItemIsEnabled : Qt::NoItemFlags);
}

} // namespace consultantos
