// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "help/guide_html.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace consultantos {

/// A place in the guides: "user-guide#the-window". What "help:" links and help topics name.
struct HelpTopic {
    QString guide;
    QString anchor; ///< empty: its beginning

    /// Of "guide#anchor" or "guide".
    [[nodiscard]] static HelpTopic of(const QString &text);
    [[nodiscard]] QString toText() const;
    bool operator==(const HelpTopic &) const = default;
};

/// A heading, as a table of contents or a search shows it.
struct HelpEntry {
    HelpTopic topic;
    QString title;
    int level = 1;
    bool operator==(const HelpEntry &) const = default;
};

/// The guides that come with the program, which need no network: the user guide first. A value; const members are
/// thread-safe.
class GuideBook {
public:
    GuideBook() = default;
    /// Guides by name, "user-guide", with their Markdown, in the order they are to be shown in.
    explicit GuideBook(const QList<std::pair<QString, QByteArray>> &guides);
    /// Those that are built in. Reads resources, so not for the GUI thread.
    [[nodiscard]] static GuideBook ofProgram();

    /// All headings to the third level, guide after guide.
    [[nodiscard]] const QList<HelpEntry> &contents() const { return m_contents; }
    [[nodiscard]] bool contains(const HelpTopic &topic) const;
    /// Of the guide of that name; the name itself where it has none.
    [[nodiscard]] QString titleOf(const QString &guide) const;
    /// The page on which the topic stands: a chapter (a heading of the second level with all below it), or what stands
    /// before the first one. The first page for a topic that there isn't.
    [[nodiscard]] QString page(const HelpTopic &topic) const;
    /// The topic that begins that page.
    [[nodiscard]] HelpTopic pageTopic(const HelpTopic &topic) const;
    /// The headings below which all words occur, each as the beginning of a word; those that have them in their title
    /// first. Case and accents don't matter. Nothing for a text without words.
    [[nodiscard]] QList<HelpEntry> search(const QString &text) const;

private:
    struct Guide {
        QString name;
        QList<GuidePart> parts;
    };
    struct Found {
        const Guide *guide = nullptr;
        qsizetype part = 0;
    };
    [[nodiscard]] Found find(const HelpTopic &topic) const;

    QList<Guide> m_guides;
    QList<HelpEntry> m_contents;
};

} // namespace consultantos
