"""What a machine can see of how a page looks: sentences about what is wrong, none where all is well."""

from __future__ import annotations

import warnings

from playwright.sync_api import Page

OVERFLOW = """() => ['html', '[data-testid=stMain]', '[data-testid=stSidebarContent]']
    .map(e => document.querySelector(e)).filter(e => e.scrollWidth > e.clientWidth + 1)
    .map(e => `${e.dataset.testid || 'the page'} is ${e.scrollWidth - e.clientWidth} px too wide`)"""

# Labels of a chart, as they are drawn: each within the chart, and no two on top of each other.
LABELS = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(chart => {
    const frame = chart.getBoundingClientRect()
    const labels = [...chart.querySelectorAll('svg text')]
        .filter(e => e.textContent.trim() && getComputedStyle(e).opacity !== '0' && e.getBoundingClientRect().width)
        .map(e => ({says: e.textContent, box: e.getBoundingClientRect()}))
    const cut = labels.filter(({box}) => box.left < frame.left - 1 || box.right > frame.right + 1
        || box.top < frame.top - 1 || box.bottom > frame.bottom + 1).map(({says}) => `"${says}" is cut`)
    const covered = labels.flatMap((one, n) => labels.slice(n + 1)
        .filter(two => Math.min(one.box.right, two.box.right) - Math.max(one.box.left, two.box.left) > 3
            && Math.min(one.box.bottom, two.box.bottom) - Math.max(one.box.top, two.box.top) > 5)
        .map(two => `"${one.says}" and "${two.says}" cover each other`))
    const drawn = chart.querySelectorAll('svg.main-svg path').length
    return [...cut, ...covered, ...(drawn ? [] : ['a chart is empty'])]
})"""

# A character that no font has is drawn as a box: the same box as that of a code point that nobody has assigned.
MISSING_GLYPHS = """() => {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 32
    const pen = canvas.getContext('2d', {willReadFrequently: true})
    pen.font = `24px ${getComputedStyle(document.querySelector('[data-testid=stMain]')).fontFamily}`
    const drawn = sign => {
        pen.clearRect(0, 0, 32, 32)
        pen.fillText(sign, 2, 26)
        return pen.getImageData(0, 0, 32, 32).data.join()
    }
    const box = drawn('\\u0378')
    const signs = new Set([...document.body.textContent].filter(sign => sign.codePointAt(0) > 127 && /\\S/u.test(sign)))
    const invisible = /[\\u200b-\\u200f\\u2060\\ufe0e\\ufe0f\\ue000-\\uf8ff]/u
    const bare = ['中', '🚦'].filter(sign => drawn(sign) === box)
    const missing = [...signs].filter(sign => !invisible.test(sign) && drawn(sign) === box)
    return {bare, missing: bare.length ? [] : missing.map(sign => `no font has ${sign}`)}
}"""

BELOW_THE_FOLD = """() => [document.querySelector('[data-testid=stPlotlyChart], [data-testid=stDataFrame]')]
    .filter(e => e).map(e => e.getBoundingClientRect().bottom - innerHeight).filter(below => below > 0)
    .map(below => `the main picture ends ${Math.round(below)} px below the fold`)"""


def overflow(page: Page) -> list[str]:
    """What is wider than the room it has."""
    return list(page.evaluate(OVERFLOW))


def labels(page: Page) -> list[str]:
    """Labels in charts that are cut or cover each other, and charts without a stroke."""
    return list(page.evaluate(LABELS))


def missing_glyphs(page: Page) -> list[str]:
    """Characters of the page that are drawn as boxes; a machine without such fonts is warned of, not judged."""
    found = page.evaluate(MISSING_GLYPHS)
    if found["bare"]:
        warnings.warn(f"GLYPHS WERE NOT CHECKED: this machine has no font for {found['bare']}", stacklevel=2)
    return list(found["missing"])


def below_the_fold(page: Page) -> list[str]:
    """The first picture or table, where it does not end on the first screen."""
    return list(page.evaluate(BELOW_THE_FOLD))
