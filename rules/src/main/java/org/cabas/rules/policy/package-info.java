/** A policy: one version of a fund's tables, compiled, and the typed answers to the questions they decide. */
@NullMarked
package org.cabas.rules.policy;

import org.jspecify.annotations.NullMarked;
