// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "palette/palette_entry.h"

#include <QDialog>
#include <QFuture>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

class QLabel;
class QLineEdit;
class QListView;
class QTimer;

namespace consultantos {

class PaletteModel;

/// A field to type in, and below it what fits: actions, companies, reports, settings, help. The arrows walk the list while
/// the field keeps the focus, Enter does what is chosen, Escape closes.
class CommandPalette : public QDialog {
    Q_OBJECT
public:
    /// Asks whoever keeps too much to give it all, such as the library. Must not block.
    using Finder = std::function<QFuture<QList<PaletteEntry>>(const QString &text)>;

    explicit CommandPalette(QWidget *window);

    void setFinder(Finder finder) { m_finder = std::move(finder); }
    /// Shows it over the window with these entries and nothing typed.
    void open(const QList<PaletteEntry> &entries);
    /// Keys of what was used, last first.
    void setUsed(const QStringList &keys);
    [[nodiscard]] const QStringList &used() const { return m_used; }
    [[nodiscard]] PaletteModel *model() const { return m_model; }
    /// Entries that came late, such as those of a guide that was still being read. What is typed stays.
    void setEntries(const QList<PaletteEntry> &entries);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using QDialog::open;
    void search();
    void step(int by);
    void runCurrent();
    void selectFirst();
    void tellCurrent();

    PaletteModel *m_model = nullptr;
    QLineEdit *m_field = nullptr;
    QListView *m_list = nullptr;
    QLabel *m_none = nullptr;
    QTimer *m_typing = nullptr;
    Finder m_finder;
    QStringList m_used;
    bool m_isSearching = false; ///< one search at a time: the next begins with what is typed by then
    QString m_searched;
};

} // namespace consultantos
