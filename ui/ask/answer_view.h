// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "documents/document_place.h"
#include "model/answer.h"

#include <QWidget>

#include <memory>

class QPushButton;
class QTreeView;

namespace consultantos {

class EvidenceBrowser;
class EvidenceTreeModel;

/// An answer with its sources, each leading to its place in a document, and with how it was computed; or why there is
/// none.
class AnswerView : public QWidget {
    Q_OBJECT
public:
    explicit AnswerView(QWidget *parent = nullptr);

    void showAnswer(const std::shared_ptr<const Answer> &answer);
    void showError(const Error &error);
    void copy() const;
    [[nodiscard]] const Answer *answer() const { return m_answer.get(); }

Q_SIGNALS:
    void placeActivated(const consultantos::DocumentPlace &place);
    void importRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeTree();
    void showTree();
    void activate(const QString &evidenceId);

    EvidenceBrowser *m_details = nullptr;
    EvidenceTreeModel *m_model = nullptr;
    QTreeView *m_tree = nullptr;
    QPushButton *m_import = nullptr;
    QPushButton *m_copy = nullptr;
    std::shared_ptr<const Answer> m_answer;
};

} // namespace consultantos
