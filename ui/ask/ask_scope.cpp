// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask/ask_scope.h"

#include "model/answer.h"

#include <QStandardItemModel>

namespace consultantos {

AskScope::AskScope(QWidget *parent)
    : QComboBox(parent)
{
    setObjectName(QStringLiteral("askScope"));
    setAccessibleName(tr("Answer from"));
    setToolTip(tr("What the answer may be taken from"));
    // Long names of documents must not widen the panel.
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(16);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (int choice = 0; choice < ChoiceCount; ++choice)
        addItem(QString());
    refresh();
}

void AskScope::setCompany(const QString &name)
{
    m_company = name;
    refresh();
}

void AskScope::setDocument(const QString &id, const QString &name)
{
    m_documentId = id;
    m_documentName = name;
    refresh();
}

void AskScope::refresh()
{
    setItemText(Everything, tr("From everything"));
    setItemText(Company, m_company.isEmpty() ? tr("About this company (none is open)") : tr("About %1").arg(m_company));
    setItemText(Document,
                m_documentId.isEmpty() ? tr("From this document (none is open)") : tr("From %1").arg(m_documentName));
    const auto *entries = qobject_cast<QStandardItemModel *>(model());
    for (const auto &[choice, isThere] :
         {std::pair(Company, !m_company.isEmpty()), std::pair(Document, !m_documentId.isEmpty())}) {
        entries->item(choice)->setEnabled(isThere);
        if (!isThere && currentIndex() == choice)
            setCurrentIndex(Everything);
    }
}

QuestionScope AskScope::scoped(const QString &question) const
{
    return {question, currentIndex() == Company ? m_company : QString(),
            currentIndex() == Document ? QStringList{m_documentId} : QStringList()};
}

} // namespace consultantos
