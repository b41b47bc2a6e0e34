package org.cabas.service.enrollment;

/** How an application came. */
public enum Channel {
    /** A social worker of the fund filled it in with the household. */
    SOCIAL_WORKER,
    /** A partner sent the household. */
    REFERRER,
    /** The household applied by itself, on the public page. */
    HOUSEHOLD
}
