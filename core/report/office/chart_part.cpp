// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/office/chart_part.h"

#include "model/units.h"
#include "report/formula_book.h"
#include "report/office/xml_part.h"

#include <QFile>
#include <QTemporaryDir>

namespace consultantos::office {

namespace {

const QString SheetName = QStringLiteral("Data");
constexpr int AccentColours = 6; ///< that a theme has

QString number(qint64 value)
{
    return QString::number(value);
}

QString formatCode(const outline::Chart &chart)
{
    return chart.unit == units::Ratio ? QStringLiteral("0.0%") : QStringLiteral("#,##0.##");
}

void value(XmlPart &xml, const char *name, const QString &value)
{
    xml.leaf(name, {{"val", value}});
}

void writeSize(XmlPart &xml, const QString &hundredths)
{
    xml.open("c:txPr").leaf("a:bodyPr").leaf("a:lstStyle").open("a:p").open("a:pPr");
    xml.leaf("a:defRPr", {{"sz", hundredths}}).close();
    xml.leaf("a:endParaRPr", {{"lang", QStringLiteral("en-GB")}}).close(2);
}

void writeColour(XmlPart &xml, const outline::Chart &chart, qsizetype index)
{
    const auto accent = QStringLiteral("accent%1").arg(index % AccentColours + 1);
    xml.open("c:spPr");
    if (chart.kind == outline::Chart::Kind::Lines)
        xml.open("a:ln", {{"w", QStringLiteral("28575")}});
    xml.open("a:solidFill").leaf("a:schemeClr", {{"val", accent}}).close();
    if (chart.kind == outline::Chart::Kind::Lines)
        xml.close();
    xml.close();
}

void writeSeries(XmlPart &xml, const outline::Chart &chart, qsizetype index)
{
    const auto &series = chart.series[index];
    const auto column = QChar(u'B' + static_cast<int>(index));
    const auto count = chart.categories.size();
    xml.open("c:ser");
    value(xml, "c:idx", number(index));
    value(xml, "c:order", number(index));
    xml.open("c:tx").open("c:strRef").element("c:f", SheetName + QStringLiteral("!$%1$1").arg(column));
    xml.open("c:strCache");
    value(xml, "c:ptCount", number(1));
    xml.open("c:pt", {{"idx", number(0)}}).element("c:v", series.name).close(4);
    writeColour(xml, chart, index);
    if (chart.kind == outline::Chart::Kind::Lines) {
        xml.open("c:marker");
        value(xml, "c:symbol", QStringLiteral("circle"));
        value(xml, "c:size", QStringLiteral("6"));
        xml.close();
    } else {
        value(xml, "c:invertIfNegative", number(0));
    }
    xml.open("c:cat").open("c:strRef");
    xml.element("c:f", SheetName + QStringLiteral("!$A$2:$A$%1").arg(count + 1));
    xml.open("c:strCache");
    value(xml, "c:ptCount", number(count));
    for (qsizetype i = 0; i < count; ++i)
        xml.open("c:pt", {{"idx", number(i)}}).element("c:v", chart.categories[i]).close();
    xml.close(3);
    xml.open("c:val").open("c:numRef");
    xml.element("c:f", SheetName + QStringLiteral("!$%1$2:$%1$%2").arg(column).arg(count + 1));
    xml.open("c:numCache").element("c:formatCode", formatCode(chart));
    value(xml, "c:ptCount", number(count));
    for (qsizetype i = 0; i < std::min(count, series.values.size()); ++i) {
        if (series.values[i])
            xml.open("c:pt", {{"idx", number(i)}}).element("c:v", QString::number(*series.values[i], 'g', 17)).close();
    }
    xml.close(3);
    if (chart.kind == outline::Chart::Kind::Lines)
        value(xml, "c:smooth", number(0));
    xml.close();
}

void writeAxes(XmlPart &xml, const outline::Chart &chart)
{
    constexpr int Category = 111111111;
    constexpr int Value = 222222222;
    const auto common = [&](int id, const QString &place) {
        value(xml, "c:axId", number(id));
        xml.open("c:scaling");
        value(xml, "c:orientation", QStringLiteral("minMax"));
        xml.close();
        value(xml, "c:delete", number(0));
        value(xml, "c:axPos", place);
    };
    xml.open("c:catAx");
    common(Category, QStringLiteral("b"));
    value(xml, "c:majorTickMark", QStringLiteral("none"));
    value(xml, "c:minorTickMark", QStringLiteral("none"));
    value(xml, "c:tickLblPos", QStringLiteral("low"));
    writeSize(xml, QStringLiteral("1100"));
    value(xml, "c:crossAx", number(Value));
    value(xml, "c:crosses", QStringLiteral("autoZero"));
    xml.close().open("c:valAx");
    common(Value, QStringLiteral("l"));
    xml.open("c:majorGridlines").open("c:spPr").open("a:ln", {{"w", QStringLiteral("6350")}});
    xml.open("a:solidFill").leaf("a:srgbClr", {{"val", QStringLiteral("D5DAE0")}}).close(4);
    xml.leaf("c:numFmt", {{"formatCode", formatCode(chart)}, {"sourceLinked", number(0)}});
    value(xml, "c:majorTickMark", QStringLiteral("none"));
    value(xml, "c:minorTickMark", QStringLiteral("none"));
    value(xml, "c:tickLblPos", QStringLiteral("nextTo"));
    writeSize(xml, QStringLiteral("1100"));
    value(xml, "c:crossAx", number(Category));
    value(xml, "c:crosses", QStringLiteral("autoZero"));
    xml.close();
}

} // namespace

QByteArray chartPart(const outline::Chart &chart, const QString &workbook)
{
    XmlPart xml;
    xml.open("c:chartSpace",
             {{"xmlns:c", QStringLiteral("http://schemas.openxmlformats.org/drawingml/2006/chart")},
              {"xmlns:a", QStringLiteral("http://schemas.openxmlformats.org/drawingml/2006/main")},
              {"xmlns:r", QStringLiteral("http://schemas.openxmlformats.org/officeDocument/2006/relationships")}});
    value(xml, "c:roundedCorners", number(0));
    xml.open("c:chart").open("c:title").open("c:tx").open("c:rich");
    xml.leaf("a:bodyPr").leaf("a:lstStyle").open("a:p").open("a:pPr");
    xml.leaf("a:defRPr", {{"sz", QStringLiteral("1400")}, {"b", number(1)}}).close();
    xml.open("a:r").leaf("a:rPr",
                         {{"lang", QStringLiteral("en-GB")}, {"sz", QStringLiteral("1400")}, {"b", number(1)}});
    xml.element("a:t", chart.title).close(4);
    value(xml, "c:overlay", number(0));
    xml.close();
    value(xml, "c:autoTitleDeleted", number(0));
    xml.open("c:plotArea").leaf("c:layout");
    const bool isLines = chart.kind == outline::Chart::Kind::Lines;
    xml.open(isLines ? "c:lineChart" : "c:barChart");
    if (!isLines)
        value(xml, "c:barDir", QStringLiteral("col"));
    value(xml, "c:grouping", isLines ? QStringLiteral("standard") : QStringLiteral("clustered"));
    value(xml, "c:varyColors", number(0));
    for (qsizetype i = 0; i < chart.series.size(); ++i)
        writeSeries(xml, chart, i);
    if (isLines)
        value(xml, "c:marker", number(1));
    else
        value(xml, "c:gapWidth", QStringLiteral("60"));
    value(xml, "c:axId", number(111111111));
    value(xml, "c:axId", number(222222222));
    xml.close();
    writeAxes(xml, chart);
    xml.close();
    if (chart.series.size() > 1) {
        xml.open("c:legend");
        value(xml, "c:legendPos", QStringLiteral("b"));
        value(xml, "c:overlay", number(0));
        writeSize(xml, QStringLiteral("1100"));
        xml.close();
    }
    value(xml, "c:plotVisOnly", number(1));
    value(xml, "c:dispBlanksAs", QStringLiteral("gap"));
    xml.close();
    xml.open("c:externalData", {{"r:id", workbook}});
    value(xml, "c:autoUpdate", number(0));
    return xml.finished();
}

Result<QByteArray> chartWorkbook(const outline::Chart &chart, const QDate &date)
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("chart.xlsx"));
    auto book = FormulaBook::create(path);
    if (!book)
        return tl::unexpected(book.error());
    (*book)->describe(chart.title, {}, date);
    (*book)->addSheet(SheetName, {24, 16, 16, 16, 16, 16});
    for (qsizetype i = 0; i < chart.categories.size(); ++i)
        (*book)->text(static_cast<int>(i) + 1, 0, chart.categories[i]);
    const auto style = chart.unit == units::Ratio ? FormulaCellStyle::Percent : FormulaCellStyle::Number;
    for (qsizetype s = 0; s < chart.series.size(); ++s) {
        const auto column = static_cast<int>(s) + 1;
        (*book)->text(0, column, chart.series[s].name, FormulaCellStyle::Header);
        for (qsizetype i = 0; i < chart.series[s].values.size(); ++i) {
            if (const auto of = chart.series[s].values[i])
                (*book)->number(static_cast<int>(i) + 1, column, *of, style);
        }
    }
    if (const auto saved = (*book)->save(); !saved)
        return tl::unexpected(saved.error());
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Unreadable, file.errorString());
    return file.readAll();
}

} // namespace consultantos::office
