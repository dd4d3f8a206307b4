import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.entity.PlanningPin;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import java.util.List;

/** What one officer does on one day: one of the shifts that are open, or nothing. */
@PlanningEntity
public class Duty {
    @PlanningId
    private String id;
    Instance.Officer officer;
    int day;
    Instance.Week week;
    private List<Instance.Shift> open;
    private long[] prices;
    @PlanningPin
    private boolean pinned;
    @PlanningVariable(allowsUnassigned = true)
    private Instance.Shift shift;

    public Duty() {}

    Duty(Instance.Officer officer, int day, Instance.Week week, List<Instance.Shift> open, long[] prices, Instance.Shift pin) {
        this.id = officer.code + " " + day;
        this.officer = officer;
        this.day = day;
        this.week = week;
        this.open = open;
        this.prices = prices;
        this.pinned = pin != null;
        this.shift = pin;
    }

    @ValueRangeProvider
    public List<Instance.Shift> getOpen() {
        return open;
    }

    public Instance.Shift getShift() {
        return shift;
    }

    public void setShift(Instance.Shift shift) {
        this.shift = shift;
    }

    Instance.Officer officer() {
        return officer;
    }

    Instance.Week week() {
        return week;
    }

    int day() {
        return day;
    }

    int nextDay() {
        return day + 1;
    }

    /** Overtime, wishes and the published roster, in sixtieths. */
    long price() {
        return prices[shift.index];
    }

    int normal() {
        return shift.normal;
    }

    int overtime() {
        return shift.overtime;
    }

    int evening() {
        return shift.evening ? 1 : 0;
    }
}
