"""What every page owes its users, asked of a page in the browser."""

from __future__ import annotations

from playwright.sync_api import Page

# Elements that people reach by the Tab key.
_REACHABLE = "a[href], button:not([disabled]), input:not([type=hidden]), select, textarea, summary"


def assert_axe_clean(page: Page) -> None:
    """axe-core reports nothing on the page as it stands now."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    told = [f"{v['id']}: {v['help']}\n  {n['html'][:200]}" for v in found for n in v["nodes"][:3]]
    assert not told, page.url + "\n" + "\n".join(told)


def assert_no_sideways_scroll(page: Page, width: int = 360) -> None:
    """The page fits a screen of that width, also with its text at twice the size."""
    for size in ("100%", "200%"):
        page.set_viewport_size({"width": width, "height": 640})
        page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.evaluate("document.documentElement.style.fontSize = ''")
        assert wide <= width, f"{page.url}: {wide} px wide at {width} px with text at {size}"


def assert_focus_is_visible(page: Page, stops: int = 12) -> None:
    """Each of the first stops of the Tab key shows an outline, or a ring inside a picture."""
    page.evaluate("document.activeElement && document.activeElement.blur()")
    for _stop in range(min(stops, page.locator(_REACHABLE).count())):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
            return e === document.body || e.closest('svg') !== null
              || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2) }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def assert_targets_are_large(page: Page, pixels: int = 24) -> None:
    """Controls that stand alone are at least so large; links inside a sentence are excepted."""
    small = page.evaluate(
        """([reachable, least]) => [...document.querySelectorAll(reachable)].filter(e => {
          if (e.closest('p, svg, .hidden-text') || e.className === 'skip') return false;
          const box = (e.closest('label') || e).getBoundingClientRect();
          return box.width > 0 && (box.width < least || box.height < least - 0.5);
        }).map(e => e.outerHTML.slice(0, 120))""",
        [_REACHABLE, pixels],
    )
    assert not small, f"{page.url}\n" + "\n".join(small)
