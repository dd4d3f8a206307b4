import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import java.util.List;

/** The whole problem with the duties as they stand. */
@PlanningSolution
public class Plan {
    @ProblemFactCollectionProperty
    private List<Instance.Week> weeks;
    @ProblemFactCollectionProperty
    private List<Instance.Officer> officers;
    @ProblemFactCollectionProperty
    private List<Instance.Counter> counters;
    @PlanningEntityCollectionProperty
    List<Duty> duties;
    @PlanningScore
    HardSoftLongScore score;

    public Plan() {}

    Plan(Instance instance) {
        weeks = instance.weeks;
        officers = instance.officers;
        counters = instance.counters;
        duties = instance.duties;
    }
}
