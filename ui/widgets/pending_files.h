// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFuture>
#include <QMimeData>
#include <QStringList>

namespace consultantos {

/// Files that are being written while they are dragged: who takes the drop gets their places once they are there. Whoever
/// asks before waits for what is left. No files where they couldn't be written.
class PendingFiles : public QMimeData {
    Q_OBJECT
public:
    explicit PendingFiles(QFuture<QStringList> paths);

    [[nodiscard]] bool hasFormat(const QString &type) const override;
    [[nodiscard]] QStringList formats() const override;

protected:
    [[nodiscard]] QVariant retrieveData(const QString &type, QMetaType wanted) const override;

private:
    QFuture<QStringList> m_paths;
};

} // namespace consultantos
