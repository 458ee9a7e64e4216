// SPDX-License-Identifier: GPL-3.0-or-later
#include "frameworks/framework_part_model.h"

#include "analysis/frameworks/data/block_form.h"
#include "frameworks/framework_desk.h"
#include "widgets/exact_text.h"
#include "widgets/theme.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QLocale>
#include <QPalette>
#include <QTextDocument>

#include <algorithm>

namespace consultantos {

namespace {

QString inWords(const char *text)
{
    return QCoreApplication::translate("consultantos::FrameworkForm", text);
}

bool isField(const LocatedJson &value)
{
    const auto &items = value.items();
    return !value.isObject() && std::none_of(items.begin(), items.end(), [](const LocatedJson &item) {
        return item.isObject() && item.find(QStringLiteral("id")) != nullptr;
    });
}

} // namespace

QString frameworkFieldTitle(const QString &name)
{
    const QMap<QString, QString> titles{
        {QStringLiteral("framework"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Id"))},
        {QStringLiteral("id"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Id"))},
        {QStringLiteral("title"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Title"))},
        {QStringLiteral("about"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "For who chooses"))},
        {QStringLiteral("order"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Order"))},
        {QStringLiteral("label"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Driver"))},
        {QStringLiteral("weight"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Weight"))},
        {QStringLiteral("direction"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Direction"))},
        {QStringLiteral("measure"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Measure"))},
        {QStringLiteral("ratio"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Ratio"))},
        {QStringLiteral("start"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Scores one at"))},
        {QStringLiteral("stop"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Scores five at"))},
        {QStringLiteral("query"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Evidence query"))},
        {QStringLiteral("text"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Text"))},
        {QStringLiteral("so_what"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "So what"))},
        {QStringLiteral("when"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Condition"))},
        {QStringLiteral("summary"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Summary"))},
        {QStringLiteral("implication"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Implication"))},
        {QStringLiteral("headline"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Headline"))},
        {QStringLiteral("notes"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Notes"))},
        {QStringLiteral("needs"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Needs"))},
        {QStringLiteral("words"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Words to search by"))},
        {QStringLiteral("pattern"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Pattern"))},
        {QStringLiteral("formula"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Formula"))},
        {QStringLiteral("unit"), inWords(QT_TRANSLATE_NOOP("consultantos::FrameworkForm", "Unit"))},
    };
    auto words = name;
    return titles.value(name, words.replace(QLatin1Char('_'), QLatin1Char(' ')));
}

FrameworkPartModel::FrameworkPartModel(FrameworkDesk &desk, QObject *parent)
    : QAbstractTableModel(parent)
    , m_desk(desk)
{
    connect(&desk, &FrameworkDesk::textChanged, this, &FrameworkPartModel::follow);
    connect(&desk, &FrameworkDesk::trialChanged, this, [this] {
        if (m_rows > 0)
            Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1));
    });
}

const LocatedJson *FrameworkPartModel::list() const
{
    return m_desk.root() ? nodeOf(*m_desk.root(), m_part) : nullptr;
}

void FrameworkPartModel::setPart(const FrameworkPart &part)
{
    beginResetModel();
    m_part = part;
    m_rows = 0;
    m_fields.clear();
    m_source = exactText(*m_desk.document());
    readLabels();
    if (const auto *node = list()) {
        if (isTable()) {
            m_rows = static_cast<int>(node->items().size());
        } else {
            for (const auto &name : node->names()) {
                static const QStringList ForReaders{QStringLiteral("licence"), QStringLiteral("$schema"),
                                                    QStringLiteral("comment")};
                if (isField(*node->find(name)) && !ForReaders.contains(name))
                    m_fields.append(name);
            }
            m_rows = static_cast<int>(m_fields.size());
        }
    }
    endResetModel();
}

void FrameworkPartModel::follow()
{
    // While the text is no JSON the table shows what it was and takes no change.
    if (!m_desk.root())
        return;
    m_source = exactText(*m_desk.document());
    readLabels();
    const auto *node = list();
    const int rows = node == nullptr ? 0 : isTable() ? static_cast<int>(node->items().size()) : m_rows;
    if (node == nullptr || rows != m_rows || !isTable()) {
        setPart(m_part);
        return;
    }
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1));
}

bool FrameworkPartModel::hasLabels() const
{
    return !isTable() && (m_part.name == QLatin1String("texts") || m_part.name == QLatin1String("limits"));
}

void FrameworkPartModel::readLabels()
{
    m_labels.clear();
    m_owner.clear();
    if (!m_desk.root() || !hasLabels())
        return;
    m_labels = labelsOf(*m_desk.root());
    auto owner = m_part;
    owner.path.removeLast();
    const auto *node = nodeOf(*m_desk.root(), owner);
    const auto measure = node != nullptr ? node->textOr(QStringLiteral("measure"), {}).value_or(QString()) : QString();
    if (!measure.isEmpty())
        m_owner = measure + QLatin1Char('.');
}

QString FrameworkPartModel::labelOf(const QString &name) const
{
    const auto language = QLocale().name().section(QLatin1Char('_'), 0, 0);
    auto label = labelIn(m_labels, language, m_owner + name);
    if (label.isEmpty() && m_desk.trial())
        label = labelIn(m_desk.trial()->labels, language, m_owner + name);
    return label.isEmpty() ? frameworkFieldTitle(name) : label;
}

int FrameworkPartModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int FrameworkPartModel::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return isTable() ? static_cast<int>(m_part.columns.size()) : 2;
}

const LocatedJson *FrameworkPartModel::objectAt(int row) const
{
    const auto *node = list();
    if (node == nullptr || !isTable())
        return node;
    return row >= 0 && row < static_cast<int>(node->items().size()) ? &node->items()[static_cast<std::size_t>(row)]
                                                                    : nullptr;
}

QString FrameworkPartModel::nameAt(const QModelIndex &index) const
{
    return isTable() ? m_part.columns.value(index.column()) : m_fields.value(index.row());
}

QVariant FrameworkPartModel::data(const QModelIndex &index, int role) const
{
    const auto *object = index.isValid() ? objectAt(index.row()) : nullptr;
    if (object == nullptr)
        return {};
    const auto name = nameAt(index);
    if (role == ChoicesRole) {
        const auto &trial = m_desk.trial();
        if (name == QLatin1String("direction"))
            return QStringList{QStringLiteral("raises"), QStringLiteral("lowers")};
        if (isTruthName(name))
            return QStringList{QStringLiteral("true"), QStringLiteral("false")};
        if (name == QLatin1String("measure"))
            return m_part.name == QLatin1String("figures") ? pestelMeasures() : frameworkMeasures();
        if (name == QLatin1String("ratio") && trial)
            return trial->ratios;
        return {};
    }
    // The name by which a fault and the file tell it.
    if (role == Qt::ToolTipRole && hasLabels() && index.column() == 0)
        return name;
    if (role == Qt::ForegroundRole || role == Qt::ToolTipRole) {
        const auto faults = faultsAt(index.row());
        if (faults.isEmpty())
            return {};
        return role == Qt::ToolTipRole ? QVariant(faults)
                                       : QVariant(ThemeColors::of(QGuiApplication::palette()).negative);
    }
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    if (!isTable() && index.column() == 0)
        return hasLabels() ? labelOf(name) : frameworkFieldTitle(name);
    const auto *value = object->find(name);
    return value == nullptr ? QString() : cellText(*value, m_source);
}

QVariant FrameworkPartModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    if (!isTable())
        return section == 0 ? tr("What") : tr("Text or number");
    return frameworkFieldTitle(m_part.columns.value(section));
}

Qt::ItemFlags FrameworkPartModel::flags(const QModelIndex &index) const
{
    auto flags = QAbstractTableModel::flags(index);
    if (index.isValid() && !m_desk.isReadOnly() && m_desk.root() && (isTable() || index.column() == 1))
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool FrameworkPartModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const auto *object = index.isValid() ? objectAt(index.row()) : nullptr;
    if (object == nullptr || role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const auto name = nameAt(index);
    const auto *former = object->find(name);
    const auto typed = value.toString();
    if (typed == (former == nullptr ? QString() : cellText(*former, m_source)))
        return true;
    const auto literal = typed.trimmed().isEmpty() ? std::optional(QString()) : cellLiteral(typed, name, former);
    if (!literal) {
        Q_EMIT m_desk.failed(
            {ErrorCode::InvalidArgument, tr("\"%1\" can't stand there.").arg(typed.left(60)),
             former != nullptr && former->type() == LocatedJson::Type::Number ? tr("It needs a number.") : QString()});
        return false;
    }
    m_desk.edit({fieldEdit(*object, name, *literal, m_source)});
    return true;
}

const LocatedJson *FrameworkPartModel::valueAt(const QModelIndex &index) const
{
    const auto *object = index.isValid() ? objectAt(index.row()) : nullptr;
    return object != nullptr ? object->find(nameAt(index)) : nullptr;
}

bool FrameworkPartModel::setLiteral(const QModelIndex &index, const QString &literal)
{
    const auto *object = index.isValid() ? objectAt(index.row()) : nullptr;
    if (object == nullptr || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const auto *former = object->find(nameAt(index));
    if (former != nullptr && m_source.mid(former->begin(), former->end() - former->begin()) == literal)
        return true;
    m_desk.edit({fieldEdit(*object, nameAt(index), literal, m_source)});
    return true;
}

bool FrameworkPartModel::hasWeights() const
{
    return isTable() && m_part.name == QLatin1String("drivers");
}

double FrameworkPartModel::weightSum() const
{
    double sum = 0;
    for (int row = 0; row < m_rows; ++row) {
        if (const auto *object = objectAt(row))
            sum += object->numberOr(QStringLiteral("weight"), 0).value_or(0);
    }
    return sum;
}

void FrameworkPartModel::doubleRow(int row)
{
    const auto *node = list();
    if (node != nullptr && isTable() && row >= 0 && row < m_rows)
        m_desk.edit({doubledEdit(*node, row, m_source)});
}

void FrameworkPartModel::removeRowAt(int row)
{
    const auto *node = list();
    if (node != nullptr && isTable() && row >= 0 && row < m_rows)
        m_desk.edit({removedEdit(*node, row, m_source)});
}

void FrameworkPartModel::balanceWeights()
{
    QList<double> weights;
    for (int row = 0; row < m_rows; ++row)
        weights.append(objectAt(row)->numberOr(QStringLiteral("weight"), 0).value_or(0));
    weights = weightsOfOne(weights);
    QList<TextEdit> edits;
    for (int row = 0; row < m_rows; ++row)
        edits.append(
            fieldEdit(*objectAt(row), QStringLiteral("weight"), QString::number(weights[row], 'g', 10), m_source));
    m_desk.edit(edits);
}

int FrameworkPartModel::rowOfLine(int line) const
{
    for (int row = 0; isTable() && row < m_rows; ++row) {
        const auto *object = objectAt(row);
        if (object == nullptr)
            continue;
        const auto lines = m_source.mid(object->begin(), object->end() - object->begin()).count(QLatin1Char('\n'));
        if (line >= object->line() && line <= object->line() + lines)
            return row;
    }
    return -1;
}

QString FrameworkPartModel::faultsAt(int row) const
{
    QStringList messages;
    const auto &trial = m_desk.trial();
    const auto *object = trial && isTable() ? objectAt(row) : nullptr;
    if (object == nullptr)
        return {};
    const auto lines = m_source.mid(object->begin(), object->end() - object->begin()).count(QLatin1Char('\n'));
    for (const auto &fault : trial->faults) {
        if (fault.line >= object->line() && fault.line <= object->line() + lines)
            messages.append(fault.message);
    }
    return messages.join(QLatin1Char('\n'));
}

} // namespace consultantos
