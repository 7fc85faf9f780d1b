"""The sentences of a report; every number in them agrees with the tables."""

from __future__ import annotations

from tests.wild import form
from tests.wild.identity import Identity
from tests.wild.model import Draw, Figures

_OPENINGS = (
    "{y}年，我单位以《中华人民共和国政府信息公开条例》为依据，扎实推进政务公开各项工作，现将有关情况报告如下。",
    "一年来，本机关坚持以公开为常态、不公开为例外，依法保障公众知情权，政府信息公开工作平稳有序。",
    "{y}年，{a}认真落实上级部署，把信息公开作为建设法治政府的重要抓手。",
)
_TOPICS = {
    "主动公开": "通过门户网站、政务新媒体等渠道及时发布机构职能、财政预决算、重点领域等信息，群众查阅更为便利。",
    "依申请公开": "规范接收、登记、审核、答复各环节，做到件件有回音。",
    "政府信息管理": "健全信息发布审核制度，严格执行先审查、后公开的程序。",
    "政府信息公开平台建设": "优化网站栏目设置，定期检查链接，清理失效内容。",
    "监督保障": "明确分管领导和经办人员，组织业务学习，接受社会监督。",
}
_PROBLEMS = (
    "一是主动公开的内容与群众期待相比还有差距；二是经办人员业务能力有待提高。",
    "主要问题：政策解读形式较为单一，部分栏目更新不够及时。",
    "存在公开意识不够强、信息质量不够高等问题，需要在今后工作中加以改进。",
)
_PLANS = (
    "下一步，将加强学习培训，丰富解读形式，不断提高公开工作水平。",
    "改进措施：完善制度，压实责任，加大督促检查力度。",
)
_OTHERS = (
    "无。",
    "无其他需要报告的事项。",
    "本年度没有收取信息处理费，无其他需要报告的事项。",
    "没有其他需要报告的事项。",
)


def preface(draw: Draw, who: Identity) -> list[str]:
    """The paragraph before section one, with the period the figures cover."""
    if draw["preface"] == "none":
        return []
    y = who.year
    period = draw.pick(
        "period", (f"{y}年1月1日起至{y}年12月31日止", f"{y}年1月1日至12月31日", f"{y}年1月1日—{y}年12月31日")
    )
    if draw["preface"] == "short":
        return [f"根据《条例》规定，现公布{who.agency}{y}年政府信息公开工作年度报告。统计期限为{period}。"]
    return [
        (
            f"本报告由{who.agency}根据《中华人民共和国政府信息公开条例》编制，全文包括总体情况、主动公开政府信息情况、收到和处理政府"
            f"信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分。"
            f"本报告所列数据的统计期限自{period}。"
        )
    ]


def overview(draw: Draw, who: Identity, figures: Figures) -> list[str]:
    """Section one."""
    rng = draw.rng("overview")
    paragraphs = [rng.choice(_OPENINGS).format(y=who.year, a=who.agency)]
    style = rng.choice(("（{n}）{t}方面", "（{n}）{t}。{s}", "{n}是{t}。{s}", "none"))
    for n, (topic, sentence) in zip("一二三四五", _TOPICS.items(), strict=True):
        head = style.format(n=n, t=topic, s=sentence)
        if style == "none":
            paragraphs.append(sentence)
        elif "{s}" in style:
            paragraphs.append(head)
        else:
            paragraphs += [head, sentence]
    if "18030" in f"{draw['charset']}{draw['text_charset']}":
        paragraphs.append("组织㙍湖社区、䶮泉村开展“互联网＋政务服务”宣传，发放资料①②两种，联系人叶𠮷镕。")
    return paragraphs + _counts(draw, figures)


def _counts(draw: Draw, figures: Figures) -> list[str]:
    new = figures.get((form.T3, form.NEW[0], "total"))
    if draw["narrative"] == "none" or new is None:
        return []
    done = int(figures[form.T3, form.TOTAL[0], "total"])
    carried = int(figures[form.T3, form.CARRIED_IN[0], "total"])
    out = int(figures[form.T3, form.CARRIED_OUT[0], "total"])
    cases = int(figures[form.T4, "reconsideration", "total"])
    if draw["narrative"] == "zero phrases" and not new and not cases:
        return (
            ["本年度未收到政府信息公开申请，未发生因政府信息公开引起的行政复议和行政诉讼。"]
            if not _suits(figures)
            else []
        )
    text = f"全年新收政府信息公开申请{int(new)}件"
    text += f"，上年结转{carried}件" if carried else ""
    text += f"，办结{done}件"
    text += f"，结转下年度继续办理{out}件。" if out else "。"
    return [text]


def _suits(figures: Figures) -> float:
    return sum(figures[form.T4, group, "total"] for group, _ in form.T4_GROUPS[1:])


def problems(draw: Draw) -> list[str]:
    """Section five."""
    return [draw.pick("problems", _PROBLEMS), draw.pick("plans", _PLANS)]


def others(draw: Draw) -> list[str]:
    """Section six."""
    return [draw.pick("others", _OTHERS)]


def flat(text: str) -> str:
    """Text without any white space."""
    return "".join(text.split())


def old_chapters(draw: Draw, who: Identity) -> list[tuple[str, list[str]]]:
    """The chapters of a report before 2019."""
    rng = draw.rng("old chapters")
    items = rng.randint(20, 900)
    return [
        ("概述", [rng.choice(_OPENINGS).format(y=who.year, a=who.agency)]),
        ("主动公开政府信息情况", [f"全年通过各种渠道主动公开政府信息{items}条。", _TOPICS["主动公开"]]),
        ("依申请公开政府信息情况", [_TOPICS["依申请公开"]]),
        (
            "复议、诉讼情况",
            ["有关行政复议、行政诉讼的数字见附表。" if draw.era != "free" else "本年度未发生行政复议和行政诉讼。"],
        ),
        ("存在的主要问题和改进措施", problems(draw)),
    ]


def appendix(draw: Draw, who: Identity) -> str:
    """The line above the statistics."""
    if draw.era == "2014":
        return str(
            draw.pick("appendix", ("政府信息公开情况统计表", f"附件：政府信息公开情况统计表（{who.year}年度）", "附表"))
        )
    return str(
        draw.pick(
            "appendix", ("附表：政府信息公开工作情况统计", "附表一：指标统计表", f"{who.year}年度政府信息公开统计")
        )
    )
