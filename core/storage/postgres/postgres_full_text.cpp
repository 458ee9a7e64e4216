// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/postgres/postgres_full_text.h"

#include "storage/connection.h"

#include <QSet>

#include <algorithm>

namespace consultantos {
namespace {

constexpr char32_t FirstAccent = 0x300; ///< combining marks that folding leaves out
constexpr char32_t LastAccent = 0x36F;

bool isAccent(char32_t c)
{
    return c >= FirstAccent && c <= LastAccent;
}

/// As of ICU's u_isalnum(), by which the server's regular expressions go.
bool isOfWord(char32_t c)
{
    return QChar::isLetter(c) || QChar::category(c) == QChar::Number_DecimalDigit;
}

QString folded(const QString &word)
{
    const auto apart = word.normalized(QString::NormalizationForm_D);
    QString bare;
    for (const QChar c : apart) {
        if (!isAccent(c.unicode()))
            bare += c;
    }
    return bare.toLower();
}

/// A term in tsquery's language; empty if it has no word.
QString termText(const TextTerm &term)
{
    QStringList words;
    for (const auto &word : indexedWords(term.text))
        words.append(QLatin1Char('\'') + word.text + QLatin1Char('\''));
    if (words.isEmpty())
        return {};
    if (term.isPrefix)
        words.last() += QLatin1String(":*");
    return words.size() == 1 ? words.first() : QLatin1Char('(') + words.join(QLatin1String(" <-> ")) + QLatin1Char(')');
}

/// The lexemes of a tsvector by their places, which count from 1. Ours hold letters and digits alone.
QHash<int, QString> lexemesByPlace(const QString &vector)
{
    QHash<int, QString> lexemes;
    for (const auto &entry : vector.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const auto parts = entry.split(QLatin1Char(':'));
        if (parts.size() != 2)
            continue;
        const auto lexeme = parts[0].mid(1, parts[0].size() - 2);
        for (const auto &place : parts[1].split(QLatin1Char(',')))
            lexemes.insert(place.toInt(), lexeme);
    }
    return lexemes;
}

/// A wanted term as the lexemes that stand one behind the other.
struct Wanted {
    QStringList lexemes;
    bool isPrefix = false;
};

/// What the index made of the words of the query's wanted terms. An index without stems keeps them.
Result<QList<Wanted>> wantedOf(const Connection &connection, const TextIndex &index, const TextQuery &query)
{
    QStringList words;
    for (const auto &term : query.terms) {
        for (const auto &word : indexedWords(term.text))
            words.append(word.text);
    }
    words.removeDuplicates();
    auto rows = connection.run(
        QStringLiteral("SELECT word, (ts_lexize(stems_%1(), word))[1] FROM unnest(string_to_array(?, ' ')) AS t(word)")
            .arg(index.name),
        {words.join(QLatin1Char(' '))});
    if (!rows)
        return tl::unexpected(rows.error());
    QHash<QString, QString> lexemes;
    while (rows->next())
        lexemes.insert(rows->value(0).toString(), rows->value(1).toString());
    QList<Wanted> wanted;
    for (const auto &term : query.terms) {
        Wanted one{{}, term.isPrefix};
        for (const auto &word : indexedWords(term.text))
            one.lexemes.append(lexemes.value(word.text));
        if (!term.isExcluded && !one.lexemes.isEmpty())
            wanted.append(one);
    }
    return wanted;
}

bool standsAt(const Wanted &wanted, const QHash<int, QString> &lexemes, int place)
{
    const int count = int(wanted.lexemes.size());
    for (int i = 0; i < count; ++i) {
        const auto there = lexemes.constFind(place + i);
        if (there == lexemes.constEnd())
            return false;
        const bool mayGoOn = wanted.isPrefix && i + 1 == count;
        if (mayGoOn ? !there->startsWith(wanted.lexemes[i]) : *there != wanted.lexemes[i])
            return false;
    }
    return true;
}

/// First and last word of each hit, counted from 0, in order and apart from each other.
QList<std::pair<int, int>> hitsIn(const QList<Wanted> &wanted, const QHash<int, QString> &lexemes, int words)
{
    QList<std::pair<int, int>> hits;
    for (int word = 0; word < words; ++word) {
        int last = -1;
        for (const auto &one : wanted) {
            if (standsAt(one, lexemes, word + 1))
                last = std::max(last, word + int(one.lexemes.size()) - 1);
        }
        if (last < 0)
            continue;
        if (!hits.isEmpty() && hits.last().second >= word)
            hits.last().second = std::max(hits.last().second, last);
        else
            hits.append({word, last});
    }
    return hits;
}

QString withMarks(const QString &text, const QList<IndexedWord> &words, const QList<std::pair<int, int>> &hits,
                  int wordsShown)
{
    const int count = int(words.size());
    const int middle = hits.isEmpty() ? 0 : hits.first().first;
    const int from = wordsShown > 0 ? std::clamp(middle - wordsShown / 2, 0, std::max(0, count - wordsShown)) : 0;
    const int until = wordsShown > 0 ? std::min(count, from + wordsShown) : count;
    const auto begin = from == 0 ? 0 : words[from].start;
    const auto end = until == count ? text.size() : words[until - 1].end;
    QString marked = from == 0 ? QString() : QStringLiteral("…");
    auto done = begin;
    for (const auto &[first, last] : hits) {
        if (first < from || last >= until)
            continue;
        marked += QStringView(text).mid(done, words[first].start - done);
        marked += QChar(HighlightStart);
        marked += QStringView(text).mid(words[first].start, words[last].end - words[first].start);
        marked += QChar(HighlightEnd);
        done = words[last].end;
    }
    marked += QStringView(text).mid(done, end - done);
    return until == count ? marked : marked + QStringLiteral("…");
}

} // namespace

QList<IndexedWord> indexedWords(const QString &text)
{
    QList<IndexedWord> words;
    qsizetype start = -1;
    qsizetype at = 0;
    const auto close = [&] {
        if (start >= 0) {
            if (auto word = folded(text.mid(start, at - start)); !word.isEmpty())
                words.append({std::move(word), start, at});
        }
        start = -1;
    };
    while (at < text.size()) {
        const bool isPair = text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
        const char32_t c = isPair ? QChar::surrogateToUcs4(text[at], text[at + 1]) : char32_t(text[at].unicode());
        if (isOfWord(c)) {
            if (start < 0)
                start = at;
        } else if (!isAccent(c)) {
            close();
        }
        at += isPair ? 2 : 1;
    }
    close();
    return words;
}

QString PostgresFullText::matches(const QString &index) const
{
    return QStringLiteral("match_%1(?)").arg(index);
}

QString PostgresFullText::finds(const QString &index) const
{
    return QStringLiteral("find_%1(?)").arg(index);
}

QString PostgresFullText::valueOf(const TextQuery &query) const
{
    QStringList wanted;
    QStringList excluded;
    for (const auto &term : query.terms) {
        if (const auto text = termText(term); !text.isEmpty())
            (term.isExcluded ? excluded : wanted).append(text);
    }
    if (wanted.isEmpty())
        return QStringLiteral("");
    auto text = wanted.join(query.match == WordMatch::All ? QStringLiteral(" & ") : QStringLiteral(" | "));
    if (!excluded.isEmpty())
        text = QStringLiteral("(%1) & !(%2)").arg(text, excluded.join(QStringLiteral(" | ")));
    return text + QLatin1Char('\n') + wanted.join(QLatin1Char('\n'));
}

Result<QHash<qint64, QString>> PostgresFullText::marked(const Connection &connection, const TextIndex &index,
                                                        const QList<qint64> &numbers, const TextQuery &query,
                                                        int words) const
{
    QHash<qint64, QString> texts;
    if (numbers.isEmpty())
        return texts;
    const auto wanted = wantedOf(connection, index, query);
    if (!wanted)
        return tl::unexpected(wanted.error());
    QStringList keys;
    for (const auto number : numbers)
        keys.append(QString::number(number));
    auto rows = connection.run(
        QStringLiteral("SELECT number, %1, words::text FROM %2 WHERE number = ANY(string_to_array(?, ',')::bigint[])")
            .arg(index.column, index.table),
        {keys.join(QLatin1Char(','))});
    if (!rows)
        return tl::unexpected(rows.error());
    while (rows->next()) {
        const auto text = rows->value(1).toString();
        const auto found = indexedWords(text);
        const auto hits = hitsIn(*wanted, lexemesByPlace(rows->value(2).toString()), int(found.size()));
        texts.insert(rows->value(0).toLongLong(), withMarks(text, found, hits, words));
    }
    return connection.statusOf(*rows).map([&] { return texts; });
}

Status PostgresFullText::enter(const Connection &connection, const TextIndex &index, const QString &where,
                               const QVariantList &values) const
{
    // The server keeps the words up to date by itself; here are those alone that had left.
    return connection
        .run(QStringLiteral("UPDATE %1 SET searched = 1 WHERE searched = 0 AND %2").arg(index.table, where), values)
        .map([](const QSqlQuery &) {});
}

Status PostgresFullText::leave(const Connection &connection, const TextIndex &index, const QString &where,
                               const QVariantList &values) const
{
    return connection.run(QStringLiteral("UPDATE %1 SET searched = 0 WHERE %2").arg(index.table, where), values)
        .map([](const QSqlQuery &) {});
}

Status PostgresFullText::merge(const Connection &, const TextIndex &) const
{
    return {}; // VACUUM is the server's affair
}

QStringList postgresSearchFunctions(const QString &name, const QString &table, bool isStemmed, const QString &key)
{
    // Row security would keep the index from being used: its operator might tell of rows that it is asked about. So the
    // functions ask for the right once and read as the tables' owner. BM25 as FTS5 counts it: k1 = 1.2, b = 0.75, a
    // phrase is a term (Robertson & Zaragoza 2009, The Probabilistic Relevance Framework).
    //
    // How often a word is in a text is told by no function of the server, and taking the words of every hit apart would
    // be most of the time. But ts_rank() of a single word is 0.1 / Z * (1 + 1/4 + 1/9 + … + 1/n²), Z = π²/6, and what is
    // missing to Z lies between 1 / (n + 1) and 1 / n, close to 1 / (n + 0.5): so n follows, exactly up to the 255 places
    // that a word has at most. A word that goes on may be several words, which are counted.
    const auto match = QStringLiteral(R"(
CREATE OR REPLACE FUNCTION match_%1(query text) RETURNS TABLE(number bigint, score double precision)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $match$
DECLARE
    lines text[] := string_to_array(query, E'\n');
    wanted tsquery;
    rows_ double precision;
    length_ double precision;
BEGIN
    IF coalesce(query, '') = '' OR NOT consultantos.may(:engagement, 'reader') THEN
        RETURN;
    END IF;
    wanted := to_tsquery('consultantos.%4', lines[1]);
    SELECT reltuples INTO rows_ FROM pg_catalog.pg_class WHERE oid = '%2'::regclass;
    IF rows_ < 20000 THEN
        SELECT count(*), avg(length(words)) INTO rows_, length_ FROM %2 WHERE searched = 1;
    ELSE
        SELECT avg(length(words)) INTO length_ FROM %2 TABLESAMPLE SYSTEM (1) WHERE searched = 1;
    END IF;
    length_ := greatest(coalesce(length_, 1), 1);
    RETURN QUERY
    WITH term AS (SELECT to_tsquery('consultantos.%4', line) AS asked FROM unnest(lines[2:]) AS line),
    weighed AS MATERIALIZED (
        SELECT asked, ln(greatest((rows_ - rare.n + 0.5) / (rare.n + 0.5), 1.000001)) AS weight,
            CASE WHEN numnode(asked) = 1 THEN btrim(split_part(asked::text, ':', 1), '''') END AS lexeme,
            asked::text LIKE '%:*' AS goes_on
        FROM term, LATERAL (SELECT count(*) AS n FROM %2 t WHERE t.words @@ asked) AS rare),
    -- Most that are ranked: with more, those with the rarest word first, then short ones, as both weigh most.
    chosen AS MATERIALIZED (
        SELECT t.%5 AS found FROM %2 t WHERE t.words @@ wanted
        ORDER BY t.words @@ (SELECT asked FROM weighed ORDER BY weight DESC LIMIT 1) DESC, length(t.words), t.%5
        LIMIT 5000),
    hit AS MATERIALIZED (SELECT chosen.found, t.words FROM chosen JOIN %2 t ON t.%5 = chosen.found)
    SELECT hit.found, -coalesce(sum(weighed.weight * often.n * 2.2
            / (often.n + 1.2 * (0.25 + 0.75 * length(hit.words) / length_))), 0)::double precision
    FROM hit LEFT JOIN weighed ON hit.words @@ weighed.asked
    LEFT JOIN LATERAL (
        SELECT CASE WHEN weighed.lexeme IS NULL THEN 1::double precision
            WHEN weighed.goes_on THEN (
                SELECT coalesce(sum(cardinality(w.positions)), 1)::double precision FROM unnest(hit.words) AS w
                WHERE starts_with(w.lexeme, weighed.lexeme))
            ELSE greatest(1, round(1 / greatest(
                1.6449340668482264 * (1 - 10 * ts_rank(hit.words, weighed.asked)::double precision), 0.0038)
                - 0.5)) END AS n) AS often ON true
    GROUP BY hit.found;
END
$match$)");
    const auto find = QStringLiteral(R"(
CREATE OR REPLACE FUNCTION find_%1(query text) RETURNS TABLE(number bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $find$
BEGIN
    IF coalesce(query, '') = '' OR NOT consultantos.may(:engagement, 'reader') THEN
        RETURN;
    END IF;
    RETURN QUERY SELECT t.%5 FROM %2 t WHERE t.words @@ to_tsquery('consultantos.%4', split_part(query, E'\n', 1));
END
$find$)");
    QStringList statements;
    for (const auto &function : {match, find})
        statements.append(
            QString(function)
                .replace(QLatin1String("%1"), name)
                .replace(QLatin1String("%2"), table)
                .replace(QLatin1String("%4"), isStemmed ? QStringLiteral("porter") : QStringLiteral("plain"))
                .replace(QLatin1String("%5"), key));
    return statements;
}

QStringList postgresTextIndex(const QString &name, const QString &table, const QString &expression, bool isStemmed,
                              const QString &key)
{
    const auto stems = isStemmed ? QStringLiteral("porter") : QStringLiteral("plain");
    return QStringList{QStringLiteral("ALTER TABLE %1 ADD COLUMN searched BIGINT NOT NULL DEFAULT 1").arg(table),
                       QStringLiteral("ALTER TABLE %1 ADD COLUMN words tsvector GENERATED ALWAYS AS (CASE WHEN "
                                      "searched = 1 THEN to_tsvector('consultantos.%2', consultantos.folded(%3)) END) "
                                      "STORED")
                           .arg(table, stems, expression),
                       QStringLiteral("CREATE INDEX %1_words ON %2 USING gin(words)").arg(name, table),
                       QStringLiteral("CREATE FUNCTION stems_%1() RETURNS regdictionary LANGUAGE sql IMMUTABLE AS "
                                      "$$ SELECT 'consultantos.%2_words'::regdictionary $$")
                           .arg(name, stems)}
           + postgresSearchFunctions(name, table, isStemmed, key);
}

} // namespace consultantos
