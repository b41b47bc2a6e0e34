/** What two versions of a table differ in, row by row and column by column, in French and as plain data. */
@NullMarked
package org.cabas.rules.compare;

import org.jspecify.annotations.NullMarked;
