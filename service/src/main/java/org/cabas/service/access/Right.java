package org.cabas.service.access;

/** What a person may do in a fund. Pages ask for rights, never for roles: a new role only has to say which rights it has. */
public enum Right {
    SEE_TABLES,
    EDIT_DRAFTS,
    DISCUSS,
    VOTE,
    OPEN_VOTES,
    PUBLISH,
    SIMULATE,
    MANAGE_PEOPLE,
    SEE_JOURNAL,
    /** Sees the files of households and does what is to be done about them. */
    WORK_ON_ENROLLMENTS,
    /** Sees the files of merchants and does what is to be done about them. */
    WORK_ON_CONVENTIONS,
    /** Sees health follow-ups: of nurses alone. */
    FOLLOW_HEALTH,
    /** Sees what the engine or a step of a process could not do, and has it tried again. */
    SEE_INCIDENTS,
    /** Says how many households the fund takes, and has those who wait come in. */
    OPEN_PLACES,
    /** Sends households to the fund, and learns what became of it. */
    REFER,
    /** Sees aggregates of follow-ups, of at least eleven people. */
    SEE_HEALTH_FIGURES
}
