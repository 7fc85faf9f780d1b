"""What the demo found, in plain words, Chinese and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.demo.comparison import Comparison
    from archive.demo.findings import Findings, FoundReport

STATES = {
    "declined": ("网站拒绝程序访问", "the site declined us"),
    "forbidden": ("robots.txt 不允许", "robots.txt forbids it"),
    "needs_script": ("页面要靠脚本生成", "its pages need a browser"),
    "unreachable": ("没有应答", "no answer"),
    "error": ("出错", "an error"),
}
SHOWN = 12


def tell(findings: Findings, comparison: Comparison) -> Iterator[str]:
    """The whole account, line by line."""
    yield from _found(findings)
    yield from _wrong(findings)
    yield from _unread(findings)
    yield from _unchecked(findings)
    yield from _against_truth(comparison)


def _found(findings: Findings) -> Iterator[str]:
    checked = len(findings.sites) - len(findings.unchecked)
    yield ""
    yield "找到 Found"
    yield f"  {len(findings.sites)} 个网站，查清 {checked} 个。{len(findings.sites)} sites, {checked} of them checked."
    read = sum(bool(report.numbers) for report in findings.reports.values())
    yield (
        f"  {len(findings.reports)} 份报告，读出 {read} 份，{findings.numbers:,} 个数字。"
        f"{len(findings.reports)} reports, {read} of them read, {findings.numbers:,} numbers."
    )


def _wrong(findings: Findings) -> Iterator[str]:
    yield ""
    yield "对不上的数字 What does not add up"
    wrong = [report for report in findings.reports.values() if report.errors]
    if not wrong:
        yield "  没有。Nothing."
    for report in wrong:
        yield f"  {report.title}"
        yield f"    {report.url}"
        for rule, message, cells in report.errors:
            yield f"    {rule}: {message}"
            yield f"      {together(cells)}"


def together(cells: list[str]) -> str:
    """Cells as table/row/column, written short when they share their row or their column."""
    parts = [path.split("/") for path in cells]
    for place, braced in ((2, "{0}/{1}/{{{2}}}"), (1, "{0}/{{{1}}}/{2}")):
        shared = {tuple(part[:place] + part[place + 1 :]) for part in parts}
        if len(shared) == 1:
            words = [", ".join(part[at] for part in parts) if at == place else parts[0][at] for at in range(3)]
            return braced.format(*words)
    return ", ".join(cells)


def _unread(findings: Findings) -> Iterator[str]:
    unread = [report for report in findings.reports.values() if not report.numbers]
    if unread:
        yield ""
        yield "已收存、尚未读出数字的报告 Kept, but no numbers read yet"
        yield from (_kept(report) for report in unread)
        if any(report.status == "needs_ocr" for report in unread):
            yield "  图片和扫描件要装文字识别才读得出 Pictures and scans are read with: pip install gongkai[ocr]"


def _kept(report: FoundReport) -> str:
    return f"  {report.title} ({report.status}) {report.url}"


def _unchecked(findings: Findings) -> Iterator[str]:
    yield ""
    yield "未能核查，不等于没有公开 Could not be checked, which is not “not published”"
    for name, state, reason in findings.unchecked:
        chinese, english = STATES[state]
        yield f"  {name}: {chinese} {english}" + (f"（{reason}）" if reason else "")
    for name, _, reason in findings.in_state("empty"):
        yield f"  已查清、没有报告 Checked, no report: {name}" + (f"（{reason}）" if reason else "")


def _against_truth(comparison: Comparison) -> Iterator[str]:
    yield ""
    yield "与微型网站的真值核对 Against the truth about the miniature web"
    yield f"  {comparison.expected:,} 个数字中 {comparison.right:,} 个读对。{comparison.right:,} of {comparison.expected:,} numbers right."
    if not comparison.differences:
        yield "  报告一份不多、一份不少，网站状态全部相符。Every report found, nothing else taken, every site's state right."
    for line in comparison.differences[:SHOWN]:
        yield f"  ✗ {line}"
    if len(comparison.differences) > SHOWN:
        yield f"  … {len(comparison.differences) - SHOWN} 处 more"
