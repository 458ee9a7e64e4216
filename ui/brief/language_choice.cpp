// SPDX-License-Identifier: GPL-3.0-or-later
#include "brief/language_choice.h"

#include <QLocale>
#include <QSignalBlocker>

namespace consultantos {

namespace {

/// English, in which reports are written, is no language of its own here: settings and briefs call it "en".
QString withoutEnglish(const QString &code)
{
    return code == QLatin1String("en") ? QString() : code;
}

} // namespace

LanguageChoice::LanguageChoice(QWidget *parent)
    : QComboBox(parent)
{
    // Filled only once the window is there.
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    add({});
    connect(this, &QComboBox::activated, this, [this] { m_isChosen = true; });
}

void LanguageChoice::setLanguages(const QStringList &codes, const QString &usual)
{
    const auto chosen = m_isChosen ? language() : usual;
    {
        const QSignalBlocker quiet(this);
        clear();
        for (const auto &code : codes)
            add(withoutEnglish(code));
    }
    m_usual = usual;
    select(chosen);
}

void LanguageChoice::choose(const QString &code)
{
    m_isChosen = true;
    select(code);
}

void LanguageChoice::reset()
{
    m_isChosen = false;
    select(m_usual);
}

void LanguageChoice::add(const QString &code)
{
    // Languages name themselves; Qt's English is one of a country.
    addItem(code.isEmpty() ? QStringLiteral("English") : QLocale(code).nativeLanguageName(), code);
}

void LanguageChoice::select(const QString &named)
{
    const auto code = withoutEnglish(named);
    // A report of a machine that knew more languages keeps its own.
    if (findData(code) < 0)
        add(code);
    setCurrentIndex(findData(code));
}

} // namespace consultantos
