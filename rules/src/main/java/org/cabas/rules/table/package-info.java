/**
 * The typed model of a decision table: columns, conditions, rows, the facts it is asked about and the decision it
 * gives.
 */
@NullMarked
package org.cabas.rules.table;

import org.jspecify.annotations.NullMarked;
