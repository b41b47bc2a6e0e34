package org.cabas.service.access;

/** Whoever asks for a page. A controller that takes one as an argument gets it from the request's cookies. */
public sealed interface Caller permits Visitor, Guest {

    /** What proves that a form was written for this caller. */
    FormKey forms();
}
