package org.cabas.rules.verify;

import java.util.List;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Value;

/** One condition column, its values divided as the conditions of the table's rows divide them. */
sealed interface Axis permits OrderedAxis, ListAxis, ChoicesAxis {

    /**
     * Divides a column.
     *
     * @param conditions all that the table asks of the column
     */
    static Axis of(Column column, List<Condition> conditions) {
        return switch (column.domain()) {
            case Domain.Ordered range -> new OrderedAxis(column, range, conditions);
            case Domain.Answers answers -> ListAxis.ofAnswers(column);
            case Domain.Closed list ->
                switch (column.type()) {
                    case CHOICES -> new ChoicesAxis(column, list, conditions);
                    default -> ListAxis.ofOptions(column, list, conditions);
                };
        };
    }

    Column column();

    /** Every value, unknown too where it may be. */
    Region full();

    /** Every value but unknown. */
    Region known();

    /** Unknown alone; empty for a column that is always known. */
    Region unknown();

    /** The values for which a condition holds. */
    Region where(Condition condition);

    /**
     * A part of a region that a person can grasp: one interval, the known side.
     *
     * @param region not empty
     * @param around a part of the region to stay around
     */
    Region graspable(Region region, Region around);

    /** A value of the region that reads naturally: a round one, a short list, unknown only when there is no other. */
    Value example(Region region);

    /**
     * The region in the words of a cell.
     *
     * @param region one that {@link #graspable} gave
     * @return empty for a region that is all that is known, and for one that no single cell says
     */
    String inFrench(Region region);

    /**
     * The cell that covers the region and, of the rest, nothing that {@code elsewhere} leaves open: what to put into a row that
     * is to stand for a gap.
     */
    default Region asCell(Region region) {
        return region;
    }

    /** Whether two regions stand side by side, as neighbouring brackets do. */
    default boolean touch(Region region, Region other) {
        return false;
    }
}
