// SPDX-License-Identifier: GPL-3.0-or-later
#include "frameworks/framework_form.h"

#include "analysis/frameworks/data/framework_copy.h"
#include "frameworks/condition_form.h"
#include "frameworks/framework_desk.h"
#include "frameworks/framework_part_model.h"
#include "widgets/exact_text.h"
#include "widgets/flow_layout.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <chrono>
#include <cmath>

namespace consultantos {

using namespace std::chrono_literals;

namespace {

constexpr double Rounding = 1e-9;

/// Cells with known words offer these; ratios may be typed, too.
class CellDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto choices = index.data(FrameworkPartModel::ChoicesRole).toStringList();
        if (choices.isEmpty())
            return QStyledItemDelegate::createEditor(parent, option, index);
        auto *box = new QComboBox(parent);
        box->addItems(choices);
        box->setEditable(choices.size() > 12);
        if (box->isEditable()) {
            box->completer()->setFilterMode(Qt::MatchContains);
            box->completer()->setCompletionMode(QCompleter::PopupCompletion);
        }
        return box;
    }
    void setEditorData(QWidget *editor, const QModelIndex &index) const override
    {
        if (auto *box = qobject_cast<QComboBox *>(editor))
            box->setCurrentText(index.data(Qt::EditRole).toString());
        else
            QStyledItemDelegate::setEditorData(editor, index);
    }
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override
    {
        if (const auto *box = qobject_cast<QComboBox *>(editor))
            model->setData(index, box->currentText(), Qt::EditRole);
        else
            QStyledItemDelegate::setModelData(editor, model, index);
    }
};

/// Whether cells of that name hold a condition, or sentences that may have some.
bool isCondition(const QString &name)
{
    return name == QLatin1String("when");
}
bool isConditional(const QString &name)
{
    static const QStringList Names{QStringLiteral("text"), QStringLiteral("so_what"), QStringLiteral("summary"),
                                   QStringLiteral("implication"), QStringLiteral("headline")};
    return Names.contains(name);
}

} // namespace

FrameworkForm::FrameworkForm(FrameworkDesk &desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_model(new FrameworkPartModel(desk, this))
    , m_part(new QComboBox)
    , m_table(new QTableView)
    , m_weights(new QLabel)
    , m_balance(new QPushButton(tr("Make them sum to &one")))
    , m_double(new QPushButton(tr("Dou&ble the row")))
    , m_remove(new QPushButton(tr("De&lete the row")))
    , m_cellTitle(new QLabel)
    , m_cell(new QPlainTextEdit)
    , m_asFields(new QCheckBox(tr("Conditions as &fields")))
    , m_fields(new QScrollArea)
    , m_conditions(new ConditionForm)
{
    m_part->setObjectName(QStringLiteral("frameworkPart"));
    m_part->setAccessibleName(tr("Part of the framework"));
    m_part->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_part->setMinimumContentsLength(24);
    m_table->setObjectName(QStringLiteral("frameworkTable"));
    m_table->setAccessibleName(tr("Entries of this part"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed
                             | QAbstractItemView::AnyKeyPressed);
    m_table->setWordWrap(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_weights->setObjectName(QStringLiteral("frameworkWeights"));
    m_balance->setObjectName(QStringLiteral("frameworkBalance"));
    m_double->setObjectName(QStringLiteral("frameworkDouble"));
    m_remove->setObjectName(QStringLiteral("frameworkRemoveRow"));
    m_cell->setObjectName(QStringLiteral("frameworkCell"));
    m_cell->setAccessibleName(tr("The marked cell"));
    m_cell->setTabChangesFocus(true);
    m_cell->setMaximumHeight(m_cell->fontMetrics().lineSpacing() * 3);
    m_cellTitle->setProperty("role", QStringLiteral("muted"));
    m_cellTitle->setBuddy(m_cell);
    m_typing.setSingleShot(true);
    m_typing.setInterval(150ms);

    auto *head = new QWidget;
    auto *row = new FlowLayout(GridUnit, head);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_part, m_double, m_remove, m_balance, m_weights}) {
        widget->setMinimumHeight(m_balance->sizeHint().height());
        row->addWidget(widget);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, GridUnit, 0, 0);
    column->setSpacing(GridUnit / 2);
    column->addWidget(head);
    column->addWidget(m_table, 1);
    auto *cellHead = new QHBoxLayout;
    cellHead->addWidget(m_cellTitle, 1);
    cellHead->addWidget(m_asFields);
    column->addLayout(cellHead);
    column->addWidget(m_cell);
    column->addWidget(m_fields);
    m_asFields->setObjectName(QStringLiteral("frameworkAsFields"));
    m_fields->setObjectName(QStringLiteral("frameworkConditions"));
    m_fields->setWidgetResizable(true);
    m_fields->setFrameShape(QFrame::NoFrame);
    m_fields->setFocusPolicy(Qt::NoFocus); // a stop without a name: what is in it has the stops
    m_fields->setWidget(m_conditions);
    m_fields->setMinimumHeight(m_balance->sizeHint().height() * 5);
    m_fields->setMaximumHeight(m_balance->sizeHint().height() * 8);

    connect(m_part, &QComboBox::activated, this, &FrameworkForm::choosePart);
    connect(m_balance, &QPushButton::clicked, m_model, &FrameworkPartModel::balanceWeights);
    connect(m_double, &QPushButton::clicked, this, [this] {
        const int at = m_table->currentIndex().row();
        m_model->doubleRow(at);
        m_table->setCurrentIndex(m_model->index(at + 1, 0));
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        const int at = m_table->currentIndex().row();
        m_model->removeRowAt(at);
        m_table->setCurrentIndex(m_model->index(std::min(at, m_model->rowCount() - 1), 0));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        takeCell();
        showCell();
        refresh();
    });
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this] {
        if (!m_cell->hasFocus() && !m_fields->isAncestorOf(QApplication::focusWidget()))
            showCell();
        refresh();
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        showCell();
        refresh();
    });
    connect(m_cell, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_isShowing)
            m_typing.start();
    });
    connect(&m_typing, &QTimer::timeout, this, &FrameworkForm::takeCell);
    connect(m_asFields, &QCheckBox::clicked, this, &FrameworkForm::showConditions);
    connect(m_conditions, &ConditionForm::changed, this, &FrameworkForm::takeConditions);
    connect(&desk, &FrameworkDesk::opened, this, [this] {
        m_typing.stop();
        m_parts.clear();
        showParts();
    });
    connect(&desk, &FrameworkDesk::textChanged, this, &FrameworkForm::showParts);
    connect(&desk, &FrameworkDesk::entriesChanged, this, &FrameworkForm::refresh);
    refresh();
}

void FrameworkForm::showParts()
{
    if (!m_desk.root())
        return;
    const auto parts = frameworkParts(*m_desk.root());
    if (parts == m_parts)
        return;
    const auto former = m_parts.isEmpty() ? QStringList() : m_model->part().path;
    const bool isNew = m_parts.isEmpty();
    m_parts = parts;
    m_part->clear();
    int chosen = isNew && m_parts.size() > 1 ? 1 : 0; // what is looked for most: drivers, or the block's ratios
    for (int i = 0; i < m_parts.size(); ++i) {
        m_part->addItem(m_parts[i].title);
        if (!isNew && m_parts[i].path == former)
            chosen = i;
    }
    m_part->setCurrentIndex(chosen);
    choosePart(chosen);
}

void FrameworkForm::choosePart(int index)
{
    if (index < 0 || index >= m_parts.size())
        return;
    const auto at = m_table->currentIndex();
    const bool isSame = m_model->part().path == m_parts[index].path;
    m_model->setPart(m_parts[index]);
    for (int column = 0; column < m_model->columnCount(); ++column) {
        m_table->resizeColumnToContents(column);
        const int most = m_table->fontMetrics().averageCharWidth() * (m_model->isTable() ? 44 : 90);
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), most));
    }
    m_table->horizontalHeader()->setStretchLastSection(!m_model->isTable());
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(isSame && at.isValid() ? m_model->index(at.row(), at.column())
                                                        : m_model->index(0, m_model->isTable() ? 0 : 1));
}

bool FrameworkForm::showPart(const QStringList &path)
{
    for (int i = 0; i < m_parts.size(); ++i) {
        if (m_parts[i].path.mid(0, path.size()) == path) {
            m_part->setCurrentIndex(i);
            choosePart(i);
            return true;
        }
    }
    return false;
}

bool FrameworkForm::showLine(int line)
{
    const auto former = m_part->currentIndex();
    // The innermost table that has the line: sections hold drivers.
    int found = -1;
    for (int i = 0; i < m_parts.size(); ++i) {
        m_model->setPart(m_parts[i]);
        if (m_model->rowOfLine(line) >= 0 && (found < 0 || m_parts[i].path.size() > m_parts[found].path.size()))
            found = i;
    }
    const int shown = found >= 0 ? found : former;
    m_part->setCurrentIndex(shown);
    choosePart(shown);
    if (found < 0)
        return false;
    m_table->setCurrentIndex(m_model->index(m_model->rowOfLine(line), 0));
    m_table->setFocus();
    return true;
}

void FrameworkForm::refresh()
{
    const bool canEdit = !m_desk.isReadOnly() && m_desk.root();
    const bool hasRow = m_table->currentIndex().isValid();
    m_double->setVisible(m_model->isTable());
    m_remove->setVisible(m_model->isTable());
    m_double->setEnabled(canEdit && hasRow);
    m_remove->setEnabled(canEdit && hasRow);
    m_cell->setReadOnly(!canEdit || !hasRow || !(m_model->flags(m_table->currentIndex()) & Qt::ItemIsEditable));
    m_weights->setVisible(m_model->hasWeights());
    m_balance->setVisible(m_model->hasWeights());
    const double sum = m_model->weightSum();
    const bool isOne = std::abs(sum - 1) < Rounding;
    m_balance->setEnabled(canEdit && !isOne);
    m_weights->setText(isOne ? tr("The weights sum to one.")
                             : tr("The weights sum to %1 instead of one.").arg(QLocale().toString(sum, 'g', 6)));
    m_weights->setProperty("role", isOne ? QStringLiteral("muted") : QStringLiteral("error"));
    m_weights->style()->unpolish(m_weights);
    m_weights->style()->polish(m_weights);
}

void FrameworkForm::showCell()
{
    const auto at = m_table->currentIndex();
    const auto title = !at.isValid() ? QString()
                       : m_model->isTable()
                           ? m_model->headerData(at.column(), Qt::Horizontal, Qt::DisplayRole).toString()
                           : m_model->index(at.row(), 0).data().toString();
    m_cellTitle->setText(title);
    const auto text = at.isValid() ? at.data(Qt::EditRole).toString() : QString();
    // What is being typed is newer than what the model says.
    if (!m_typing.isActive() && text != exactText(*m_cell->document())) {
        m_isShowing = true;
        m_cell->setPlainText(text);
        m_isShowing = false;
    }
    // Fields come first where there are conditions; a sentence alone is typed as it is.
    const auto place = QStringList{m_desk.path(), m_model->part().path.join(QLatin1Char('/')),
                                   QString::number(at.row()), QString::number(at.column())}
                           .join(QLatin1Char('\n'));
    if (place != m_shownCell) {
        m_shownCell = place;
        const auto *value = m_model->valueAt(at);
        const auto name = at.isValid() ? m_model->nameAt(at) : QString();
        m_asFields->setChecked(isCondition(name) || (value != nullptr && value->type() == LocatedJson::Type::List));
    }
    showConditions();
}

void FrameworkForm::showConditions()
{
    const auto at = m_table->currentIndex();
    const auto name = at.isValid() ? m_model->nameAt(at) : QString();
    const auto *value = m_model->valueAt(at);
    std::optional<QList<ConditionalText>> texts;
    std::optional<JoinedCondition> condition;
    // A building block chooses among its sentences itself.
    const bool mayHaveTexts = isConditional(name) && m_model->part().name != QLatin1String("texts");
    if (isCondition(name))
        condition = readCondition(value != nullptr ? value->asText().value_or(QString()) : QString());
    else if (mayHaveTexts)
        texts = value != nullptr ? readConditionalTexts(*value) : std::optional(QList<ConditionalText>{{{}, {}}});
    const bool canShow = texts || condition;
    m_asFields->setVisible(isCondition(name) || mayHaveTexts);
    m_asFields->setEnabled(canShow);
    m_asFields->setToolTip(
        canShow ? QString() : tr("It is more than comparisons joined by all or any: it is edited as the file has it."));
    const bool isShown = canShow && m_asFields->isChecked();
    m_cell->setVisible(!isShown);
    m_fields->setVisible(isShown);
    // What is half filled in stays while its cell does.
    const bool isBegun = m_fieldsCell == m_shownCell && !m_conditions->isComplete();
    if (!isShown || isBegun)
        return;
    m_fieldsCell = m_shownCell;
    auto figures = m_desk.root() ? ownFigures(*m_desk.root()) : QStringList();
    if (m_desk.trial())
        figures += m_desk.trial()->figures;
    m_conditions->setFigures(figures);
    m_conditions->setReadOnly(m_desk.isReadOnly() || !(m_model->flags(at) & Qt::ItemIsEditable));
    if (condition)
        m_conditions->showCondition(*condition);
    else
        m_conditions->showTexts(*texts);
}

void FrameworkForm::takeConditions()
{
    const auto at = m_table->currentIndex();
    // What is half filled in waits until it says something.
    if (!at.isValid() || !m_conditions->isComplete())
        return;
    const auto &texts = m_conditions->texts();
    if (m_conditions->hasTexts()) {
        m_model->setLiteral(at, texts.isEmpty() ? QString() : writeConditionalTexts(texts));
        return;
    }
    const auto formula = texts.isEmpty() ? QString() : writeCondition(texts.first().condition);
    m_model->setLiteral(at, formula.isEmpty() ? QString() : jsonLiteral(formula));
}

void FrameworkForm::takeCell()
{
    if (!m_typing.isActive() && sender() != &m_typing)
        return;
    m_typing.stop();
    const auto at = m_table->currentIndex();
    if (!at.isValid() || m_cell->isReadOnly())
        return;
    // A cell is one line of the file.
    auto text = exactText(*m_cell->document());
    text.replace(QLatin1Char('\n'), QLatin1Char(' '));
    m_model->setData(at, text, Qt::EditRole);
}

} // namespace consultantos
