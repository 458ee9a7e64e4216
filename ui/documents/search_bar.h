// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/document_repository.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace consultantos {

/// What is searched for and where: words, company, year, format, section. Offers what the documents have.
class SearchBar : public QWidget {
    Q_OBJECT
public:
    explicit SearchBar(QWidget *parent = nullptr);

    /// Keeps what is chosen as long as it is still there.
    void setChoices(const QList<DocumentRecord> &documents, const QStringList &sections);
    [[nodiscard]] PassageFilter filter() const;
    void setText(const QString &text);
    void focusText();

Q_SIGNALS:
    void edited();
    /// Enter, or another choice: there is nothing to wait for.
    void submitted();

private:
    QLineEdit *m_text = nullptr;
    QComboBox *m_company = nullptr;
    QComboBox *m_year = nullptr;
    QComboBox *m_format = nullptr;
    QComboBox *m_section = nullptr;
};

} // namespace consultantos
