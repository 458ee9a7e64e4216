// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QListWidget;
class QPushButton;

namespace consultantos {

/// The documents and facts files that go with an analysis: added by dialog or by drop on it, each removable (Delete key
/// too). Whether a file can be read is found when the analysis starts.
class EvidenceFileList : public QWidget {
    Q_OBJECT
public:
    explicit EvidenceFileList(QWidget *parent = nullptr);

    [[nodiscard]] QStringList files() const;
    void addFiles(const QStringList &paths);
    void clear();

Q_SIGNALS:
    void changed();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void chooseFiles();
    void removeSelected();
    void refresh();

    QListWidget *m_list = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace consultantos
