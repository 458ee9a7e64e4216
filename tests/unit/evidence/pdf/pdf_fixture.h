// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QString>
#include <QTemporaryDir>

namespace consultantos::test {

/// Writes PDFs whose texts stand where a test wants them: places are in points from the page's top left.
class PdfFixture {
public:
    explicit PdfFixture(const QString &name, const QString &title = {})
        : m_path(folder().filePath(name))
        , m_writer(m_path)
    {
        m_writer.setTitle(title);
        m_writer.setPageSize(QPageSize(QPageSize::Letter));
        m_writer.setPageMargins(QMarginsF());
        m_writer.setResolution(72);
        m_painter.begin(&m_writer);
        setFont(9);
    }

    void setFont(int points, bool bold = false)
    {
        QFont font(QStringLiteral("DejaVu Sans"));
        font.setPixelSize(points);
        font.setBold(bold);
        m_painter.setFont(font);
    }

    /// `text` with its left end at x.
    void left(double x, double y, const QString &text) { m_painter.drawText(QPointF(x, y), text); }
    /// `text` with its right end at x.
    void right(double x, double y, const QString &text)
    {
        left(x - m_painter.fontMetrics().horizontalAdvance(text), y, text);
    }
    void center(double x, double y, const QString &text)
    {
        left(x - m_painter.fontMetrics().horizontalAdvance(text) / 2.0, y, text);
    }

    void picture(const QRectF &area, const QImage &image) { m_painter.drawImage(area, image); }

    void newPage() { m_writer.newPage(); }

    /// Ends writing; the file's path.
    QString finish()
    {
        m_painter.end();
        return m_path;
    }

    static QTemporaryDir &folder()
    {
        static QTemporaryDir dir;
        return dir;
    }

private:
    QString m_path;
    QPdfWriter m_writer;
    QPainter m_painter;
};

} // namespace consultantos::test
