// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

namespace consultantos::test {

/// A PDF put together from its objects, for files that no program writes on purpose.
class RawPdf {
public:
    /// Adds an object's text ("<< … >>"); its number, from 1.
    int add(const QByteArray &object)
    {
        m_objects.append(object);
        return int(m_objects.size());
    }

    int addStream(const QByteArray &content, const QByteArray &entries = {})
    {
        return add("<< /Length " + QByteArray::number(content.size()) + entries + " >>\nstream\n" + content
                   + "\nendstream");
    }

    void replace(int number, const QByteArray &object) { m_objects[number - 1] = object; }

    /// The file's bytes; `trailer` goes into the trailer beside /Size.
    [[nodiscard]] QByteArray bytes(const QByteArray &trailer) const
    {
        QByteArray file = "%PDF-1.4\n";
        QByteArray table;
        for (int number = 1; number <= m_objects.size(); ++number) {
            table += QByteArray::number(file.size()).rightJustified(10, '0') + " 00000 n \n";
            file += QByteArray::number(number) + " 0 obj\n" + m_objects[number - 1] + "\nendobj\n";
        }
        const auto start = file.size();
        const auto size = QByteArray::number(m_objects.size() + 1);
        return file + "xref\n0 " + size + "\n0000000000 65535 f \n" + table + "trailer\n<< /Size " + size + " "
               + trailer + " >>\nstartxref\n" + QByteArray::number(start) + "\n%%EOF\n";
    }

    /// Pages that all show `content`, with Helvetica as /F1; `trailer` as of bytes().
    [[nodiscard]] static QByteArray ofPages(int count, const QByteArray &content, const QByteArray &trailer = {},
                                            const QByteArray &streamEntries = {})
    {
        RawPdf pdf;
        const int catalog = pdf.add("<< /Type /Catalog /Pages 2 0 R >>");
        const int tree = pdf.add({});
        const int font = pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        const int stream = pdf.addStream(content, streamEntries);
        QByteArray kids;
        for (int page = 0; page < count; ++page) {
            const int number =
                pdf.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents " + QByteArray::number(stream)
                        + " 0 R /Resources << /Font << /F1 " + QByteArray::number(font) + " 0 R >> >> >>");
            kids += QByteArray::number(number) + " 0 R ";
        }
        pdf.replace(tree, "<< /Type /Pages /Count " + QByteArray::number(count) + " /Kids [" + kids + "] >>");
        return pdf.bytes("/Root " + QByteArray::number(catalog) + " 0 R " + trailer);
    }

private:
    QList<QByteArray> m_objects;
};

} // namespace consultantos::test
