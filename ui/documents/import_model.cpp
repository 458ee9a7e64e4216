// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/import_model.h"

#include "evidence/intake/evidence_intake.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace consultantos {

void ImportModel::clear()
{
    beginResetModel();
    m_lines.clear();
    endResetModel();
}

int ImportModel::add(const QString &path)
{
    const int row = int(m_lines.size());
    beginInsertRows({}, row, row);
    m_lines.append(Line{path, ImportState::Waiting, {}, {}, {}});
    endInsertRows();
    return row;
}

void ImportModel::setLine(int row, Line line)
{
    line.path = m_lines[row].path;
    m_lines[row] = std::move(line);
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

void ImportModel::setReading(int row)
{
    setLine(row, {{}, ImportState::Reading, {}, {}, {}});
}

void ImportModel::setTaken(int row, const Intake &intake)
{
    const bool isWhole = intake.warnings.isEmpty() && (!intake.isEmpty() || intake.storedAs == StoredAs::Known);
    auto found = intake.summary();
    // The file's name stands in its own column. In French a space, often a no-break one, is before the colon.
    static const QRegularExpression Colon(QStringLiteral("^[ \\x{a0}\\x{202f}]?: "));
    const auto name = QFileInfo(intake.path).fileName();
    if (found.startsWith(name) && Colon.match(found.mid(name.size())).hasMatch())
        found = found.mid(name.size()).remove(Colon);
    setLine(row, {{},
                  isWhole ? ImportState::Taken : ImportState::TakenInPart,
                  found.left(1).toUpper() + found.mid(1),
                  intake.warnings,
                  intake.documentId});
}

void ImportModel::setFailed(int row, const Error &error)
{
    if (error.code == ErrorCode::Cancelled) {
        setCancelled(row);
        return;
    }
    auto remarks = QStringList{error.message};
    if (!error.detail.isEmpty())
        remarks.append(error.detail);
    setLine(row, {{}, ImportState::Failed, {}, remarks, {}});
}

void ImportModel::setCancelled(int row)
{
    setLine(row, {{}, ImportState::Cancelled, {}, {}, {}});
}

bool ImportModel::isPending(const QString &path) const
{
    return std::any_of(m_lines.begin(), m_lines.end(), [&path](const Line &line) {
        return line.path == path && (line.state == ImportState::Waiting || line.state == ImportState::Reading);
    });
}

int ImportModel::count(ImportState state) const
{
    return int(
        std::count_if(m_lines.begin(), m_lines.end(), [state](const Line &line) { return line.state == state; }));
}

int ImportModel::done() const
{
    return int(m_lines.size()) - count(ImportState::Waiting) - count(ImportState::Reading);
}

QString ImportModel::summary() const
{
    QStringList parts;
    const int taken = count(ImportState::Taken) + count(ImportState::TakenInPart);
    parts.append(tr("%n file(s) imported", nullptr, taken));
    if (const int inPart = count(ImportState::TakenInPart); inPart > 0)
        parts.append(tr("%n with remarks", nullptr, inPart));
    if (const int failed = count(ImportState::Failed); failed > 0)
        parts.append(tr("%n failed", nullptr, failed));
    if (const int cancelled = count(ImportState::Cancelled); cancelled > 0)
        parts.append(tr("%n cancelled", nullptr, cancelled));
    return parts.join(QStringLiteral(", "));
}

int ImportModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int ImportModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ImportModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &line = m_lines[index.row()];
    if (role == StateRole)
        return int(line.state);
    if (role == DocumentRole)
        return line.documentId;
    if (role == Qt::ToolTipRole && index.column() == FileColumn)
        return line.path;
    if (role == Qt::AccessibleTextRole && index.column() == FileColumn)
        return QStringLiteral("%1, %2").arg(QFileInfo(line.path).fileName(), importStateTitle(line.state));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case FileColumn:
        return QFileInfo(line.path).fileName();
    case FoundColumn:
        return line.found.isEmpty() ? importStateTitle(line.state) : line.found;
    case RemarksColumn:
        return line.remarks.join(QLatin1Char('\n'));
    default:
        return {};
    }
}

QVariant ImportModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case FileColumn:
        return tr("File");
    case FoundColumn:
        return tr("Found");
    case RemarksColumn:
        return tr("Not found, and what to do");
    default:
        return {};
    }
}

QString importStateTitle(ImportState state)
{
    switch (state) {
    case ImportState::Waiting:
        return QCoreApplication::translate("ImportState", "Waiting");
    case ImportState::Reading:
        return QCoreApplication::translate("ImportState", "Reading …");
    case ImportState::Taken:
    case ImportState::TakenInPart:
        return QCoreApplication::translate("ImportState", "Imported");
    case ImportState::Failed:
        return QCoreApplication::translate("ImportState", "Not imported");
    case ImportState::Cancelled:
        return QCoreApplication::translate("ImportState", "Cancelled");
    }
    return {};
}

} // namespace consultantos
