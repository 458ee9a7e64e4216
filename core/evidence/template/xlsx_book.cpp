// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence/template/xlsx_book.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>
#include <QTemporaryFile>

#include <xlsxwriter.h>

#include <filesystem>
#include <utility>

namespace consultantos {

namespace {

tl::unexpected<Error> notWritten(const QString &path, const QString &cause)
{
    constexpr qint64 LeastRoom = 1024 * 1024;
    const QStorageInfo disk(QFileInfo(path).absolutePath());
    const bool isFull = disk.isValid() && disk.bytesAvailable() < LeastRoom;
    return fail(
        isFull ? ErrorCode::DiskFull : ErrorCode::ReadOnly,
        QCoreApplication::translate("ClientWorkbook", "%1 can't be written; nothing was changed.")
            .arg(QDir::toNativeSeparators(path)),
        isFull
            ? QCoreApplication::translate("ClientWorkbook", "The disk is full. Make room and try again.")
            : QCoreApplication::translate("ClientWorkbook", "Choose a folder that you may write to (%1).").arg(cause));
}

/// For people who can't tell colours apart an input cell has a border as well.
void markInput(lxw_format *format)
{
    constexpr lxw_color_t Yellow = 0xFFF8DC;
    constexpr lxw_color_t Grey = 0xB0B0B0;
    format_set_bg_color(format, Yellow);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, Grey);
    format_set_unlocked(format);
}

void applyStyle(lxw_format *format, CellStyle style)
{
    constexpr lxw_color_t DarkGrey = 0x606060;
    constexpr lxw_color_t Blue = 0x1F3864;
    constexpr lxw_color_t LightBlue = 0xDDE5F2;
    constexpr double TitleSize = 14;
    const auto *const money = "#,##0;[Red]-#,##0";
    switch (style) {
    case CellStyle::Plain:
    case CellStyle::Id:
        break;
    case CellStyle::Title:
        format_set_bold(format);
        format_set_font_size(format, TitleSize);
        format_set_font_color(format, Blue);
        break;
    case CellStyle::Hint:
        format_set_font_color(format, DarkGrey);
        format_set_italic(format);
        break;
    case CellStyle::Header:
        format_set_bold(format);
        format_set_bg_color(format, LightBlue);
        format_set_bottom(format, LXW_BORDER_THIN);
        break;
    case CellStyle::Section:
        format_set_bold(format);
        format_set_font_color(format, Blue);
        break;
    case CellStyle::Label:
        format_set_indent(format, 1);
        break;
    case CellStyle::InputText:
        markInput(format);
        format_set_num_format(format, "@");
        break;
    case CellStyle::InputYear:
        markInput(format);
        format_set_bold(format);
        format_set_align(format, LXW_ALIGN_RIGHT);
        break;
    case CellStyle::InputMoney:
        markInput(format);
        format_set_num_format(format, money);
        break;
    case CellStyle::InputPerShare:
        markInput(format);
        format_set_num_format(format, "#,##0.00;[Red]-#,##0.00");
        break;
    case CellStyle::InputPercent:
        markInput(format);
        format_set_num_format(format, "0.0%");
        break;
    case CellStyle::InputDate:
        markInput(format);
        format_set_num_format(format, "yyyy-mm-dd");
        format_set_align(format, LXW_ALIGN_LEFT);
        break;
    case CellStyle::Check:
        format_set_font_color(format, DarkGrey);
        format_set_italic(format);
        format_set_num_format(format, money);
        break;
    }
}

} // namespace

Result<std::unique_ptr<XlsxBook>> XlsxBook::create(const QString &path)
{
    // Beside its place: a rename within one file system is whole or not at all.
    QTemporaryFile part(QFileInfo(path).absoluteDir().filePath(QStringLiteral(".client-figures-XXXXXX")));
    part.setAutoRemove(false);
    if (!part.open())
        return notWritten(path, part.errorString());
    part.close();
    return std::unique_ptr<XlsxBook>(new XlsxBook(path, part.fileName()));
}

XlsxBook::XlsxBook(QString path, QString partPath)
    : m_path(std::move(path))
    , m_partPath(std::move(partPath))
    , m_book(workbook_new(QFile::encodeName(m_partPath).constData()))
{
    makeFormats();
}

XlsxBook::~XlsxBook()
{
    if (m_book)
        workbook_close(m_book);
    QFile::remove(m_partPath);
}

void XlsxBook::makeFormats()
{
    for (std::size_t i = 0; i < Styles; ++i) {
        m_formats[i] = workbook_add_format(m_book);
        applyStyle(m_formats[i], static_cast<CellStyle>(i));
    }
}

TemplateSheet XlsxBook::addSheet(const QString &name)
{
    return {*this, workbook_add_worksheet(m_book, name.toUtf8().constData())};
}

void XlsxBook::setTitle(const QString &title)
{
    auto bytes = title.toUtf8();
    lxw_doc_properties properties{};
    properties.title = bytes.data();
    workbook_set_properties(m_book, &properties);
}

Status XlsxBook::save()
{
    const auto outcome = workbook_close(std::exchange(m_book, nullptr));
    if (outcome != LXW_NO_ERROR)
        return notWritten(m_path, QString::fromUtf8(lxw_strerror(outcome)));
    std::error_code failure;
    std::filesystem::rename(m_partPath.toStdU16String(), m_path.toStdU16String(), failure);
    if (failure)
        return notWritten(m_path, QString::fromStdString(failure.message()));
    return {};
}

} // namespace consultantos
