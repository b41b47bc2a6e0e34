package org.cabas.rules.table;

/**
 * A column of a decision table.
 *
 * @param id the name of the fact or outcome in code: {@code income}, {@code product_family}; a fund's own criteria
 *     have ids of their own; see {@link Spelling#isColumnId}
 * @param label the question or name that people read, in French
 * @param type what its values are
 * @param domain which values it can hold
 * @param mayBeUnknown whether a case can reach the table without this fact; such a case has to be answered too
 * @param basis for an outcome, what its figure is a figure of; {@link Basis#FIXED} otherwise
 */
public record Column(String id, String label, ColumnType type, Domain domain, boolean mayBeUnknown, Basis basis) {
    public Column {
        var fits = switch (domain) {
            case Domain.Ordered range -> type.holds(range.minimum()) && type.holds(range.maximum());
            case Domain.Closed closed -> type == ColumnType.CHOICE || type == ColumnType.CHOICES;
            case Domain.Answers answers -> type == ColumnType.YES_NO;
        };
        var figure = switch (basis) {
            case Basis.Fixed fixed -> true;
            case Basis.ShareOf(var amount) -> type == ColumnType.PERCENT && Spelling.isColumnId(amount);
            case Basis.Per(var count) -> type == ColumnType.MONEY && Spelling.isColumnId(count);
        };
        if (!Spelling.isColumnId(id) || label.isBlank() || !fits || !figure || hidesNoChoice(type, domain)) {
            throw new IllegalArgumentException("no such column: " + id + ", " + type + ", " + domain + ", " + basis);
        }
    }

    /** Whether an option of several choices has the name of "none of them". */
    private static boolean hidesNoChoice(ColumnType type, Domain domain) {
        return type == ColumnType.CHOICES
                && domain instanceof Domain.Closed list
                && list.options().stream()
                        .anyMatch(option -> Spelling.same(option.label(), Wording.NO_CHOICE)
                                || Spelling.same(option.code(), Wording.NO_CHOICE));
    }

    /** Whether this column can hold the value; unknown only where it may be. */
    public boolean accepts(Value value) {
        return switch (value) {
            case Value.Unknown unknown -> mayBeUnknown;
            case Value.Quantity(var units) -> domain instanceof Domain.Ordered range && range.holds(units);
            case Value.Choice(var code) ->
                type == ColumnType.CHOICE
                        && domain instanceof Domain.Closed list
                        && list.option(code).isPresent();
            case Value.Choices(var codes) ->
                type == ColumnType.CHOICES
                        && domain instanceof Domain.Closed list
                        && codes.stream().allMatch(code -> list.option(code).isPresent());
            case Value.YesNo answer -> type == ColumnType.YES_NO;
        };
    }

    /**
     * A value of the world as this column sees it, so that every case is one that verification looked at: a quantity
     * counts as the step at or below it and as the bound beyond it, labels that the list doesn't hold are left out, a
     * choice that it doesn't hold is unknown, and so is a value of another type.
     */
    public Value admit(Value value) {
        return switch (domain) {
            case Domain.Ordered range ->
                value instanceof Value.Quantity(var units)
                        ? new Value.Quantity(range.onStep(Math.clamp(units, range.minimum(), range.maximum())))
                        : Value.UNKNOWN;
            case Domain.Closed list ->
                switch (value) {
                    case Value.Choices(var codes) when type == ColumnType.CHOICES -> list.listed(codes);
                    case Value.Choice choice when accepts(choice) -> choice;
                    default -> Value.UNKNOWN;
                };
            case Domain.Answers answers -> value instanceof Value.YesNo ? value : Value.UNKNOWN;
        };
    }
}
