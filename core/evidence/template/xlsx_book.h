// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "evidence/template/template_sheet.h"

#include <QString>

#include <array>
#include <memory>

struct lxw_format;
struct lxw_workbook;

namespace consultantos {

/// How a cell of the workbook looks.
enum class CellStyle {
    Plain,
    Title,
    Hint, ///< grey: explains
    Header,
    Section, ///< a heading among rows
    Label,
    InputText,
    InputYear,
    InputMoney,
    InputPerShare,
    InputPercent,
    InputDate,
    Check,
    Id, ///< of the hidden column
};

/// An XLSX file that is being written, by libxlsxwriter. Nothing is at the path before save(). Of one thread.
class XlsxBook {
public:
    /// An error if no file can be made in the folder of `path`.
    [[nodiscard]] static Result<std::unique_ptr<XlsxBook>> create(const QString &path);
    ~XlsxBook();
    XlsxBook(const XlsxBook &) = delete;
    XlsxBook &operator=(const XlsxBook &) = delete;

    [[nodiscard]] TemplateSheet addSheet(const QString &name);
    void setTitle(const QString &title);
    [[nodiscard]] lxw_format *format(CellStyle style) const { return m_formats[static_cast<std::size_t>(style)]; }

    /// Puts the file at the path, in place of what is there. To be called once, last.
    [[nodiscard]] Status save();

private:
    XlsxBook(QString path, QString partPath);
    void makeFormats();

    static constexpr std::size_t Styles = static_cast<std::size_t>(CellStyle::Id) + 1;

    QString m_path;
    QString m_partPath; ///< what is written until it is whole
    lxw_workbook *m_book = nullptr;
    std::array<lxw_format *, Styles> m_formats{};
};

} // namespace consultantos
