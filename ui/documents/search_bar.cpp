// SPDX-License-Identifier: GPL-3.0-or-later
#include "documents/search_bar.h"

#include "widgets/theme.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMap>
#include <QSet>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace consultantos {

namespace {

QComboBox *makeChoice(const QString &name, const QString &all, int characters)
{
    auto *choice = new QComboBox;
    choice->setAccessibleName(name);
    choice->setToolTip(name);
    choice->addItem(all, QVariant());
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->setMinimumContentsLength(characters);
    return choice;
}

/// Replaces all but the first entry.
void setEntries(QComboBox *choice, const QList<std::pair<QString, QVariant>> &entries)
{
    const QSignalBlocker blocker(choice);
    const auto chosen = choice->currentData();
    while (choice->count() > 1)
        choice->removeItem(choice->count() - 1);
    for (const auto &[text, value] : entries)
        choice->addItem(text, value);
    choice->setCurrentIndex(chosen.isValid() ? std::max(0, choice->findData(chosen)) : 0);
}

} // namespace

SearchBar::SearchBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLineEdit)
    , m_company(makeChoice(tr("Company"), tr("All companies"), 11))
    , m_year(makeChoice(tr("Fiscal year"), tr("All years"), 8))
    , m_format(makeChoice(tr("Format"), tr("All formats"), 10))
    , m_section(makeChoice(tr("Section"), tr("All sections"), 11))
{
    m_text->setObjectName(QStringLiteral("documentSearch"));
    m_text->setPlaceholderText(tr("Search in all documents: words, \"a phrase\", -without"));
    m_text->setAccessibleName(tr("Search in all documents"));
    m_text->setClearButtonEnabled(true);
    m_company->setObjectName(QStringLiteral("searchCompany"));
    auto *filters = new QHBoxLayout;
    filters->setSpacing(GridUnit);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(GridUnit);
    layout->addWidget(m_text);
    layout->addLayout(filters);
    for (auto *choice : {m_company, m_year, m_format, m_section}) {
        // Narrow where the window is, with room for long names elsewhere.
        choice->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        choice->setMaximumWidth(fontMetrics().averageCharWidth() * 28);
        filters->addWidget(choice, 1);
        connect(choice, &QComboBox::currentIndexChanged, this, &SearchBar::submitted);
    }
    filters->addStretch();
    connect(m_text, &QLineEdit::textChanged, this, &SearchBar::edited);
    connect(m_text, &QLineEdit::returnPressed, this, &SearchBar::submitted);
    setFocusProxy(m_text);
}

void SearchBar::setChoices(const QList<DocumentRecord> &documents, const QStringList &sections)
{
    QMap<QString, QString> companies; // by name: that is their order
    QSet<int> years;
    QSet<QString> formats;
    for (const auto &document : documents) {
        if (!document.origin.companyId.isEmpty())
            companies.insert(document.origin.companyName, document.origin.companyId);
        if (document.origin.fiscalYear > 0)
            years.insert(document.origin.fiscalYear);
        formats.insert(document.format);
    }
    QList<std::pair<QString, QVariant>> entries;
    for (auto company = companies.cbegin(); company != companies.cend(); ++company)
        entries.append({company.key(), company.value()});
    setEntries(m_company, entries);
    entries.clear();
    auto ordered = years.values();
    std::sort(ordered.begin(), ordered.end(), std::greater<>());
    for (const int year : std::as_const(ordered))
        entries.append({QString::number(year), year});
    setEntries(m_year, entries);
    entries.clear();
    auto names = formats.values();
    names.sort();
    for (const auto &format : std::as_const(names))
        entries.append({format.toUpper(), format});
    setEntries(m_format, entries);
    entries.clear();
    for (const auto &section : sections)
        entries.append({section, section});
    setEntries(m_section, entries);
}

PassageFilter SearchBar::filter() const
{
    PassageFilter filter;
    filter.text = m_text->text();
    filter.companyId = m_company->currentData().toString();
    filter.fiscalYear = m_year->currentData().toInt();
    filter.format = m_format->currentData().toString();
    filter.section = m_section->currentData().toString();
    return filter;
}

void SearchBar::setText(const QString &text)
{
    m_text->setText(text);
}

void SearchBar::focusText()
{
    m_text->setFocus();
    m_text->selectAll();
}

} // namespace consultantos
