// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/frameworks/data/block_reader.h"

#include "analysis/expression.h"
#include "analysis/frameworks/data/block_form.h"
#include "analysis/frameworks/data/framework_labels.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace consultantos::framework_file {

namespace {

/// The weights of a section may miss one by rounding.
constexpr double Rounding = 1e-9;

/// The sentences that an entry may say under the names of its form.
BlockWords readOwnWords(FileReader &reader, const LocatedJson &node, const BlockForm &form)
{
    BlockWords words;
    for (const auto &slot : form.texts) {
        if (const auto *text = node.find(slot.name))
            words.texts.insert(slot.name, reader.slotText(*text, slot));
    }
    return words;
}

void readLimit(FileReader &reader, const LocatedJson &node, const LimitSlot &slot, BlockWords &words)
{
    const auto number = node.asNumber();
    if (!number) {
        reader.fault(node, inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"%1\" must be a number.")).arg(slot.name));
        return;
    }
    words.limits.insert(slot.name, *number);
    if (*number < slot.least || *number > slot.most)
        reader.fault(node, inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"%1\" lies between %2 and %3."))
                               .arg(slot.name, QString::number(slot.least), QString::number(slot.most)));
    else if (slot.isWhole && *number != std::floor(*number))
        reader.fault(node,
                     inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"%1\" must be a whole number.")).arg(slot.name));
}

/// "texts" and "limits" of a node. What it doesn't say is as in `others`; without these it has to say all.
BlockWords readWords(FileReader &reader, const LocatedJson &node, const BlockForm &form, const BlockWords *others)
{
    BlockWords words;
    const auto *texts = node.find(QStringLiteral("texts"));
    const auto *limits = node.find(QStringLiteral("limits"));
    if (texts != nullptr) {
        reader.only(*texts, form.textNames());
        for (const auto &slot : form.texts) {
            if (const auto *text = texts->find(slot.name))
                words.texts.insert(slot.name, reader.slotText(*text, slot));
        }
    }
    if (limits != nullptr) {
        reader.only(*limits, form.limitNames());
        for (const auto &slot : form.limits) {
            if (const auto *limit = limits->find(slot.name))
                readLimit(reader, *limit, slot, words);
        }
    }
    if (others != nullptr)
        words.complete(*others);
    const auto missing = inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"%1\" is missing or empty."));
    for (const auto &slot : form.texts) {
        if (!words.texts.contains(slot.name))
            reader.fault(texts != nullptr ? *texts : node, missing.arg(slot.name));
    }
    for (const auto &slot : form.limits) {
        if (!words.limits.contains(slot.name) && (limits == nullptr || limits->find(slot.name) == nullptr))
            reader.fault(limits != nullptr ? *limits : node, missing.arg(slot.name));
    }
    for (const auto &[lower, upper] : form.rising) {
        const bool isKnown = words.limits.contains(lower) && words.limits.contains(upper);
        if (isKnown && words.limits.value(lower) > words.limits.value(upper))
            reader.fault(
                limits != nullptr ? *limits : node,
                inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"%1\" may not lie above \"%2\".")).arg(lower, upper));
    }
    return words;
}

/// That "labels" name what there is, in languages by their two letters, and say something.
void checkLabels(FileReader &reader, const LocatedJson &root, const QStringList &known)
{
    const auto *languages = root.find(QStringLiteral("labels"));
    if (languages == nullptr)
        return;
    reader.only(*languages, languages->isObject() ? languages->names() : QStringList());
    static const QRegularExpression code(QStringLiteral("^[a-z]{2}$"));
    for (const auto &language : languages->names()) {
        const auto *names = languages->find(language);
        if (!code.match(language).hasMatch())
            reader.fault(
                *names,
                inWords(QT_TRANSLATE_NOOP("FrameworkFile",
                                          "\"%1\" is no language: labels stand under its two letters, such as \"en\"."))
                    .arg(language));
        reader.only(*names, known);
        for (const auto &name : names->names()) {
            const bool isText = names->find(name)->type() == LocatedJson::Type::Text;
            if (known.contains(name) && reader.text(*names, name.toUtf8().constData()).trimmed().isEmpty() && isText)
                reader.fault(*names->find(name),
                             inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"%1\" is missing or empty.")).arg(name));
        }
    }
}

/// The entry of that name in the block's own file; null where that has none.
template <typename T, typename Key>
const T *shippedOne(const QList<T> *list, Key T::*key, const QString &value)
{
    if (list == nullptr)
        return nullptr;
    const auto found = std::find_if(list->cbegin(), list->cend(), [&](const T &one) { return one.*key == value; });
    return found == list->cend() ? nullptr : &*found;
}

QList<ForceMeaning> readMeanings(FileReader &reader, const LocatedJson &section)
{
    QList<ForceMeaning> meanings;
    const auto &lines = reader.vocabulary().figures;
    for (const auto &entry : reader.list(section, "meaning")) {
        reader.only(entry, {"amount", "text", "share_of_income"});
        ForceMeaning meaning;
        meaning.text = reader.text(entry, "text");
        if (const auto *text = entry.find(QStringLiteral("text")))
            meaning.text =
                reader.slotText(*text, *blockForm(QStringLiteral("porter.meaning")).text(QStringLiteral("text")));
        meaning.isShareOfIncome = reader.truthOr(entry, "share_of_income", false);
        const auto *amount = entry.find(QStringLiteral("amount"));
        if (amount == nullptr) {
            reader.fault(entry, inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"%1\" is missing or empty."))
                                    .arg(QStringLiteral("amount")));
            continue;
        }
        reader.only(*amount, {"id", "title", "formula", "names"});
        meaning.amount.id = reader.textOr(*amount, "id", {});
        meaning.amount.title = reader.textOr(*amount, "title", {});
        meaning.amount.formula = reader.text(*amount, "formula");
        if (const auto *names = amount->find(QStringLiteral("names"))) {
            for (const auto &name : names->names())
                meaning.amount.names.insert(name, reader.text(*names, name.toUtf8().constData()));
        }
        const auto formula = Expression::parse(meaning.amount.formula);
        const auto &place = FileReader::place(*amount, "formula");
        if (!formula) {
            if (amount->find(QStringLiteral("formula")) != nullptr)
                reader.fault(place, formula.error().message);
            continue;
        }
        for (const auto &name : formula->variables()) {
            const auto line = meaning.amount.names.value(name, name);
            if (!lines.contains(line))
                reader.fault(
                    place, inWords(QT_TRANSLATE_NOOP("FrameworkFile", "there is no figure or text \"%1\".")).arg(line));
        }
        const bool isLine =
            formula->variables().size() == 1 && formula->variables().first() == meaning.amount.formula.trimmed();
        if (!isLine && (meaning.amount.id.isEmpty() || meaning.amount.title.isEmpty()))
            reader.fault(*amount, inWords(QT_TRANSLATE_NOOP("FrameworkFile",
                                                            "an amount that is computed needs \"id\" and \"title\".")));
        meanings.append(meaning);
    }
    return meanings;
}

std::optional<IndustryFact> readIndustry(FileReader &reader, const LocatedJson &section)
{
    const auto *node = section.find(QStringLiteral("industry"));
    if (node == nullptr)
        return std::nullopt;
    reader.only(*node, {"average", "less", "title", "text"});
    IndustryFact fact{reader.text(*node, "average"), reader.textOr(*node, "less", {}),
                      reader.textOr(*node, "title", {}), reader.text(*node, "text")};
    if (const auto *text = node->find(QStringLiteral("text")))
        fact.text = reader.slotText(*text, *blockForm(QStringLiteral("porter.industry")).text(QStringLiteral("text")));
    if (fact.less.isEmpty() && placesOf(fact.text).contains(QStringLiteral("spread")))
        reader.fault(*node, inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"{spread}\" needs \"less\".")));
    return fact;
}

void readForces(FileReader &reader, const LocatedJson &root, FrameworkFile &file, const FrameworkParts *shipped)
{
    auto &parts = file.parts;
    QSet<QString> ids;
    for (const auto &entry : reader.list(root, "sections")) {
        reader.only(entry, {"id", "title", "subject", "drivers", "fallback", "meaning", "industry", "ceiling"});
        auto force = readForce(reader, entry, reader.id(entry), reader.text(entry, "title"));
        const auto *former =
            shippedOne(shipped != nullptr ? &shipped->forces : nullptr, &ForceDefinition::id, force.id);
        const auto says = [&](const char *name) {
            return former == nullptr || entry.find(QLatin1String(name)) != nullptr;
        };
        force.fallback = says("fallback") ? reader.ratios(entry, "fallback") : former->fallback;
        force.meanings = says("meaning") ? readMeanings(reader, entry) : former->meanings;
        force.industry = says("industry") ? readIndustry(reader, entry) : former->industry;
        force.ceiling = says("ceiling") ? reader.numberOr(entry, "ceiling", 1) : former->ceiling;
        if (force.ceiling < 0 || force.ceiling > 1)
            reader.fault(FileReader::place(entry, "ceiling"),
                         inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"%1\" lies between %2 and %3."))
                             .arg(QStringLiteral("ceiling"), QStringLiteral("0"), QStringLiteral("1")));
        reader.unique(entry, ids, force.id);
        parts.forces.append(force);
    }
    if (shipped != nullptr) {
        parts.concentrationStart = shipped->concentrationStart;
        parts.concentrationStop = shipped->concentrationStop;
    }
    const auto *concentration = root.find(QStringLiteral("concentration"));
    if (concentration == nullptr)
        return;
    reader.only(*concentration, {"start", "stop", "source"});
    parts.concentrationStart = reader.numberOr(*concentration, "start", 0);
    parts.concentrationStop = reader.numberOr(*concentration, "stop", 0);
    if (parts.concentrationStart >= parts.concentrationStop)
        reader.fault(*concentration, inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"start\" must lie below \"stop\".")));
}

void readMeasures(FileReader &reader, const LocatedJson &root, QList<SwotMeasure> &measures,
                  const FrameworkParts *shipped)
{
    const auto &form = blockForm(QStringLiteral("swot.measure"));
    QSet<QString> ratios;
    for (const auto &entry : reader.list(root, "measures")) {
        reader.only(entry,
                    QStringList{QStringLiteral("ratio"), QStringLiteral("instead_of"), QStringLiteral("floor"),
                                QStringLiteral("ceiling"), QStringLiteral("needs_reference"), QStringLiteral("use"),
                                QStringLiteral("shield"), QStringLiteral("repair"), QStringLiteral("expose")}
                        + form.textNames());
        SwotMeasure measure;
        measure.ratio = reader.ratio(entry);
        measure.use = reader.words(entry, "use");
        measure.shield = reader.words(entry, "shield");
        measure.repair = reader.words(entry, "repair");
        measure.expose = reader.words(entry, "expose");
        measure.floor = reader.optionalNumber(entry, "floor");
        measure.ceiling = reader.optionalNumber(entry, "ceiling");
        if (entry.find(QStringLiteral("instead_of")) != nullptr)
            measure.insteadOf = reader.ratio(entry, "instead_of");
        measure.needsReference = reader.truthOr(entry, "needs_reference", true);
        measure.words = readOwnWords(reader, entry, form);
        if (const auto *former =
                shippedOne(shipped != nullptr ? &shipped->swot : nullptr, &SwotMeasure::ratio, measure.ratio))
            measure.words.complete(former->words);
        reader.unique(entry, ratios, measure.ratio);
        measures.append(measure);
    }
}

PestelFigure readFigure(FileReader &reader, const LocatedJson &entry, const FrameworkParts *shipped)
{
    reader.only(entry, {"id", "measure", "series", "texts", "limits", "fields", "topics"});
    PestelFigure figure;
    figure.id = reader.id(entry);
    figure.measure = reader.text(entry, "measure");
    figure.topics = reader.texts(entry, "topics");
    const auto *fields = entry.find(QStringLiteral("fields"));
    if (fields != nullptr) {
        reader.only(*fields, {"direction", "impact", "likelihood", "horizon", "exposed_line", "indicator"});
        for (const auto &name : fields->names())
            figure.fields.insert(name, reader.words(*fields, name.toUtf8().constData()));
    }
    if (!pestelMeasures().contains(figure.measure)) {
        if (!figure.measure.isEmpty())
            reader.fault(FileReader::place(entry, "measure"),
                         inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"measure\" is one of %1."))
                             .arg(pestelMeasures().join(QStringLiteral(", "))));
        return figure;
    }
    if (figure.measure == QLatin1String("indicator"))
        figure.series = reader.text(entry, "series");
    const PestelFigure *former = nullptr;
    if (shipped != nullptr) {
        for (const auto &one : shipped->pestel) {
            for (const auto &candidate : one.figures) {
                // Series have sentences of their own.
                if (candidate.measure == figure.measure && candidate.series == figure.series)
                    former = &candidate;
            }
        }
    }
    figure.words = readWords(reader, entry, blockForm(QStringLiteral("pestel.") + figure.measure),
                             former != nullptr ? &former->words : nullptr);
    return figure;
}

void readFigures(FileReader &reader, const LocatedJson &node, PestelClass &made, const FrameworkParts *shipped)
{
    const auto *former = shippedOne(shipped != nullptr ? &shipped->pestel : nullptr, &PestelClass::id, made.id);
    if (former != nullptr && node.find(QStringLiteral("figures")) == nullptr) {
        made.figures = former->figures;
        return;
    }
    QSet<QString> ids;
    QSet<QString> alternatives; // the tax rate alone stands where there is nothing to hold it against
    for (const auto &entry : reader.list(node, "figures")) {
        made.figures.append(readFigure(reader, entry, shipped));
        const auto &figure = made.figures.last();
        reader.unique(entry, figure.measure == QLatin1String("tax") ? alternatives : ids, figure.id);
    }
}

void readClasses(FileReader &reader, const LocatedJson &root, QList<PestelClass> &classes,
                 const FrameworkParts *shipped)
{
    QSet<QString> ids;
    for (const auto &entry : reader.list(root, "classes")) {
        reader.only(entry, {"id", "title", "fallback", "figures", "documents"});
        PestelClass made{reader.id(entry), reader.words(entry, "title"), reader.ratios(entry, "fallback"), {}, {}};
        reader.unique(entry, ids, made.id);
        readFigures(reader, entry, made, shipped);
        for (const auto &document : reader.list(entry, "documents")) {
            reader.only(document, {"query", "indicator", "topics", "exposure"});
            PestelTopic topic;
            topic.query = reader.queryId(document, "query");
            topic.indicator = reader.words(document, "indicator");
            topic.topics = reader.texts(document, "topics");
            const auto exposure = reader.textOr(document, "exposure", {});
            topic.isOfForeignRevenue = exposure == QLatin1String("foreign_revenue");
            if (!exposure.isEmpty() && !topic.isOfForeignRevenue)
                reader.fault(
                    FileReader::place(document, "exposure"),
                    inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"exposure\" can only be \"foreign_revenue\".")));
            made.documents.append(topic);
        }
        classes.append(made);
    }
}

void readFactors(FileReader &reader, const LocatedJson &root, FrameworkParts &parts, const FrameworkParts *shipped)
{
    const auto &form = blockForm(QStringLiteral("blue_ocean.factor"));
    QSet<QString> ids;
    for (const auto &entry : reader.list(root, "factors")) {
        reader.only(entry, QStringList{QStringLiteral("id"), QStringLiteral("label"), QStringLiteral("ratio"),
                                       QStringLiteral("spending"), QStringLiteral("inverted"), QStringLiteral("result"),
                                       QStringLiteral("paid_by_result")}
                               + form.textNames());
        CanvasFactor factor;
        factor.id = reader.id(entry);
        factor.label = reader.words(entry, "label");
        factor.ratio = reader.ratio(entry);
        factor.isSpending = reader.truthOr(entry, "spending", false);
        factor.isInverted = reader.truthOr(entry, "inverted", false);
        const auto *former = shippedOne(shipped != nullptr ? &shipped->canvas : nullptr, &CanvasFactor::id, factor.id);
        factor.isResult = reader.truthOr(entry, "result", former != nullptr && former->isResult);
        factor.isPaidFor = reader.truthOr(entry, "paid_by_result", former != nullptr && former->isPaidFor);
        factor.words = readOwnWords(reader, entry, form);
        if (former != nullptr)
            factor.words.complete(former->words);
        reader.unique(entry, ids, factor.id);
        parts.canvas.append(factor);
    }
    parts.canvasFallback = shipped != nullptr && root.find(QStringLiteral("fallback")) == nullptr
                               ? shipped->canvasFallback
                               : reader.ratios(root, "fallback");
}

} // namespace

ForceDefinition readForce(FileReader &reader, const LocatedJson &node, const QString &id, const QString &title)
{
    ForceDefinition force{id, title, reader.textOr(node, "subject", title.toLower()), {}};
    double weights = 0;
    QSet<QString> ids;
    bool isWeighed = true;
    for (const auto &entry : reader.list(node, "drivers")) {
        force.drivers.append(reader.driver(entry));
        reader.unique(entry, ids, force.drivers.last().id);
        weights += force.drivers.last().weight;
        isWeighed = isWeighed && force.drivers.last().weight > 0; // else that is told already
    }
    if (isWeighed && !force.drivers.isEmpty() && std::abs(weights - 1) > Rounding)
        reader.fault(
            *node.find(QStringLiteral("drivers")),
            inWords(QT_TRANSLATE_NOOP("FrameworkFile", "the weights of section \"%1\" sum to %2 instead of one."))
                .arg(id, QString::number(weights, 'g', 6)));
    return force;
}

QStringList blockKeys(const QString &derivation)
{
    static const QMap<QString, QStringList> Own{
        {QStringLiteral("porter"),
         {QStringLiteral("sections"), QStringLiteral("measures"), QStringLiteral("concentration")}},
        {QStringLiteral("swot"), {QStringLiteral("measures")}},
        {QStringLiteral("pestel"), {QStringLiteral("classes")}},
        {QStringLiteral("blue_ocean"), {QStringLiteral("factors"), QStringLiteral("fallback")}},
    };
    return Own.value(derivation)
           + QStringList{QStringLiteral("texts"), QStringLiteral("limits"), QStringLiteral("labels")};
}

void readBlock(FileReader &reader, const LocatedJson &root, FrameworkFile &file)
{
    const auto &blocks = reader.vocabulary().blocks;
    const auto block = blocks.constFind(file.derivation);
    const auto *shipped = block == blocks.cend() ? nullptr : &block->parts;
    auto &parts = file.parts;
    parts.words = readWords(reader, root, blockForm(file.derivation), shipped != nullptr ? &shipped->words : nullptr);
    checkLabels(reader, root, labelledNames(file.derivation));
    file.labels = labelsOf(root);
    parts.notes = file.notes;
    if (file.derivation == QLatin1String("porter"))
        readForces(reader, root, file, shipped);
    else if (file.derivation == QLatin1String("swot"))
        readMeasures(reader, root, parts.swot, shipped);
    else if (file.derivation == QLatin1String("pestel"))
        readClasses(reader, root, parts.pestel, shipped);
    else
        readFactors(reader, root, parts, shipped);
    if (block != blocks.cend()) {
        for (auto method = block->scoring.cbegin(); method != block->scoring.cend(); ++method) {
            if (!file.scoring.contains(method.key()))
                file.scoring.insert(method.key(), method.value());
        }
    }
    const auto list = blockKeys(file.derivation).first();
    if (parts.forces.isEmpty() && parts.swot.isEmpty() && parts.pestel.isEmpty() && parts.canvas.isEmpty())
        reader.fault(FileReader::place(root, list.toUtf8().constData()),
                     inWords(QT_TRANSLATE_NOOP("FrameworkFile", "\"%1\" is missing or empty.")).arg(list));
}

} // namespace consultantos::framework_file
