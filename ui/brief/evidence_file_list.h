// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>
#include <QWidget>

class QListWidget;
class QMenu;
class QPushButton;

namespace consultantos {

/// A document of the store that an analysis can be given.
struct OfferedDocument {
    QString name;
    QString path; ///< of its file
};

/// The documents and facts files that go with an analysis: added by dialog, by drop on it or from the store, each
/// removable (Delete key too). Whether a file can be read is found when the analysis starts.
class EvidenceFileList : public QWidget {
    Q_OBJECT
public:
    explicit EvidenceFileList(QWidget *parent = nullptr);

    [[nodiscard]] QStringList files() const;
    void addFiles(const QStringList &paths);
    /// Documents that are about no company: those of the analysis's own are its evidence anyway.
    void offerDocuments(const QList<OfferedDocument> &documents);
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
    QPushButton *m_choose = nullptr;
    QMenu *m_offered = nullptr;
};

} // namespace consultantos
