"""Questions about records of which little is stated: what no source says stays empty, and no row comes twice."""

from __future__ import annotations

from datetime import date

import pytest

from kg import catalogue, store
from kg.verbs.asked import asked
from kg.verbs.build import build
from kg.verbs.parameters import Parameters
from kg.verbs.setting import Setting

TABLES = {
    "sources": "id,title,address,date\nX1,Tin,https://example.org/1,2022-02-01\n",
    "agreements": "id,title,signed,parties,source\nx,Thoả thuận,2022-01-22,Quảng Ninh; Bắc Giang,X1\n",
    "projects": "id,title,parties,source\nx,Cầu,Quảng Ninh; Bắc Giang,X1\n",
    "commitments": "id,title,agreement,source\nx,Lập hồ sơ,agr:x,X1\n",
    "assessments": "id,text,about,source\nx,Chưa rõ,agr:x,X1\n",
    "persons": "id,name,source\nx,Nguyễn Văn A,X1\n",
    "organisations": "id,name,source\nx,Tỉnh uỷ,X1\n",
    "posts": "id,name,organisation,source\nx,Bí thư,body:x,X1\n",
    "tenures": "id,person,post,source\nx,person:x,post:x,X1\n",
}
CALLS = {
    "agreements-of": {"unit": "unit:quang-ninh"},
    "agreements-between": {"a": "unit:quang-ninh", "b": "unit:bac-giang"},
    "projects-of": {"unit": "unit:quang-ninh"},
    "commitments-of": {"agreement": "agr:x"},
    "assessments": {"about": "agr:x"},
    "sources-of": {"thing": "agr:x"},
    "posts-of": {"person": "person:x"},
}
EMPTY = {"status", "sector", "due", "kind", "date", "found", "from", "until", "attested", "period_end", "place"}


@pytest.fixture(scope="module")
def parameters(tmp_path_factory: pytest.TempPathFactory) -> Parameters:
    folder = tmp_path_factory.mktemp("sparse")
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    setting = Setting((str(folder),), folder / "store", today=date(2026, 11, 25))
    build(setting, lambda text: None)
    return Parameters(lambda: store.open_current(setting.folder), setting)


@pytest.mark.parametrize("name", CALLS)
def test_a_thing_of_which_little_is_stated_is_one_row_with_empty_cells(name: str, parameters: Parameters) -> None:
    answer = asked(catalogue.question(name), CALLS[name], parameters)
    assert len(answer.rows) == 1
    stated = dict(zip(answer.columns, answer.rows[0], strict=True))
    expected = {"date"} if name in ("sources-of",) else set()
    assert {column for column in EMPTY - expected if stated.get(column)} == set()
