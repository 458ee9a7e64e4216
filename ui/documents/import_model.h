// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QAbstractTableModel>
#include <QList>
#include <QStringList>

namespace consultantos {

struct Intake;

enum class ImportState {
    Waiting,
    Reading,
    Taken,
    TakenInPart, ///< something was not found, or nothing at all was
    Failed,
    Cancelled,
};

/// The files of an import, a row each: what was found and what was not, or why it failed and what to do.
class ImportModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { FileColumn, FoundColumn, RemarksColumn, ColumnCount };
    static constexpr int StateRole = Qt::UserRole;        ///< int of an ImportState
    static constexpr int DocumentRole = Qt::UserRole + 1; ///< id of the document that the file became, or empty
    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    /// Appends a waiting row; returns its number.
    int add(const QString &path);
    void setReading(int row);
    void setTaken(int row, const Intake &intake);
    void setFailed(int row, const Error &error);
    void setCancelled(int row);

    /// Whether `path` waits or is being read already.
    [[nodiscard]] bool isPending(const QString &path) const;
    [[nodiscard]] QString path(int row) const { return m_lines[row].path; }
    /// Rows that need nothing more.
    [[nodiscard]] int done() const;
    [[nodiscard]] int count(ImportState state) const;
    /// One sentence over all rows, for when nothing more is to be done.
    [[nodiscard]] QString summary() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Line {
        QString path;
        ImportState state = ImportState::Waiting;
        QString found;
        QStringList remarks;
        QString documentId;
    };
    void setLine(int row, Line line);

    QList<Line> m_lines;
};

/// The state in words, translated.
[[nodiscard]] QString importStateTitle(ImportState state);

} // namespace consultantos
