// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/confirmation.h"

#include <QMessageBox>
#include <QPushButton>

namespace consultantos {

void confirmLoss(QWidget *over, const QString &question, const QString &loss, const QString &action,
                 const std::function<void()> &agreed)
{
    auto *box = new QMessageBox(QMessageBox::Warning, action, question, QMessageBox::Cancel, over);
    box->setInformativeText(loss);
    box->setDefaultButton(QMessageBox::Cancel);
    box->setAttribute(Qt::WA_DeleteOnClose);
    auto *act = box->addButton(action, QMessageBox::AcceptRole);
    act->setObjectName(QStringLiteral("confirmedLoss"));
    QObject::connect(act, &QPushButton::clicked, over, agreed);
    box->open();
}

} // namespace consultantos
