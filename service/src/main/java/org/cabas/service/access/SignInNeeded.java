package org.cabas.service.access;

/** Ends a request that only someone who is signed in may make. */
public class SignInNeeded extends RuntimeException {
    public SignInNeeded() {
        super("sign in first", null, false, false);
    }
}
