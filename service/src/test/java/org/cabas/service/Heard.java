package org.cabas.service;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** All that is logged while it is open, in this JVM: our own loggers tell all they have, the others' levels are those of production. */
public final class Heard implements AutoCloseable {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("org.cabas");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    public Heard() {
        log.start();
        ROOT.addAppender(log);
        OURS.setLevel(Level.TRACE);
    }

    /** Messages and faults, so far. */
    public String text() {
        return log.list.stream()
                .map(event -> event.getFormattedMessage() + "\n"
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        ROOT.detachAppender(log);
        OURS.setLevel(Level.INFO);
    }
}
