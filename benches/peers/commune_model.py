"""The compact model of a commune's roster (`commune-roster-1`): one yes or no for each officer, day and shift.

Cover is a flow by skill group, not by person: who serves which counter follows from it by a matching, and officers of
one group stay interchangeable. Rest is one row for each officer, day and shift (the shift and all that clash with it on
the next day), fairness the range between the highest and the lowest.
"""
from collections import defaultdict
from math import gcd

from linear_model import LinearModel, exact

EVENING_BLOCKS = ("EVE", "OUT")
LEAVE_DAYS_OF_THE_COMPARED = 3  # who is away longer is not compared with the others


def build(instance, objective="penalty"):
    """The model; `objective` is "penalty", "changes" (published duties not kept) or "cells" (cells that differ)."""
    for officer in instance["officers"]:
        if officer.get("months") or officer.get("worked_before") or officer.get("worked_after"):
            raise SystemExit(f"{officer['id']}: months, worked_before and worked_after are no part of commune-roster-1")
    return CommuneModel(instance, objective).model


def evening(shift):
    return any(block in EVENING_BLOCKS for block in shift["blocks"])


class CommuneModel:
    def __init__(self, instance, objective):
        self.instance = instance
        self.objective = objective
        self.days = range(instance["days"])
        self.shifts = {shift["id"]: shift for shift in instance["shifts"]}
        self.model = LinearModel(header="officer,day,shift")
        self.pinned = {(officer, day): shift for officer, day, shift in instance["pins"]}
        self.at = defaultdict(list)  # (officer, day) -> [(shift, column)]
        for officer in instance["officers"]:
            self.open_cells(officer)
            self.hours(officer)
            self.days_off(officer)
            self.rest(officer)
            self.wishes(officer)
        self.fairness()
        self.cover()
        self.published()

    def price(self, column, amount):
        if self.objective == "penalty":
            self.model.price[column] += amount

    def weight(self, name):
        return exact(self.instance["weights"][name])

    def may(self, officer, day, shift):
        """H1, H2, H3, H7: what one cell breaks by itself."""
        limits = self.instance["limits"]
        if day % 7 not in shift["weekdays"] or day in officer["leave"]:
            return False
        if [day, shift["id"]] in officer["unavailable"]:
            return False
        if shift["normal"] + shift["overtime"] > limits["day"]:
            return False
        if shift["normal"] and shift["overtime"] > limits["ot_day"]:
            return False
        if officer["protected"] and (shift["overtime"] or evening(shift)):
            return False
        return officer["consent"] or not shift["overtime"]

    def open_cells(self, officer):
        for day in self.days:
            for shift in self.shifts.values():
                if self.may(officer, day, shift):
                    column = self.model.cell(officer["id"], day, shift["id"])
                    self.at[officer["id"], day].append((shift, column))
                    if self.pinned.get((officer["id"], day)) == shift["id"]:
                        self.model.lower[column] = 1
            self.model.row([(column, 1) for _, column in self.at[officer["id"], day]], upper=1)  # H1

    def terms(self, officer, days, amount):
        """Sum over the cells of some days of what `amount` says of a shift."""
        return [(column, amount(shift)) for day in days for shift, column in self.at[officer["id"], day]]

    def weeks(self):
        return [range(first, min(first + 7, len(self.days))) for first in range(0, len(self.days), 7)]

    def hours(self, officer):
        """H4 overtime of month and year, H8 normal minutes of a week, H9 evenings of a week."""
        limits = self.instance["limits"]
        allowed = max(0, min(officer["ot_month"], officer["ot_year"] - officer["ot_used"]))
        self.model.row(self.terms(officer, self.days, lambda shift: shift["overtime"]), upper=allowed)
        for week in self.weeks():
            away = sum(1 for day in week if day in officer["leave"] and day % 7 < 5)
            least = max(0, officer["base_week"] - 480 * away - limits["week_tolerance"])
            self.model.row(self.terms(officer, week, lambda shift: shift["normal"]), least, officer["base_week"])
            self.model.row(self.terms(officer, week, evening), upper=limits["evenings_week"])

    def days_off(self, officer):
        """H5: a free day in every week, and no run longer than the longest allowed."""
        longest = self.instance["limits"]["work_row"]
        for week in self.weeks():
            self.model.row(self.terms(officer, week, lambda _: 1), upper=len(week) - 1)
        for first in range(len(self.days) - longest):
            self.model.row(self.terms(officer, range(first, first + longest + 1), lambda _: 1), upper=longest)

    def rest(self, officer):
        """H6, with every shift of the next day that clashes in one row."""
        limits = self.instance["limits"]

        def clash(shift, following):
            changes = shift["shift_change"] or following["shift_change"]
            return 1440 - shift["end"] + following["start"] < limits["rest_change" if changes else "rest"]

        for day in self.days[:-1]:
            for shift, column in self.at[officer["id"], day]:
                clashing = [(c, 1) for following, c in self.at[officer["id"], day + 1] if clash(shift, following)]
                if clashing:
                    self.model.row([(column, 1), *clashing], upper=1)

    def wishes(self, officer):
        """Overtime, preferences, and evenings in a row beyond what is gentle."""
        for day in self.days:
            for shift, column in self.at[officer["id"], day]:
                self.price(column, self.weight("overtime") * shift["overtime"] / 60)
        for day, shift, wish in officer["prefs"]:
            column = self.model.cells.get((officer["id"], day, shift))
            if column is not None:
                self.price(column, -self.weight("pref") * exact(wish))
        gentle = self.instance["limits"]["evening_row_soft"]
        for first in range(len(self.days) - gentle):
            evenings = self.terms(officer, range(first, first + gentle + 1), evening)
            if any(coefficient for _, coefficient in evenings):
                excess = self.model.column(0, 1)
                self.price(excess, self.weight("evening_row"))
                self.model.row([*evenings, (excess, -1)], upper=gentle)

    def fairness(self):
        compared = [officer for officer in self.instance["officers"]
                    if officer["consent"] and len(officer["leave"]) <= LEAVE_DAYS_OF_THE_COMPARED]
        if not compared:
            return
        self.spread(compared, "hist_evenings", evening, self.weight("fair_evening"))
        self.spread(compared, "hist_ot", lambda shift: shift["overtime"], self.weight("fair_overtime") / 60)

    def spread(self, compared, history, amount, price):
        """The range of history and period together, counted in the largest unit that divides every amount."""
        amounts = [int(amount(shift)) for shift in self.shifts.values()]
        unit = gcd(*amounts, *(officer[history] for officer in compared)) or 1
        past = [officer[history] // unit for officer in compared]
        ceiling = max(past) + len(self.days) * max(amounts) // unit
        highest, lowest = self.model.column(0, ceiling), self.model.column(0, ceiling)
        self.price(highest, price * unit)
        self.price(lowest, -price * unit)
        for officer, before in zip(compared, past):
            worked = self.terms(officer, self.days, lambda shift: int(amount(shift)) // unit)
            self.model.row([*worked, (highest, -1)], upper=-before)
            self.model.row([*worked, (lowest, -1)], lower=-before)

    def cover(self):
        """H10 and the shortfall: officers of a group who are present serve its skills, each one of them."""
        factor = {skill["id"]: exact(skill["factor"]) for skill in self.instance["skills"]}
        wanted = defaultdict(list)
        for day, block, skill, target, floor in self.instance["requirements"]:
            wanted[day, block].append((skill, target, floor))
        members = defaultdict(list)
        for officer in self.instance["officers"]:
            members[officer["group"]].append(officer)
        shortfall = []
        for (day, block), rows in wanted.items():
            serving = defaultdict(list)  # skill -> flows into it
            for group in self.instance["groups"]:
                skills = [skill for skill, _, _ in rows if skill in group["skills"]]
                present = [(column, -1) for officer in members[group["id"]]
                           for shift, column in self.at[officer["id"], day] if block in shift["blocks"]]
                if not skills or not present:
                    continue
                flows = [self.model.column(0, len(members[group["id"]])) for _ in skills]
                self.model.row([*((flow, 1) for flow in flows), *present], upper=0)
                for skill, flow in zip(skills, flows):
                    serving[skill].append(flow)
            for skill, target, floor in rows:
                below_floor = self.model.column(0, floor)
                below_target = self.model.column(0, target - floor)
                prices = (self.weight("unmet_min") * factor[skill], self.weight("unmet") * factor[skill])
                for column, price in zip((below_floor, below_target), prices):
                    self.price(column, price)
                    shortfall.append((column, price))
                self.model.row([(flow, 1) for flow in serving[skill]] + [(below_floor, 1), (below_target, 1)], target)
        self.shortfall = shortfall

    def published(self):
        published = {(officer, day): shift for officer, day, shift in self.instance.get("previous", [])}
        one = self.weight("change") if self.objective == "penalty" else 1
        for (officer, day), shift in published.items():
            self.model.constant += one
            column = self.model.cells.get((officer, day, shift))
            if column is not None:
                self.model.price[column] -= one
        if self.objective == "cells":  # who was off and now works counts too
            for (officer, day, _), column in self.model.cells.items():
                if (officer, day) not in published:
                    self.model.price[column] += 1
