/** Why a table answers a case as it does: the answer as a sentence, the rows that decide and why others don't apply. */
@NullMarked
package org.cabas.rules.explain;

import org.jspecify.annotations.NullMarked;
