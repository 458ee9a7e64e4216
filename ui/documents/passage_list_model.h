// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/document_repository.h"

#include <QAbstractListModel>

namespace consultantos {

/// What a search found, best first, as far as it was fetched.
class PassageListModel : public QAbstractListModel {
    Q_OBJECT
public:
    static constexpr int HeadRole = Qt::UserRole;           ///< where it stands, see passageHead()
    static constexpr int HighlightsRole = Qt::UserRole + 1; ///< QVariantList of start and length in the text, in turn
    using QAbstractListModel::QAbstractListModel;

    void setHits(const PassageHits &hits);
    void append(const PassageHits &more);
    [[nodiscard]] const PassageHit &hit(int row) const { return m_hits.hits[row]; }
    /// How many there are, fetched or not.
    [[nodiscard]] int total() const { return m_hits.total; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    PassageHits m_hits;
};

/// "tesla-2023.pdf · page 42 · Item 7", translated; page and section only where the format has them.
[[nodiscard]] QString passageHead(const QString &document, int page, const QString &section);

} // namespace consultantos
