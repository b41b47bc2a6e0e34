package org.cabas.service.engine;

import org.cabas.service.database.DatabaseAway;

/** Why a job is not done: what people are told about it, by {@code messages/casefile.properties}. */
public enum Fault {
    /** The database did not answer. */
    DATABASE,
    /** The engine knows a file that this service doesn't: its database is older than the engine's data, or another one. */
    NO_SUCH_FILE,
    /** The process asks for a step that this version of the service doesn't know. */
    NO_SUCH_STEP,
    /** A fault of the service; its log says which. */
    SERVICE;

    static Fault of(RuntimeException fault) {
        return fault instanceof DatabaseAway ? DATABASE : SERVICE;
    }
}
