//! The mixed-integer model of a roster: the variables and the list of what a roster must satisfy and what it costs.
//!
//! `works[o, d, p] = 1` when officer o works shift p on day d; only lawful shifts get a variable. Counters are covered by
//! flows of officer groups, not by persons: who serves which counter is a matching that always exists for a flow.

use std::collections::{BTreeMap, HashMap};

use good_lp::{
    Constraint, Expression, IntoAffineExpression, ProblemVariables, Solver, SolverModel, Variable, solvers::highs,
    variable,
};

use super::lawful::Lawful;
use super::{constraints, objectives};
use crate::checker;
use crate::domain::instance::{Instance, Plan};

/// What a variable stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// 1 when the officer works the shift on the day.
    Works {
        /// Officer.
        officer: usize,
        /// Day.
        day: usize,
        /// Shift.
        shift: usize,
    },
    /// Officers of the group who serve the skill at the counter.
    Serves {
        /// Group.
        group: usize,
        /// Skill.
        skill: usize,
        /// Day.
        day: usize,
        /// Block.
        block: usize,
    },
    /// Officers missing at the counter, below its floor or between floor and target.
    Missing {
        /// Day.
        day: usize,
        /// Block.
        block: usize,
        /// Skill.
        skill: usize,
        /// Whether the places of the floor are meant.
        below_floor: bool,
    },
    /// 1 when the evening of the officer on the day exceeds the soft run.
    EveningBeyondRun {
        /// Officer.
        officer: usize,
        /// Day.
        day: usize,
    },
    /// Evenings, with history, of the officer with most or fewest.
    Evenings {
        /// Whether the most are meant.
        most: bool,
    },
    /// Overtime hours, with history, of the officer with most or fewest.
    OvertimeHours {
        /// Whether the most are meant.
        most: bool,
    },
}

/// What a row stands for; the binding to HiGHS keeps no names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowName {
    /// H1, H2: one shift on the day, the pinned one if there is a pin.
    OneShiftADay(usize, usize),
    /// H6: rest after the officer's shifts of a class on a day.
    Rest(usize, usize, usize),
    /// H5: a free day in the officer's week.
    WeeklyRest(usize, usize),
    /// H5: no longer run of working days from the day on.
    WorkRow(usize, usize),
    /// H8: least normal minutes of the officer's week.
    WeekAtLeast(usize, usize),
    /// H8: most normal minutes of the officer's week.
    WeekAtMost(usize, usize),
    /// H9: evenings of the officer's week.
    EveningsAWeek(usize, usize),
    /// H4: overtime of the officer from the day on, to the end of the month or the period.
    Overtime(usize, usize),
    /// H10: officers of the group who serve on the day and block are present.
    Present(usize, usize, usize),
    /// The wanted officers of day, block and skill are there or counted as missing.
    Wanted(usize, usize, usize),
    /// The officer's evening on the day counts when it exceeds the soft run.
    EveningRun(usize, usize),
    /// The officer's evenings lie between fewest and most.
    EveningSpread(usize),
    /// The officer's overtime lies between least and most.
    OvertimeSpread(usize),
}

/// The model while it is being built.
pub struct Model<'a> {
    /// The instance.
    pub instance: &'a Instance,
    /// Lawful choices.
    pub lawful: &'a Lawful,
    variables: ProblemVariables,
    columns: Vec<Column>,
    variables_in_order: Vec<Variable>,
    known: HashMap<Column, Variable>,
    rows: Vec<RowName>,
    constraints: Vec<Constraint>,
    objective: Expression,
    constant: f64,
}

/// Read this list to know what a roster must satisfy and what it costs.
#[must_use]
pub fn build<'a>(instance: &'a Instance, lawful: &'a Lawful) -> Model<'a> {
    let mut model = Model::new(instance, lawful);
    constraints::one_shift_a_day::add(&mut model);
    constraints::rest_between_shifts::add(&mut model);
    constraints::weekly_rest::add(&mut model);
    constraints::work_row::add(&mut model);
    constraints::week_minutes::add(&mut model);
    constraints::evenings_a_week::add(&mut model);
    constraints::overtime_caps::add(&mut model);
    constraints::officers_present::add(&mut model);
    objectives::missing_officers::add(&mut model);
    objectives::overtime::add(&mut model);
    objectives::fair_evenings::add(&mut model);
    objectives::fair_overtime::add(&mut model);
    objectives::preferences::add(&mut model);
    objectives::evening_row::add(&mut model);
    objectives::changes::add(&mut model);
    model
}

impl<'a> Model<'a> {
    fn new(instance: &'a Instance, lawful: &'a Lawful) -> Self {
        let mut model = Self {
            instance,
            lawful,
            variables: ProblemVariables::new(),
            columns: Vec::new(),
            variables_in_order: Vec::new(),
            known: HashMap::new(),
            rows: Vec::new(),
            constraints: Vec::new(),
            objective: Expression::default(),
            constant: 0.0,
        };
        for officer in 0..instance.officers.len() {
            for day in 0..instance.days {
                for shift in &lawful.on(officer, day).shifts {
                    let works = model.variables.add(variable().binary());
                    model.name(Column::Works { officer, day, shift: *shift }, works);
                }
            }
        }
        model
    }

    fn name(&mut self, column: Column, variable: Variable) -> Variable {
        self.columns.push(column);
        self.variables_in_order.push(variable);
        self.known.insert(column, variable);
        variable
    }

    /// A new continuous variable from 0 to `most`.
    pub fn amount(&mut self, column: Column, most: f64) -> Variable {
        let variable = self.variables.add(variable().min(0.0).max(most));
        self.name(column, variable)
    }

    /// A new continuous variable without bounds.
    pub fn level(&mut self, column: Column) -> Variable {
        let variable = self.variables.add(variable());
        self.name(column, variable)
    }

    /// The variable of a column, when the model has it.
    #[must_use]
    pub fn find(&self, column: Column) -> Option<Variable> {
        self.known.get(&column).copied()
    }

    /// Adds a row.
    pub fn require(&mut self, name: RowName, constraint: Constraint) {
        self.rows.push(name);
        self.constraints.push(constraint);
    }

    /// Adds `price × amount` to the objective.
    pub fn charge(&mut self, price: f64, amount: Variable) {
        self.objective.add_mul(price, amount);
    }

    /// Adds `price(o, d, p) · works[o, d, p]` to the objective for every officer, day and lawful shift.
    pub fn charge_each_shift(&mut self, price: impl Fn(usize, usize, usize) -> f64) {
        for (position, column) in self.columns.iter().enumerate() {
            let Column::Works { officer, day, shift } = *column else { continue };
            let price = price(officer, day, shift);
            if price != 0.0 {
                self.objective.add_mul(price, self.variables_in_order[position]);
            }
        }
    }

    /// Adds a constant to the objective.
    pub fn charge_always(&mut self, price: f64) {
        self.constant += price;
    }

    /// `Σ value(p) · works[officer, d, p]` over the days and the lawful shifts; shifts of value 0 are left out.
    pub fn sum_shifts(
        &self,
        officer: usize,
        days: impl Iterator<Item = usize>,
        value: impl Fn(usize) -> f64,
    ) -> Expression {
        let mut sum = Expression::default();
        for day in days {
            for shift in &self.lawful.on(officer, day).shifts {
                let factor = value(*shift);
                if factor != 0.0
                    && let Some(works) = self.find(Column::Works { officer, day, shift: *shift })
                {
                    sum.add_mul(factor, works);
                }
            }
        }
        sum
    }

    /// Hands the model over to HiGHS.
    ///
    /// # Errors
    /// HiGHS refuses the model.
    pub fn finish(self) -> Result<Finished, good_lp::ResolutionError> {
        let mut problem = highs::highs.create_model(self.variables.minimise(self.objective));
        for constraint in self.constraints {
            problem.add_constraint(constraint);
        }
        let highs = problem.try_into_inner()?;
        debug_assert_eq!(self.rows.len(), highs.num_rows(), "every row has a name");
        debug_assert_eq!(self.columns.len(), highs.num_cols(), "every column has a meaning");
        Ok(Finished { columns: self.columns, constant: self.constant, highs })
    }
}

/// Whether a sum has any variable.
#[must_use]
pub fn has_terms(sum: &Expression) -> bool {
    sum.linear_coefficients().next().is_some()
}

/// The model as HiGHS has it, with the meaning of its columns.
pub struct Finished {
    /// Meaning of each column, in the order of HiGHS.
    pub columns: Vec<Column>,
    /// Part of the objective that no column carries.
    pub constant: f64,
    /// The model.
    pub highs: ::highs::Model,
}

/// The plan that the values of the columns describe.
#[must_use]
pub fn plan_of(instance: &Instance, columns: &[Column], values: &[f64]) -> Plan {
    let mut plan = Plan::empty(instance.officers.len(), instance.days);
    for (column, value) in columns.iter().zip(values) {
        if let Column::Works { officer, day, shift } = *column
            && *value > 0.5
        {
            plan.set(officer, day, Some(shift));
        }
    }
    plan
}

/// The value of every column for a lawful plan, the auxiliary ones included: HiGHS takes a start only when it is whole.
#[must_use]
pub fn values_of(instance: &Instance, columns: &[Column], plan: &Plan) -> Vec<f64> {
    let coverage = checker::coverage(instance, plan);
    let mut serving: BTreeMap<(usize, usize, usize, usize), f64> = BTreeMap::new();
    for service in &coverage.services {
        let group = instance.officers[service.officer].group;
        *serving.entry((group, service.skill, service.day, service.block)).or_default() += 1.0;
    }
    let missing: BTreeMap<(usize, usize, usize), (i32, i32)> = coverage
        .shortfalls
        .iter()
        .map(|short| ((short.day, short.block, short.skill), (short.below_floor, short.below_target)))
        .collect();
    let evening =
        |officer: usize, day: usize| plan.get(officer, day).is_some_and(|shift| instance.shifts[shift].evening);
    let soft = usize::try_from(instance.limits.evening_row_soft).unwrap_or(0);
    let evenings: Vec<f64> =
        objectives::sharing(instance).map(|o| objectives::evenings_with_history(instance, plan, o)).collect();
    let hours: Vec<f64> =
        objectives::sharing(instance).map(|o| objectives::hours_with_history(instance, plan, o)).collect();
    let extreme = |values: &[f64], most: bool| {
        let found =
            if most { values.iter().copied().reduce(f64::max) } else { values.iter().copied().reduce(f64::min) };
        found.unwrap_or(0.0)
    };
    let value = |column: &Column| match *column {
        Column::Works { officer, day, shift } => f64::from(u8::from(plan.get(officer, day) == Some(shift))),
        Column::Serves { group, skill, day, block } => serving.get(&(group, skill, day, block)).copied().unwrap_or(0.0),
        Column::Missing { day, block, skill, below_floor } => {
            let (floor, target) = missing.get(&(day, block, skill)).copied().unwrap_or_default();
            f64::from(if below_floor { floor } else { target })
        }
        Column::EveningBeyondRun { officer, day } => {
            let run = day >= soft && (day - soft..=day).all(|day| evening(officer, day));
            f64::from(u8::from(run))
        }
        Column::Evenings { most } => extreme(&evenings, most),
        Column::OvertimeHours { most } => extreme(&hours, most),
    };
    columns.iter().map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimiser::start::start;
    use crate::optimiser::test_support::instances;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn the_model_prices_a_lawful_roster_like_the_checker(instance in instances()) {
            let lawful = Lawful::new(&instance).expect("the pins of small instances are lawful");
            let plan = start(&instance, &lawful).expect("small instances have a lawful roster");
            let finished = build(&instance, &lawful).finish().expect("HiGHS takes the model");
            let values = values_of(&instance, &finished.columns, &plan);
            let mut highs = finished.highs;
            highs.make_quiet();
            highs.set_solution(Some(&values), None, None, None);
            // No node and no heuristic: HiGHS can only judge the roster that it was given.
            for option in ["mip_max_nodes", "mip_max_leaves"] {
                highs.try_set_option(option, 0).expect("known to HiGHS");
            }
            highs.try_set_option("mip_heuristic_effort", 0.0).expect("known to HiGHS");
            highs.try_set_option("presolve", "off").expect("known to HiGHS");
            let solved = highs.try_solve().expect("HiGHS runs");
            let objective = solved.objective_value() + finished.constant;
            let judged = plan_of(&instance, &finished.columns, solved.get_solution().columns());
            let verdict = checker::check(&instance, &judged);
            prop_assert_eq!(&verdict.breaches, &vec![]);
            prop_assert!((verdict.objective - objective).abs() < 1e-4, "{} {}", verdict.objective, objective);
            prop_assert!(objective <= checker::check(&instance, &plan).objective + 1e-4);
        }
    }
}
