"""Pages as county governments dress them: table layouts, sliders, link walls, and a footer with all its marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.support.web.server import Host, Reply

PDF = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF"
ZIPPED = b"PK\x03\x04\x14\x00\x06\x00\x08\x00docx"
SECTIONS = (
    "一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项",
)  # fmt: skip


@dataclass
class Built:
    """What a site holds: paths of reports and their files, how many pages its lists have, paths never to be asked."""

    reports: set[str]
    lists: int
    decoys: set[str] = field(default_factory=set)


Builder = Callable[[Host, str], Built]


def frame(title: str, body: str, head: str = "", crumbs: str = "") -> str:
    """A whole page of a site: banner, main menu, body, link wall and footer."""
    menu = "".join(
        f'<td width="90"><a href="{path}">{name}</a></td>'
        for name, path in (
            ("网站首页", "/"), ("走进本地", "/zjbd/"), ("新闻中心", "/xwzx/"), ("政务服务", "/zwfw/"), ("互动交流", "/hdjl/"),
        )
    )  # fmt: skip
    foot = (
        '<div class="bottom"><select onchange="window.open(this.value)"><option>友情链接</option>'
        '<option value="http://www.gov.cn/">中国政府网</option></select><p>主办单位：人民政府办公室 网站标识码：9900010001'
        ' 备案号：某ICP备05000000号</p><a href="/wzdt.html">网站地图</a> <a href="/gywm/">关于我们</a></div>'
    )
    return (
        f'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"><html><head><meta charset="UTF-8"><title>{title}</title>{head}</head>'
        f'<body><table width="1000" align="center"><tr>{menu}</tr></table><div class="weizhi">当前位置：{crumbs}</div>'
        f'<div id="wrap">{body}</div>{foot}</body></html>'
    )


def home(place: str, entrance: str, more: str = "") -> str:
    """A home page: news, notices, services, and one way to the disclosure platform."""
    news = "".join(
        f'<li><a href="/xwzx/{n}.html">{place}举行第{n}次推进会</a><em>01-{n:02d}</em></li>' for n in range(10, 30)
    )
    notices = (
        '<li><a href="/tzgg/1.html">关于做好2023年度政府信息公开工作年度报告编制工作的通知</a></li>'
        '<li><a href="/tzgg/2.html">2022年度企业年报公示提醒</a></li>'
    )
    return frame(
        f"{place}人民政府网站",
        f'<div class="swiper">图片新闻</div><ul class="news">{news}</ul><ul>{notices}</ul>{entrance}{more}'
        f'<div class="rd"><a href="/ztzl/wzgzndbb/">政府网站工作年度报表</a><a href="/fzzf/">法治政府建设年度报告</a></div>',
        f'<meta name="SiteName" content="{place}人民政府"><meta name="SiteIDCode" content="9900010001">',
    )


def body(title: str, extra: str = "", head: str = "", meta: bool = True) -> str:
    """A report's page."""
    parts = "".join(
        f'<p class="MsoNormal"><b>{heading}</b></p><p class="MsoNormal">这一年认真履行职责，公开信息{n * 13}条。</p>'
        for n, heading in enumerate(SECTIONS, 1)
    )
    tags = (
        f'<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2024-01-19 08:30">' if meta else ""
    )
    return frame(title, f'<h2 align="center">{title}</h2><div class="TRS_Editor">{parts}</div>{extra}', tags + head)


def other(title: str) -> str:
    """The page of something that is no report."""
    text = "为深入贯彻落实有关要求，现将有关事项通知如下。" * 12
    return frame(
        title,
        f"<h2>{title}</h2><div class='TRS_Editor'><p>{text}</p></div>",
        f'<meta name="ArticleTitle" content="{title}">',
    )


DECOYS = (
    "{place}2022年政府网站工作年度报表", "{place}2022年法治政府建设情况报告", "{place}2023年政府工作报告",
    "【图解】{place}2023年政府信息公开工作年度报告", "{place}召开政府信息公开工作推进会", "{place}2022年度财政决算公开",
)  # fmt: skip


def titled(place: str, years: range) -> list[str]:
    """Titles in the wordings that places use."""
    forms = (
        "{p}{y}年政府信息公开工作年度报告", "{p}{y}年度政府信息公开工作报告", "{y}年{p}政府信息公开年度报告", "{p}{y}年政府信息公开年报",
    )  # fmt: skip
    return [forms[year % 4].format(p=place, y=year) for year in years]


def put(host: Host, names: list[str], path: str) -> list[tuple[str, str]]:
    """Serve a report for each name under `path` with ``{n}``; the (name, path) pairs."""
    made = [(name, path.format(n=number, y=2024)) for number, name in enumerate(names, len(host.pages) + 7000)]
    for name, where in made:
        host.pages[where] = Reply(body(name))
    return made


def put_decoys(host: Host, place: str, path: str) -> list[tuple[str, str]]:
    """Serve look-alikes under `path` with ``{n}``."""
    made = [
        (name.format(place=place), path.format(n=number, y=2024))
        for number, name in enumerate(DECOYS, len(host.pages) + 8000)
    ]
    for name, where in made:
        host.pages[where] = Reply(other(name))
    return made


def blend(host: Host, place: str, path: str, years: range = range(2008, 2024)) -> tuple[list[tuple[str, str]], Built]:
    """Reports and look-alikes mixed, newest first, and what is to be found of them."""
    reports, decoys = put(host, titled(place, years), path)[::-1], put_decoys(host, place, path)
    mixed = reports[:2] + decoys[:2] + reports[2:9] + decoys[2:5] + reports[9:] + decoys[5:]
    return mixed, Built({where for _, where in reports}, 1, {where for _, where in decoys})


def chunks(items: list[tuple[str, str]], size: int) -> list[list[tuple[str, str]]]:
    """The items in pages of `size`."""
    return [items[at : at + size] for at in range(0, len(items), size)]


def trs(items: list[tuple[str, str]]) -> str:
    """Table rows with a bullet picture and a date."""
    cells = "".join(
        f'<tr><td><img src="/images/ico.gif"></td><td><a href="{path}" target="_blank">{name}</a></td><td>[2024-01-19]</td></tr>'
        for name, path in items
    )
    return f'<table class="lb" cellspacing="0">{cells}</table>'


def dls(items: list[tuple[str, str]], cut: int = 12) -> str:
    """Definition lists with titles cut short."""
    return "<dl>" + "".join(
        f'<dt><span>2024/01/19</span><a title="{name}" href="{path}">{name[:cut]}...</a></dt>' for name, path in items
    ) + "</dl>"  # fmt: skip
