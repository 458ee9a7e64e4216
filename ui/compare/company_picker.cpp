// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/company_picker.h"

#include "brief/company_model.h"
#include "widgets/flow_layout.h"
#include "widgets/theme.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace consultantos {

CompanyPicker::CompanyPicker(int most, QWidget *parent)
    : QWidget(parent)
    , m_most(most)
    , m_companies(new CompanyModel(this))
    , m_field(new QLineEdit)
    , m_add(new QPushButton(tr("A&dd")))
    , m_chips(new QWidget)
    , m_row(new FlowLayout(GridUnit, m_chips))
{
    m_field->setObjectName(QStringLiteral("besideCompany"));
    m_field->setAccessibleName(tr("Company"));
    m_field->setPlaceholderText(tr("Name or ticker of a company"));
    m_field->setMaximumWidth(m_field->fontMetrics().averageCharWidth() * 36);
    auto *completer = new QCompleter(m_companies, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCompletionRole(Qt::DisplayRole);
    m_field->setCompleter(completer);
    connect(completer, qOverload<const QModelIndex &>(&QCompleter::activated), this, [this](const QModelIndex &index) {
        const auto name = index.data(Qt::EditRole).toString();
        // After the completer has put its text into the field.
        QMetaObject::invokeMethod(
            this, [this, name] { add(name); }, Qt::QueuedConnection);
    });
    connect(m_field, &QLineEdit::returnPressed, this, [this] { add(m_field->text()); });
    connect(m_add, &QPushButton::clicked, this, [this] { add(m_field->text()); });
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(GridUnit);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_add);
    layout->addWidget(m_chips, 2);
    setFocusProxy(m_field);
}

void CompanyPicker::setCompanies(const QList<Company> &companies)
{
    m_companies->setCompanies(companies);
}

void CompanyPicker::setNames(const QStringList &names)
{
    m_names = names.mid(0, m_most);
    showNames();
    Q_EMIT changed();
}

void CompanyPicker::add(const QString &text)
{
    const auto wanted = text.trimmed();
    if (wanted.isEmpty() || m_names.size() >= m_most)
        return;
    // The popup's text has the ticker behind the name.
    const auto bare = wanted.endsWith(QLatin1Char(')')) ? wanted.section(QStringLiteral(" ("), 0, -2) : wanted;
    auto company = m_companies->find(wanted);
    if (!company)
        company = m_companies->find(bare);
    const auto name = company ? company->name : wanted;
    m_field->clear();
    if (m_names.contains(name, Qt::CaseInsensitive))
        return;
    m_names.append(name);
    showNames();
    Q_EMIT changed();
}

void CompanyPicker::remove(const QString &name)
{
    m_names.removeAll(name);
    showNames();
    m_field->setFocus();
    Q_EMIT changed();
}

void CompanyPicker::showNames()
{
    while (auto *item = m_row->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const auto &name : std::as_const(m_names)) {
        auto *chip =
            new QPushButton(QString(name).replace(QLatin1Char('&'), QStringLiteral("&&")) + QStringLiteral("  \u2715"));
        chip->setToolTip(tr("Take %1 away").arg(name));
        chip->setAccessibleName(chip->toolTip());
        connect(chip, &QPushButton::clicked, this, [this, name] { remove(name); });
        m_row->addWidget(chip);
        chip->show();
    }
    const bool isFull = m_names.size() >= m_most;
    m_field->setEnabled(!isFull);
    m_add->setEnabled(!isFull);
    m_field->setToolTip(isFull ? tr("No more than %1 companies stand beside each other").arg(m_most) : QString());
    m_chips->updateGeometry();
}

} // namespace consultantos
