// SPDX-License-Identifier: GPL-3.0-or-later
#include "help/guide_book.h"

#include "widgets/folded_text.h"

#include <QFile>

#include <algorithm>

namespace consultantos {

namespace {

constexpr int ContentsLevel = 3;
constexpr int PageLevel = 2;

/// The user guide, then what it leads to, in the order of its chapters.
const char *const Guides[] = {"user-guide",
                              "frameworks",
                              "templates",
                              "editing-reports",
                              "quality",
                              "recommendations",
                              "financial-health",
                              "comparing-reports",
                              "sealed-reports",
                              "report-languages",
                              "forecasting",
                              "scenarios",
                              "valuation",
                              "statements",
                              "playbooks",
                              "language-models",
                              "monitors",
                              "cache",
                              "backup",
                              "team",
                              "admin",
                              "accessibility",
                              "faq"};

QStringList wordsOf(const QString &text)
{
    QStringList words;
    QString word;
    for (const auto character : foldedText(text)) {
        if (character.isLetterOrNumber()) {
            word += character;
        } else if (!word.isEmpty()) {
            words.append(word);
            word.clear();
        }
    }
    if (!word.isEmpty())
        words.append(word);
    return words;
}

bool haveAll(const QStringList &words, const QStringList &wanted)
{
    return std::all_of(wanted.begin(), wanted.end(), [&words](const QString &beginning) {
        return std::any_of(words.begin(), words.end(),
                           [&beginning](const QString &word) { return word.startsWith(beginning); });
    });
}

} // namespace

HelpTopic HelpTopic::of(const QString &text)
{
    return {text.section(QLatin1Char('#'), 0, 0), text.section(QLatin1Char('#'), 1)};
}

QString HelpTopic::toText() const
{
    return anchor.isEmpty() ? guide : guide + QLatin1Char('#') + anchor;
}

GuideBook::GuideBook(const QList<std::pair<QString, QByteArray>> &guides)
{
    QStringList names;
    for (const auto &[name, markdown] : guides)
        names.append(name);
    for (const auto &[name, markdown] : guides) {
        m_guides.append({name, guideParts(name, markdown, names)});
        for (const auto &part : m_guides.last().parts) {
            if (part.level <= ContentsLevel)
                m_contents.append({{name, part.anchor}, part.title, part.level});
        }
    }
}

GuideBook GuideBook::ofProgram()
{
    QList<std::pair<QString, QByteArray>> guides;
    for (const auto *name : Guides) {
        QFile file(QStringLiteral(":/help/%1.md").arg(QLatin1String(name)));
        if (file.open(QIODevice::ReadOnly))
            guides.append({QLatin1String(name), file.readAll()});
    }
    return GuideBook(guides);
}

GuideBook::Found GuideBook::find(const HelpTopic &topic) const
{
    for (const auto &guide : m_guides) {
        if (guide.name != topic.guide)
            continue;
        if (topic.anchor.isEmpty())
            return {&guide, 0};
        for (qsizetype i = 0; i < guide.parts.size(); ++i) {
            if (guide.parts[i].anchor == topic.anchor)
                return {&guide, i};
        }
    }
    return {};
}

bool GuideBook::contains(const HelpTopic &topic) const
{
    return find(topic).guide != nullptr;
}

QString GuideBook::titleOf(const QString &guide) const
{
    for (const auto &one : m_guides) {
        if (one.name == guide && !one.parts.isEmpty())
            return one.parts.first().title;
    }
    return guide;
}

HelpTopic GuideBook::pageTopic(const HelpTopic &topic) const
{
    if (m_guides.isEmpty())
        return {};
    auto [guide, part] = find(topic);
    if (guide == nullptr)
        guide = &m_guides.first();
    while (part > 0 && guide->parts[part].level > PageLevel)
        --part;
    return {guide->name, guide->parts.isEmpty() ? QString() : guide->parts[part].anchor};
}

QString GuideBook::page(const HelpTopic &topic) const
{
    const auto [guide, first] = find(pageTopic(topic));
    if (guide == nullptr)
        return {};
    QString html;
    for (auto i = first; i < guide->parts.size() && (i == first || guide->parts[i].level > PageLevel); ++i)
        html += guide->parts[i].html;
    return html;
}

QList<HelpEntry> GuideBook::search(const QString &text) const
{
    const auto wanted = wordsOf(text);
    if (wanted.isEmpty())
        return {};
    QList<HelpEntry> titles;
    QList<HelpEntry> bodies;
    for (const auto &guide : m_guides) {
        for (const auto &part : guide.parts) {
            const HelpEntry entry{{guide.name, part.anchor}, part.title, part.level};
            const auto inTitle = wordsOf(part.title);
            if (haveAll(inTitle, wanted))
                titles.append(entry);
            else if (haveAll(inTitle + wordsOf(part.text), wanted))
                bodies.append(entry);
        }
    }
    return titles + bodies;
}

} // namespace consultantos
