package org.cabas.service;

import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** Chance that can be had again: every run prints its seed, and {@code -Dcabas.test.seed} repeats it. */
public final class Chance {
    private Chance() {}

    /** A new chance for what is told on standard output with its seed. */
    public static Random of(String what) {
        var seed = Long.getLong("cabas.test.seed", ThreadLocalRandom.current().nextInt(1_000_000));
        System.out.println(what + ": seed " + seed);
        return new Random(seed);
    }
}
