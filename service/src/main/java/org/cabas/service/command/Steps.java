package org.cabas.service.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;

/** Says each step of something long on one line, with the seconds since it began. */
final class Steps implements Consumer<String> {
    private static final double NANOS = 1e9;

    private final PrintWriter out;
    private final long start = System.nanoTime();

    Steps(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void accept(String step) {
        out.println(String.format(Locale.FRENCH, "[%5.1f s] %s", (System.nanoTime() - start) / NANOS, step));
        out.flush();
    }
}
