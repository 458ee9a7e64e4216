// SPDX-License-Identifier: GPL-3.0-or-later
// What others show on the brief page, above and below its form.
#include "brief/brief_page.h"

#include "brief/evidence_file_list.h"

#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace consultantos {

void BriefPage::setModelPanel(QWidget *panel)
{
    // Before the stretch that ends the column.
    m_column->insertWidget(m_column->count() - 1, panel);
}

void BriefPage::offerDocuments(const QList<OfferedDocument> &documents)
{
    m_files->offerDocuments(documents);
}

void BriefPage::addAboveForm(QWidget *panel)
{
    // Behind title and explanation.
    m_column->insertWidget(2 + int(m_aboveForm.size()), panel);
    m_aboveForm.append(panel);
    orderFocus();
}

void BriefPage::orderFocus()
{
    const auto isAbove = [this](const QWidget *widget) {
        return std::any_of(m_aboveForm.begin(), m_aboveForm.end(),
                           [widget](const QWidget *panel) { return panel->isAncestorOf(widget); });
    };
    auto *before = m_company->previousInFocusChain();
    while (isAbove(before))
        before = before->previousInFocusChain();
    for (const auto *panel : std::as_const(m_aboveForm)) {
        for (auto *part : panel->findChildren<QWidget *>()) {
            if (part->focusPolicy() == Qt::NoFocus)
                continue;
            setTabOrder(before, part);
            before = part;
        }
    }
}

bool BriefPage::isBlank() const
{
    const auto asked = request();
    return asked.company.isEmpty() && asked.question.isEmpty() && asked.context.isEmpty() && asked.region.isEmpty()
           && asked.factsFiles.isEmpty();
}

} // namespace consultantos
