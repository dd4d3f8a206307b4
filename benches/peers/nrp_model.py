"""The compact model of the staff rostering benchmark of Curtois and Qu, and the reader of its text format."""
from collections import defaultdict

from linear_model import LinearModel


def read(text):
    """The sections of an instance: name -> rows of cells."""
    sections, rows = {}, None
    for line in text.lstrip("\ufeff").splitlines():
        line = line.strip()
        if line.startswith("SECTION_"):
            rows = sections.setdefault(line, [])
        elif line and not line.startswith("#"):
            rows.append([cell.strip() for cell in line.split(",")])
    return sections


def build(text):
    sections = read(text)
    horizon = int(sections["SECTION_HORIZON"][0][0])
    length = {row[0]: int(row[1]) for row in sections["SECTION_SHIFTS"]}
    banned = {row[0]: set(filter(None, row[2].split("|"))) if len(row) > 2 else set()
              for row in sections["SECTION_SHIFTS"]}
    away = defaultdict(set)
    for name, *days in sections.get("SECTION_DAYS_OFF", []):
        away[name].update(int(day) for day in days if day)
    model = LinearModel(header="staff,day,shift")
    for row in sections["SECTION_STAFF"]:
        one_person(model, row, horizon, length, banned, away[row[0]])
    for name, day, shift, weight in sections.get("SECTION_SHIFT_ON_REQUESTS", []):
        model.constant += int(weight)
        if (name, int(day), shift) in model.cells:
            model.price[model.cells[name, int(day), shift]] -= int(weight)
    for name, day, shift, weight in sections.get("SECTION_SHIFT_OFF_REQUESTS", []):
        if (name, int(day), shift) in model.cells:
            model.price[model.cells[name, int(day), shift]] += int(weight)
    present = defaultdict(list)
    for (_, day, shift), column in model.cells.items():
        present[day, shift].append((column, 1))
    for day, shift, need, under, over in sections["SECTION_COVER"]:
        here, need = present[int(day), shift], int(need)
        missing = model.column(0, need, int(under))
        spare = model.column(0, max(0, len(here) - need), int(over))
        model.row([*here, (missing, 1), (spare, -1)], need, need)
    return model


def one_person(model, row, horizon, length, banned, away):
    """H1 to H9 of one contract. Runs that touch either end of the horizon may be short."""
    name = row[0]
    most = dict(part.split("=") for part in row[1].split("|") if part)
    longest_minutes, least_minutes, longest_run, least_run, least_off, weekends = map(int, row[2:8])
    at = [{shift: model.cell(name, day, shift) for shift in length} if day not in away else {}
          for day in range(horizon)]

    def worked(days, sign=1):
        return [(column, sign) for day in days for column in at[day].values()]

    for day in range(horizon):
        model.row(worked([day]), upper=1)
    for day in range(horizon - 1):
        for shift, column in at[day].items():
            clashing = [(c, 1) for following, c in at[day + 1].items() if following in banned[shift]]
            if clashing:
                model.row([(column, 1), *clashing], upper=1)
    for shift, limit in most.items():
        model.row([(cells[shift], 1) for cells in at if cells], upper=int(limit))
    minutes = [(column, length[shift]) for cells in at for shift, column in cells.items()]
    model.row(minutes, least_minutes, longest_minutes)
    for first in range(horizon - longest_run):
        model.row(worked(range(first, first + longest_run + 1)), upper=longest_run)
    for run in range(1, least_run):
        for first in range(1, horizon - run):
            inside = range(first, first + run)
            model.row(worked([first - 1, first + run]) + worked(inside, -1), lower=1 - run)
    for run in range(1, least_off):
        for first in range(1, horizon - run):
            inside = range(first, first + run)
            model.row(worked(inside) + worked([first - 1, first + run], -1), lower=-1)
    taken = []
    for saturday in range(5, horizon, 7):
        weekend = model.column(0, 1, branched=True)
        taken.append((weekend, 1))
        for day in (saturday, saturday + 1):
            if day < horizon:
                model.row([*worked([day]), (weekend, -1)], upper=0)
    model.row(taken, upper=weekends)
