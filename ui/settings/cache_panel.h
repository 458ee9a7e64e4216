// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace consultantos {

struct CacheManagerStats;
struct CacheUsage;

/// What the cache holds and has saved, and the buttons that empty it: above the settings of the cache. Read anew each
/// time that it is shown.
class CachePanel : public QWidget {
    Q_OBJECT
public:
    explicit CachePanel(const AppServices &services, QWidget *parent = nullptr);

    void refresh();

Q_SIGNALS:
    void failed(const consultantos::Error &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    struct Figures;
    void show(const Figures &figures);
    void showLevels(const CacheManagerStats &stats, const CacheUsage &usage);
    void showKinds(const CacheUsage &usage);
    void showCompanies(const QMap<QString, QString> &companies);
    void askToClear();
    void clear(const QByteArray &tag);

    const AppServices &m_services;
    QTreeWidget *m_levels = nullptr;
    QTreeWidget *m_kinds = nullptr;
    QLabel *m_saved = nullptr;
    QComboBox *m_what = nullptr;
    QComboBox *m_whose = nullptr;
    QPushButton *m_clear = nullptr;
};

} // namespace consultantos
