// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/answer.h"

#include <QComboBox>

namespace consultantos {

/// What a question may be answered from: everything, what concerns the company that is open, or the open document alone.
class AskScope : public QComboBox {
    Q_OBJECT
public:
    enum Choice { Everything, Company, Document, ChoiceCount };

    explicit AskScope(QWidget *parent = nullptr);

    /// What is open now; empty: nothing. A choice that has lost its meaning becomes "everything".
    void setCompany(const QString &name);
    void setDocument(const QString &id, const QString &name);
    [[nodiscard]] QuestionScope scoped(const QString &question) const;

private:
    void refresh();

    QString m_company;
    QString m_documentId;
    QString m_documentName;
};

} // namespace consultantos
