// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/language/phrase_pattern.h"

#include "report/language/figures_in_text.h"
#include "report/language/masked_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace consultantos {

namespace {

/// A text's pieces: literal and "{…}" in turn, the latter with their braces.
QStringList piecesOf(const QString &text)
{
    QStringList pieces;
    qsizetype from = 0;
    while (from < text.size()) {
        const auto open = text.indexOf(QLatin1Char('{'), from);
        const auto close = open < 0 ? -1 : text.indexOf(QLatin1Char('}'), open);
        if (close < 0) {
            pieces.append(text.mid(from));
            break;
        }
        if (open > from)
            pieces.append(text.mid(from, open - from));
        pieces.append(text.mid(open, close - open + 1));
        from = close + 1;
    }
    return pieces;
}

bool isPlace(const QString &piece)
{
    return piece.startsWith(QLatin1Char('{')) && piece.endsWith(QLatin1Char('}'));
}

QString withoutNumber(QString name)
{
    while (!name.isEmpty() && name.back().isDigit())
        name.chop(1);
    return name;
}

std::optional<MaskedText::Kind> tokenOf(const QString &name)
{
    const auto base = withoutNumber(name);
    if (base == QLatin1String("n"))
        return MaskedText::Kind::Number;
    if (base == QLatin1String("p"))
        return MaskedText::Kind::Period;
    if (base == QLatin1String("co"))
        return MaskedText::Kind::Name;
    if (base == QLatin1String("q"))
        return MaskedText::Kind::Quotation;
    return std::nullopt;
}

QString eitherCase(const QString &literal)
{
    const auto first = literal.at(0);
    const auto rest = QRegularExpression::escape(literal.mid(1));
    if (first.toLower() == first.toUpper())
        return QRegularExpression::escape(literal);
    return QLatin1Char('[') + first.toLower() + first.toUpper() + QLatin1Char(']') + rest;
}

tl::unexpected<Error> wrong(const QString &phrase, const QString &why)
{
    return fail(ErrorCode::InvalidArgument,
                QCoreApplication::translate("Phrasebook", "The phrase \"%1\" can't be used.").arg(phrase), why);
}

} // namespace

Result<PhrasePattern> PhrasePattern::compile(const QString &original, const QString &translation)
{
    PhrasePattern pattern;
    pattern.m_translation = translation;
    if (auto status = pattern.readOriginal(original); !status)
        return tl::unexpected(status.error());
    if (auto status = pattern.readTranslation(translation); !status)
        return tl::unexpected(status.error());
    return pattern;
}

Status PhrasePattern::readOriginal(const QString &original)
{
    QString expression(QLatin1Char('^'));
    int group = 0;
    const auto pieces = piecesOf(original);
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        const auto &piece = pieces[i];
        if (!isPlace(piece)) {
            m_fixedLength += piece.size();
            // A first letter may be written either way, so it is no anchor.
            const auto anchor = i == 0 ? piece.mid(1) : piece;
            if (anchor.size() > m_anchor.size())
                m_anchor = anchor;
            expression += i == 0 ? eitherCase(piece) : QRegularExpression::escape(piece);
            continue;
        }
        const auto inner = piece.mid(1, piece.size() - 2);
        Place place;
        place.name = inner.section(QLatin1Char('='), 0, 0);
        place.group = ++group;
        if (placeNamed(place.name) >= 0)
            return wrong(original,
                         QCoreApplication::translate("Phrasebook", "The place \"%1\" is there twice.").arg(inner));
        if (inner.contains(QLatin1Char('='))) {
            place.kind = PlaceKind::Choice;
            place.choices = inner.section(QLatin1Char('='), 1).split(QLatin1Char('|'));
            QStringList escaped;
            for (const auto &choice : std::as_const(place.choices))
                escaped.append(choice.isEmpty() || i > 0 ? QRegularExpression::escape(choice) : eitherCase(choice));
            expression += QLatin1Char('(') + escaped.join(QLatin1Char('|')) + QLatin1Char(')');
        } else if (place.name == QLatin1String("o")) {
            place.kind = PlaceKind::Owner;
            expression += QStringLiteral("(%1's|[Ii]ts)").arg(MaskedText::characters(MaskedText::Kind::Name));
        } else if (withoutNumber(place.name) == QLatin1String("d")) {
            place.kind = PlaceKind::Digits;
            expression += QStringLiteral("([0-9]+(?:[.,][0-9]+)*)");
        } else if (const auto token = tokenOf(place.name)) {
            place.kind = PlaceKind::Token;
            expression += QLatin1Char('(') + MaskedText::characters(*token) + QLatin1Char(')');
        } else if (withoutNumber(place.name) == QLatin1String("u")) {
            // No more than one sentence, so that what follows is looked up on its own.
            place.kind = PlaceKind::Given;
            expression += QStringLiteral("((?:(?!\\. [A-Z]).)+?)");
        } else {
            expression += QStringLiteral("(.+?)");
        }
        m_places.append(place);
    }
    m_expression = QRegularExpression(expression + QLatin1Char('$'), QRegularExpression::DotMatchesEverythingOption);
    if (!m_expression.isValid())
        return wrong(original, m_expression.errorString());
    m_expression.optimize();
    return {};
}

int PhrasePattern::placeNamed(const QString &name) const
{
    for (qsizetype i = 0; i < m_places.size(); ++i) {
        if (m_places[i].name == name)
            return static_cast<int>(i);
    }
    return -1;
}

Status PhrasePattern::readTranslation(const QString &translation)
{
    for (const auto &text : piecesOf(translation)) {
        if (!isPlace(text)) {
            m_pieces.append({text, -1, {}, false, {}});
            continue;
        }
        auto inner = text.mid(1, text.size() - 2);
        Piece piece;
        if (inner.contains(QLatin1Char('='))) {
            piece.choices = inner.section(QLatin1Char('='), 1).split(QLatin1Char('|'));
            inner = inner.section(QLatin1Char('='), 0, 0);
        } else if (inner.contains(QLatin1Char('!'))) {
            piece.form = inner.section(QLatin1Char('!'), 1);
            piece.isFormAlone = true;
            inner = inner.section(QLatin1Char('!'), 0, 0);
        } else if (inner.contains(QLatin1Char(':'))) {
            piece.form = inner.section(QLatin1Char(':'), 1);
            inner = inner.section(QLatin1Char(':'), 0, 0);
        }
        piece.place = placeNamed(inner);
        if (piece.place < 0)
            return wrong(translation,
                         QCoreApplication::translate("Phrasebook", "The original has no place \"%1\".").arg(inner));
        if (piece.choices.size() != m_places[piece.place].choices.size())
            return wrong(
                translation,
                QCoreApplication::translate("Phrasebook", "The lists at \"%1\" are of unequal length.").arg(inner));
        m_pieces.append(piece);
    }
    return {};
}

std::optional<QString> PhrasePattern::write(const Piece &piece, const QRegularExpressionMatch &match,
                                            const QList<Phrase> &words, const Grammar &grammar) const
{
    if (piece.place < 0)
        return piece.text;
    const auto &place = m_places[piece.place];
    const auto found = match.captured(place.group);
    switch (place.kind) {
    case PlaceKind::Token:
        return found;
    case PlaceKind::Digits:
        return restyledNumber(found, grammar.style);
    case PlaceKind::Owner:
        return found.endsWith(QLatin1String("'s"))
                   ? QString(grammar.owner).replace(QLatin1String("{co}"), found.left(1))
                   : QString();
    case PlaceKind::Choice: {
        const auto at = std::find_if(place.choices.cbegin(), place.choices.cend(), [&found](const QString &choice) {
            return choice.compare(found, Qt::CaseInsensitive) == 0;
        });
        return at == place.choices.cend() ? std::nullopt
                                          : std::optional(piece.choices[std::distance(place.choices.cbegin(), at)]);
    }
    case PlaceKind::Words:
    case PlaceKind::Given:
        break;
    }
    const auto &word = words[piece.place];
    if (piece.form.isEmpty())
        return word.text;
    if (piece.form == QLatin1String("^"))
        return word.text.left(1).toUpper() + word.text.mid(1);
    const auto form = grammar.forms.value(piece.form).value(word.gender);
    if (form.isNull())
        return std::nullopt;
    return piece.isFormAlone ? form : form + QLatin1Char(' ') + word.text;
}

std::optional<QString> PhrasePattern::apply(const QString &text, const Grammar &grammar,
                                            const Translate &translate) const
{
    const auto match = m_expression.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    QList<Phrase> words(m_places.size());
    for (qsizetype i = 0; i < m_places.size(); ++i) {
        const auto kind = m_places[i].kind;
        if (kind != PlaceKind::Words && kind != PlaceKind::Given)
            continue;
        const auto said = match.captured(m_places[i].group);
        const auto word = translate(said);
        if (!word && kind == PlaceKind::Words)
            return std::nullopt;
        words[i] = word ? *word : Phrase{restyledFigures(said, grammar.style), {}};
    }
    QString written;
    for (const auto &piece : m_pieces) {
        const auto part = write(piece, match, words, grammar);
        if (!part)
            return std::nullopt;
        written += *part;
    }
    return written;
}

} // namespace consultantos
