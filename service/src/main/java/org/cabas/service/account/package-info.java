/** Accounts of people: signing in and out, passwords, invitations, and the roles given and taken in a fund. */
@NullMarked
package org.cabas.service.account;

import org.jspecify.annotations.NullMarked;
