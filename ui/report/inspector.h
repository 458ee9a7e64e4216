// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app_services.h"
#include "documents/document_place.h"
#include "model/report.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QTreeView;

namespace consultantos {

class EvidenceBrowser;
class EvidenceTreeModel;
class UsesList;

/// Where a number comes from: value, formula, inputs down to the facts with form, filing date and accession number,
/// earlier values of a restated fact, passages and the playbook's reasoning; and where else it is used.
class Inspector : public QWidget {
    Q_OBJECT
public:
    explicit Inspector(const AppServices &services, QWidget *parent = nullptr);

    /// What a link of EvidenceBrowser means in `report`: "number", "claim" or "ref" and its id.
    void activate(const std::shared_ptr<const Report> &report, const QString &scheme, const QString &id);
    void showReference(const std::shared_ptr<const Report> &report, const QString &ref);
    void showClaim(const std::shared_ptr<const Report> &report, const Claim &claim);
    void clear();
    /// All that it shows as plain text.
    [[nodiscard]] QString plainText() const;
    void copy() const;

Q_SIGNALS:
    void placeActivated(const consultantos::DocumentPlace &place);
    void useActivated(const QString &reportId, const QString &claimId);
    /// What the language model wrote for the agent of the claim is wrong: `entries` name the kept replies.
    void wrongReported(const std::shared_ptr<const consultantos::Report> &report, const QStringList &entries);

private:
    void showWriter(const AgentRecord *writer);
    void show(const QString &title, const QString &details, const QStringList &roots);
    void showSelected(const QModelIndex &index);
    void showPlaceAndUses(const QString &ref);

    std::shared_ptr<const Report> m_report;
    QLabel *m_title = nullptr;
    EvidenceBrowser *m_details = nullptr;
    EvidenceTreeModel *m_model = nullptr;
    QTreeView *m_tree = nullptr;
    QLabel *m_writer = nullptr; ///< which model wrote the claim, and whether for an earlier report
    QPushButton *m_wrong = nullptr;
    QStringList m_entries; ///< of the claim's writer
    QPushButton *m_inDocument = nullptr;
    UsesList *m_uses = nullptr;
    DocumentPlace m_place; ///< of what is shown
    QWidget *m_body = nullptr;
    QLabel *m_hint = nullptr;
};

} // namespace consultantos
