package org.cabas.service.access;

/**
 * Someone who is not signed in, or need not be. As an argument of a controller's method it gives the page a key for its forms,
 * kept in a cookie that says nothing about anyone.
 *
 * @param forms what their forms carry
 */
public record Guest(FormKey forms) implements Caller {}
