// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/evidence_queries.h"

#include "base/json.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace consultantos {

namespace {

constexpr qsizetype StemLength = 5;

Result<EvidenceQuery> queryFrom(const QJsonObject &object, const QJsonObject &defaults)
{
    EvidenceQuery query;
    query.id = object[QStringLiteral("id")].toString();
    query.words = object[QStringLiteral("words")].toString();
    query.pattern =
        QRegularExpression(object[QStringLiteral("pattern")].toString(),
                           QRegularExpression::CaseInsensitiveOption | QRegularExpression::UseUnicodePropertiesOption);
    query.sections = json::toStrings(object[QStringLiteral("sections")]);
    query.isOnlyThere = object[QStringLiteral("only_there")].toBool();
    const auto limits =
        object.contains(QStringLiteral("limits")) ? object[QStringLiteral("limits")].toObject() : defaults;
    query.quickLimit = limits[QStringLiteral("quick")].toInt();
    query.standardLimit = limits[QStringLiteral("standard")].toInt();
    query.deepLimit = limits[QStringLiteral("deep")].toInt();
    if (query.id.isEmpty() || query.words.isEmpty() || query.pattern.pattern().isEmpty() || !query.pattern.isValid())
        return fail(
            ErrorCode::Malformed,
            QCoreApplication::translate("EvidenceQueries",
                                        "The query \"%1\" of evidence_queries.json has no words or no usable pattern.")
                .arg(query.id));
    return query;
}

} // namespace

Result<EvidenceQueries> EvidenceQueries::load(const QString &resourceDir)
{
    const auto file = json::readObject(resourceDir + QStringLiteral("/questions/evidence_queries.json"));
    if (!file)
        return tl::unexpected(file.error());
    const auto defaults = (*file)[QStringLiteral("limits")].toObject();
    EvidenceQueries queries;
    for (const auto &entry : (*file)[QStringLiteral("queries")].toArray()) {
        auto query = queryFrom(entry.toObject(), defaults);
        if (!query)
            return tl::unexpected(query.error());
        queries.m_queries.append(std::move(*query));
    }
    return queries;
}

EvidenceQueries EvidenceQueries::with(const QList<EvidenceQuery> &more) const
{
    auto all = *this;
    all.m_queries += more;
    return all;
}

const EvidenceQuery *EvidenceQueries::find(const QString &id) const
{
    const auto found = std::find_if(m_queries.cbegin(), m_queries.cend(),
                                    [&id](const EvidenceQuery &query) { return query.id == id; });
    return found == m_queries.cend() ? nullptr : &*found;
}

std::optional<EvidenceQuery> EvidenceQueries::ofQuestion(const QString &question, const QString &companyName)
{
    static const QRegularExpression NoWord(QStringLiteral("\\W+"), QRegularExpression::UseUnicodePropertiesOption);
    static const QSet<QString> Frames{QStringLiteral("about"), QStringLiteral("compa"), QStringLiteral("could"),
                                      QStringLiteral("shoul"), QStringLiteral("their"), QStringLiteral("there"),
                                      QStringLiteral("these"), QStringLiteral("those"), QStringLiteral("what"),
                                      QStringLiteral("where"), QStringLiteral("which"), QStringLiteral("would"),
                                      QStringLiteral("years")};
    const auto names = companyName.toLower().split(NoWord, Qt::SkipEmptyParts);
    QStringList words;
    QStringList stems;
    for (const auto &word : question.toLower().split(NoWord, Qt::SkipEmptyParts)) {
        const auto stem = word.left(StemLength);
        if (word.size() < StemLength || names.contains(word) || Frames.contains(stem) || stems.contains(stem))
            continue;
        words.append(word);
        stems.append(stem);
    }
    if (stems.isEmpty())
        return std::nullopt;
    EvidenceQuery query;
    query.id = Question;
    query.words = words.join(QLatin1Char(' '));
    for (auto &stem : stems)
        stem = QRegularExpression::escape(stem);
    const auto any = QStringLiteral("\\b(%1)").arg(stems.join(QLatin1Char('|')));
    // Two different ones: a sentence that shares a single word with the question seldom speaks to it.
    const auto pattern = stems.size() == 1 ? any : QStringLiteral("%1.*\\b(?!\\1)(?:%2)").arg(any, stems.join(u'|'));
    query.pattern = QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption
                                                    | QRegularExpression::UseUnicodePropertiesOption);
    return query;
}

} // namespace consultantos
