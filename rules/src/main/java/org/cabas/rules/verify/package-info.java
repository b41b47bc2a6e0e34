/** Checks of a decision table, exact over its steps and lists: what it leaves out, contradicts, never reaches or can't mean. */
@NullMarked
package org.cabas.rules.verify;

import org.jspecify.annotations.NullMarked;
