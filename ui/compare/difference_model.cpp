// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/difference_model.h"

#include "compare/difference_words.h"
#include "widgets/shown_value.h"

namespace consultantos {

namespace {

constexpr qsizetype LongestCell = 120;

QString shortened(const QString &text)
{
    const auto plain = text.simplified();
    return plain.size() <= LongestCell ? plain : plain.left(LongestCell - 1) + QChar(0x2026);
}

} // namespace

void DifferenceModel::setDifference(const ReportDifference &difference)
{
    beginResetModel();
    m_difference = difference;
    endResetModel();
}

int DifferenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_difference.changes.size());
}

int DifferenceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DifferenceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &one = change(index.row());
    if (role == KindRole)
        return int(one.kind);
    if (role == CauseRole) {
        QVariantList kinds;
        for (const auto &cause : one.causes)
            kinds.append(int(cause.kind));
        return kinds;
    }
    if (role == Qt::TextAlignmentRole && index.column() == SizeColumn)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role == SortRole && index.column() == SizeColumn)
        return one.size;
    if (role != Qt::DisplayRole && role != SortRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case KindColumn:
        return changeKindTitle(one.kind);
    case TitleColumn:
        return changeTitle(one);
    case BeforeColumn:
        return role == Qt::ToolTipRole ? changeValue(one, one.before) : shortened(changeValue(one, one.before));
    case AfterColumn:
        return role == Qt::ToolTipRole ? changeValue(one, one.after) : shortened(changeValue(one, one.after));
    case SizeColumn:
        if (role == Qt::ToolTipRole)
            return tr("Of scores in shares of their scale, of figures relative to the larger of both; 100 % for what "
                      "appears or vanishes");
        return one.size > 0 && one.size < 0.005 ? QStringLiteral("< ") + shownPercent(0.01, 0)
                                                : shownPercent(one.size, 0);
    case CausesColumn:
        return causeKinds(one);
    default:
        return {};
    }
}

QVariant DifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case KindColumn:
        return tr("Kind");
    case TitleColumn:
        return tr("What");
    case BeforeColumn:
        return tr("Before");
    case AfterColumn:
        return tr("After");
    case SizeColumn:
        return tr("Size");
    case CausesColumn:
        return tr("Put down to");
    default:
        return {};
    }
}

} // namespace consultantos
