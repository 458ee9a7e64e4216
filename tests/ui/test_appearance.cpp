// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecast/forecast_chart_colors.h"
#include "performance/chart_palette.h"
#include "widgets/elided_tips.h"
#include "widgets/motion.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDateEdit>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSet>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QStyle>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <cmath>

using namespace consultantos;

namespace {

constexpr double TextContrast = 4.5;  ///< WCAG 2.1, 1.4.3
constexpr double ShapeContrast = 3.0; ///< WCAG 2.1, 1.4.11

using Linear = std::array<double, 3>;

Linear linear(const QColor &color)
{
    const auto part = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return {part(color.redF()), part(color.greenF()), part(color.blueF())};
}

double luminance(const QColor &color)
{
    const auto [red, green, blue] = linear(color);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

double contrast(const QColor &one, const QColor &other)
{
    const auto [dark, bright] = std::minmax({luminance(one), luminance(other)});
    return (bright + 0.05) / (dark + 0.05);
}

/// CIE L*a*b* of linear sRGB, white D65.
Linear lab(const Linear &color)
{
    const auto root = [](double value) { return value > 0.008856 ? std::cbrt(value) : 7.787 * value + 16.0 / 116.0; };
    const auto clamped = [](double value) { return std::clamp(value, 0.0, 1.0); };
    const double red = clamped(color[0]);
    const double green = clamped(color[1]);
    const double blue = clamped(color[2]);
    const double x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
    const double y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    const double z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

/// How far apart two colours are to an eye that sees as `matrix` says.
double distance(const QColor &one, const QColor &other, const std::array<Linear, 3> &matrix)
{
    const auto seen = [&](const QColor &color) {
        const auto from = linear(color);
        Linear to{};
        for (std::size_t row = 0; row < 3; ++row) {
            for (std::size_t column = 0; column < 3; ++column)
                to[row] += matrix[row][column] * from[column];
        }
        return lab(to);
    };
    const auto a = seen(one);
    const auto b = seen(other);
    return std::sqrt(std::pow(a[0] - b[0], 2) + std::pow(a[1] - b[1], 2) + std::pow(a[2] - b[2], 2));
}

struct Eye {
    const char *name;
    std::array<Linear, 3> matrix;
};

/// Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model for Simulation of Color Vision Deficiency",
/// severity 1.
constexpr Eye Eyes[] = {
    {"all colours", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    {"no red", {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}}},
    {"no green", {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}}},
    {"no blue", {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}}};

QColor mixed(const QColor &over, const QColor &ground, double opacity)
{
    const auto part = [&](double top, double below) { return float(top * opacity + below * (1 - opacity)); };
    return QColor::fromRgbF(part(over.redF(), ground.redF()), part(over.greenF(), ground.greenF()),
                            part(over.blueF(), ground.blueF()));
}

/// The colours of the widget's edge, from the left inwards, at half its height.
QSet<QRgb> edgeColors(QWidget &widget)
{
    constexpr int Depth = 6;
    const auto image = widget.grab().toImage();
    QSet<QRgb> found;
    for (int x = 0; x < Depth; ++x)
        found.insert(image.pixel(x, image.height() / 2));
    return found;
}

} // namespace

/// What the window's look promises: contrasts of WCAG 2.1 AA in both themes, sizes of text, and no motion for whom it harms.
class TestAppearance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleanup();
    void contrastsReachTheStandard_data();
    void contrastsReachTheStandard();
    void linesOfChartsAreToldApartByEveryEye_data();
    void linesOfChartsAreToldApartByEveryEye();
    void fieldsAreOutlined_data();
    void fieldsAreOutlined();
    void aSortArrowLeavesTheHeadingAlone_data();
    void aSortArrowLeavesTheHeadingAlone();
    void focusIsPaintedInAColorThatIsSeen_data();
    void focusIsPaintedInAColorThatIsSeen();
    void severitiesDifferInShape();
    void textGrowsToTwiceItsSize();
    void whatHasNoRoomIsToldInATip();
    void motionIsReduced();
    void theSystemsWishIsFollowed();
};

void TestAppearance::cleanup()
{
    applyTheme(*qApp, QStringLiteral("light"));
}

void TestAppearance::contrastsReachTheStandard_data()
{
    QTest::addColumn<QString>("theme");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QColor>("color");
    QTest::addColumn<QColor>("ground");
    QTest::addColumn<double>("least");
    for (const auto *theme : {"light", "dark"}) {
        applyTheme(*qApp, QLatin1String(theme));
        const auto palette = QApplication::palette();
        const auto colors = ThemeColors::of(palette);
        const QColor window = palette.color(QPalette::Window);
        const QColor base = palette.color(QPalette::Base);
        const std::pair<const char *, QColor> grounds[] = {{"window", window},
                                                           {"base", base},
                                                           {"other row", palette.color(QPalette::AlternateBase)},
                                                           {"button", palette.color(QPalette::Button)},
                                                           {"card", colors.card},
                                                           {"chosen", colors.accentSoft}};
        const auto add = [&](const QString &what, const QColor &color, const QColor &ground, double least) {
            QTest::newRow(qPrintable(QStringLiteral("%1: %2").arg(QLatin1String(theme), what)))
                << QString::fromLatin1(theme) << what << color << ground << least;
        };
        for (const auto &[place, ground] : grounds) {
            const std::pair<const char *, QColor> texts[] = {{"text", palette.color(QPalette::Text)},
                                                             {"text of buttons", palette.color(QPalette::ButtonText)},
                                                             {"link", palette.color(QPalette::Link)},
                                                             {"accent", colors.accent},
                                                             {"secondary text", colors.muted},
                                                             {"good", colors.positive},
                                                             {"warning", colors.warning},
                                                             {"bad", colors.negative}};
            for (const auto &[what, color] : texts)
                add(QStringLiteral("%1 on %2").arg(QLatin1String(what), QLatin1String(place)), color, ground,
                    TextContrast);
        }
        add(QStringLiteral("selected text"), palette.color(QPalette::HighlightedText),
            palette.color(QPalette::Highlight), TextContrast);
        add(QStringLiteral("place holder"), palette.color(QPalette::PlaceholderText), base, TextContrast);
        add(QStringLiteral("tool tip"), palette.color(QPalette::ToolTipText), palette.color(QPalette::ToolTipBase),
            TextContrast);
        add(QStringLiteral("found words"), palette.color(QPalette::Text), colors.mark, TextContrast);
        for (const auto &[place, ground] : {std::pair{"window", window}, {"base", base}, {"card", colors.card}})
            add(QStringLiteral("outline of a field on %1").arg(QLatin1String(place)), colors.edge, ground,
                ShapeContrast);
        for (const auto &[place, ground] : {std::pair{"window", window}, std::pair{"base", base}}) {
            const auto where = QStringLiteral(" on ") + QLatin1String(place);
            add(QStringLiteral("focus") + where, colors.accent, ground, ShapeContrast);
            for (int line = 0; line < 4; ++line)
                add(QStringLiteral("line %1 of a chart").arg(line + 1) + where, chartColor(line, palette), ground,
                    ShapeContrast);
        }
        const auto forecast = chartColor(ForecastColor, palette);
        const bool isOnDark = isDark(palette);
        const auto outer = mixed(forecast, base, outerOpacity(isOnDark));
        const auto inner = mixed(forecast, outer, innerOpacity(isOnDark));
        for (const auto &[band, ground] : {std::pair{"95 %", outer}, std::pair{"80 %", inner}}) {
            add(QStringLiteral("a forecast on its %1 band").arg(QLatin1String(band)), forecastLineColor(palette),
                ground, ShapeContrast);
            add(QStringLiteral("text on the %1 band").arg(QLatin1String(band)), palette.color(QPalette::Text), ground,
                TextContrast);
        }
    }
}

void TestAppearance::contrastsReachTheStandard()
{
    QFETCH(QColor, color);
    QFETCH(QColor, ground);
    QFETCH(double, least);
    const double found = contrast(color, ground);
    // The table of docs/accessibility.md is made of these lines.
    qInfo("%s on %s: %.2f", qPrintable(color.name()), qPrintable(ground.name()), found);
    QVERIFY2(found >= least, qPrintable(QStringLiteral("%1 on %2: %3, at least %4 is wanted")
                                            .arg(color.name(), ground.name())
                                            .arg(found, 0, 'f', 2)
                                            .arg(least)));
}

void TestAppearance::linesOfChartsAreToldApartByEveryEye_data()
{
    QTest::addColumn<QString>("theme");
    QTest::newRow("light") << QStringLiteral("light");
    QTest::newRow("dark") << QStringLiteral("dark");
}

void TestAppearance::linesOfChartsAreToldApartByEveryEye()
{
    QFETCH(QString, theme);
    applyTheme(*qApp, theme);
    const auto palette = QApplication::palette();
    // Two patches of 2.3 are just told apart side by side (Mahy, van Eycken and Oosterlinck 1994); lines lie apart.
    constexpr double Apart = 15;
    for (const auto &eye : Eyes) {
        for (int one = 0; one < 4; ++one) {
            for (int other = one + 1; other < 4; ++other) {
                const double found = distance(chartColor(one, palette), chartColor(other, palette), eye.matrix);
                QVERIFY2(found >= Apart, qPrintable(QStringLiteral("%1, lines %2 and %3: %4")
                                                        .arg(QLatin1String(eye.name))
                                                        .arg(one + 1)
                                                        .arg(other + 1)
                                                        .arg(found)));
            }
        }
    }
}

void TestAppearance::fieldsAreOutlined_data()
{
    linesOfChartsAreToldApartByEveryEye_data();
}

void TestAppearance::fieldsAreOutlined()
{
    QFETCH(QString, theme);
    applyTheme(*qApp, theme);
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *choice = new QComboBox;
    auto *typed = new QComboBox;
    typed->setEditable(true);
    for (auto *box : {choice, typed})
        box->addItem(QStringLiteral("One"));
    auto *date = new QDateEdit;
    date->setCalendarPopup(true);
    const QList<QWidget *> fields{
        new QLineEdit, new QPlainTextEdit, new QSpinBox, new QDoubleSpinBox, new QDateTimeEdit, date, choice, typed};
    auto *first = new QPushButton(QStringLiteral("Has the focus"));
    column->addWidget(first);
    for (auto *field : fields)
        column->addWidget(field);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    first->setFocus();
    const auto ground = QApplication::palette().color(QPalette::Window);
    const auto isOutlined = [&ground](QWidget &field) {
        const auto found = edgeColors(field);
        return std::any_of(found.begin(), found.end(),
                           [&](QRgb color) { return contrast(QColor(color), ground) >= ShapeContrast; });
    };
    for (auto *field : fields) {
        QVERIFY2(isOutlined(*field), field->metaObject()->className());
        const auto without = edgeColors(*field);
        field->setFocus(Qt::TabFocusReason);
        QVERIFY2(edgeColors(*field) != without, field->metaObject()->className());
    }
    // Within a cell the table's lines are outline enough.
    QSpinBox cell;
    cell.setFrame(false);
    cell.show();
    QVERIFY(!edgeColors(cell).contains(ThemeColors::of(QApplication::palette()).edge.rgb()));
}

void TestAppearance::aSortArrowLeavesTheHeadingAlone_data()
{
    QTest::addColumn<Qt::Alignment>("alignment");
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("numbers") << Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter) << Qt::LeftToRight;
    QTest::newRow("words") << Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter) << Qt::LeftToRight;
    QTest::newRow("numbers, from right to left") << Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter) << Qt::RightToLeft;
}

void TestAppearance::aSortArrowLeavesTheHeadingAlone()
{
    QFETCH(Qt::Alignment, alignment);
    QFETCH(Qt::LayoutDirection, direction);
    applyTheme(*qApp, QStringLiteral("light"));
    QStandardItemModel model(0, 1);
    QTableView table;
    table.setLayoutDirection(direction);
    table.setModel(&model);
    table.horizontalHeader()->setDefaultAlignment(alignment);
    const auto headed = [&](const QString &text, bool isSorted) {
        model.setHorizontalHeaderLabels({text});
        table.setSortingEnabled(isSorted);
        table.horizontalHeader()->setSortIndicatorShown(isSorted);
        table.horizontalHeader()->setSortIndicator(0, Qt::AscendingOrder);
        table.setColumnWidth(0, 80); // less than the heading has room in
        return table.horizontalHeader()
            ->grab(
                QRect(table.horizontalHeader()->sectionViewportPosition(0), 0, 80, table.horizontalHeader()->height()))
            .toImage();
    };
    table.resize(300, 100);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    const auto bare = headed({}, false);
    const auto arrow = headed({}, true);
    const auto both = headed(QStringLiteral("A heading too long"), true);
    QVERIFY(arrow != bare);
    QVERIFY(both != arrow);
    int shared = 0;
    for (int x = 0; x < bare.width(); ++x) {
        for (int y = 0; y < bare.height(); ++y)
            shared += arrow.pixel(x, y) != bare.pixel(x, y) && both.pixel(x, y) != arrow.pixel(x, y) ? 1 : 0;
    }
    QCOMPARE(shared, 0);
}

void TestAppearance::focusIsPaintedInAColorThatIsSeen_data()
{
    linesOfChartsAreToldApartByEveryEye_data();
}

void TestAppearance::focusIsPaintedInAColorThatIsSeen()
{
    QFETCH(QString, theme);
    applyTheme(*qApp, theme);
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *line = new QLineEdit;
    auto *button = new QPushButton(QStringLiteral("Press"));
    auto *primary = new QPushButton(QStringLiteral("Analyse"));
    primary->setProperty("primary", true);
    for (QWidget *widget : std::initializer_list<QWidget *>{line, button, primary})
        column->addWidget(widget);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    for (QWidget *widget : std::initializer_list<QWidget *>{line, button, primary}) {
        window.setFocus();
        const auto without = edgeColors(*widget);
        widget->setFocus(Qt::TabFocusReason);
        const auto with = edgeColors(*widget) - without;
        const bool isSeen = std::any_of(with.begin(), with.end(), [&](QRgb focus) {
            return std::any_of(without.begin(), without.end(),
                               [&](QRgb former) { return contrast(QColor(focus), QColor(former)) >= ShapeContrast; });
        });
        QVERIFY2(isSeen || (widget == primary && edgeColors(*widget) != without), widget->metaObject()->className());
    }
}

void TestAppearance::severitiesDifferInShape()
{
    QStringList drawings;
    for (const auto *name : {"severity-high", "severity-medium", "severity-low", "state-done", "state-failed",
                             "state-running", "state-waiting", "state-cancelled"}) {
        QFile file(QStringLiteral(":/icons/%1.svg").arg(QLatin1String(name)));
        QVERIFY2(file.open(QIODevice::ReadOnly), name);
        drawings.append(QString::fromUtf8(file.readAll()));
    }
    QCOMPARE(drawings.removeDuplicates(), 0);
}

void TestAppearance::textGrowsToTwiceItsSize()
{
    applyTheme(*qApp, QStringLiteral("light"));
    const double points = QApplication::font().pointSizeF();
    Appearance large{QStringLiteral("light"), 200, QStringLiteral("full")};
    applyAppearance(*qApp, large);
    QCOMPARE(QApplication::font().pointSizeF(), 2 * points);
    QLabel title(QStringLiteral("Title"));
    title.setProperty("role", QStringLiteral("title"));
    title.ensurePolished();
    QCOMPARE(title.font().pointSizeF(), 40.0);
    // Again and back: it doesn't grow by what it has grown.
    applyAppearance(*qApp, large);
    QCOMPARE(QApplication::font().pointSizeF(), 2 * points);
    applyTheme(*qApp, QStringLiteral("light"));
    QCOMPARE(QApplication::font().pointSizeF(), points);
}

void TestAppearance::whatHasNoRoomIsToldInATip()
{
    QStandardItemModel model(2, 1);
    model.setHorizontalHeaderLabels({QStringLiteral("A head that is long")});
    model.setItem(0, 0, new QStandardItem(QStringLiteral("A cell that is longer than its column")));
    model.setItem(1, 0, new QStandardItem(QStringLiteral("x")));
    QTableView table;
    table.setModel(&model);
    table.setColumnWidth(0, 40);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    const auto tipAt = [](QAbstractItemView &view, const QPoint &at) {
        QToolTip::hideText();
        QHelpEvent help(QEvent::ToolTip, at, view.viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(view.viewport(), &help);
        return QToolTip::text();
    };
    QCOMPARE(tipAt(*table.horizontalHeader(), {5, 5}), QString());
    const ElidedTips tips;
    QCOMPARE(tipAt(*table.horizontalHeader(), {5, 5}), QStringLiteral("A head that is long"));
    QCOMPARE(tipAt(table, table.visualRect(model.index(0, 0)).center()),
             QStringLiteral("A cell that is longer than its column"));
    model.item(0, 0)->setToolTip(QStringLiteral("Its own"));
    QCOMPARE(tipAt(table, table.visualRect(model.index(0, 0)).center()), QStringLiteral("Its own"));
    QToolTip::hideText();
    QTRY_COMPARE(QToolTip::text(), QString()); // it fades
    QCOMPARE(tipAt(table, table.visualRect(model.index(1, 0)).center()), QString());
}

void TestAppearance::motionIsReduced()
{
    QProgressBar bar;
    QWidget dock;
    applyAppearance(*qApp, {QStringLiteral("light"), 100, QStringLiteral("full")});
    showBusy(&bar);
    QCOMPARE(bar.maximum(), 0);
    applyAppearance(*qApp, {QStringLiteral("light"), 100, QStringLiteral("reduced")});
    QCOMPARE(dock.style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, &dock), 0);
    showBusy(&bar);
    QVERIFY(bar.maximum() > 0);
    QCOMPARE(bar.value(), 0);
}

void TestAppearance::theSystemsWishIsFollowed()
{
#ifndef Q_OS_LINUX
    QSKIP("the files of other systems' desktops are their own");
#endif
    const QTemporaryDir home;
    const auto former = qgetenv("XDG_CONFIG_HOME");
    qputenv("XDG_CONFIG_HOME", home.path().toUtf8());
    const auto write = [&](const QString &name, const QByteArray &text) {
        QVERIFY(QDir(home.path()).mkpath(QFileInfo(name).path()));
        QFile file(home.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    };
    QVERIFY(!systemReducesMotion());
    write(QStringLiteral("gtk-3.0/settings.ini"), "[Settings]\ngtk-enable-animations=0\n");
    QVERIFY(systemReducesMotion());
    QVERIFY(reducesMotion(QStringLiteral("system")));
    QVERIFY(!reducesMotion(QStringLiteral("full")));
    write(QStringLiteral("gtk-3.0/settings.ini"), "[Settings]\ngtk-enable-animations=true\n");
    QVERIFY(!systemReducesMotion());
    write(QStringLiteral("kdeglobals"), "[KDE]\nAnimationDurationFactor=0\n");
    QVERIFY(systemReducesMotion());
    write(QStringLiteral("kdeglobals"), "[KDE]\nAnimationDurationFactor=0.5\n");
    QVERIFY(!systemReducesMotion());
    QVERIFY(reducesMotion(QStringLiteral("reduced")));
    qputenv("XDG_CONFIG_HOME", former);
}

QTEST_MAIN(TestAppearance)
#include "test_appearance.moc"
