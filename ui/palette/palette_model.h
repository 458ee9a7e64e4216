// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "palette/palette_entry.h"

#include <QAbstractListModel>
#include <QList>
#include <QStringList>

namespace consultantos {

/// The entries that fit what was typed, best first. Those that can't be used now stand behind those that can. With nothing
/// typed: what was used last, then the first of each kind.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        KindRole = Qt::UserRole, ///< paletteKindTitle()
        DetailRole,
        ShortcutRole,
        LettersRole, ///< places of the typed letters in the text: QList<qsizetype>
        KeyRole
    };
    /// At most so many rows: more is no list that anyone reads.
    static constexpr int MostRows = 60;

    using QAbstractListModel::QAbstractListModel;

    /// All there are but those that are searched for by whoever keeps them; see setFound().
    void setEntries(const QList<PaletteEntry> &entries);
    /// What a search elsewhere found for the text that is typed; takes the place of what was found before.
    void setFound(const QList<PaletteEntry> &found);
    void setText(const QString &text);
    [[nodiscard]] const QString &text() const { return m_text; }
    /// Keys of what was used, last first: they come before equals.
    void setUsed(const QStringList &keys);
    /// Null for a row that there isn't.
    [[nodiscard]] const PaletteEntry *at(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row {
        const PaletteEntry *entry = nullptr;
        int score = 0;
        QList<qsizetype> letters;
    };
    void rank();
    void addFitting(const QList<PaletteEntry> &entries, bool isFound);

    QList<PaletteEntry> m_entries;
    QList<PaletteEntry> m_found;
    QStringList m_used;
    QString m_text;
    QList<Row> m_rows;
};

} // namespace consultantos
