"""The statutory form as the generator knows it: keys, official labels, units (notices 60号 of 2019 and 30号 of 2021).

Written apart from the parser's own data, so that a slip in one of the two shows.
"""

from __future__ import annotations

from typing import NamedTuple

T2 = "proactive_disclosure"
T3 = "requests"
T4 = "reconsideration_and_litigation"
STATISTICS = "statistics"


class Block(NamedTuple):
    """One stacked block of table two: its title, its columns, its rows."""

    title: str
    columns: tuple[tuple[str, str, str], ...]
    """(key, label, unit)"""
    rows: tuple[tuple[str, str], ...]
    """(key, label)"""


_STOCK = (("government_rules", "规章"), ("normative_documents", "行政规范性文件"))
_PENAL = (("administrative_penalties", "行政处罚"), ("administrative_compulsion", "行政强制"))
_DECISIONS = (("decisions_this_year", "本年处理决定数量", "件"),)
_ITEMS = (
    ("items_last_year", "上一年项目数量", "项"),
    ("items_change", "本年增/减", "项"),
    ("decisions_this_year", "处理决定数量", "件"),
)

T2_2021 = (
    Block(
        "第二十条第（一）项",
        (
            ("issued_this_year", "本年制发件数", "件"),
            ("repealed_this_year", "本年废止件数", "件"),
            ("in_force", "现行有效件数", "件"),
        ),
        _STOCK,
    ),
    Block("第二十条第（五）项", _DECISIONS, (("administrative_licensing", "行政许可"),)),
    Block("第二十条第（六）项", _DECISIONS, _PENAL),
    Block(
        "第二十条第（八）项",
        (("amount_wan_yuan", "本年收费金额（单位：万元）", "万元"),),
        (("administrative_fees", "行政事业性收费"),),
    ),
)

T2_2019 = (
    Block(
        "第二十条第（一）项",
        (
            ("produced_this_year", "本年新制作数量", "件"),
            ("disclosed_this_year", "本年新公开数量", "件"),
            ("total_public", "对外公开总数量", "件"),
        ),
        (("government_rules", "规章"), ("normative_documents", "规范性文件")),
    ),
    Block(
        "第二十条第（五）项",
        _ITEMS,
        (("administrative_licensing", "行政许可"), ("other_external_services", "其他对外管理服务事项")),
    ),
    Block("第二十条第（六）项", _ITEMS, _PENAL),
    Block("第二十条第（八）项", _ITEMS[:2], (("administrative_fees", "行政事业性收费"),)),
    Block(
        "第二十条第（九）项",
        (("procurement_items", "采购项目数量", "项"), ("procurement_amount", "采购总金额", "元")),
        (("centralized_procurement", "政府集中采购"),),
    ),
)

COLUMNS = (
    ("natural_person", "自然人"),
    ("commercial_enterprise", "商业企业"),
    ("research_institution", "科研机构"),
    ("public_interest_org", "社会公益组织"),
    ("legal_service_org", "法律服务机构"),
    ("other", "其他"),
    ("total", "总计"),
)
KINDS = tuple(key for key, _ in COLUMNS[:-1])

CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

NEW = ("new_requests", "一、本年新收政府信息公开申请数量")
CARRIED_IN = ("carried_over_in", "二、上年结转政府信息公开申请数量")
RESULTS = "三、本年度办理结果"
CARRIED_OUT = ("carried_over_out", "四、结转下年度继续办理")
DISCLOSED = ("results.disclosed", "（一）予以公开")
PARTIAL = ("results.partially_disclosed", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
TOTAL = ("results.total", "（七）总计")
OTHER_SINGLE = ("results.other_handling.total", "（六）其他处理")

_N, _U, _P, _O = (f"results.{g}." for g in ("not_disclosed", "unable_to_provide", "not_processed", "other_handling"))
GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "（三）不予公开",
        (
            (_N + "state_secret", "1.属于国家秘密"),
            (_N + "prohibited_by_law", "2.其他法律行政法规禁止公开"),
            (_N + "security_and_stability", "3.危及“三安全一稳定”"),
            (_N + "third_party_rights", "4.保护第三方合法权益"),
            (_N + "internal_affairs", "5.属于三类内部事务信息"),
            (_N + "process_information", "6.属于四类过程性信息"),
            (_N + "enforcement_case_file", "7.属于行政执法案卷"),
            (_N + "administrative_query", "8.属于行政查询事项"),
        ),
    ),
    (
        "（四）无法提供",
        (
            (_U + "not_held", "1.本机关不掌握相关政府信息"),
            (_U + "requires_creation", "2.没有现成信息需要另行制作"),
            (_U + "unclear_after_correction", "3.补正后申请内容仍不明确"),
        ),
    ),
    (
        "（五）不予处理",
        (
            (_P + "petition_or_complaint", "1.信访举报投诉类申请"),
            (_P + "repeat_request", "2.重复申请"),
            (_P + "asks_for_publications", "3.要求提供公开出版物"),
            (_P + "excessive_repeated_requests", "4.无正当理由大量反复申请"),
            (_P + "asks_confirm_or_reissue", "5.要求行政机关确认或重新出具已获取信息"),
        ),
    ),
    (
        "（六）其他处理",
        (
            (_O + "correction_overdue", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
            (_O + "fee_overdue", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
            (_O + "other", "3.其他"),
        ),
    ),
)

T4_GROUPS = (
    ("reconsideration", "行政复议"),
    ("litigation_direct", "未经复议直接起诉"),
    ("litigation_after_reconsideration", "复议后起诉"),
)
T4_COLUMNS = (
    ("upheld", "结果维持"),
    ("corrected", "结果纠正"),
    ("other_outcome", "其他结果"),
    ("pending", "尚未审结"),
    ("total", "总计"),
)

SECTIONS = (
    ("overview", "总体情况"),
    ("proactive_disclosure", "主动公开政府信息情况"),
    ("requests", "收到和处理政府信息公开申请情况"),
    ("reconsideration_and_litigation", "政府信息公开行政复议、行政诉讼情况"),
    ("problems_and_improvements", "存在的主要问题及改进情况"),
    ("other_matters", "其他需要报告的事项"),
)


def result_rows(single_other: bool) -> tuple[str, ...]:
    """Keys of the result rows that add up to (七), in the form's order."""
    rows = [DISCLOSED[0], PARTIAL[0]]
    for label, items in GROUPS:
        if single_other and label == OTHER_SINGLE[1]:
            rows.append(OTHER_SINGLE[0])
        else:
            rows.extend(key for key, _ in items)
    return tuple(rows)


def request_rows(single_other: bool) -> tuple[str, ...]:
    """Keys of all rows of table three, in the form's order."""
    return (NEW[0], CARRIED_IN[0], *result_rows(single_other), TOTAL[0], CARRIED_OUT[0])
