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
    SEE_JOURNAL
}
