"""A linear model as plain data: columns, rows and a price, for whichever solver reads it.

Every column has finite bounds and takes whole numbers in every best solution. `branched` says which ones a solver has
to be told so; the others follow from them.
"""
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass
class LinearModel:
    lower: list = field(default_factory=list)
    upper: list = field(default_factory=list)
    price: list = field(default_factory=list)
    branched: list = field(default_factory=list)
    rows: list = field(default_factory=list)  # (lower or None, upper or None, [(column, coefficient)])
    constant: Fraction = Fraction(0)
    cells: dict = field(default_factory=dict)  # (person, day, shift) -> column
    header: str = ""  # first line of the roster's file

    def column(self, lower, upper, price=0, branched=False):
        self.lower.append(lower)
        self.upper.append(upper)
        self.price.append(Fraction(price))
        self.branched.append(branched)
        return len(self.lower) - 1

    def cell(self, person, day, shift):
        """The yes or no of one person working one shift on one day."""
        self.cells[person, day, shift] = self.column(0, 1, 0, branched=True)
        return self.cells[person, day, shift]

    def row(self, terms, lower=None, upper=None):
        terms = [(column, coefficient) for column, coefficient in terms if coefficient]
        if terms or (lower or 0) > 0 or (upper or 0) < 0:
            self.rows.append((lower, upper, terms))

    def roster(self, value):
        """The assignments of a solution; `value` gives the value of a column."""
        return [cell for cell, column in self.cells.items() if value(column) > 0.5]


def exact(number):
    """A number of an input file without the error of its binary form."""
    return Fraction(str(number))
