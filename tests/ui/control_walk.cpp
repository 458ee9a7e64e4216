// SPDX-License-Identifier: GPL-3.0-or-later
#include "control_walk.h"

#include "widgets/chart.h"
#include "widgets/elided_label.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QApplication>
#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QSet>
#include <QSpinBox>
#include <QTabBar>
#include <QTest>
#include <QTextDocumentFragment>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>

namespace consultantos::test {

namespace {

QString plain(const QString &text)
{
    return Qt::mightBeRichText(text) ? QTextDocumentFragment::fromHtml(text).toPlainText() : text;
}

/// Class, name, and the nearest named one around it.
QString called(const QWidget &widget)
{
    auto text = QString::fromLatin1(widget.metaObject()->className()).section(QStringLiteral("::"), -1);
    if (!widget.objectName().isEmpty())
        text += QLatin1Char('#') + widget.objectName();
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget); button != nullptr)
        text += QStringLiteral(" \"%1\"").arg(button->text());
    if (const auto *label = qobject_cast<const QLabel *>(&widget); label != nullptr)
        text += QStringLiteral(" \"%1\"").arg(plain(label->text()).left(60));
    for (const auto *around = widget.parentWidget(); around != nullptr; around = around->parentWidget()) {
        const auto name = around->objectName();
        const auto kind = QString::fromLatin1(around->metaObject()->className());
        if (kind.startsWith(QLatin1String("consultantos::"))
            || (!name.isEmpty() && !name.startsWith(QLatin1String("qt_"))))
            return text + QStringLiteral(" in ") + kind.section(QStringLiteral("::"), -1)
                   + (name.isEmpty() ? QString() : QLatin1Char('#') + name);
    }
    return text;
}

bool isInChart(const QWidget &widget)
{
    for (const auto *around = widget.parentWidget(); around != nullptr; around = around->parentWidget()) {
        if (qobject_cast<const Chart *>(around) != nullptr)
            return true;
    }
    return false;
}

/// Parts of Qt's own controls, which speak for them: the field in a box, the corner of a table.
bool isPartOfControl(const QWidget &widget)
{
    const auto *parent = widget.parentWidget();
    return widget.objectName().startsWith(QLatin1String("qt_")) || qobject_cast<const QComboBox *>(parent) != nullptr
           || qobject_cast<const QAbstractSpinBox *>(parent) != nullptr || widget.inherits("QTableCornerButton")
           || qobject_cast<const QHeaderView *>(&widget) != nullptr
           || qobject_cast<const QLineEdit *>(parent) != nullptr
           || (qobject_cast<const QTabBar *>(parent) != nullptr
               && qobject_cast<const QToolButton *>(&widget) != nullptr);
}

/// Widgets that stand in cells; the cells themselves have no object.
void collectInCells(const QAbstractItemView &view, const QAccessibleInterface &spoken, QSet<QObject *> &reached)
{
    const auto placed = view.viewport()->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    for (int i = 0; !placed.isEmpty() && i < spoken.childCount(); ++i) {
        const auto *cell = spoken.child(i);
        for (int part = 0; cell != nullptr && part < cell->childCount(); ++part)
            reached.insert(cell->child(part)->object());
    }
}

void collect(QAccessibleInterface *spoken, QSet<QObject *> &reached)
{
    if (spoken == nullptr || !spoken->isValid() || spoken->state().invisible)
        return;
    auto *object = spoken->object();
    if (object == nullptr || reached.contains(object))
        return; // items of views have no object
    reached.insert(object);
    if (const auto *view = qobject_cast<QAbstractItemView *>(object); view != nullptr) {
        collectInCells(*view, *spoken, reached);
        return;
    }
    for (int i = 0; i < spoken->childCount(); ++i)
        collect(spoken->child(i), reached);
}

QList<QWidget *> visibleWidgets(QWidget &window)
{
    QList<QWidget *> shown{&window};
    for (auto *widget : window.findChildren<QWidget *>()) {
        if (widget->isVisible() && widget->window() == &window)
            shown.append(widget);
    }
    return shown;
}

/// Those that Tab should stop at.
bool isTabStop(const QWidget &widget)
{
    if (!widget.isVisible() || !widget.isEnabled() || !(widget.focusPolicy() & Qt::TabFocus) || widget.isWindow()
        || widget.focusProxy() != nullptr || isPartOfControl(widget) || isInChart(widget))
        return false;
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    const bool isOneOfMany =
        button != nullptr && (button->autoExclusive() || (button->group() != nullptr && button->group()->exclusive()));
    return !isOneOfMany || button->isChecked();
}

/// The widget whose part has the focus.
QWidget *stopOf(QWidget *focus)
{
    while (focus != nullptr && focus->parentWidget() != nullptr && isPartOfControl(*focus))
        focus = focus->parentWidget();
    return focus;
}

QRect placeIn(const QWidget &widget, const QWidget &window)
{
    return {widget.mapTo(&window, QPoint(0, 0)), widget.size()};
}

QImage picture(QWidget &window, const QRect &place)
{
    constexpr int Around = 4;
    return window.grab(place.adjusted(-Around, -Around, Around, Around)).toImage();
}

bool isBefore(const QRect &next, const QRect &former, bool isRightToLeft)
{
    const bool sharesColumn = next.left() <= former.right() && former.left() <= next.right();
    const bool sharesRow = next.top() <= former.bottom() && former.top() <= next.bottom();
    if (sharesColumn)
        return next.bottom() < former.top();
    return sharesRow && (isRightToLeft ? next.left() > former.right() : next.right() < former.left());
}

/// The least around of what cuts it; nothing where all of it can be seen, or scrolled to.
const QWidget *cutBy(const QWidget &widget)
{
    for (const auto *around = widget.parentWidget(); around != nullptr; around = around->parentWidget()) {
        const auto *scroll = qobject_cast<const QAbstractScrollArea *>(around->parentWidget());
        if (scroll != nullptr && scroll->viewport() == around) {
            // Sideways nobody looks for what a page hides, where there is no bar.
            const bool scrollsAcross = scroll->horizontalScrollBarPolicy() != Qt::ScrollBarAlwaysOff;
            const QRect place = placeIn(widget, *around);
            return scrollsAcross || (place.left() >= -1 && place.right() <= around->width()) ? nullptr : around;
        }
        if (!around->rect().adjusted(-1, -1, 1, 1).contains(placeIn(widget, *around)))
            return around;
        if (around->isWindow())
            break;
    }
    return nullptr;
}

bool isLabelClipped(const QLabel &label)
{
    if (label.text().isEmpty() || qobject_cast<const ElidedLabel *>(&label) != nullptr)
        return false;
    if (!label.wordWrap())
        return label.sizeHint().width() > label.width() + 1 || label.sizeHint().height() > label.height() + 1;
    return label.heightForWidth(label.width()) > label.height() + 1
           || label.minimumSizeHint().width() > label.width() + 1;
}

bool isButtonClipped(const QAbstractButton &button)
{
    // Of a tool button with an icon alone the text is only spoken.
    const auto *tool = qobject_cast<const QToolButton *>(&button);
    if (button.text().isEmpty() || (tool != nullptr && tool->toolButtonStyle() == Qt::ToolButtonIconOnly))
        return false;
    return button.sizeHint().width() > button.width() + 1;
}

QStringList clippedTabs(const QTabBar &bar)
{
    QStringList found;
    for (int tab = 0; tab < bar.count(); ++tab) {
        const int needed = bar.fontMetrics().size(Qt::TextShowMnemonic, bar.tabText(tab)).width();
        const bool isElided = bar.elideMode() != Qt::ElideNone && !bar.tabToolTip(tab).isEmpty();
        if (bar.isTabVisible(tab) && needed > bar.tabRect(tab).width() && !isElided)
            found.append(bar.tabText(tab));
    }
    return found;
}

/// What pointing at a section tells.
QString tipAt(const QHeaderView &head, int section)
{
    const int middle = head.sectionViewportPosition(section) + head.sectionSize(section) / 2;
    const QPoint at =
        head.orientation() == Qt::Horizontal ? QPoint(middle, head.height() / 2) : QPoint(head.width() / 2, middle);
    QToolTip::hideText();
    QHelpEvent help(QEvent::ToolTip, at, head.viewport()->mapToGlobal(at));
    QCoreApplication::sendEvent(head.viewport(), &help);
    return QToolTip::text();
}

QStringList clippedHeads(const QHeaderView &head)
{
    QStringList found;
    for (int section = 0; section < head.count(); ++section) {
        const auto text = head.model()->headerData(section, head.orientation(), Qt::DisplayRole).toString();
        if (!head.isSectionHidden(section) && !text.isEmpty()
            && head.fontMetrics().horizontalAdvance(text) > head.sectionSize(section) && tipAt(head, section).isEmpty())
            found.append(text);
    }
    return found;
}

void addMenu(const QMenu &menu, QList<ShownText> &texts)
{
    for (const auto *action : menu.actions()) {
        texts.append({QStringLiteral("menu %1").arg(menu.title()), action->text()});
        if (action->menu() != nullptr)
            addMenu(*action->menu(), texts);
    }
}

} // namespace

QStringList unnamedControls(QWidget &window)
{
    QStringList found;
    QSet<QObject *> reached;
    collect(QAccessible::queryAccessibleInterface(&window), reached);
    for (auto *widget : visibleWidgets(window)) {
        const bool isChart = qobject_cast<Chart *>(widget) != nullptr;
        const bool isView = qobject_cast<QAbstractItemView *>(widget) != nullptr;
        // A label without a text isn't there yet.
        const auto *label = qobject_cast<QLabel *>(widget);
        const bool isControl = widget->focusPolicy() != Qt::NoFocus && widget->focusProxy() == nullptr
                               && (label == nullptr || !label->text().isEmpty());
        if (widget->isWindow() || isPartOfControl(*widget) || isInChart(*widget) || !(isControl || isChart || isView))
            continue;
        if (!reached.contains(widget)) {
            found.append(QStringLiteral("not in the tree: ") + called(*widget));
            continue;
        }
        const auto *spoken = QAccessible::queryAccessibleInterface(widget);
        const auto name = spoken->text(QAccessible::Name).trimmed();
        const bool isClassName = name.startsWith(QLatin1Char('Q')) && name.size() > 1 && name[1].isUpper();
        if (name.isEmpty() || isClassName)
            found.append(QStringLiteral("no name: ") + called(*widget));
        if (spoken->role() == QAccessible::NoRole || (spoken->role() == QAccessible::Client && !isChart))
            found.append(QStringLiteral("no role: ") + called(*widget));
        if (isChart && spoken->role() != QAccessible::Chart)
            found.append(QStringLiteral("not a chart to a screen reader: ") + called(*widget));
    }
    return found;
}

QStringList focusFaults(QWidget &window)
{
    QStringList found;
    QList<QWidget *> wanted;
    for (auto *widget : visibleWidgets(window)) {
        if (isTabStop(*widget))
            wanted.append(widget);
    }
    if (wanted.isEmpty())
        return found;
    window.activateWindow();
    // Qt's own wait takes a dialog for active where the window behind it is.
    if (!QTest::qWaitFor([&window] { return QApplication::activeWindow() == &window; }))
        return {QStringLiteral("the window doesn't become active")};
    auto *first = window.nextInFocusChain();
    while (!isTabStop(*first) && first != &window)
        first = first->nextInFocusChain();
    first->setFocus(Qt::TabFocusReason);
    QSet<QWidget *> reached;
    QList<QWidget *> order;
    // A page of text takes a Tab for each of its links.
    constexpr int MostTabsInText = 400;
    constexpr int MostTabs = 3'000;
    QWidget *stays = nullptr;
    int stayed = 0;
    for (int tab = 0; tab < MostTabs; ++tab) {
        auto *stop = stopOf(QApplication::focusWidget());
        if (stop == nullptr) {
            found.append(QStringLiteral("Tab leads nowhere after ")
                         + (order.isEmpty() ? QString() : called(*order.last())));
            break;
        }
        if (stop->window() != &window) {
            found.append(QStringLiteral("Tab leaves the window for ") + called(*stop));
            break;
        }
        if (stop == stays) {
            if (wanted.size() == 1)
                break;
            if (++stayed > MostTabsInText) {
                found.append(QStringLiteral("doesn't let go: ") + called(*stop));
                break;
            }
        } else {
            if (reached.contains(stop) && stop == order.first())
                break;
            stays = stop;
            stayed = 0;
            if (!reached.contains(stop)) {
                reached.insert(stop);
                order.append(stop);
            }
        }
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (auto *widget : std::as_const(wanted)) {
        // What was reached may have been hidden by being reached, and the other way round.
        if (!reached.contains(widget) && isTabStop(*widget))
            found.append(QStringLiteral("not reached by Tab: ") + called(*widget));
    }
    const bool isRightToLeft = QApplication::isRightToLeft();
    for (qsizetype i = 1; i < order.size(); ++i) {
        if (!order[i]->isVisible() || !order[i - 1]->isVisible())
            continue;
        if (order[i]->parentWidget() == order[i - 1]->parentWidget()
            && isBefore(placeIn(*order[i], window), placeIn(*order[i - 1], window), isRightToLeft))
            found.append(QStringLiteral("out of order: %1 before %2").arg(called(*order[i - 1]), called(*order[i])));
    }
    for (auto *stop : std::as_const(order)) {
        if (!isTabStop(*stop))
            continue;
        stop->setFocus(Qt::TabFocusReason);
        if (stopOf(QApplication::focusWidget()) != stop)
            continue;
        QCoreApplication::processEvents();
        const auto place = placeIn(*stop, window);
        const auto with = picture(window, place);
        stop->clearFocus();
        QCoreApplication::processEvents();
        if (picture(window, place) == with && !stop->visibleRegion().isEmpty())
            found.append(QStringLiteral("focus can't be seen: ") + called(*stop));
    }
    return found;
}

QStringList clippedTexts(QWidget &window)
{
    QStringList found;
    for (auto *widget : visibleWidgets(window)) {
        if (isPartOfControl(*widget) && qobject_cast<QHeaderView *>(widget) == nullptr)
            continue;
        const auto *label = qobject_cast<QLabel *>(widget);
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        if ((label != nullptr && isLabelClipped(*label)) || (button != nullptr && isButtonClipped(*button)))
            found.append(QStringLiteral("too little room (%1 × %2, wants %3 × %4): ")
                             .arg(widget->width())
                             .arg(widget->height())
                             .arg(widget->sizeHint().width())
                             .arg(label != nullptr && label->wordWrap() ? label->heightForWidth(label->width())
                                                                        : widget->sizeHint().height())
                         + called(*widget));
        if (const auto *bar = qobject_cast<QTabBar *>(widget); bar != nullptr) {
            for (const auto &text : clippedTabs(*bar))
                found.append(QStringLiteral("tab \"%1\": ").arg(text) + called(*widget));
        }
        if (const auto *head = qobject_cast<QHeaderView *>(widget); head != nullptr && head->model() != nullptr) {
            for (const auto &text : clippedHeads(*head))
                found.append(QStringLiteral("column \"%1\": ").arg(text) + called(*widget));
        }
        if (const auto *group = qobject_cast<QGroupBox *>(widget);
            group != nullptr && group->fontMetrics().horizontalAdvance(group->title()) > group->width())
            found.append(QStringLiteral("title: ") + called(*widget));
        const bool hasText = (label != nullptr && !label->text().isEmpty()) || button != nullptr
                             || qobject_cast<QLineEdit *>(widget) != nullptr
                             || qobject_cast<QComboBox *>(widget) != nullptr;
        if (const auto *by = hasText ? cutBy(*widget) : nullptr; by != nullptr)
            found.append(QStringLiteral("cut off by %1: ").arg(called(*by)) + called(*widget));
    }
    return found;
}

QList<ShownText> shownTexts(QWidget &window)
{
    QList<ShownText> texts;
    texts.append({QStringLiteral("title of the window"), window.windowTitle()});
    for (auto *widget : visibleWidgets(window)) {
        if (isPartOfControl(*widget) && qobject_cast<QHeaderView *>(widget) == nullptr)
            continue;
        const auto add = [&](const QString &text) { texts.append({called(*widget), plain(text)}); };
        add(widget->toolTip());
        add(widget->accessibleName());
        if (const auto *label = qobject_cast<QLabel *>(widget); label != nullptr)
            add(label->text());
        if (const auto *button = qobject_cast<QAbstractButton *>(widget); button != nullptr)
            add(button->text());
        if (const auto *group = qobject_cast<QGroupBox *>(widget); group != nullptr)
            add(group->title());
        if (const auto *line = qobject_cast<QLineEdit *>(widget); line != nullptr)
            add(line->placeholderText());
        if (const auto *text = qobject_cast<QPlainTextEdit *>(widget); text != nullptr)
            add(text->placeholderText());
        if (const auto *box = qobject_cast<QAbstractSpinBox *>(widget); box != nullptr)
            add(box->specialValueText());
        if (const auto *bar = qobject_cast<QTabBar *>(widget); bar != nullptr) {
            for (int tab = 0; tab < bar->count(); ++tab)
                add(bar->tabText(tab));
        }
        if (const auto *head = qobject_cast<QHeaderView *>(widget); head != nullptr && head->model() != nullptr) {
            for (int section = 0; section < head->count(); ++section)
                add(head->model()->headerData(section, head->orientation(), Qt::DisplayRole).toString());
        }
        if (const auto *bar = qobject_cast<QMenuBar *>(widget); bar != nullptr) {
            for (const auto *action : bar->actions()) {
                texts.append({QStringLiteral("menu bar"), action->text()});
                if (action->menu() != nullptr)
                    addMenu(*action->menu(), texts);
            }
        }
    }
    texts.removeIf([](const ShownText &shown) { return shown.text.isEmpty(); });
    return texts;
}

} // namespace consultantos::test
