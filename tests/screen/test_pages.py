"""Every page opens on sample data, in both languages, with one sentence, and obeys the selection in the URL."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.screen.conftest import APP, Open

PAGES = sorted(str(page.relative_to(APP.parent)) for page in (APP.parent / "pages").glob("*/*.py"))


def sentence(app: AppTest) -> str:
    """The one sentence at the top; a page that failed has none."""
    assert not app.exception, app.exception[0].message
    assert not app.error, app.error[0].value
    assert len(app.header) == 1
    return app.header[0].value


def written(app: AppTest, name: str) -> list[str]:
    """What the URL holds under a name."""
    held = app.query_params.get(name, [])
    return [held] if isinstance(held, str) else list(held)


def test_every_page_is_listed_and_none_is_directly_in_the_folder() -> None:
    listed = APP.read_text(encoding="utf-8")
    assert len(PAGES) >= 13 and all(f'"{page}"' in listed for page in PAGES)
    assert not list((APP.parent / "pages").glob("*.py"))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_page_opens_with_one_sentence(open_app: Open, language: str) -> None:
    app = open_app(lang=language)
    said = [sentence(app.switch_page(page).run()) for page in PAGES]
    assert len(set(said)) == len(PAGES)


def test_no_page_is_long_or_knows_pandas_or_sql() -> None:
    for page in PAGES:
        text = (APP.parent / page).read_text(encoding="utf-8")
        assert len(text.splitlines()) < 60
        assert "pandas" not in text
        assert "select " not in text.lower()


def test_the_gauges_are_those_of_the_sample(open_app: Open) -> None:
    app = open_app()
    assert "South" in sentence(app) and "West" in sentence(app)
    assert any(caption.value.startswith("✓ Stage 4") for caption in app.caption)


def test_a_filter_in_the_url_narrows_every_page(open_app: Open) -> None:
    app = open_app(region="East")
    narrowed = sentence(app)
    assert narrowed != sentence(open_app())
    app.switch_page("pages/story/waterfall.py").run()
    assert sentence(app) != sentence(open_app("pages/story/waterfall.py"))
    assert written(app, "region") == ["East"]


def test_what_the_url_says_wrongly_is_let_go(open_app: Open) -> None:
    app = open_app(region="Nowhere", as_of="yesterday", focus="</script>", measure="9", lang="tlh", trail="x:y")
    assert sentence(app) == sentence(open_app())
    assert not {"region", "as_of", "focus", "measure", "lang"} & set(app.query_params)


def test_an_earlier_review_is_compared_with_the_week_before_it(open_app: Open) -> None:
    app = open_app(as_of="2026-10-05")
    assert app.sidebar.selectbox[0].value == "2026-10-05"
    assert app.sidebar.selectbox[1].options[0] == "28 Sep 2026"


def test_a_choice_is_kept_between_pages_and_written_into_the_url(open_app: Open) -> None:
    app = open_app()
    app.sidebar.selectbox[0].set_value("2026-11-02").run()
    app.switch_page("pages/story/products.py").run()
    assert app.sidebar.selectbox[0].value == "2026-11-02"
    assert written(app, "as_of") == ["2026-11-02"]


def test_switching_the_language_keeps_the_selection(open_app: Open) -> None:
    app = open_app(as_of="2026-10-05", measure="count")
    app.sidebar.button_group[-1].set_value("zh_CN").run()
    assert not app.exception
    assert app.sidebar.selectbox[0].value == "2026-10-05"
    assert written(app, "measure") == ["count"]


def test_the_first_snapshot_teaches_what_week_over_week_needs(open_app: Open) -> None:
    app = open_app("pages/story/week_over_week.py", as_of="2026-08-03")
    assert "two show how they move" in sentence(app)
    assert [button.label for button in app.main.button] == ["Upload"]


def test_a_trail_in_the_url_opens_the_deals_at_its_end(open_app: Open) -> None:
    app = open_app("pages/story/products.py", trail=["product:Cirrus Vault", "region:South"])
    assert "Cirrus Vault" in sentence(app) and "open deals" in sentence(app)
    assert len(app.dataframe) == 1
    deals = app.dataframe[0].value
    assert set(deals["product"]) == {"Cirrus Vault"} and set(deals["region"]) == {"South"}


def test_a_breadcrumb_walks_back(open_app: Open) -> None:
    app = open_app("pages/story/products.py", trail=["product:Cirrus Vault", "region:South"])
    next(button for button in app.main.button if "Cirrus Vault" in button.label).click().run()
    assert written(app, "trail") == ["product:Cirrus Vault"]
    next(button for button in app.main.button if button.label == "All").click().run()
    assert "trail" not in app.query_params


def test_the_comparison_follows_the_review_unless_one_was_chosen(open_app: Open) -> None:
    app = open_app(as_of="2026-09-21")
    assert app.sidebar.selectbox[1].value == "before"
    app.sidebar.selectbox[0].set_value("2026-10-12").run()
    assert (app.sidebar.selectbox[1].value, app.sidebar.selectbox[1].options[0]) == ("before", "5 Oct 2026")
    assert written(app, "compare_to") == []
    app.sidebar.selectbox[1].set_value("2026-09-14").run()
    app.sidebar.selectbox[0].set_value("2026-10-19").run()
    assert app.sidebar.selectbox[1].value == "2026-09-14"
    assert written(app, "compare_to") == ["2026-09-14"]
