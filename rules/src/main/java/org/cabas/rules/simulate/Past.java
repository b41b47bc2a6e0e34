package org.cabas.rules.simulate;

import java.util.List;
import java.util.function.Predicate;

/** What happened in a fund, or might have: its households, its places, and events in time order. */
public interface Past {

    /** The days whose purchases are compared; events before them only bring ceilings and balances up to date. */
    Span span();

    /** The households; events name them by index. */
    List<Home> homes();

    /** The places; events name them by index. */
    List<Place> places();

    /** About how many events there are, for progress. */
    long size();

    /** Tells every event, in time order, until there are no more or the listener answers false. The same at every call. */
    void tell(Predicate<Event> listener);
}
