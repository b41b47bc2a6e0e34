/** The tables of a fund: what is in force, what is coming, what was, and what changed between any two of them. */
@NullMarked
package org.cabas.service.table;

import org.jspecify.annotations.NullMarked;
