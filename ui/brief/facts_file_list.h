// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QListWidget;
class QPushButton;

namespace consultantos {

/// The facts files that go with an analysis: added by dialog or by drop, each removable (Delete key too).
class FactsFileList : public QWidget {
    Q_OBJECT
public:
    explicit FactsFileList(QWidget *parent = nullptr);

    [[nodiscard]] QStringList files() const;
    /// Files that can't be facts files are refused; returns those.
    QStringList addFiles(const QStringList &paths);
    void clear();
    [[nodiscard]] static bool isFactsFile(const QString &path);

Q_SIGNALS:
    void changed();

private:
    void chooseFiles();
    void removeSelected();
    void refresh();

    QListWidget *m_list = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace consultantos
