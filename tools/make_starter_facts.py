#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cuts the starter facts out of SEC companyfacts files: resources/starter/companies.json and one compressed file a
company in resources/starter/facts/, in the shape of companyfacts, so that the program's importer reads them.

make_starter_facts.py --data FOLDER [--resources FOLDER] [--years N]

FOLDER holds companyfacts/*.json.gz, companyfacts/derived-from-10k/*.json, submissions/ and industry/constituents.csv.
Taken are the tags of resources/concepts.json and those below, for the last N fiscal years, as reported: of several
reports of one fact the latest and, before it, those whose value differs. The output is the same bytes at every run.
Python 3, standard library only.
"""
import argparse
import csv
import datetime
import glob
import gzip
import io
import json
import os
import pathlib
import sys

YEARS = 12
ANNUAL_DAYS = range(350, 381)  # 52 and 53 weeks, and a few days of a changed year end
ANNUAL_FORMS = ("10-K", "10-K/A", "10-KT", "20-F", "20-F/A", "40-F")

# id: (name as users say it, industry of sectors.json, further names, sector where the constituents list has none, country)
COMPANIES = {
    12927: ("Boeing", "aerospace_defense", ["The Boeing Company"], "", "US"),
    21344: ("Coca-Cola", "beverages", ["Coke", "The Coca-Cola Company"], "", "US"),
    37996: ("Ford", "automotive", ["Ford Motor", "Ford Motor Company"], "", "US"),
    50863: ("Intel", "semiconductors", [], "", "US"),
    66740: ("3M", "industrial_conglomerates", ["Minnesota Mining and Manufacturing", "MMM"], "", "US"),
    93410: ("Chevron", "oil_gas", [], "", "US"),
    104169: ("Walmart", "mass_retail", ["Wal-Mart", "Wal-Mart Stores"], "", "US"),
    320187: ("Nike", "apparel_footwear", [], "", "US"),
    320193: ("Apple", "consumer_electronics", ["Apple Computer"], "", "US"),
    354950: ("Home Depot", "home_improvement_retail", ["The Home Depot"], "", "US"),
    753308: ("NextEra Energy", "electric_utilities", ["NextEra", "FPL Group"], "", "US"),
    789019: ("Microsoft", "software", [], "", "US"),
    796343: ("Adobe", "software", ["Adobe Systems"], "", "US"),
    831259: ("Freeport-McMoRan", "metals_mining", ["Freeport"], "", "US"),
    896878: ("Intuit", "software", [], "", "US"),
    909832: ("Costco", "mass_retail", ["Costco Wholesale"], "", "US"),
    1018724: ("Amazon", "ecommerce_cloud", ["Amazon.com"], "", "US"),
    1035267: ("Intuitive Surgical", "medical_devices", ["Intuitive"], "", "US"),
    1045810: ("NVIDIA", "semiconductors", [], "", "US"),
    1065280: ("Netflix", "streaming", [], "", "US"),
    1114995: ("Impinj", "semiconductors", [], "information_technology", "US"),
    1318605: ("Tesla", "automotive", ["Tesla Motors"], "", "US"),
    1326801: ("Meta", "internet_media", ["Meta Platforms", "Facebook"], "", "US"),
    1403161: ("Visa", "payments", [], "", "US"),
    1467858: ("General Motors", "automotive", [], "", "US"),
    1652044: ("Alphabet", "internet_media", ["Google"], "", "US"),
    1675149: ("Alcoa", "metals_mining", [], "materials", "US"),
    1691421: ("Lemonade", "insurance", [], "financials", "US"),
    1997711: ("Logistic Properties of the Americas", "logistics_real_estate", ["LatAm Logistic Properties"],
              "real_estate", "CR"),
}

# What statements are standardised from, beside the tags of concepts.json: enough to follow another mapping of tags
# without making the facts again.
TAGS = {
    "dei": """EntityCommonStockSharesOutstanding EntityPublicFloat""",
    "us-gaap": """
    Revenues RevenueFromContractWithCustomerExcludingAssessedTax RevenueFromContractWithCustomerIncludingAssessedTax
    SalesRevenueNet SalesRevenueGoodsNet SalesRevenueServicesNet RevenuesNetOfInterestExpense RegulatedAndUnregulatedOperatingRevenue
    ElectricUtilityRevenue RegulatedOperatingRevenue SalesRevenueEnergyServices OilAndGasRevenue RealEstateRevenueNet HealthCareOrganizationRevenue
    PremiumsEarnedNet NetInvestmentIncome MembershipDuesRevenueOnGoing SalesTypeLeaseRevenue OperatingLeasesIncomeStatementLeaseRevenue
    RevenueNotFromContractWithCustomer RevenueNotFromContractWithCustomerOther InterestAndDividendIncomeOperating
    CostOfRevenue CostOfGoodsAndServicesSold CostOfGoodsSold CostOfServices CostOfGoodsAndServiceExcludingDepreciationDepletionAndAmortization
    CostOfGoodsAndServiceExcludingDepreciationDepletionAndAmortizationExcludingAmortization CostDirectMaterial CostsAndExpenses
    CostOfGoodsSoldExcludingDepreciationDepletionAndAmortization FuelCosts UtilitiesOperatingExpenseFuelUsed
    CrudeOilAndProductPurchases CostOfPurchasedOilAndGas UtilitiesOperatingExpensePurchasedPower
    UtilitiesOperatingExpenseFuelUsedAndPurchasedPower CostOfPurchasedPower
    DirectCostsOfLeasedAndRentedPropertyOrEquipment BenefitsLossesAndExpenses PolicyholderBenefitsAndClaimsIncurredNet
    LiabilityForUnpaidClaimsAndClaimsAdjustmentExpenseIncurredClaims1 GrossProfit OperatingIncomeLoss OperatingExpenses
    OtherOperatingIncomeExpenseNet OtherCostAndExpenseOperating CostsAndExpensesNetOfOtherIncome
    ResearchAndDevelopmentExpense ResearchAndDevelopmentExpenseExcludingAcquiredInProcessCost ResearchAndDevelopmentExpenseSoftwareExcludingAcquiredInProcessCost
    TechnologyAndContentExpense TechnologyAndInfrastructureExpense
    SellingGeneralAndAdministrativeExpense SellingAndMarketingExpense GeneralAndAdministrativeExpense MarketingExpense MarketingAndAdvertisingExpense
    AdvertisingExpense FulfillmentExpense LaborAndRelatedExpense ShareBasedCompensation AllocatedShareBasedCompensationExpense
    DepreciationDepletionAndAmortization DepreciationAmortizationAndAccretionNet DepreciationAndAmortization Depreciation
    DepreciationAmortizationAndOther DepreciationNonproduction OtherDepreciationAndAmortization AmortizationOfIntangibleAssets
    UtilitiesOperatingExpenseDepreciationAndAmortization CostDepreciationAmortizationAndDepletion CostOfGoodsAndServicesSoldDepreciationAndAmortization
    CostOfServicesDepreciationAndAmortization AmortizationOfDebtDiscountPremium CapitalizedComputerSoftwareAmortization1
    RestructuringCharges RestructuringSettlementAndImpairmentProvisions RestructuringCostsAndAssetImpairmentCharges
    GoodwillImpairmentLoss AssetImpairmentCharges ImpairmentOfLongLivedAssetsHeldForUse GainLossOnSaleOfBusiness GainLossOnDispositionOfAssets1
    InterestExpense InterestExpenseDebt InterestExpenseNonoperating InterestExpenseOperating InterestAndDebtExpense InterestPaid InterestPaidNet
    InterestIncomeExpenseNet InterestIncomeExpenseNonoperatingNet InterestIncomeOther InvestmentIncomeInterest InvestmentIncomeNet
    InvestmentIncomeInterestAndDividend InterestAndOtherIncome NonoperatingIncomeExpense OtherNonoperatingIncomeExpense OtherNonoperatingIncome
    OtherNonoperatingExpense IncomeLossFromEquityMethodInvestments
    IncomeLossFromContinuingOperationsBeforeIncomeTaxesExtraordinaryItemsNoncontrollingInterest
    IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments
    IncomeLossFromContinuingOperationsBeforeIncomeTaxesDomestic IncomeLossFromContinuingOperationsBeforeIncomeTaxesForeign
    IncomeTaxExpenseBenefit CurrentIncomeTaxExpenseBenefit DeferredIncomeTaxExpenseBenefit DeferredIncomeTaxesAndTaxCredits
    IncomeTaxesPaid IncomeTaxesPaidNet
    IncomeLossFromContinuingOperations IncomeLossFromContinuingOperationsIncludingPortionAttributableToNoncontrollingInterest
    IncomeLossFromDiscontinuedOperationsNetOfTax IncomeLossFromDiscontinuedOperationsNetOfTaxAttributableToReportingEntity
    ExtraordinaryItemNetOfTax CumulativeEffectOfChangeInAccountingPrincipleNetOfTax
    NetIncomeLoss ProfitLoss NetIncomeLossAttributableToNoncontrollingInterest NetIncomeLossAvailableToCommonStockholdersBasic
    NetIncomeLossAttributableToRedeemableNoncontrollingInterest PreferredStockDividendsIncomeStatementImpact ComprehensiveIncomeNetOfTax
    EarningsPerShareBasic EarningsPerShareDiluted EarningsPerShareBasicAndDiluted IncomeLossFromContinuingOperationsPerDilutedShare
    CommonStockDividendsPerShareDeclared CommonStockDividendsPerShareCashPaid
    WeightedAverageNumberOfSharesOutstandingBasic WeightedAverageNumberOfDilutedSharesOutstanding WeightedAverageNumberOfShareOutstandingBasicAndDiluted
    CommonStockSharesOutstanding CommonStockSharesIssued SharesOutstanding StockIssuedDuringPeriodValueNewIssues
    Assets AssetsCurrent AssetsNoncurrent CashAndCashEquivalentsAtCarryingValue CashCashEquivalentsAndShortTermInvestments
    CashAndCashEquivalentsAtCarryingValueIncludingDiscontinuedOperations Cash CashEquivalentsAtCarryingValue
    CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents RestrictedCashAndCashEquivalentsAtCarryingValue RestrictedCashCurrent
    RestrictedCashAndCashEquivalents CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsIncludingDisposalGroupAndDiscontinuedOperations
    ShortTermInvestments MarketableSecuritiesCurrent AvailableForSaleSecuritiesCurrent AvailableForSaleSecuritiesDebtSecuritiesCurrent
    DebtSecuritiesAvailableForSaleExcludingAccruedInterestCurrent OtherShortTermInvestments MarketableSecurities
    HeldToMaturitySecuritiesCurrent DebtSecuritiesHeldToMaturityAmortizedCostAfterAllowanceForCreditLossCurrent
    MarketableSecuritiesNoncurrent AvailableForSaleSecuritiesNoncurrent LongTermInvestments OtherLongTermInvestments EquityMethodInvestments
    LongTermInvestmentsAndReceivablesNet InvestmentsInAffiliatesSubsidiariesAssociatesAndJointVentures Investments
    AccountsReceivableNetCurrent ReceivablesNetCurrent AccountsNotesAndLoansReceivableNetCurrent AccountsAndOtherReceivablesNetCurrent
    AccountsReceivableNet AccountsReceivableGrossCurrent IncreaseDecreaseInAccountsReceivable NontradeReceivablesCurrent OtherReceivablesNetCurrent
    PremiumsReceivableAtCarryingValue NotesAndLoansReceivableNetCurrent FinancingReceivableAfterAllowanceForCreditLossCurrent
    NotesAndLoansReceivableNetNoncurrent UnbilledReceivablesCurrent ContractWithCustomerAssetNetCurrent
    InventoryNet InventoryNetOfAllowancesCustomerAdvancesAndProgressBillings InventoryFinishedGoodsNetOfReserves InventoryGross
    EnergyRelatedInventory InventoryRawMaterialsAndSuppliesNetOfReserves InventoryWorkInProcessNetOfReserves
    PrepaidExpenseAndOtherAssetsCurrent PrepaidExpenseCurrent OtherAssetsCurrent OtherAssetsNoncurrent IncomeTaxesReceivable
    PropertyPlantAndEquipmentNet PropertyPlantAndEquipmentGross AccumulatedDepreciationDepletionAndAmortizationPropertyPlantAndEquipment
    PropertyPlantAndEquipmentAndFinanceLeaseRightOfUseAssetAfterAccumulatedDepreciationAndAmortization
    PublicUtilitiesPropertyPlantAndEquipmentNet PropertyPlantAndEquipmentOtherNet RealEstateInvestmentPropertyNet
    PropertyPlantAndEquipmentNetExcludingCapitalLeasedAssets PropertySubjectToOrAvailableForOperatingLeaseNet
    OperatingLeaseRightOfUseAsset FinanceLeaseRightOfUseAsset
    Goodwill IntangibleAssetsNetExcludingGoodwill FiniteLivedIntangibleAssetsNet IndefiniteLivedIntangibleAssetsExcludingGoodwill
    IntangibleAssetsNetIncludingGoodwill OtherIntangibleAssetsNet DeferredIncomeTaxAssetsNet DeferredTaxAssetsNet DeferredTaxAssetsNetCurrent
    DeferredTaxAssetsNetNoncurrent
    Liabilities LiabilitiesCurrent LiabilitiesNoncurrent OtherLiabilitiesCurrent OtherLiabilitiesNoncurrent OtherLiabilities
    AccountsPayableCurrent AccountsPayableTradeCurrent AccountsPayableAndAccruedLiabilitiesCurrent AccountsPayableRelatedPartiesCurrent
    AccruedLiabilitiesCurrent AccruedLiabilitiesAndOtherLiabilities AccountsPayableCurrentAndNoncurrent OtherAccruedLiabilitiesCurrent
    EmployeeRelatedLiabilitiesCurrent AccruedIncomeTaxesCurrent AccruedIncomeTaxesNoncurrent TaxesPayableCurrent
    ContractWithCustomerLiabilityCurrent ContractWithCustomerLiabilityNoncurrent ContractWithCustomerLiability DeferredRevenueCurrent
    DeferredRevenueNoncurrent DeferredRevenue DeferredRevenueCurrentAndNoncurrent CustomerAdvancesAndDepositsCurrent CustomerDepositsCurrent
    UnearnedPremiums LiabilityForClaimsAndClaimsAdjustmentExpense LiabilityForFuturePolicyBenefits
    LongTermDebt LongTermDebtNoncurrent LongTermDebtCurrent LongTermDebtAndCapitalLeaseObligations LongTermDebtAndCapitalLeaseObligationsCurrent
    LongTermDebtAndCapitalLeaseObligationsIncludingCurrentMaturities DebtAndCapitalLeaseObligations
    DebtCurrent ShortTermBorrowings CommercialPaper NotesPayableCurrent OtherShortTermBorrowings LoansPayableCurrent ConvertibleNotesPayableCurrent
    UnsecuredDebtCurrent SecuredDebtCurrent ConvertibleNotesPayable ConvertibleLongTermNotesPayable ConvertibleDebtNoncurrent ConvertibleDebtCurrent
    LongTermNotesPayable NotesPayable SeniorNotes SeniorLongTermNotes UnsecuredDebt DebtLongtermAndShorttermCombinedAmount DebtInstrumentCarryingAmount
    LinesOfCreditCurrent LongTermLineOfCredit CapitalLeaseObligationsCurrent CapitalLeaseObligationsNoncurrent
    FinanceLeaseLiabilityCurrent FinanceLeaseLiabilityNoncurrent OperatingLeaseLiability OperatingLeaseLiabilityCurrent OperatingLeaseLiabilityNoncurrent
    PensionAndOtherPostretirementDefinedBenefitPlansLiabilitiesNoncurrent DeferredIncomeTaxLiabilitiesNet DeferredTaxLiabilitiesNoncurrent
    DeferredIncomeTaxLiabilities CommitmentsAndContingencies
    StockholdersEquity StockholdersEquityIncludingPortionAttributableToNoncontrollingInterest MinorityInterest LiabilitiesAndStockholdersEquity
    TemporaryEquityCarryingAmountAttributableToParent TemporaryEquityCarryingAmountIncludingPortionAttributableToNoncontrollingInterests
    RedeemableNoncontrollingInterestEquityCarryingAmount RedeemableNoncontrollingInterestEquityCommonCarryingAmount
    RetainedEarningsAccumulatedDeficit RetainedEarningsUnappropriated RetainedEarningsAppropriated AccumulatedOtherComprehensiveIncomeLossNetOfTax
    CommonStockValue CommonStocksIncludingAdditionalPaidInCapital AdditionalPaidInCapital AdditionalPaidInCapitalCommonStock PreferredStockValue
    TreasuryStockValue TreasuryStockCommonValue PartnersCapital MembersEquity
    NetCashProvidedByUsedInOperatingActivities NetCashProvidedByUsedInOperatingActivitiesContinuingOperations
    NetCashProvidedByUsedInInvestingActivities NetCashProvidedByUsedInInvestingActivitiesContinuingOperations
    NetCashProvidedByUsedInFinancingActivities NetCashProvidedByUsedInFinancingActivitiesContinuingOperations
    CashProvidedByUsedInOperatingActivitiesDiscontinuedOperations CashProvidedByUsedInInvestingActivitiesDiscontinuedOperations
    CashProvidedByUsedInFinancingActivitiesDiscontinuedOperations NetCashProvidedByUsedInDiscontinuedOperations
    EffectOfExchangeRateOnCashAndCashEquivalents EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalents
    EffectOfExchangeRateOnCashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsIncludingDisposalGroupAndDiscontinuedOperations
    CashAndCashEquivalentsPeriodIncreaseDecrease CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseIncludingExchangeRateEffect
    CashCashEquivalentsRestrictedCashAndRestrictedCashEquivalentsPeriodIncreaseDecreaseExcludingExchangeRateEffect
    CashAndCashEquivalentsPeriodIncreaseDecreaseExcludingExchangeRateEffect
    PaymentsToAcquirePropertyPlantAndEquipment PaymentsToAcquireProductiveAssets PaymentsToAcquireOtherPropertyPlantAndEquipment
    PaymentsToAcquireOtherProductiveAssets PaymentsToAcquireMachineryAndEquipment PaymentsForCapitalImprovements PaymentsToDevelopSoftware
    PaymentsToAcquireEquipmentOnLease PaymentsToAcquireIntangibleAssets PaymentsToExploreAndDevelopOilAndGasProperties
    PaymentsToAcquireOilAndGasPropertyAndEquipment PaymentsToAcquireRealEstateHeldForInvestment PaymentsForConstructionInProcess
    PaymentsForProceedsFromProductiveAssets CapitalExpendituresIncurredButNotYetPaid ProceedsFromSaleOfPropertyPlantAndEquipment
    PaymentsToAcquireBusinessesNetOfCashAcquired PaymentsToAcquireInvestments ProceedsFromDivestitureOfBusinesses
    PaymentsOfDividends PaymentsOfDividendsCommonStock PaymentsOfOrdinaryDividends Dividends DividendsCommonStockCash
    PaymentsForRepurchaseOfCommonStock PaymentsForRepurchaseOfEquity StockRepurchasedDuringPeriodValue
    ProceedsFromIssuanceOfCommonStock ProceedsFromIssuanceOfLongTermDebt ProceedsFromIssuanceOfDebt RepaymentsOfLongTermDebt RepaymentsOfDebt
    ProceedsFromStockOptionsExercised ProceedsFromIssuanceOrSaleOfEquity
    IncreaseDecreaseInInventories IncreaseDecreaseInAccountsPayable IncreaseDecreaseInAccountsPayableTrade IncreaseDecreaseInContractWithCustomerLiability
    IncreaseDecreaseInDeferredRevenue IncreaseDecreaseInOperatingCapital
    """,
    "ifrs-full": """
    Revenue RevenueFromContractsWithCustomers RentalIncome OtherRevenue RevenueFromInterest RentalIncomeFromInvestmentProperty CostOfSales
    GrossProfit ProfitLossFromOperatingActivities OperatingExpense DirectOperatingExpenseFromInvestmentProperty
    DirectOperatingExpenseFromInvestmentPropertyGeneratingRentalIncome GeneralAndAdministrativeExpense AdministrativeExpense
    SellingGeneralAndAdministrativeExpense DistributionCosts SellingExpense ResearchAndDevelopmentExpense OtherIncome OtherExpenseByFunction
    OtherExpenseByNature OtherOperatingIncomeExpense EmployeeBenefitsExpense WagesAndSalaries DepreciationExpense DepreciationAndAmortisationExpense
    AdjustmentsForDepreciationAndAmortisationExpense DepreciationAmortisationAndImpairmentLossReversalOfImpairmentLossRecognisedInProfitOrLoss
    AmortisationExpense FinanceCosts FinanceIncome InterestExpense InterestRevenueExpense InterestPaidClassifiedAsOperatingActivities
    InterestPaidClassifiedAsFinancingActivities
    GainsLossesOnFairValueAdjustmentInvestmentProperty ProfitLossBeforeTax IncomeTaxExpenseContinuingOperations CurrentTaxExpenseIncome
    DeferredTaxExpenseIncome ProfitLoss ProfitLossFromContinuingOperations ProfitLossFromDiscontinuedOperations ProfitLossAttributableToOwnersOfParent
    ProfitLossAttributableToNoncontrollingInterests ComprehensiveIncome BasicEarningsLossPerShare DilutedEarningsLossPerShare WeightedAverageShares
    AdjustedWeightedAverageShares Assets CurrentAssets NoncurrentAssets CashAndCashEquivalents Cash RestrictedCashAndCashEquivalents
    CurrentRestrictedCashAndCashEquivalents NoncurrentRestrictedCashAndCashEquivalents
    TradeAndOtherCurrentReceivables CurrentTradeReceivables OtherReceivables TradeReceivables Inventories OtherCurrentAssets OtherNoncurrentAssets
    CurrentPrepaidExpenses CurrentReceivablesFromSaleOfProperties CurrentTaxAssets DeferredTaxAssets PropertyPlantAndEquipment InvestmentProperty
    RightofuseAssets Goodwill IntangibleAssetsOtherThanGoodwill IntangibleAssetsAndGoodwill Liabilities CurrentLiabilities NoncurrentLiabilities
    TradeAndOtherCurrentPayables TradeAndOtherCurrentPayablesToTradeSuppliers CurrentAccruedExpensesAndOtherCurrentLiabilities CurrentTaxLiabilities
    CurrentTaxLiabilitiesCurrent CurrentContractLiabilities ContractLiabilities CurrentDepositsFromCustomers OtherCurrentLiabilities
    OtherNoncurrentLiabilities OtherLiabilities Borrowings LongtermBorrowings CurrentPortionOfLongtermBorrowings ShorttermBorrowings
    CurrentBorrowingsAndCurrentPortionOfNoncurrentBorrowings NoncurrentPortionOfNoncurrentBorrowings OtherBorrowings LeaseLiabilities
    CurrentLeaseLiabilities NoncurrentLeaseLiabilities DeferredTaxLiabilities NetDebt Equity EquityAttributableToOwnersOfParent NoncontrollingInterests
    EquityAndLiabilities RetainedEarnings IssuedCapital AdditionalPaidinCapital SharePremium TreasuryShares NumberOfSharesIssued
    NumberOfSharesOutstanding CashFlowsFromUsedInOperatingActivities CashFlowsFromUsedInOperations CashFlowsFromUsedInInvestingActivities
    CashFlowsFromUsedInFinancingActivities EffectOfExchangeRateChangesOnCashAndCashEquivalents IncreaseDecreaseInCashAndCashEquivalents
    IncreaseDecreaseInCashAndCashEquivalentsBeforeEffectOfExchangeRateChanges
    PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities PurchaseOfInvestmentProperty PurchaseOfIntangibleAssetsClassifiedAsInvestingActivities
    DividendsPaid DividendsPaidClassifiedAsFinancingActivities DividendsPaidToNoncontrollingInterests PaymentsToAcquireOrRedeemEntitysShares
    ProceedsFromBorrowingsClassifiedAsFinancingActivities RepaymentsOfBorrowingsClassifiedAsFinancingActivities
    ProceedsFromSalesOfInvestmentProperty PaymentsOfLeaseLiabilitiesClassifiedAsFinancingActivities AdjustmentsForSharebasedPayments
    """,
}


def read_json(path):
    with (gzip.open if str(path).endswith(".gz") else open)(path, "rb") as file:
        return json.load(file)


def wanted_tags(resources):
    """{taxonomy: set of tags}: ours and those of concepts.json, which names them with or without a taxonomy."""
    wanted = {taxonomy: set(tags.split()) for taxonomy, tags in TAGS.items()}
    path = resources / "concepts.json"
    if path.exists():
        def texts(node):
            if isinstance(node, str):
                yield node
            elif isinstance(node, dict):
                for value in node.values():
                    yield from texts(value)
            elif isinstance(node, list):
                for value in node:
                    yield from texts(value)

        for line in read_json(path)["concepts"]:
            for tag in texts(line.get("tags", [])):
                taxonomy, colon, name = tag.partition(":")
                for place in [taxonomy] if colon else wanted:
                    wanted.setdefault(place, set()).add(name if colon else tag)
    return wanted


def significant_digits(value):
    return len(str(abs(value)).replace(".", "").strip("0")) if isinstance(value, int) else len(repr(abs(value)))


def filed_order(report):
    return report.get("filed") or "", report.get("accn") or ""


def reports_to_keep(reports):
    """In the order of filing: the latest, and each whose value differs from the one that follows it. Of two values in
    one filing the more exact one."""
    by_filing = {}
    for report in sorted(reports, key=lambda r: (filed_order(r), significant_digits(r["val"]), abs(r["val"]))):
        by_filing[filed_order(report)] = report
    ordered = [by_filing[key] for key in sorted(by_filing)]
    return [report for report, following in zip(ordered, ordered[1:] + [None])
            if following is None or report["val"] != following["val"]]


def day(text):
    return datetime.date.fromisoformat(text)


def collect(paths, wanted):
    """{taxonomy: {tag: {unit: {(start, end): [report, …]}}}} of one company's files, the SEC's own before derived ones:
    a filing that the first file has is not read again from the second."""
    facts, known_filings = {}, set()
    for path in paths:
        filings = set()
        for taxonomy, tags in read_json(path)["facts"].items():
            for tag, body in tags.items():
                for unit, reports in body["units"].items():
                    for report in reports:
                        filings.add(report["accn"])
                        if report["accn"] in known_filings or tag not in wanted.get(taxonomy, ()):
                            continue
                        periods = facts.setdefault(taxonomy, {}).setdefault(tag, {}).setdefault(unit, {})
                        periods.setdefault((report.get("start"), report["end"]), []).append(report)
        known_filings |= filings
    return facts


def newest_year_end(facts):
    ends = [end for tags in facts.values() for units in tags.values() for periods in units.values()
            for (start, end), reports in periods.items()
            if start and (day(end) - day(start)).days + 1 in ANNUAL_DAYS
            and any(report["form"] in ANNUAL_FORMS and report["fp"] == "FY" for report in reports)]
    return max(ends)


def written(facts, since):
    """The facts as companyfacts has them, cut down; keys and periods in a fixed order."""
    out = {}
    for taxonomy in sorted(facts):
        for tag in sorted(facts[taxonomy]):
            for unit in sorted(facts[taxonomy][tag]):
                periods = facts[taxonomy][tag][unit]
                entries = []
                for start, end in sorted(periods, key=lambda key: (key[1], key[0] or "")):
                    if end < since:
                        continue
                    for report in reports_to_keep(periods[(start, end)]):
                        entry = {"start": start} if start else {}
                        entry.update({key: report.get(key) for key in ("end", "val", "accn", "fy", "fp", "form", "filed")})
                        entries.append(entry)
                if entries:
                    out.setdefault(taxonomy, {}).setdefault(tag, {"units": {}})["units"][unit] = entries
    return out


def write_gzip(path, document):
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=buffer, compresslevel=9, mtime=0) as file:
        file.write(json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode("utf-8"))
    path.write_bytes(buffer.getvalue())


def listed_sectors(data):
    with open(data / "industry" / "constituents.csv", newline="", encoding="utf-8") as file:
        return {int(row["CIK"]): row["GICS Sector"].lower().replace(" ", "_") for row in csv.DictReader(file)}


def listed_tickers(data):
    """The first ticker of each company: the SEC lists the one most traded first."""
    tickers = {}
    for entry in read_json(data / "submissions" / "company_tickers.json.gz").values():
        tickers.setdefault(entry["cik_str"], entry["ticker"])
    return tickers


def industry_code(data, cik):
    path = data / "submissions" / f"CIK{cik:010d}.json"
    return read_json(path)["sic"] if path.exists() else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    root = pathlib.Path(__file__).resolve().parent.parent
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--resources", type=pathlib.Path, default=root / "resources")
    parser.add_argument("--years", type=int, default=YEARS)
    arguments = parser.parse_args()
    data, starter = arguments.data, arguments.resources / "starter"
    (starter / "facts").mkdir(parents=True, exist_ok=True)
    for old in (starter / "facts").glob("CIK*.json.gz"):
        old.unlink()

    wanted, sectors, tickers = wanted_tags(arguments.resources), listed_sectors(data), listed_tickers(data)
    companies, total = [], 0
    for cik, (name, industry, aliases, own_sector, country) in sorted(COMPANIES.items()):
        paths = [path for pattern in (f"CIK{cik:010d}.json*", f"derived-from-10k/CIK{cik:010d}.json*")
                 for path in sorted(glob.glob(os.path.join(data, "companyfacts", pattern)))]
        if not paths:
            sys.exit(f"no facts of {name} ({cik}) under {data}")
        facts = collect(paths, wanted)
        year_end = newest_year_end(facts)
        # A fortnight more, so that a year of 52 weeks still has its opening balance.
        since = day(year_end).replace(day=1).replace(year=day(year_end).year - arguments.years) - datetime.timedelta(days=14)
        cut = written(facts, since.isoformat())
        legal_name = read_json(paths[0])["entityName"]
        path = starter / "facts" / f"CIK{cik:010d}.json.gz"
        write_gzip(path, {"cik": cik, "entityName": legal_name, "facts": cut})
        count = sum(len(entries) for tags in cut.values() for body in tags.values() for entries in body["units"].values())
        total += path.stat().st_size
        print(f"{path.name}: {name}, {count} reports up to {year_end}, {path.stat().st_size} bytes")
        companies.append({
            "id": str(cik), "name": name, "legal_name": legal_name, "ticker": tickers.get(cik, ""), "aliases": aliases,
            "sic": industry_code(data, cik), "sector": sectors.get(cik, own_sector),
            "sector_source": "gics" if cik in sectors else "ours", "industry": industry, "country": country,
            "fiscal_year_end": year_end[5:7] + year_end[8:10]})
    document = {
        "licence": "GPL-3.0-or-later",
        "about": "Companies of the starter facts. Legal names, tickers and SIC as the SEC lists them; sectors marked gics "
                 "from the list of S&P 500 constituents, those marked ours assigned by us; made by tools/make_starter_facts.py.",
        "companies": companies}
    (starter / "companies.json").write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(companies)} companies, {total} bytes of facts")


if __name__ == "__main__":
    main()
