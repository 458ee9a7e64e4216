// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/data/framework_copy.h"

#include "analysis/scenarios/located_json.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace consultantos {

namespace {

constexpr qsizetype LongestId = 48;

struct Replacement {
    qsizetype begin;
    qsizetype end;
    QString text;
};

} // namespace

QString jsonLiteral(const QString &text)
{
    const auto array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.mid(1, array.size() - 2));
}

QString freeFrameworkId(const QString &id, const QStringList &taken)
{
    for (int number = 1;; ++number) {
        const auto suffix = number == 1 ? QStringLiteral("_copy") : QStringLiteral("_copy_%1").arg(number);
        auto name = id.left(LongestId - suffix.size()) + suffix;
        if (!taken.contains(name))
            return name;
    }
}

Result<QString> copiedFramework(const QString &text, const QString &id, const QString &title)
{
    const auto root = LocatedJson::parse(text.toUtf8(), id);
    if (!root)
        return tl::unexpected(root.error());
    const auto *const idNode = root->find(QStringLiteral("framework"));
    const auto *const titleNode = root->find(QStringLiteral("title"));
    if (idNode == nullptr || titleNode == nullptr)
        return root->error(
            QCoreApplication::translate("FrameworkFile", "a framework needs \"framework\" and \"title\"."));
    QList<Replacement> replacements{{idNode->begin(), idNode->end(), jsonLiteral(id)},
                                    {titleNode->begin(), titleNode->end(), jsonLiteral(title)}};
    std::sort(replacements.begin(), replacements.end(),
              [](const Replacement &left, const Replacement &right) { return left.begin > right.begin; });
    auto copy = text;
    for (const auto &one : std::as_const(replacements))
        copy.replace(one.begin, one.end - one.begin, one.text);
    // Passages are found by a query's id, so a changed query must not be called as the one that it was copied from.
    if (const auto queries = root->listOr(QStringLiteral("queries"))) {
        for (const auto &query : *queries) {
            const auto former = query.text(QStringLiteral("id"));
            if (!former)
                continue;
            const auto own = id + QLatin1Char('.') + former->section(QLatin1Char('.'), 1);
            copy.replace(jsonLiteral(*former), jsonLiteral(own));
        }
    }
    return copy;
}

} // namespace consultantos
