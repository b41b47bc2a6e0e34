package org.cabas.service.casefile;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.cabas.service.engine.Driving;
import org.cabas.service.page.InFrench;
import org.jspecify.annotations.Nullable;

/** What pages say while the engine is away: that nothing of what people do is lost. */
@Singleton
class EngineBanner {
    /** A pause that nobody would notice is not spoken of. */
    private static final Duration UNNOTICED = Duration.ofSeconds(10);

    private static final InFrench FRENCH = new InFrench();

    private final Driving driving;
    private final Clock clock;

    EngineBanner(Driving driving, Clock clock) {
        this.driving = driving;
        this.clock = clock;
    }

    /** The sentence; null while the engine answers. */
    @Nullable
    String sentence(ZoneId zone) {
        return driving.awaySince()
                .filter(since -> since.isBefore(clock.instant().minus(UNNOTICED)))
                .map(since -> CaseWording.say("engine.away", moment(since, zone)))
                .orElse(null);
    }

    private String moment(Instant since, ZoneId zone) {
        var sameDay = LocalDate.ofInstant(since, zone).equals(LocalDate.ofInstant(clock.instant(), zone));
        return sameDay ? FRENCH.time(since, zone) : FRENCH.moment(since, zone);
    }
}
